"""A text with one foreign name in it is read right or refused, whatever its encoding, and the punctuation of plain English is read."""

from __future__ import annotations

from itertools import product

import pytest

from cleaner import clean_html
from cleaner.errors import ReadingError
from cleaner.formats.reading import decoded
from cleaner.html.encoding import detect

BEFORE = "The port reopened on Tuesday, the harbour master said. "
AFTER = " It was not the first time that they had been there."
AROUND = {
    "english": "The port reopened on Tuesday, the harbour master said. They met {} in the town, and it was not for the first time.",
    "quoted": "“Not at all,” he said of {} – it’s over. The port reopened on Tuesday, and they were all there.",
    "french": "Le maire a déclaré que le pont serait reconstruit avant l'été, à cause des dégâts. {} était là aussi, dès le matin.",
}
NAMES = [
    *("Björn", "Malmö", "Köln", "Löwe", "Ærø", "Åsa", "Reykjavík", "Sigurður", "García", "Mañana", "capità", "Panamá", "Östersund"),
    *("Erdoğan", "Şahin", "powiedział", "Łukasz", "Čapek", "Timișoara", "Émile", "Óscar", "François", "naïve"),
    *("Ó Briain", "vis-à-vis", "MALMÖ", "Metrô", "señor"),
]
ENCODINGS = (
    *("cp1252", "cp1250", "cp1254", "cp1257", "iso8859-2", "iso8859-15", "iso8859-16", "mac-roman", "mac-croatian"),
    *("cp850", "cp437", "cp852", "cp865", "hp-roman8"),
)
# English as it is written in a common encoding, each line with another sign.
ENGLISH = [
    "“We waited for it,” he said.",
    "The “offer” was not what they had said.",
    "It’s what the company’s chief said.",
    "They don’t and we’re not.",
    "The ship—the first of two—left for the island.",
    "Paris–London was not on their list.",
    "He said ‘the port is not open’ and left.",
    "The ships’ crew was not there.",
    "It’s rock ’n’ roll, ma’am.",
    "It cost £5 and not €10.",
    "It was sold for £m.",
    "Call Mr\xa0Smith at 5\xa0pm.",
    "\xa0 The port was in\xa0the town.\xa0 It was.",
    "© 2024 The Port.",
    "It was 25°C in the town.",
    "O’Brien said it’s D’Angelo’s.",
    "“Wait… it’s not for all,” he said.",
    "They met in a café.",
    "They waited… and it was open.",
    "They waited until dark…",
    "They will wait… and then they will go.",
    "…and they said so.",
    "They paused … then went on.",
    "The Widget™ was sold.",
    "The Widget™, the Gadget™ and the Gizmo™ were sold.",
    "Beyoncé’s album was not out.",
    "Yes, ma’am.",
    "What do y’all want?",
    "They played rock ’n’ roll.",
    "The Qur’an was read.",
    "The Shi’ite leader was there.",
    "The govern\xadment was out.",
    "The govern\xadment and its minis\xadters were out.",
    "He said “it is open and left.",
    "“Police were told to wait.",
    "It was late—very late.",
    "The ’til and the ’em of it.",
]
# Lines of old files that begin or end with dots.
DOTTED = ["…and they said so.", "They said …and left.", "They waited… and left."]


@pytest.mark.parametrize("around", AROUND)
def test_a_name_is_read_right_or_refused(around: str) -> None:
    """A letter of a name is never read as a dash, an apostrophe, a quote, a space or a soft hyphen, nor as another letter."""
    wrong = []
    for name, encoding in product(NAMES, ENCODINGS):
        text = AROUND[around].format(name)
        try:
            raw = text.encode(encoding)
        except UnicodeEncodeError:
            continue
        if (certain := detect(raw).certain) and raw.decode(certain) != text:
            wrong.append((name, encoding, certain, raw.decode(certain)))

    assert wrong == []


@pytest.mark.parametrize("times", [1, 20])
@pytest.mark.parametrize("name", ["Björn", "Malmö", "Zürich", "Köln", "Düsseldorf", "café"])
def test_a_name_that_can_be_nothing_else_is_read(name: str, times: int) -> None:
    """Where every other encoding makes a sign, or a letter of another alphabet, of the one letter, the encoding of the web is certain."""
    text = BEFORE * times + name + AFTER * times

    assert decoded(text.encode("cp1252"), "x").text == text
    assert name in (clean_html(f"<p>{text}</p>".encode("cp1252")).page.html or "")


@pytest.mark.parametrize("name", ["Muñoz", "naïve", "Søren"])
def test_a_name_that_could_be_another_is_refused(name: str) -> None:
    """Where encodings of the web make different letters of it, they are named as likely, the commonest first."""
    with pytest.raises(ReadingError, match="perhaps CP1252 or "):
        decoded(f"{BEFORE}{name}{AFTER}".encode("cp1252"), "x")


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
@pytest.mark.parametrize("line", DOTTED)
def test_dots_at_a_known_word_are_read_or_refused(line: str, encoding: str) -> None:
    """Dots before or after a word of the language are no letter of it."""
    raw = f"{BEFORE}{line}{AFTER}".encode(encoding)
    certain = detect(raw).certain

    assert certain is None or raw.decode(certain) == raw.decode(encoding)


@pytest.mark.parametrize("line", ["Ha’aretz said so.", "They call it the olde’ way.", "He met Ó Briain – there."])
def test_the_usual_encoding_of_the_web_is_named(line: str) -> None:
    """Where a line is refused since it may be of an old file, the page that it may be is named first."""
    assert detect(f"{BEFORE}{line}{AFTER}".encode("cp1252")).likely[0] == "cp1252"


@pytest.mark.parametrize("line", ENGLISH)
def test_signs_of_english_are_read(line: str) -> None:
    """Dashes, quotes and apostrophes of the common encoding, where they stand as such."""
    text = f"{BEFORE}{line}{AFTER}"

    assert decoded(text.encode("cp1252"), "x").text == text

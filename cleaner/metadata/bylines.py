"""Byline lines, and statements of who wrote, to people: names told apart from labels, roles, agencies, places and dates.

A name is known by its shape and its neighbours, never from a list of names. What is not surely a person's name is left out; the
line itself stays at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from cleaner.document.article import People
from cleaner.metadata.vocabulary import (
    AGENCIES,
    BODIES,
    BYS,
    GIVEN_TOO,
    HELPERS,
    HELPING,
    MODIFIERS,
    MONTHS,
    PARTICLES,
    ROLES,
    SECTIONS,
    STOPS,
    TOWNS,
    WRITERS,
    WRITING,
)

_BY = re.compile(
    rf"(?i)(?P<words>(?:(?:(?P<writing>{WRITING})|(?P<helping>{HELPING})) )?(?:{BYS}|(?<=a cura )di|(?<=scritto )da))(?:\s*:\s*|\s+)(?=\S)"
)
_DA = re.compile(
    r"(?i)(?P<words>(?:scritto|pubblicato) da|geschrieben von|texte et photos de|texte de|photos de|texto de|fotos de)(?:\s*:\s*|\s+)(?=\S)"
)
_TRADE = re.compile(rf"(?i)(?P<words>(?P<writer>{WRITERS})|(?:{HELPERS}))\s*[:：|｜＝=／/・·]\s*(?=\S)")
_TRADE_SPACED = re.compile(
    r"(?i)(?P<words>(?P<writer>本报记者|本報記者|記者|记者|撰文|作者|Автор(?:ы)?|Подготовила?|Беседовала?))\s+(?=\S)"
)
_OTHER = re.compile(r"(?P<words>[^\W\d_][\w’'-]{2,24})\s?[:：]\s+(?=\S)")

_SEGMENTS = re.compile(
    rf"\s+[|｜•·–—/-]+\s*|\s*[|｜•]\s*|[—–]\s+|\.\s+(?=Last |Updated|Published)"
    rf"|[.;]\s+(?=(?i:{HELPING})\s+(?i:{BYS})\s)|\s+(?=(?i:{WRITERS}|{HELPERS})[・：:＝=／])"
)
_MORE = re.compile(
    r"\s*[,;、，；]\s*(?:(?:and|und|et|y|e|og|och|en|with)\s+)?|\s*&\s*|\s+(?:(?i:and|und|with|mit|avec|och|og)|et|en|y|e|i|ja|и|і|та|ve|con|com|met|och|med|أور|و)\s+"
    r"|(?<=[가-힣])·(?=[가-힣])|(?<=[一-鿿])[和与與](?=[一-鿿]{2,4}$)"
)
_WRAPPING = "()（）[]［］【】*_ \t\u3000:：,"
_UNCLOSED, _UNOPENED = re.compile(r"\s*[(\[（［【][^)\]）］】]*$"), re.compile(r"^([^(\[（［【]*?)\s*[)\]）］】].*")
_AGENCY = re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))})(?![\w-])")
_TRADE_ENDING = re.compile(r".{2,}(?:olog|cultural|econom|nutrition|scient|physic)ists?|.{3,}icians?|economists?|scientists?")
_ABBREVIATED = re.compile(r"(?:\b\w\.|\b[JS]r\.)$")
_GLUED = re.compile(r"(?P<name>[一-鿿]{2,4}|[가-힣]{2,4})(?P<role>記者|记者|特派員|特派员|기자|특파원)$")
_MOST_WORDS, _UNSPACED_MOST = 5, 16

_BETWEEN = re.compile(r"\s*[;|；、\n]\s*|\s+(?:and|und|et|y|og|och|en|e|with)\s+|\s*&\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,，]\s*")
_NO_NAME = re.compile(r"https?:|www\.|\S@\S|^@|[{}<>=#]|^\W*\d+\W*$|\w\.\w{3,}\.\w|\.(?:com|html?|php)\b", re.IGNORECASE)
_ENDS = " \t\"“”'‘’`*_,;:|•·–—-/»›"
_LONGEST = 80
# So many words a given name has at most behind a family's name of one word; behind one of several it has one.
_GIVEN = 3
# Degrees and orders behind a name: MD, PhD, CEPF®, M.D., E-RYT 200.
_CREDENTIAL = re.compile(
    r"(?:(?:[A-Z][A-Za-z]{0,2}\.){1,4}|[A-Z]{1,2}[A-Za-z]?[A-Z]|[A-Z-]{2,8})[®™]?(?: \d+)?|(?:Ph|Ed|Psy)\.?D\.?|Esq\.?"
)


class Label(Struct, frozen=True):
    """What is said of the people behind it.

    Args:
        role: its words, where they name a trade or a part of the work; else empty.
        writes: whether these people wrote the story.
    """

    role: str
    writes: bool


def label_of(text: str, *, known: bool = False) -> tuple[Label | None, str]:
    """The label that a byline or a stretch of one begins with, if there is one ("Edited by", "文・"), and what follows it.

    Args:
        known: whether the label must be one of those listed.
    """
    if hit := _DA.match(text):
        helps = hit["words"].casefold().startswith(("photos", "fotos"))
        return Label(hit["words"] if helps else "", not helps), text[hit.end() :]
    if hit := _BY.match(text):
        inner, rest = label_of(text[hit.end() :], known=True) if hit["writing"] else (None, text[hit.end() :])
        return inner or Label(hit["words"] if hit["helping"] else "", not hit["helping"]), rest
    if hit := _TRADE.match(text) or _TRADE_SPACED.match(text):
        role = "" if re.fullmatch(BYS, hit["words"].casefold()) else hit["words"].strip()
        return Label(role, hit["writer"] is not None), text[hit.end() :]
    if not known and (hit := _OTHER.match(text)):
        return Label(hit["words"], False), text[hit.end() :]
    return None, text


def read_people(lines: Sequence[str]) -> People:
    """The people that byline lines name; a label may stand on one and its names on the next."""
    found, waiting = _Found(), None
    for line in lines:
        text = " ".join(line.split()).strip(_WRAPPING)
        label, rest = label_of(f"{text.rstrip(' :：|')}: .", known=True)
        if label and rest == ".":
            waiting = label
        elif text:
            found.read(text, waiting or Label("", True))
            waiting = None
    return People(bylines=tuple(found.writers or found.helpers), roles=found.roles, agencies=tuple(found.agencies))


class _Found:
    """The people of the lines read so far."""

    def __init__(self) -> None:
        self.writers: dict[str, None] = {}
        self.helpers: dict[str, None] = {}
        self.roles: dict[str, str] = {}
        self.agencies: dict[str, None] = {}

    def read(self, line: str, default: Label) -> None:
        """Add the people of a line; the label is theirs who stand behind none."""
        label, rest = label_of(line)
        for number, segment in enumerate(_SEGMENTS.split(rest)):
            own, stretch = label_of(segment) if number else (label, segment)
            self.agencies.update(dict.fromkeys(agencies_in(stretch)))
            if number == 0 or own:
                for names, role in _groups(stretch):
                    self._add(names, own or default, role)
            elif self.writers and is_role(segment):
                self._add([name for name in self.writers if name in line], Label("", True), segment.strip(_WRAPPING).rstrip("."))

    def _add(self, names: Sequence[str], label: Label, role: str) -> None:
        for name in names:
            (self.writers if label.writes else self.helpers).setdefault(name)
            if said := role or label.role:
                self.roles.setdefault(name, said)


def agencies_in(text: str) -> tuple[str, ...]:
    """The news agencies that a text names; short ones only in the capitals they are known by."""
    hits = (hit[0] for hit in _AGENCY.finditer(text))
    return tuple(dict.fromkeys(AGENCIES[hit.casefold()] for hit in hits if len(hit) > 4 or hit == AGENCIES[hit.casefold()]))


def names_alone(stretch: str) -> tuple[str, ...]:
    """The names of a stretch that holds nothing else but their roles; none where one of them is a single word, which may be anything."""
    names: list[str] = []
    for item in _MORE.split(stretch):
        words = item.strip(_WRAPPING).split()
        name, role = _name_and_role(words, alone=False)
        if not name or {_folded(words[0]), _folded(words[-1])} & SECTIONS or len(f"{name} {role}".split()) < len(words):
            return ()
        names.append(name)
    return tuple(names)


def is_role(stretch: str) -> bool:
    """Whether a stretch says what somebody is, and nothing more."""
    words = stretch.split()
    return 0 < len(words) <= _MOST_WORDS + 1 and any(map(_is_trade, words)) and not _has_digit(stretch)


def people_in(value: str) -> list[str]:
    """The names in a statement that is about people, without labels, roles and credentials, in the order in which they are spoken."""
    label, rest = label_of(value.strip(_ENDS), known=True)
    pieces = [piece for piece in _BETWEEN.split(rest if label else value) if piece.strip()]
    split = [[" ".join(part.split()).strip(_ENDS) for part in _COMMA.split(piece)] for piece in pieces]
    found = _inverted(split) or [name for parts in split for name in _of_piece(parts)]
    return list(dict.fromkeys(name for name in map(_balanced, found) if name))


def _groups(stretch: str) -> Iterator[tuple[list[str], str]]:
    """People that share a role, with that role: it stands behind the last of them."""
    names: list[str] = []
    for place, item in enumerate(_MORE.split(stretch)):
        name, role = _name_and_role(item.strip(_WRAPPING).split(), alone=place == 0)
        if name:
            names.append(name)
        if role and names:
            yield names, role
            names = []
        if not name and not role and _has_digit(item):
            break
    if names:
        yield names, ""


def _name_and_role(words: Sequence[str], *, alone: bool) -> tuple[str, str]:
    """The name that some words begin with and the role behind it; either may be empty. Only a first name may stand alone."""
    if len(words) == 1 and (glued := _GLUED.fullmatch(words[0])):
        return glued["name"], glued["role"]
    end = next((place for place in range(len(words)) if _ends_name(words, place)), len(words))
    trade = next((place for place, word in enumerate(words) if _is_trade(word)), None)
    if trade is not None:
        while trade > 0 and (_folded(words[trade - 1]) in MODIFIERS or words[trade - 1].endswith(("ische", "ischer"))):
            trade -= 1
        end = min(end, trade)
    chosen = words[:end]
    while chosen and _folded(chosen[-1]) in PARTICLES:
        chosen = chosen[:-1]
    name = " ".join(chosen) if _is_name(chosen, alone) else ""
    role = "" if trade is None else " ".join(words[end:] if name else words).strip(_WRAPPING)
    name = _balanced(name)
    return name if _ABBREVIATED.search(name) else name.rstrip(".;:,"), role


def _ends_name(words: Sequence[str], place: int) -> bool:
    """Whether a word is no part of a name that stands before it."""
    word, folded = words[place], _folded(words[place])
    if any(character.isdigit() or character in "@/#" for character in word) or (folded in AGENCIES and not word.istitle()):
        return True
    if folded in PARTICLES:
        return False
    if folded in MONTHS and _has_digit("".join(words[place + 1 : place + 2])):
        return True
    letter = next((character for character in word if character.isalpha()), "")
    return not letter or letter.islower() or (place > 0 and folded in STOPS)


def _is_name(words: Sequence[str], alone: bool) -> bool:
    """Whether words that may all be part of a name are the name of a person."""
    folded, text = [_folded(word) for word in words], " ".join(words)
    if not words or len(words) > _MOST_WORDS or any(word in BODIES for word in folded) or " ".join(folded) in TOWNS:
        return False
    if folded[0] in STOPS and not (len(words) > 1 and folded[0] in GIVEN_TOO):
        return False
    if any(map(_is_acronym, words)) or agencies_in(text) == (text,) or text.casefold() in AGENCIES:
        return False
    if len(words) == 1:
        caseless = text[0].lower() == text[0].upper()
        return 2 <= len(text) <= _UNSPACED_MOST if caseless else alone and len(text) > 1
    return True


def _is_trade(word: str) -> bool:
    return _folded(word) in ROLES or _TRADE_ENDING.fullmatch(_folded(word)) is not None


def _is_acronym(word: str) -> bool:
    """Whether a word is three or more capitals that nobody can pronounce: an outlet or a degree."""
    letters = word.strip(".,")
    return len(letters) > 2 and letters.isascii() and letters.isupper() and letters.isalpha() and not set(letters) & set("AEIOUY")


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _folded(word: str) -> str:
    return word.casefold().strip(".,;:()")


def _balanced(name: str) -> str:
    """A name without a bracket that is never closed, or closed and never opened, and what stands within or behind it."""
    return _UNOPENED.sub(r"\1", _UNCLOSED.sub("", name))


def _of_piece(parts: Sequence[str]) -> list[str]:
    """The names in the parts between commas: what stands behind the first is another person only if no role or credential does."""
    if not parts[0] or _NO_NAME.search(parts[0]) or len(parts[0]) > _LONGEST:
        return []
    others = [] if any(map(_is_beside_a_name, parts[1:])) else parts[1:]
    return [parts[0], *(part for part in others if part and not _NO_NAME.search(part))]


def _inverted(pieces: Sequence[Sequence[str]]) -> list[str]:
    """Names whose family name stands before a comma: Okparo, Lena; none where one of the pieces is a name by itself."""
    pairs = [pair for parts in pieces for pair in zip(parts[::2], parts[1::2], strict=False)]
    parts = [part for piece in pieces for part in piece]
    if any(len(piece) % 2 for piece in pieces) or not any(_family_words(family) == 1 for family, _ in pairs):
        return []
    if not all(part and not _NO_NAME.search(part) and not _is_beside_a_name(part) and not agencies_in(part) for part in parts):
        return []
    if not all(len(given.split()) <= (_GIVEN if _family_words(family) == 1 else 1) for family, given in pairs):
        return []
    return [f"{given} {family}" for family, given in pairs]


def _family_words(family: str) -> int:
    """How many words a family's name has beside its particles."""
    return len([word for word in family.split() if word.casefold() not in PARTICLES])


def _is_beside_a_name(part: str) -> bool:
    """Whether a stretch says what the person before it is: a credential or a role."""
    return bool(_CREDENTIAL.fullmatch(part)) or any(word.casefold().strip(".,") in ROLES for word in part.split())

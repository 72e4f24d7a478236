"""Which lines stand in the head of a story: its title, and those beside it, above its text, from which people and times are read.

A date or a name further down is the text's own, a comment's or another story's, and says nothing of this one.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from cleaner.document.ledger import Ledger
from cleaner.document.parts import Part, Zone
from cleaner.lines.kinds import BLANK, HEADING, LABEL, LETTER, PROSE, QUESTION, TITLE, lower
from cleaner.metadata.dates import names_another_day
from cleaner.metadata.head import MOST_OF, HeadLines, is_labelled, is_nothing_but_dated, is_title
from cleaner.metadata.statements import key

# So many lines that are not blank belong to a head, above its headline and below.
_ABOVE, _BELOW = 5, 25
# A day without a label is the story's only nearer to its headline.
_BARE, _BARE_ABOVE = 10, 2
# Names at the foot of a story stand so near below its text.
_FOOT = 4
# A line above counts as so many times as far away.
_FARTHER = 3
# A deck may look like text and be of some lines; what a rule calls a byline or a date is still the head's under it, so near.
_DECK_LINES, _NEAR = 3, 10
# Under a deck of one line so near, so are lines that no rule names. Right under a headline even what is taken for a teaser may be its date.
_UNDER_DECK, _NEXT = 4, 3
# A line that is longer, or shorter and of one word, says neither when nor who.
_LONGEST = 140
_NAMING = frozenset((Part.byline, Part.timestamp))
# Parts of lines that no rule calls chrome; any of them may be a title, a name or a date.
OPEN = frozenset((Part.paragraph, Part.subheading, Part.list_item, Part.deck, Part.kicker, Part.headline))
_SAYS = re.compile(r"\w")
_YEAR = re.compile(r"\d{4}|\d\d?[./-]\d\d?[./-]\d\d")
# A byline or a date stands within so many lines of a title.
_REACH = 10
_NAMED = re.compile(f"[{LETTER[Part.byline]}{LETTER[Part.timestamp]}]")
_TITLE_ABOVE_MASTHEAD = re.compile(
    f"{BLANK}*(?P<title>[{LABEL}{HEADING}{TITLE}{QUESTION}{LETTER[Part.subheading]}]){BLANK}*{LETTER[Part.masthead]}[^{PROSE}{LABEL}{HEADING}{TITLE}]*[{PROSE}{TITLE}]"
)
_BESIDE = 2  # below a byline at the foot of a story, the date beside it is near


def head_lines(found: Mapping[Part, Sequence[int]], ledger: Ledger, headline: int | None, stretch: range) -> HeadLines:
    """The lines of a story that name people and times; a label whose value is missing names none.

    `found` holds the lines of the story by what they are, `stretch` all of them.
    """
    start = stretch.start if headline is None else headline
    below = list(_below(ledger, start, stretch.stop, counted=headline is None))
    above = list(_above(ledger, start, stretch.start))
    by = _signed(found.get(Part.byline, ()), ledger, {*below, *above})
    signed = (near for line in by for near in range(line - _BESIDE, line + _BESIDE + 1) if near in stretch)
    over = [line for number, line in enumerate(above) if number < _BARE_ABOVE or _is_labelled(ledger, line)]
    head = dict.fromkeys((*_by_distance(below[:_BARE], over), *signed))
    stated = [line for line in found.get(Part.timestamp, ()) if not ledger.claims[line].bare and not _of_another_day(ledger, line)]
    when = {line for line in stated if line in head}
    near = {*below[:_NEXT], *above[:1]}
    beside = [line for line in head if line in when or (_may_tell(ledger, line, near) and not _of_another_day(ledger, line))]
    labelled = (line for line in (*below, *above) if line not in head and _may_tell(ledger, line, near))
    later = sorted({*labelled, *(line for line in stated if line not in when)})
    return HeadLines(
        bylines=texts_of(ledger, by),
        timestamps=texts_of(ledger, [line for line in beside if line in when]),
        datelines=texts_of(ledger, found.get(Part.dateline, ())),
        beside=texts_of(ledger, beside),
        later=texts_of(ledger, later),
        short=texts_of(ledger, [line for line in below[:_BARE] if len(ledger.page.line(line)) <= _LONGEST]),
    )


def _below(ledger: Ledger, headline: int, end: int, *, counted: bool) -> Iterator[int]:
    """The lines of a head from its headline down to the text, and those just below that a rule calls a byline or a date."""
    kinds, prose, lines = lower(ledger.kinds[headline:end]), 0, 0
    for line, kind in enumerate(kinds, headline):
        if kind == BLANK or (line == headline and not counted) or (lines >= _NEXT and _is_gone(ledger, line)):
            continue
        lines += 1
        plain = kind == PROSE and not _is_dates_alone(ledger, line)
        prose += plain
        if lines > _BELOW or prose > _DECK_LINES or (prose and lines > _NEAR):
            return
        if not plain and (not prose or (PROSE in kinds[line - headline :] and _is_under_deck(ledger, line, prose, lines))):
            yield line


def _is_dates_alone(ledger: Ledger, line: int) -> bool:
    """Whether a line that looks like text is one of dates."""
    text = ledger.page.line(line).strip()
    return len(text) <= _LONGEST and is_nothing_but_dated(text)


def _is_under_deck(ledger: Ledger, line: int, prose: int, lines: int) -> bool:
    """Whether a line under so many lines of prose, and so far below a headline, is still the head's, given that text goes on below."""
    named = ledger.part(line) in _NAMING or lines <= _UNDER_DECK
    return (prose == 1 and named) or _is_labelled(ledger, line) or is_labelled(_line_above(ledger, line))


def _above(ledger: Ledger, headline: int, first: int) -> Iterator[int]:
    """The lines of a head above its headline, the nearest first."""
    lines = 0
    for line in range(headline - 1, first - 1, -1):
        kind = lower(ledger.kinds[line])
        if kind == PROSE or lines == _ABOVE:
            return
        if kind != BLANK and _SAYS.search(ledger.page.line(line)) and not (lines and _is_gone(ledger, line)):
            lines += 1
            yield line


def _by_distance(below: Sequence[int], above: Sequence[int]) -> list[int]:
    """Lines below a headline and above it, the nearest first; what stands above may be the page's and not the story's."""
    near = [*enumerate(below), *((_FARTHER * (number + 1), line) for number, line in enumerate(above))]
    return [line for _, line in sorted(near, key=lambda one: one[0])]


def _is_gone(ledger: Ledger, line: int) -> bool:
    return not ledger.kept[line] and ledger.part(line) not in _NAMING


def _is_labelled(ledger: Ledger, line: int) -> bool:
    """Whether a line begins with words that stand before names or dates."""
    return is_labelled(ledger.page.line(line).strip()) and len(ledger.page.line(line)) <= _LONGEST


def _of_another_day(ledger: Ledger, line: int) -> bool:
    """Whether the line above says that a date is that of something else, such as the day on which a member joined."""
    return names_another_day(_line_above(ledger, line))


def _line_above(ledger: Ledger, line: int) -> str:
    """The text of the line above, with at most one blank line between; empty where there is none."""
    return next((text for at in range(line - 1, max(line - 1 - _BESIDE, -1), -1) if (text := ledger.page.line(at).strip())), "")


def _may_tell(ledger: Ledger, line: int, near: Container[int]) -> bool:
    """Whether a line may say when and who: a short one with a number of a year that is no chrome, or stands right beside the headline."""
    text = ledger.page.line(line).strip()
    free = (ledger.kept[line] and ledger.part(line) in OPEN) or (line in near and not ledger.kept[line])
    return free and len(text) <= _LONGEST and _YEAR.search(text) is not None


def _signed(found: Sequence[int], ledger: Ledger, head: Container[int]) -> Sequence[int]:
    """The byline lines of a story: those of its head, or else those right below its text; others are of other stories and comments."""
    kinds = lower(ledger.kinds)
    above = (line for line in found if line in head)
    first = next(above, None)
    if first is None:
        first = next((line for line in found if PROSE in kinds[max(line - _FOOT, 0) : line]), None)
    if first is None:
        return []
    text = (line for line in range(first, len(kinds)) if ledger.kept[line] and ledger.part(line).zone is Zone.body)
    end = next(text, len(kinds))
    return [line for line in found if first <= line < end]


def texts_of(ledger: Ledger, lines: Sequence[int]) -> tuple[str, ...]:
    """The texts of some lines, without the white space around them."""
    return tuple([ledger.page.line(line).strip() for line in lines]) if lines else ()


def lone_title(ledger: Ledger, first: int, end: int) -> int | None:
    """The line that is the title of a story in which no headline was found: its first, where a masthead stands between it and the text."""
    hit = _TITLE_ABOVE_MASTHEAD.match(lower(ledger.kinds), first, end)
    return hit.start("title") if hit and ledger.kept[hit.start("title")] else None


def title_line(ledger: Ledger, title: str) -> int | None:
    """The line that is a title and may be a headline, with or without a few words more.

    Of several, one with a byline or a date near below, or else the one nearest to text.
    """
    least, most, kinds = len(title) * MOST_OF, len(title) / MOST_OF, lower(ledger.kinds)
    lines = [
        line
        for line, text in enumerate(map(str.strip, ledger.page.some_lines(0, len(kinds))))
        if least <= len(text) <= most and ledger.kept[line] and ledger.part(line) in OPEN and is_title(key(text), key(title))
    ]
    named = [line for line in lines if _NAMED.search(kinds, line, line + _REACH)]
    return min(named or lines, key=lambda line: kinds.find(PROSE, line) % (len(kinds) + 1) - line, default=None)

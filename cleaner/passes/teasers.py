"""Headlines of other stories: in lists below a label such as "Most read", alone among the subheadings of a story, or in links to it.

A label of this kind says that what follows is not the story. Below it stand headings, perhaps with their ranks, up to the next line of
running text or the next line that something names. The last of them, if text follows, may be a subheading of the story that goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from cleaner.document.claim import Claim
from cleaner.document.parts import Part
from cleaner.lines.kinds import (
    BLANK,
    CONTEXT,
    HEADING,
    ITEM,
    LABEL,
    LETTER,
    NUMBER,
    PLACED,
    PROSE,
    QUESTION,
    RAISED_CLASS,
    SENTENCE,
    TITLE,
    lower,
)
from cleaner.passes.places import Placed
from cleaner.segments.headlines import Headline, is_scroll
from cleaner.segments.view import FURNITURE, GONE, TEXT, WINDOW, View
from cleaner.segments.words import unspaced, words

FINDER, LABEL_FINDER, LONE_FINDER = "teaser-lists.headline", "teaser-lists.label", "subheadings.untexted"
NAMES_STORY = "echoes.names-story"
_TEASER = LETTER[Part.teaser]
_RAISED, _TEASERS, _LABELS = re.compile(f"[{RAISED_CLASS}]"), re.compile(_TEASER), re.compile(f"[{_TEASER}{RAISED_CLASS}]")
_ENTRIES = frozenset((HEADING, QUESTION, LABEL))
_LABEL_WORDS, _ENTRY_WORDS, _LONE_WORDS = 6, 4, 6
_IN_TITLES = frozenset(":：|｜»▶】")
_UNSPACED_LABEL, _UNSPACED_ENTRY = 16, 8
# Rules of this name find what leads to the rest of the same text, not to others.
_READ_ON = ".read-on"
_MOST, _UP, _LEAST_PROSE = 24, 16, 2
_STOPS, _CLOSING = frozenset(".。;；:：,"), frozenset('?!？！¿"”’»」')
# Of every custom: German and Polish close with what English opens with.
_QUOTES = "\"'”’“‘»«›‹」』）)]"
_OPENERS = "\"'“‘„«‹「『（([【¿¡▶►■●◆・"
_GONE_CLASS = "".join(sorted(GONE))
_HEADINGS = HEADING + LABEL + QUESTION
_RAISED_HEADINGS = "".join(table[kind] for table in (CONTEXT, PLACED) for kind in _HEADINGS)
_TEXTED = re.compile(f"[{_HEADINGS}{_RAISED_HEADINGS}](?=[{BLANK}{_GONE_CLASS}]{{0,400}}[{PROSE}{SENTENCE}{ITEM}{LETTER[Part.embed]}])")
_PAIR = re.compile(f"(?<=[{PROSE}{TITLE}{SENTENCE}])[{_GONE_CLASS}]*({HEADING})(?=[{_GONE_CLASS}]*[{_HEADINGS}][{_GONE_CLASS}]*{PROSE})")
_TEASER_WORDS, _LONGER, _STORY_REACH = 8, 3, 120
# A numbered point, a label with what it lists, and a line that breaks off are text, whatever their shape.
_IN_TEXT = re.compile(r"^\d{1,2}[.)]|:.*,.*,| (?:the|an?|of|to|and|or|with|for|that|which|if|is|are|as|by|from)$")
# A line that only names a story is a few words and its headline, a link to it.
_SENTENCES, _SHORT = frozenset((PROSE, SENTENCE, TITLE)), frozenset((LABEL, NUMBER, HEADING, QUESTION))
_LEAST_WORDS, _PREFIX_WORDS, _KEY = 4, 4, 16
_CLOSING_MARKS = frozenset(":：|｜»›>-–—•·")


def teaser_lists(view: View, headlines: Sequence[Headline]) -> Iterator[Placed]:
    """Claims on the headlines below a label that announces other stories, and on the label where only its place shows what it is.

    Args:
        view: the lines that count, with the lines of headlines named.
    """
    if not _LABELS.search(view.kinds):
        return
    scroll = is_scroll(view, headlines)
    labels = [hit.start() for hit in (_LABELS if scroll else _TEASERS).finditer(view.kinds)]
    if not labels:
        return
    shapes = list(lower(view.kinds))
    announced = frozenset(_announced(view, headlines)) if scroll else frozenset()
    again: Counter[str] = Counter()
    for place in labels:
        named = view.kinds[place] == _TEASER
        if place in announced:
            yield place, Claim(Part.teaser, LABEL_FINDER, because="a label and a title on a page of several stories"), len(view.text(place))
            shapes[place] = _TEASER
            continue
        if not _is_label(view, place, named) or not _below_text(shapes, place) or (named and _in_a_box(view, place)):
            continue
        again = again or Counter(text for text, shape in zip(view.texts, shapes, strict=True) if shape in _ENTRIES or shape == _TEASER)
        ranks, entries = _below(view, shapes, place)
        if entries and _may_be_subheading(view, shapes, entries[-1], alone=len(entries) == 1) and again[view.text(entries[-1])] < 2:
            del entries[-1]
        times = max((again[view.text(at)] for at in (place, *entries)), default=0)
        # What a rule names only in context may head a part of the story; furniture comes again.
        if len(entries) < (1 if named else 2) or (not named and times < 2):
            continue
        claim = Claim(Part.teaser, FINDER, because=f"one of {len(entries)} lines below a label that announces other stories")
        for at in sorted((*(rank for rank in ranks if rank < entries[-1]), *entries)):
            yield at, claim, len(view.text(at))
            shapes[at] = _TEASER
        if not named:
            yield place, Claim(Part.teaser, LABEL_FINDER, because=f"a label with {len(entries)} headlines below it"), len(view.text(place))


def _announced(view: View, headlines: Sequence[Headline]) -> Iterator[int]:
    """The places of lines that some rule would name in context, as a label with the title of another story behind it.

    The label stands in two stories or more: what belongs to one of them is of its own making.
    """
    openings = [headline.first for headline in headlines]
    found: dict[str, list[int]] = defaultdict(list)
    for place in (hit.start() for hit in _RAISED.finditer(view.kinds)):
        rules = view.blocks.readings[view.lines[place]].open
        if not any(rule.part is Part.teaser and rule.needs_only_context for rule in rules):
            continue
        if mark := _titled().search(view.text(place)):
            found[view.text(place)[: mark.start() + 1].split(" about ")[0]].append(place)
    for places in found.values():
        if len({bisect_right(openings, view.lines[place]) for place in places}) > 1:
            yield from places


def _is_label(view: View, place: int, named: bool) -> bool:
    """Whether a line is a label of other stories: one that a rule names, or would name in context."""
    reading, text = view.blocks.readings[view.lines[place]], view.text(place)
    if not named and not any(rule.part is Part.teaser and rule.needs_context for rule in reading.open):
        return False
    if words(text) > _LABEL_WORDS and unspaced(text) not in range(1, _UNSPACED_LABEL):
        return False
    if not _IN_TITLES.isdisjoint(text[:-1]):
        return False
    return not named or not any(claim.finder.endswith(_READ_ON) for claim in reading.claims[:1])


def _in_a_box(view: View, place: int) -> bool:
    """Whether a line stands in an element of several lines that says by itself what it holds, and so where its list ends."""
    readings, lines = view.blocks.readings, view.lines
    here = readings[lines[place]]
    beside = [readings[lines[at]] for at in (place - 1, place + 1) if 0 <= at < len(lines)]
    return here.of_element and any(other.of_element and other.claims[0] is here.claims[0] for other in beside)


def _below_text(shapes: Sequence[str], place: int) -> bool:
    """Whether a label stands in or below a story: there is running text above it, and more of it than of headings."""
    above = [shape for shape in shapes[max(0, place - _UP) : place] if shape not in FURNITURE]
    return above.count(PROSE) >= max(_LEAST_PROSE, sum(shape in (HEADING, TITLE) for shape in above)) and not TEXT.isdisjoint(above[-8:])


def _below(view: View, shapes: Sequence[str], place: int) -> tuple[list[int], list[int]]:
    """The places of ranks and of headlines below a label."""
    ranks: list[int] = []
    entries: list[int] = []
    for at in range(place + 1, min(len(shapes), place + 1 + _MOST)):
        if shapes[at] == NUMBER:
            ranks.append(at)
        elif shapes[at] in _ENTRIES and _is_headline(view.text(at)):
            entries.append(at)
        elif shapes[at] != _TEASER:
            break
    return ranks, entries


def _is_headline(text: str) -> bool:
    """Whether a line is long enough for a headline, and is neither a sentence, nor the middle of one, nor a row of a table."""
    opens = text.lstrip(_OPENERS)[:1]
    if (text.rstrip(_QUOTES) or text)[-1] in _STOPS or not opens.isalnum() or opens.islower() or text.count("|") > 1:
        return False
    return words(text) >= _ENTRY_WORDS or unspaced(text) >= _UNSPACED_ENTRY


def _may_be_subheading(view: View, shapes: Sequence[str], place: int, *, alone: bool) -> bool:
    """Whether the last line of a list may as well head the text under it: it asks, it counts, it quotes, or it is short and alone."""
    text = view.text(place)
    if alone and words(text) < _LONE_WORDS and unspaced(text) < 2 * _UNSPACED_ENTRY:
        return True
    return shapes[place + 1 : place + 2] != [] and shapes[place + 1] in TEXT and (text[-1] in _CLOSING or words(text) <= _ENTRY_WORDS)


@cache
def _titled() -> re.Pattern[str]:
    """A mark, and behind it a title of three words or more, or of a script without spaces; made when a label is met."""
    return re.compile(r"^[▶►➤➡→👉▸»>]|[:：|｜–—»>】]\s?(?:(?:\S+ ){2}\S+|[^\s\x00-\u2e7f].{6})")


def with_subheadings(kinds: str) -> str:
    """The kinds of a page with every heading that has text under it named a subheading."""
    return _TEXTED.sub(LETTER[Part.subheading], kinds)


def lone_teasers(view: View, headlines: Sequence[Headline]) -> Iterator[Placed]:
    """Claims on headlines of other stories that stand inside a story.

    Heading after heading is normal, so a heading without text under it needs two more pieces of evidence: the page is a scroll whose
    stories open with kickers, and the line is longer than any other subheading of its story, as a headline is.
    """
    if sum(headline.kicker is not None for headline in headlines) < 2:
        return
    shapes = lower(view.kinds)
    openings = [headline.first for headline in headlines]
    for hit in _PAIR.finditer(shapes):
        place = hit.start(1)
        length = len(view.text(place).split())
        if length < _TEASER_WORDS or _IN_TEXT.search(view.text(place)) or _goes_on(view, place):
            continue
        first, last = _story(view, openings, place)
        others = [len(view.text(at).split()) for at in range(first, last) if at != place and shapes[at] in _HEADINGS]
        if others and length >= max(others) + _LONGER:
            because = f"a heading of {length} words with no text under it; the story's other headings have {max(others)} at the most"
            yield place, Claim(Part.teaser, LONE_FINDER, because=because), len(view.text(place))


def _goes_on(view: View, place: int) -> bool:
    """Whether the next line begins in the midst of a sentence, so that the line is no heading but the first part of one."""
    return place + 1 < len(view.lines) and view.text(place + 1)[0].islower()


def _story(view: View, openings: list[int], place: int) -> tuple[int, int]:
    """The places around one, within its story and a fixed distance."""
    line = view.lines[place]
    low, high = next(((low, high) for low, high in pairwise([0, *openings, len(view.blocks.kinds)]) if low <= line < high), (0, 0))
    first = max(place - _STORY_REACH, 0)
    last = min(place + _STORY_REACH, len(view.lines))
    return next(at for at in range(first, place + 1) if view.lines[at] >= low), next(
        (at for at in range(place, last) if view.lines[at] >= high), last
    )


def story_links(view: View, headlines: Sequence[Headline]) -> Iterator[Placed]:
    """Claims on lines that are a few words and the headline of a story of the page.

    Args:
        view: the lines that count, with the lines of headlines named.
    """
    ends: dict[str, dict[str, int]] = defaultdict(dict)
    for headline in headlines:
        text = view.blocks.texts[headline.headline]
        for title in (text, text.partition(":")[0]):
            if words(title) >= _LEAST_WORDS:
                ends[title[-_KEY:]].setdefault(title, view.place_from(headline.headline))
    if not ends:
        return
    for place, text in enumerate(view.texts):
        # Nearly all lines end as no headline does.
        if text[-_KEY:] in ends and lower(view.kinds[place]) in _SENTENCES | _SHORT:
            titles = [title for title, at in ends[text[-_KEY:]].items() if abs(place - at) <= WINDOW]
            if any(_links(view, place, text, title, free=len(headlines) > 1) for title in titles):
                yield place, Claim(Part.teaser, NAMES_STORY, because="a few words and the headline of a story of this page"), len(text)


def _links(view: View, place: int, text: str, title: str, *, free: bool) -> bool:
    """Whether a line is a few words and a title, closed by a mark where a rule would name it or it is free and heads no text."""
    prefix, kind = text.removesuffix(title), view.kinds[place]
    if not 0 < len(prefix) < len(text) or words(prefix.strip()) > _PREFIX_WORDS:
        return False
    if prefix[-1].islower() and title[0].isupper():
        return True
    if not prefix[-1].isspace() or prefix.rstrip()[-1] not in _CLOSING_MARKS:
        return False
    heads_text = kind in _SHORT and view.kinds[place + 1 : place + 2] in _SENTENCES
    return kind in RAISED_CLASS or (free and not heads_text)

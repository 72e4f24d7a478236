"""What a page says again around several of its stories, and lines that only name a story of the page.

A sentence that stands word for word in three different stories belongs to the page and not to them; stories are different where the
page marks the head of the later one. Stories that are copies of each other count as one, since everything in them stands twice. A page
that holds a single story has no such lines, but for those that name it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, compress, pairwise, repeat
from operator import itemgetter

from cleaner.document.claim import Claim
from cleaner.document.parts import Part
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import HEADING, ITEM, LABEL, LETTER, NUMBER, PROSE, QUESTION, RAISED_CLASS, SENTENCE, TITLE, lower
from cleaner.passes.places import Placed
from cleaner.segments.headlines import Headline
from cleaner.segments.view import GONE, WINDOW, View
from cleaner.segments.words import words

SAID_AGAIN, NAMES_STORY = "echoes.said-again", "echoes.names-story"
_SENTENCES, _HEADINGS = frozenset((PROSE, SENTENCE, TITLE)), frozenset((HEADING, QUESTION))
_SHORT = frozenset((LABEL, NUMBER)) | _HEADINGS
_LEAST_WORDS, _LONG_WORDS, _LEAST_STORIES, _LEAST_SENTENCES = 4, 12, 3, 4
_PREFIX_WORDS, _KEY = 4, 16
_NAMELESS = _SENTENCES | _SHORT
_UNNAMED = bytes(lower(chr(code)) in _NAMELESS for code in range(256))
_TAIL = itemgetter(slice(-_KEY, None))
# How often a line comes again between paragraphs, and in how many stories, before it is the label of a slot; what stands beside one.
_LEAST_SLOTS, _LEAST_SLOT_STORIES, _SLOT_SHARE = 4, 2, 0.75
_BESIDE_SLOT = _SENTENCES | GONE | {ITEM, "", LETTER[Part.subheading]}
_CLOSING_MARKS = frozenset(":：|»›>-–—•·")


def repeats(view: View, headlines: Sequence[Headline]) -> Iterator[Placed]:
    """Claims on lines that stand around several stories, or name one.

    Args:
        view: the lines that count, with the lines of heads named.
        headlines: where stories open.
    """
    if not headlines:
        return
    yield from _naming(view, headlines)
    openings = [headline.first for headline in headlines if headline is headlines[0] or headline.marked]
    if len(openings) < _LEAST_STORIES:
        return
    shapes = lower(view.kinds)
    again = _again(view, shapes, openings)
    if not again:
        return
    stories = _stories(view.lines, openings)
    said = Counter(story for shape, story in zip(shapes, stories, strict=True) if shape in _SENTENCES)
    # An entry of a list is no story, however its headline is marked.
    again = {text: several for text, places in again.items() if (several := [at for at in places if said[stories[at]] >= _LEAST_SENTENCES])}
    same = _copies(again, shapes, stories, said)
    taken: set[int] = set()
    for text, places in again.items():
        if _in_slots(text, shapes, places, Counter(same[stories[place]] for place in places)):
            yield from _claims(places, [same[stories[place]] for place in places], len(text), taken, least=_LEAST_SLOT_STORIES)
    for text, places in again.items():
        if places[0] in taken:
            continue
        if words(text) >= _LONG_WORDS and _around_stories(shapes, places):
            yield from _claims(places, [same[stories[place]] for place in places], len(text), taken)
    # A short line may be what any reporter writes; it must stand beside furniture wherever it stands.
    beside = {place for place, shape in enumerate(shapes) if shape in GONE} | taken
    for text, places in again.items():
        short = all(shapes[place] in _SHORT for place in places) or _around_stories(shapes, places)
        if places[0] not in taken and short and all({place - 1, place + 1} & beside for place in places):
            yield from _claims(places, [same[stories[place]] for place in places], len(text), set())


def _stories(lines: Sequence[int], openings: Sequence[int]) -> list[int]:
    """For each line the number of its story; what stands above the first belongs to it."""
    starts = [0, *(bisect_left(lines, opening) for opening in openings[1:]), len(lines)]
    return list(chain.from_iterable(repeat(story, end - start) for story, (start, end) in enumerate(pairwise(starts))))


def _again(view: View, shapes: str, openings: Sequence[int]) -> dict[str, list[int]]:
    """Lines that nothing names and that stand in more than one story, each with its places; those too far apart are passed over."""
    cache = view.blocks.noted
    if "twice" not in cache:
        cache["twice"] = _twice(view.blocks)
    found: dict[str, list[int]] = {}
    for text, lines in cache["twice"].items():
        if bisect_right(openings, lines[0], 1) == bisect_right(openings, lines[-1], 1):
            continue
        places = [place for place in map(view.place, lines) if place is not None and shapes[place] in _NAMELESS]
        if (
            len(places) > 1
            and bisect_right(openings, view.lines[places[0]], 1) != bisect_right(openings, view.lines[places[-1]], 1)
            and all(b - a <= WINDOW for a, b in pairwise(places))
        ):
            found[text] = places
    return found


def _twice(blocks: Blocks) -> dict[str, list[int]]:
    """Lines that stand more than once where no rule names them, each with its numbers; found once for each page."""
    texts = blocks.texts
    unnamed = bytes(blocks.kinds, "latin-1").translate(_UNNAMED)
    counts = Counter(compress(texts, unnamed))
    twice: dict[str, list[int]] = {text: [] for text, times in counts.items() if times > 1}
    for line in compress(range(len(texts)), map(twice.__contains__, texts)) if twice else ():
        if unnamed[line]:
            twice[texts[line]].append(line)
    return twice


def _copies(again: Mapping[str, Sequence[int]], shapes: str, stories: Sequence[int], said: Mapping[int, int]) -> dict[int, int]:
    """For each story the first that it is a copy of, or itself: half of its sentences stand there too."""
    shared: Counter[tuple[int, int]] = Counter()
    for places in again.values():
        standing = sorted({stories[place] for place in places if shapes[place] in _SENTENCES})
        shared.update(pairwise(standing))
    same = {story: story for story in dict.fromkeys(stories)}
    for (one, other), times in sorted(shared.items()):
        if 2 * times >= min(said[one], said[other]):
            same[other] = same[one]
    return same


def _around_stories(shapes: str, places: Sequence[int]) -> bool:
    """Whether a line is a sentence wherever it stands, or a heading without text of its own."""
    if all(shapes[place] in _SENTENCES for place in places):
        return True
    return all(shapes[place] in _HEADINGS and shapes[place + 1 : place + 2] not in _SENTENCES for place in places)


def _in_slots(text: str, shapes: str, places: Sequence[int], times: Mapping[int, int]) -> bool:
    """Whether a line comes again and again between paragraphs, in one story twice, as the label of a slot does and no subheading."""
    if len(places) < _LEAST_SLOTS or max(times.values()) < 2 or text[-1] in ":：" or all(shapes[place] == NUMBER for place in places):
        return False
    if len(times) < (_LEAST_STORIES if words(text) < _LEAST_WORDS else _LEAST_SLOT_STORIES):
        return False
    around = [shapes[at : at + 1] in _BESIDE_SLOT for place in places for at in (place - 1, place + 1) if at >= 0]
    return sum(around) >= _SLOT_SHARE * len(around)


def _claims(places: Sequence[int], stories: Sequence[int], length: int, taken: set[int], least: int = _LEAST_STORIES) -> Iterator[Placed]:
    count = len(set(stories))
    if count < least:
        return
    taken.update(places)
    claim = Claim(Part.repeat, SAID_AGAIN, because=f"the same line stands in {count} stories of this page")
    yield from ((place, claim, length) for place in places)


def _naming(view: View, headlines: Sequence[Headline]) -> Iterator[Placed]:
    """Claims on lines that are a few words and the headline of a story of the page: links to it."""
    texts = view.blocks.texts
    for line, ways in _prefixed(view.blocks, tuple(each.headline for each in headlines)):
        place, text = view.place(line), texts[line]
        if place is None or lower(view.kinds[place]) not in _NAMELESS:
            continue
        for title, headline in ways:
            prefix = text.removesuffix(title)
            if abs(place - view.place_from(headline)) > WINDOW:
                continue
            glued = prefix[-1].islower() and title[0].isupper()
            if glued or _leads(prefix, view.kinds[place], free=len(headlines) > 1 and not _opens_text(view.kinds, place)):
                yield place, Claim(Part.teaser, NAMES_STORY, because="a few words and the headline of a story of this page"), len(text)
                break


def _prefixed(blocks: Blocks, headlines: tuple[int, ...]) -> list[tuple[int, list[tuple[str, int]]]]:
    """Lines that are a few words and a headline, each with the headlines it ends with; found once for each page and its headlines."""
    found: list[tuple[int, list[tuple[str, int]]]] | None = blocks.noted.get(("prefixed", headlines))
    if found is not None:
        return found
    texts = blocks.texts
    ends: dict[str, dict[str, int]] = defaultdict(dict)
    for headline in headlines:
        for title in dict.fromkeys((texts[headline], texts[headline].partition(":")[0])):
            if words(title) >= _LEAST_WORDS:
                ends[title[-_KEY:]].setdefault(title, headline)
    found = blocks.noted["prefixed", headlines] = []
    # Nearly all lines end as no headline does, and are passed over without a step of Python each.
    tails = blocks.noted.get("tails") or blocks.noted.setdefault("tails", list(map(_TAIL, texts)))
    for line in compress(range(len(texts)), map(ends.__contains__, tails)):
        ways = [(title, headline) for title, headline in ends[tails[line]].items() if _is_prefixed(texts[line], title)]
        if ways:
            found.append((line, ways))
    return found


def _is_prefixed(text: str, title: str) -> bool:
    """Whether a line is a few words and then a title."""
    prefix = text.removesuffix(title)
    return 0 < len(prefix) < len(text) and words(prefix.strip()) <= _PREFIX_WORDS


def _opens_text(kinds: str, place: int) -> bool:
    """Whether text stands below a line shaped like a heading, as it does below a subheading."""
    return kinds[place] in _SHORT and kinds[place + 1 : place + 2] in _SENTENCES


def _leads(prefix: str, kind: str, *, free: bool) -> bool:
    """Whether what stands before a headline makes it a link: it is closed by a mark, and a rule would name it or it is free."""
    return prefix[-1].isspace() and prefix.rstrip()[-1] in _CLOSING_MARKS and (kind in RAISED_CLASS or free)

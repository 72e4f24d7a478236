"""Where stories open: the headline, and the kicker and deck around it.

No line opens a story by its words. Each candidate, a line shaped like a headline with text below it, is weighed by evidence: what stands
above and below, what comes again on the page, whether the words change there, whether it stands as the other headlines do. The headlines
of a page are those that weigh most together, with text between any two of them. `opened_by` has the evidence that counted most.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from functools import cached_property
from itertools import compress, count, pairwise

import msgspec

from cleaner.document.parts import Part
from cleaner.html.markup import Markup
from cleaner.lines.kinds import HEADING, ITEM, LABEL, LETTER, NUMBER, PROSE, QUESTION, SENTENCE, TITLE, lower
from cleaner.segments.choice import add_prose, choose, describe_layout, describe_likeness, keep_likely, weigh, weigh_each
from cleaner.segments.evidence import ABOVE, BELOW, ITSELF, LIKENESS, REPETITION, WIDTH, WORDS, Weights, learned, names
from cleaner.segments.numbering import LONGEST_SAID
from cleaner.segments.page_words import PageWords
from cleaner.segments.repetition import describe_decks, describe_repetition, describe_topics, link
from cleaner.segments.surroundings import describe_surroundings
from cleaner.segments.view import DATED, FURNITURE, View
from cleaner.segments.words import describe_lines

_DECK = f"[{PROSE}{SENTENCE}{QUESTION}{HEADING}{TITLE}]"
_LABELS = f"[{LABEL}{LETTER[Part.kicker]}]"
_FURNITURE_CLASS = re.escape("".join(sorted(FURNITURE)))
# A headline that ends with a stop looks like prose; it is a candidate above a date or below a label.
_PROSE_HEADLINE = re.compile(f"{PROSE}(?={_DECK}?[{_FURNITURE_CLASS}]{{0,5}}[{''.join(sorted(DATED))}])|(?<={_LABELS}){PROSE}(?={_DECK})")
_HEADLINES = bytes(chr(code) in HEADING + QUESTION + SENTENCE + TITLE + ITEM + NUMBER + LABEL for code in range(256))
# The line below a headline that may be its deck: how far below it the body says it again, and how much of it.
_DECKS, _REPEATING = frozenset((PROSE, SENTENCE, QUESTION, HEADING)), frozenset((PROSE, SENTENCE))
_REPEATED_WITHIN, _DECK_WORDS, _LONGEST_DECK, _REACH = 8, 6, 600, 9
_LEAST_STORIES, _LEAST_PROSE, _MOST_EVIDENCE = 2, 4, 5


class Headline(msgspec.Struct, frozen=True):
    """Where a story opens.

    Args:
        first: number of its first line: the kicker, or else the headline.
        kicker: number of the kicker's line, if there is one.
        headline: number of the headline's line.
        deck: number of the deck's line, if there is one.
        evidence: what spoke most for it, strongest first.
        marked: whether what stands around it and comes again is enough, without words, and it has a label, byline, date or closer.
        dated: whether a byline or date stands below it, with nothing but furniture between.
    """

    first: int
    kicker: int | None
    headline: int
    deck: int | None
    evidence: tuple[str, ...]
    marked: bool
    dated: bool = False

    def lines(self) -> tuple[tuple[Part, int | None], ...]:
        """Its parts, each with the number of its line."""
        return (Part.kicker, self.kicker), (Part.headline, self.headline), (Part.deck, self.deck)


class Candidates:
    """Lines that may be headlines, as columns.

    Attributes:
        places: their places in the view, in order.
        firsts: the places of the labels above them, or their own.
        rows: the features of each, see `evidence`.
        early: what its surroundings and its shape weigh, each by itself.
        quick: what the quick evidence weighs.
        read: what all evidence but its likeness to others weighs.
        odds: what it weighs as far as is known.
    """

    def __init__(self, view: View) -> None:
        self.view, self.text = view, lower(view.kinds)
        self.shapes, self._lines = self.text.encode("latin-1"), array("i", view.lines)
        self._page = PageWords.of(view.blocks)
        self._found = array("i", bytes(4 * WIDTH))
        places = array("i", _candidate_places(self.text))
        self.firsts, self.rows = array("i", bytes(4 * len(places))), bytearray(WIDTH * len(places))
        kinds = view.kinds.encode("latin-1")
        described = describe_surroundings(self.shapes, kinds, self._lines, self._page.texts, places, self.firsts, self.rows)
        self.places, self.firsts = places[:described], self.firsts[:described]
        del self.rows[WIDTH * described :]
        self.early = self.quick = self.read = self.odds = array("i")

    def __len__(self) -> int:
        return len(self.places)

    def row(self, number: int) -> bytes:
        return bytes(self.rows[WIDTH * number : WIDTH * (number + 1)])

    def keep(self, odds: array[int], least: int) -> None:
        """Let go of all but those that weigh more, by what was weighed last."""
        kept = keep_likely(odds, least, self.places, self.firsts, self.rows)
        for column in (odds, self.places, self.firsts):
            del column[kept:]
        del self.rows[WIDTH * kept :]

    def weigh_early(self, weights: Weights) -> None:
        """Describe each by itself, and weigh that and its surroundings."""
        describe_lines(self._page.texts, self.shapes, self._lines, self._page.dates, self.places, self.rows)
        self.early = array("i", bytes(4 * len(self)))
        for start, end in pairwise((ABOVE, BELOW, ITSELF, REPETITION)):
            self._weigh(weights, self.early, start, end, start)

    def weigh_quick(self, weights: Weights) -> None:
        """Describe what comes again around each, and weigh all that is quickly known."""
        masks, most = self._page.masks
        before, after = array("i", bytes(4 * len(self.shapes))), array("i", bytes(4 * len(self.shapes)))
        link(self.shapes, self._lines, masks, array("i", [-1]) * most, before, after)
        judged = self._page.dates, self._page.people
        describe_repetition(self.shapes, self._lines, self._page.texts, before, after, *judged, self.places, self.firsts, self.rows)
        self.quick = array("i", [weights.bias]) * len(self)
        self._weigh(weights, self.quick, 0, WORDS)
        self.odds = self.quick

    def weigh_read(self, weights: Weights) -> None:
        """Describe what the words around each say, and weigh all that is known of it by itself."""
        page, shapes, lines = self._page, self.shapes, self._lines
        said, meaning = page.vocabulary(meaning=False), page.vocabulary(meaning=True)
        seen = array("i", bytes(4 * said.count))
        describe_decks(shapes, lines, page.texts, said.ids, said.starts, seen, self.places, self.rows)
        counts, met = array("i", bytes(20 * meaning.count)), array("i", bytes(4 * meaning.count))
        describe_topics(shapes, lines, meaning.ids, meaning.starts, counts, met, self.places, self.firsts, self.rows)
        self.read = array("i", [weights.bias]) * len(self)
        self._weigh(weights, self.read, 0, LIKENESS)

    def weigh_likeness(self, weights: Weights, chosen: Sequence[int]) -> None:
        """Describe how far each stands as the chosen ones do, and weigh all that is known."""
        layout = bytearray(5 * len(self))
        describe_layout(self.shapes, self.places, self.firsts, layout)
        describe_likeness(self.places, layout, array("i", chosen), self.rows)
        self.odds = self.read[:]
        self._weigh(weights, self.odds, LIKENESS, WIDTH)

    def _weigh(self, weights: Weights, totals: array[int], start: int, end: int, known: int = 0) -> None:
        weigh(self.rows, start, end, known, weights.offsets, weights.numbers, weights.square, weights.size, self._found, totals)

    def marked(self, number: int) -> bool:
        """Whether the quick evidence alone weighs enough, and holds a label, byline, date or closer."""
        row = WIDTH * number
        label, closed = self.rows[row + ABOVE], self.rows[row + ABOVE + 1] == 5
        dated = self.rows[row + BELOW + 1] in (1, 2) or self.rows[row + BELOW + 9] > 0
        return self.quick[number] > 0 and (label > 0 or closed or dated)

    def chosen(self) -> list[int]:
        """The numbers of those that weigh most together, with prose between any two; a few words of it are little for a story."""
        likely = [number for number, odds in enumerate(self.odds) if odds > 0]
        ends = [*(self.places[number] for number in likely), len(self.shapes)]
        prose = [self._prose_above[end] - self._prose_above[start + 1] for start, end in pairwise(ends)]
        taken = choose([self.odds[number] for number in likely], list(map(self.marked, likely)), prose)
        return [likely[number] for number in taken]

    def strongest(self, number: int, weights: Weights) -> tuple[str, ...]:
        """The evidence that counted most for one, a pair's weight shared between the two."""
        told = weigh_each(
            self.rows, WIDTH * number, weights.offsets, weights.numbers, weights.square, weights.size, self._found
        )
        return tuple([weights.names[known] for weight, known in sorted(told)[:_MOST_EVIDENCE] if weight < 0])

    def names(self, number: int) -> tuple[str, ...]:
        return tuple(names(self.row(number)))

    @cached_property
    def _prose_above(self) -> array[int]:
        """How many characters of prose stand above each place, and above the end of the view."""
        above = array("q", bytes(8 * (len(self.shapes) + 1)))
        add_prose(self.shapes, self._lines, self._page.texts, above)
        return above


def headlines(view: View) -> list[Headline]:
    """The places where stories open, in order."""
    weights = learned()
    found = Candidates(view)
    found.weigh_early(weights.quick)
    found.keep(found.early, weights.look)
    if not len(found):
        return []
    found.weigh_quick(weights.quick)
    found.keep(found.quick, weights.read)
    opened = found.chosen()
    if len(found):
        found.weigh_read(weights.whole)
    # What the other headlines look like is first taken from the quick evidence, then from what that led to.
    for _ in range(2):
        before = opened
        found.weigh_likeness(weights.whole, before)
        opened = found.chosen()
        if opened == before:
            break
    return [_headline(found, number, found.strongest(number, weights.whole)) for number in opened]


def _candidate_places(shapes: str) -> list[int]:
    """The places of lines shaped like headlines; those of single kinds are found without a step of Python each."""
    plain = list(compress(count(), shapes.encode("latin-1").translate(_HEADLINES)))
    like_prose = [hit.start() for hit in _PROSE_HEADLINE.finditer(shapes)]
    return sorted(plain + like_prose) if like_prose else plain


def _headline(found: Candidates, number: int, evidence: tuple[str, ...]) -> Headline:
    view, shapes, place, first = found.view, found.text, found.places[number], found.firsts[number]
    lines, deck = view.lines, _deck(found, number)
    kicker = lines[first] if first != place else None
    dated = _dated_after(shapes, place + 1)
    return Headline(lines[first], kicker, lines[place], None if deck is None else lines[deck], evidence, found.marked(number), dated)


def _deck(found: Candidates, number: int) -> int | None:
    """The place of the deck of a headline. Its place alone is not enough: a date follows it, or the body repeats it."""
    view, shapes, place = found.view, found.text, found.places[number]
    at = place + 1
    if shapes[at : at + 1] not in _DECKS or len(view.text(at)) > _LONGEST_DECK:
        return None
    if _body_below(shapes, place) > at:
        return at
    page = PageWords.of(view.blocks)
    if len(page.vocabulary(meaning=False).of(view.lines[at])) >= _DECK_WORDS:
        # Half of its words are said again, or no line but one too long for all its words to be known can say half of it again.
        again = found.rows[WIDTH * number + WORDS] > 0
        for later in range(at + 1, min(len(shapes), at + 1 + _REPEATED_WITHIN)):
            long = len(view.text(later)) > LONGEST_SAID
            if shapes[later] in _REPEATING and (again or long) and _repeated(page, view.lines[at], view.lines[later], long=long):
                return at
    return None


def _repeated(page: PageWords, deck: int, later: int, *, long: bool) -> bool:
    """Whether half of what a line says stands in another, by runs of three words."""
    # Words in common are counted first: without half of them there cannot be half of the runs.
    said = page.vocabulary(meaning=False)
    own = frozenset(said.of(deck))
    if not long and 2 * len(own.intersection(said.of(later))) < len(own):
        return False
    runs = page.runs(deck)
    return 2 * len(runs & page.runs(later)) >= len(runs)


def _body_below(shapes: str, place: int) -> int:
    """The place of the first running text below that is not a deck: where the body starts."""
    at = place + 1
    end = min(len(shapes), place + 1 + _REACH)
    while at < end and (shapes[at] in FURNITURE or (at == place + 1 and _dated_after(shapes, at + 1))):
        at += 1
    return at


def _dated_after(shapes: str, at: int) -> bool:
    """Whether a date or name comes next, with nothing but furniture before it."""
    while at < len(shapes) and shapes[at] in FURNITURE:
        if shapes[at] in DATED:
            return True
        at += 1
    return False


def opening(found: Sequence[Headline], markup: Markup) -> list[Headline]:
    """The headlines of a web page that open stories of their own, by the levels of its headings.

    A headline that is a heading has the parts of its story below it: headings of a lower level, and lines that are none. These open
    another story only above a byline or date of its own.
    """
    kept: list[Headline] = []
    level = 0
    for headline in found:
        own = markup.heading(headline.headline)
        if level and not headline.dated and not 0 < own <= level:
            continue
        kept.append(headline)
        level = own or level
    return kept


def is_scroll(view: View, found: Sequence[Headline]) -> bool:
    """Whether a page is several stories, one below the other: two or more headlines are marked and have running text of their own."""
    marked = [number for number, headline in enumerate(found) if headline.marked]
    if len(marked) < _LEAST_STORIES:
        return False
    starts = [*(view.place_from(headline.first) for headline in found), len(view.lines)]
    return sum(view.kinds.count(PROSE, *starts[number : number + 2]) >= _LEAST_PROSE for number in marked) >= _LEAST_STORIES

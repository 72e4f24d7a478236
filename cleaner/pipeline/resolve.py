"""One owner a line. Rules that are certain come first: about lines and elements by themselves, then about neighbours.

Of what they leave a model says how likely each line is body, and takes the lines that the policy lets it take, unless a rule has named
them. What is left is searched for headlines, and passes use these. All this is applied to the page as it was scraped, and then to what
that leaves, as if it had come so, until no more is removed: so cleaning a result again changes nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from cleaner.document.claim import MODEL, Claim
from cleaner.document.parts import Part
from cleaner.document.policy import Policy
from cleaner.lines.blocks import Blocks, named_in
from cleaner.lines.kinds import BLANK, LETTER, PLACED_CLASS
from cleaner.lines.reader import rank
from cleaner.model.scores import LineScores
from cleaner.passes.context import adjacent_labels, chrome_runs
from cleaner.passes.places import Placed, by_place, fences
from cleaner.passes.teasers import lone_teasers, story_links, teaser_lists, with_subheadings
from cleaner.pipeline.scoring import Scoring, above_stories, among_chrome
from cleaner.segments.headlines import Headline, headlines, opening
from cleaner.segments.view import View

HEADS = "heads"
_PLACED = re.compile(f"[{PLACED_CLASS}]")
_BLANK = ord(BLANK)
_LETTERS = {part: ord(letter) for part, letter in LETTER.items()}
# How often rules about neighbours are applied to one page: each line of a row may be named by the one above it.
_NEIGHBOUR_ROUNDS = 8
# After how many rounds nothing more may be removed, with a model and by rules alone.
MOST_MODEL_ROUNDS, MOST_ROUNDS = 8, 16


def resolve(blocks: Blocks, policy: Policy, *, top: bool = True, scoring: Scoring | None = None) -> Resolver:
    """The owners of the lines of a page.

    Args:
        top: whether the first block is the first of its text.
        scoring: the model; None to go by rules alone.
    """
    resolver = _fixed_point(blocks, policy, top, blocks.kinds, scoring)
    resolver.name_headlines()
    return resolver


def _fixed_point(blocks: Blocks, policy: Policy, top: bool, kinds: str, scoring: Scoring | None) -> Resolver:
    """The owners of some lines once another round removes nothing more.

    A model that takes some more lines each round would take a page apart line by line, and so might the rules about neighbours with a page
    made for that. Where it goes on for long, the model is left out, and applied to what rules alone leave; or all begins again without what
    certain rules remove. With that a second cleaning would begin, which must change nothing.
    """
    resolver = Resolver(blocks, policy, kinds, top=top, scoring=scoring)
    if resolver.reach_fixed_point():
        return resolver
    resolver = Resolver(blocks, policy, kinds, top=top)
    if scoring is not None and resolver.reach_fixed_point():
        left = Resolver(blocks, policy, resolver.plain, top=top, scoring=scoring)
        if left.reach_fixed_point():
            resolver.follow(left)
        return resolver
    resolver = Resolver(blocks, policy, kinds, top=top)
    if resolver.plain != kinds:
        left = _fixed_point(blocks, policy, top, resolver.plain, scoring)
        resolver.follow(left)
        resolver.headlines = left.headlines
    return resolver


class Resolver:
    """Who owns each line that something names, and who gave way.

    Args:
        kinds: the kinds of the page's lines, blank for those that were removed before and do not count.
        top: whether the first block is the first of its text.
        scoring: the model for what certain rules leave; None to go by rules alone.
    """

    def __init__(self, blocks: Blocks, policy: Policy, kinds: str, *, top: bool = True, scoring: Scoring | None = None) -> None:
        self.blocks, self.policy = blocks, policy
        self.claims: dict[int, Claim] = {}
        self.losers: dict[int, list[Claim]] = defaultdict(list)
        self.headlines: list[Headline] = []
        # What the model said, each round.
        self.scored: list[LineScores] = []
        # The kinds with what is known of each line, blank where the model removes it; the same with every line that is removed made
        # blank; and what is left, with the kinds that its lines have by themselves.
        self._kinds = bytearray(kinds, "latin-1")
        self.left = bytearray(self._kinds)
        self._plain = bytearray(self._kinds)
        self._given, self._top, self._scoring = kinds, top, scoring
        self._last: View | None = None
        self._lengths: dict[int, int] = {}
        self._judged: dict[int, bool] = {}
        self._open_named: set[int] = set()
        self._scored_out: list[int] = []
        self._own_certain()

    @property
    def kinds(self) -> str:
        """The kinds of all lines, with the letters of the parts they were found to be."""
        kinds = bytearray(self._kinds)
        for line in self._scored_out:
            kinds[line] = _LETTERS[self.claims[line].part]
        return with_subheadings(kinds.decode("latin-1"))

    @property
    def plain(self) -> str:
        """The kinds that lines have by themselves, blank for those that are removed: what a second cleaning would begin with."""
        return self._plain.decode("latin-1")

    def reach_fixed_point(self) -> bool:
        """Apply every rule, and again to what that leaves, as a second cleaning would; whether nothing more is removed in the end."""
        before, rounds = self._given, 1
        self.headlines = self._apply_all()
        # What a web page is cleaned to is a text, so what the model of web pages leaves is never scored again.
        scoring = self._scoring if self.policy.asks_again and self.blocks.markup is None else None
        # Cleaning what is left is cleaning a page of those lines: only what that removes is taken over.
        while before != (left := self.plain):
            if rounds == (MOST_ROUNDS if scoring is None else MOST_MODEL_ROUNDS):
                return False
            again, before = Resolver(self.blocks, self.policy, left, top=self._top, scoring=scoring), left
            again._apply_all()
            self.follow(again)
            rounds += 1
        return True

    def follow(self, again: Resolver) -> None:
        """Remove what a second cleaning, of what is left here, would."""
        self.scored += again.scored
        for line, claim in again.claims.items():
            if again.left[line] == _BLANK and self.left[line] != _BLANK:
                self.losers[line] += again.losers[line]
                self._own(line, claim)

    def name_headlines(self) -> None:
        """Leave out headlines that did not stay, and name the lines of the others."""
        self.headlines = [head for head in self.headlines if not any(self._gone(line) for line in (head.kicker, head.headline))]
        for head in self.headlines:
            for part, line in head.lines():
                if line is not None and not self._gone(line):
                    self._own(line, Claim(part, HEADS, because="; ".join(head.evidence) if part is Part.headline else ""))

    def apply_neighbours(self) -> View:
        """Apply every rule about neighbours; what is then searched for headlines."""
        view = self._view()
        places = self._open_places(view)
        placed = [*by_place(view, places), *(fences(view) if self._top else ())]
        for _ in range(_NEIGHBOUR_ROUNDS):
            if not self._take(view, placed):
                break
            # What was just named may be the neighbour that another rule needs; no line is left out, so places stay what they were.
            near = {place + step for place, _, _ in placed for step in (-1, 1)}
            view = self._view()
            placed = list(by_place(view, [place for place in places if place in near]))
        return view

    def _apply_all(self) -> list[Headline]:
        """Apply every rule about neighbours, and the model; find where stories open, and apply the passes that need that."""
        left = self.plain
        view = self.apply_neighbours()
        opened = self._headlines(view)
        if self._scoring is not None:
            scores = self._scoring.scores(self.blocks, left)
            self._take_scores(scores, above_stories(opened, scores, self.blocks))
            if (left_view := self._view()) is not view:
                view, opened = left_view, self._headlines(left_view)
            apart = among_chrome(opened, scores, self.blocks)
            opened = [head for head in opened if head.headline not in apart]
        titled = _headed(view, opened)
        if opened and self._take(titled, by_place(titled, self._open_places(view))):
            titled = _headed(self._view(), opened)
        self._take_headed(titled, opened)
        return opened

    def _headlines(self, view: View) -> list[Headline]:
        found = headlines(view) if HEADS not in self.policy.disabled else []
        return found if self.blocks.markup is None else opening(found, self.blocks.markup)

    def _take_scores(self, scores: LineScores, stories: Sequence[Headline]) -> None:
        """Take in what the model claims and the policy follows, where no rule has named the line and it heads no story."""
        self.scored.append(scores)
        spared = {line for head in stories for _, line in head.lines()}
        # The model learned from pages of one story, and knows little of what stands between several.
        several = self.blocks.markup is None and sum(head.marked for head in stories) > 1
        least = self.policy.min_confidence_of_several if several else self.policy.min_confidence
        for line, claim in scores.claims(least).items():
            if line in self.claims or line in spared:
                self.losers[line].append(claim)
            else:
                self._own(line, claim)

    def _take_headed(self, view: View, found: list[Headline]) -> None:
        """Take in what passes that know the headlines claim."""
        lists = [*adjacent_labels(view, found), *teaser_lists(view, found)]
        self._take(view, [*lone_teasers(view, found), *chrome_runs(view), *story_links(view, found), *lists])

    def _own_certain(self) -> None:
        for line in named_in(self._given):
            reading = self.blocks.readings[line]
            self.claims[line] = reading.claims[0]
            if self._removes(reading.claims[0]):
                self.left[line] = self._plain[line] = _BLANK
            if len(reading.claims) > 1:
                self.losers[line] += reading.claims[1:]
            if reading.open:
                self._open_named.add(line)

    def _removes(self, claim: Claim) -> bool:
        """What the policy says of a claim; rules claim many lines, so it is looked up once for each."""
        verdict = self._judged.get(id(claim))
        if verdict is None:
            verdict = self._judged[id(claim)] = self.policy.removes(claim)
        return verdict

    def _gone(self, line: int | None) -> bool:
        return line is not None and self.left[line] == _BLANK

    def _view(self) -> View:
        state = self._kinds.decode("latin-1")
        if self._last is None or self._last.state != state:
            self._last = View.of(self.blocks, state)
        return self._last

    def _open_places(self, view: View) -> list[int]:
        """The places of lines that some rule would name in the right place."""
        places = [hit.start() for hit in _PLACED.finditer(view.kinds)]
        return places + [place for line in sorted(self._open_named) if (place := view.place(line)) is not None]

    def _own(self, line: int, claim: Claim) -> None:
        if held := self.claims.get(line):
            self.losers[line].append(held)
        self.claims[line] = claim
        if self.blocks.kinds[line] in PLACED_CLASS:
            self._open_named.add(line)
        gone = self._removes(claim)
        self._kinds[line] = _LETTERS[claim.part]
        if gone and claim.finder == MODEL:
            # No certain rule or headline rests on what is less than certain.
            self._kinds[line] = _BLANK
            self._scored_out.append(line)
        self.left[line] = _BLANK if gone else self._kinds[line]
        self._plain[line] = _BLANK if gone else ord(self.blocks.kinds[line])

    def _take(self, view: View, found: Iterable[Placed]) -> bool:
        """Take in claims; whether any line changed its owner."""
        changed, claims, lines, disabled = False, self.claims, view.lines, self.policy.disabled
        for place, claim, length in list(found):
            if claim.finder in disabled:
                continue
            line = lines[place]
            held = claims.get(line)
            if held is claim and length <= self._lengths.get(line, -1):
                continue
            if held is None or rank(claim, length) < rank(held, self._lengths.get(line, len(self.blocks.texts[line]))):
                changed = True
                self._lengths[line] = length
                self._own(line, claim)
            elif held.finder != claim.finder and all(claim.finder != loser.finder for loser in self.losers[line]):
                self.losers[line].append(claim)
        return changed


def _headed(view: View, found: Sequence[Headline]) -> View:
    """A view in which the lines of headlines have the letters of their parts."""
    if not found:
        return view
    kinds = bytearray(view.state, "latin-1")
    for head in found:
        for part, line in head.lines():
            if line is not None and kinds[line] != _BLANK:
                kinds[line] = _LETTERS[part]
    return view.renamed(kinds)

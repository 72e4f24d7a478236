"""Findings to one owner a line, until nothing changes.

Rules that are certain come first: about lines and elements by themselves, then about neighbours. Of what the first leave a model says how
likely each line is body, and takes the lines that the policy lets it take, unless a rule has named them. What is left is searched for
headlines, and asked what they tell. All this is asked of the page as it was scraped, and then of what that leaves, as if it had come so,
until no more is removed: so cleaning a result again changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cleaner.document.parts import Part
from cleaner.document.policy import Policy
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import BLANK
from cleaner.model.scores import LineScores
from cleaner.passes.between import between
from cleaner.passes.echoes import echoes
from cleaner.passes.fences import fences
from cleaner.passes.heads import Head, heads
from cleaner.passes.joined import joined
from cleaner.passes.levels import opening
from cleaner.passes.places import Placed, by_place
from cleaner.passes.pull_quotes import pull_quotes
from cleaner.passes.runs import in_company
from cleaner.passes.subheadings import teasers
from cleaner.passes.teaser_lists import teaser_lists
from cleaner.passes.view import View
from cleaner.pipeline.asked import HEADS, Asked, headed, of_head
from cleaner.pipeline.ownership import Ownership
from cleaner.pipeline.scoring import Scoring, among_chrome, standing

_BLANK = ord(BLANK)
# How often rules that ask for a neighbour are asked of the page as it was scraped: a label, the mark under it, and back.
_ROUNDS = 3
# How often a page is asked about with a model before it must be at rest.
MOST_ASKED = 8


class Owners(Ownership):
    """Asks rules, passes and the model of a page, until its lines have their owners.

    Args:
        blocks: the page's blocks.
        policy: what says which claims remove.
        top: whether the first block is the first of its text.
        kinds: the kinds of its lines, blank for those that were removed before and do not count; those of the blocks if left out.
        scoring: the model that is asked of what certain rules leave; None to go by rules alone.
    """

    def __init__(
        self, blocks: Blocks, policy: Policy, *, top: bool = True, kinds: str | None = None, scoring: Scoring | None = None
    ) -> None:
        super().__init__(blocks, policy, blocks.kinds if kinds is None else kinds)
        self._top, self._scoring, self._asked = top, scoring, Asked(blocks)
        # The fences around a text open where it begins.
        self._fences: Callable[[View], Iterable[Placed]] = fences if top else lambda _: ()
        self.heads: list[Head] = []
        # What the model said, each time it was asked.
        self.scored: list[LineScores] = []

    def settle(self) -> bool:
        """Ask every rule, and ask again of what that leaves, as a second cleaning would, until nothing more is removed.

        Returns:
            Whether the page came to rest; without a model each does. `resolve` knows what is done if it did not.
        """
        rests = self.rest()
        if rests:
            self.name_heads()
        return rests

    def rest(self) -> bool:
        """As `settle`, but that heads are not named yet."""
        asked, times = self.given, 1
        self.heads = self._ask()
        # What a web page is cleaned to is a text, so what the model of web pages leaves is never asked about.
        scoring = self._scoring if self.policy.asks_again and self.blocks.markup is None else None
        # Cleaning what is left is cleaning a page of those lines: only what that removes is taken over.
        while asked != (left := self.plain):
            if scoring is not None and times == MOST_ASKED:
                return False
            again, asked = Owners(self.blocks, self.policy, top=self._top, kinds=left, scoring=scoring), left
            again._ask()
            self.follow(again)
            times += 1
        return True

    def _ask(self) -> list[Head]:
        """Ask every rule about places, and the model; find where stories open, and ask what that tells."""
        left = self.plain
        view = self.ask_places()
        if self._scoring is not None:
            scores = self._scoring.scores(self.blocks, left)
            self._take_scores(scores, standing(self._heads(view), scores, self.blocks))
            view = self._view(self._kinds)
        opened = self._heads(view)
        if self._scoring is not None:
            apart = among_chrome(opened, self.scored[-1], self.blocks)
            opened = [head for head in opened if head.headline not in apart]
        places = self._open_places(view) if opened else []
        if places:
            titled = headed(view, opened)
            self._take(titled, by_place(titled, self._asked.places(titled, places)))
            view = self._view(self._kinds)
        self._take_headed(view, opened)
        return opened

    def _heads(self, view: View) -> list[Head]:
        found = list(heads(view)) if HEADS not in self.policy.disabled else []
        return found if self.blocks.markup is None else opening(found, self.blocks.markup)

    def _take_scores(self, scores: LineScores, stories: Sequence[Head]) -> None:
        """Take in what the model claims and the policy follows, where no rule has named the line and it heads no story.

        Args:
            scores: what the model says.
            stories: the heads that stand above a text.
        """
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

    def follow(self, again: Owners) -> None:
        """Remove what a second cleaning would.

        Args:
            again: the owners of what is left here.
        """
        self.scored += again.scored
        for line, claim in again.claims.items():
            if again.left[line] == _BLANK and self.left[line] != _BLANK:
                self.losers[line] += again.losers[line]
                self._own(line, claim)

    def ask_places(self) -> View:
        """Ask every rule about places of the page as it was scraped; what is then looked at for heads."""
        view = self._view(self._kinds)
        places = self._open_places(view)
        placed = [*by_place(view, self._asked.places(view, places)), *self._fences(view)]
        for _ in range(_ROUNDS):
            if not self._take(view, placed):
                break
            # What was just named may be the neighbour that another rule asks for; no line is left out, so places stay what they were.
            near = {place + step for place, _, _ in placed for step in (-1, 1)}
            view = self._view(self._kinds)
            placed = list(by_place(view, self._asked.places(view, [place for place in places if place in near])))
        return view

    def _take_headed(self, view: View, found: list[Head]) -> None:
        """Take in what passes that know the heads claim."""
        view = headed(view, found)
        lists = [*joined(view, found), *teaser_lists(view, found), *pull_quotes(view, found)]
        asked = *in_company(view), *echoes(view, found), *between(view, found)
        self._take(view, [*teasers(view, found), *asked, *lists])

    def name_heads(self) -> None:
        """Leave out heads that did not stay, and name the lines of the others."""
        self.heads = [head for head in self.heads if not any(self._gone(line) for line in (head.kicker, head.headline))]
        for head in self.heads:
            for part, line in head.lines():
                if line is not None and not self._gone(line):
                    self._own(line, of_head(part, head.evidence if part is Part.headline else ()))

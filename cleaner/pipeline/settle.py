"""Findings to one owner a line, until nothing changes.

Rules about places are asked twice: of the page as it was scraped, and of the page as it would be without what was found so far. The
second asking is repeated until it brings nothing new, so that cleaning a result again changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import LETTER, RAISED_CLASS
from cleaner.lines.precedence import rank
from cleaner.model.finding import Claim
from cleaner.model.policy import Policy
from cleaner.passes.places import Placed, by_place
from cleaner.passes.runs import in_company
from cleaner.passes.view import View

_RAISED = frozenset(RAISED_CLASS)


class Owners:
    """Who owns each line that something names, and who gave way.

    Args:
        blocks: the page's blocks.
        policy: what says which claims remove.
    """

    def __init__(self, blocks: Blocks, policy: Policy) -> None:
        self.blocks, self.policy = blocks, policy
        self.claims: dict[int, Claim] = {}
        self.losers: dict[int, list[Claim]] = defaultdict(list)
        self._lengths: dict[int, int] = {}
        self._open_marked: list[int] = []
        for line in blocks.marked():
            reading = blocks.readings[line]
            self.claims[line] = reading.claims[0]
            if len(reading.claims) > 1:
                self.losers[line] += reading.claims[1:]
            if reading.open:
                self._open_marked.append(line)

    def settle(self) -> None:
        """Ask every rule about places, until nothing changes."""
        view = View.whole(self.blocks)
        while self._ask(view):
            removed = {line for line, claim in self.claims.items() if self.policy.removes(claim)}
            kept = [(line, kind) for line, kind in zip(self.blocks.filled, self._kinds(), strict=True) if line not in removed]
            view = View(self.blocks, [line for line, _ in kept], "".join(kind for _, kind in kept))

    def _kinds(self) -> Iterator[str]:
        kinds, claims = self.blocks.kinds, self.claims
        return (LETTER[claims[line].part] if line in claims else kinds[line] for line in self.blocks.filled)

    def _ask(self, view: View) -> bool:
        """Take in what holds in a view; whether it changed what is removed."""
        open_marked = set(self._open_marked)
        places = [place for place, kind in enumerate(view.kinds) if kind in _RAISED or (open_marked and view.lines[place] in open_marked)]
        changed = self.take(view, by_place(view, places))
        return self.take(view, in_company(view)) or changed or view.lines is self.blocks.filled

    def take(self, view: View, found: Iterable[Placed]) -> bool:
        """Take in claims; whether they changed what is removed.

        Args:
            view: the lines the claims' places refer to.
            found: the claims.
        """
        changed = False
        for place, claim, length in list(found):
            line = view.lines[place]
            held = self.claims.get(line)
            if held is claim or (held and held.finder == claim.finder):
                continue
            here = max(length, 1)
            if held is None or rank(claim, here) < rank(held, self._lengths.get(line, len(self.blocks.text(line)))):
                changed |= self.policy.removes(claim) and not (held and self.policy.removes(held))
                self.claims[line], self._lengths[line] = claim, here
                if held:
                    self.losers[line].append(held)
            elif claim not in self.losers[line]:
                self.losers[line].append(claim)
        return changed

    def all_losers(self) -> Iterator[tuple[int, Claim]]:
        """Every claim that gave way, with its line."""
        return chain.from_iterable(((line, claim) for claim in claims) for line, claims in self.losers.items())

    def open_stories(self):
        return []

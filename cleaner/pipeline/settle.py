"""Findings to one owner a line, until nothing changes.

Rules about places are asked twice: of the page as it was scraped, and of the page as it would be without what was found so far. The
second asking is repeated until it brings nothing new, so that cleaning a result again changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import LETTER, RAISED_CLASS
from cleaner.lines.precedence import rank
from cleaner.model.anatomy import Part
from cleaner.model.finding import Claim
from cleaner.model.policy import Policy
from cleaner.passes.fences import fences
from cleaner.passes.heads import Head, heads
from cleaner.passes.places import Placed, by_place
from cleaner.passes.runs import in_company
from cleaner.passes.subheadings import named, teasers
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
        self.heads: list[Head] = []
        self._open_marked: list[int] = []
        for line in blocks.marked():
            reading = blocks.readings[line]
            self.claims[line] = reading.claims[0]
            if len(reading.claims) > 1:
                self.losers[line] += reading.claims[1:]
            if reading.open:
                self._open_marked.append(line)

    def settle(self) -> None:
        """Ask every rule about places, find where stories open, and repeat until nothing changes."""
        view = self._view(range(0))
        self.take(view, by_place(view, self._open_places(view)))
        self.take(view, fences(view))
        self.heads = list(heads(self._view(range(0))))
        self._name_heads()
        view = self._view(range(0))
        self.take(view, teasers(view, self.heads))
        self.take(view, in_company(view))
        while True:
            view = self._view({line for line, claim in self.claims.items() if self.policy.removes(claim)})
            found = [*by_place(view, self._open_places(view)), *in_company(view)]
            if not self.take(view, found):
                break

    def _view(self, without: Collection[int]) -> View:
        """The lines that count, with what is known of them, some left out."""
        blocks, claims = self.blocks, self.claims
        lines = [line for line in blocks.filled if line not in without] if without else blocks.filled
        kinds = blocks.kinds
        return View(blocks, lines, "".join([LETTER[claims[line].part] if line in claims else kinds[line] for line in lines]))

    def _open_places(self, view: View) -> list[int]:
        """The places of lines that some rule would name in the right place."""
        marked = set(self._open_marked)
        return [place for place, kind in enumerate(view.kinds) if kind in _RAISED or (marked and view.lines[place] in marked)]

    @property
    def kinds(self) -> str:
        """The kinds of all lines, blank ones too, with the letters of the parts they were found to be."""
        kinds = list(self.blocks.kinds)
        for line, claim in self.claims.items():
            kinds[line] = LETTER[claim.part]
        return named("".join(kinds))

    def _name_heads(self) -> None:
        for head in self.heads:
            because = "; ".join(head.evidence)
            for part, line in ((Part.kicker, head.kicker), (Part.headline, head.headline), (Part.deck, head.deck)):
                if line is not None:
                    held = self.claims.get(line)
                    if held:
                        self.losers[line].append(held)
                    self.claims[line] = Claim(part, "heads", 1.0, because if part is Part.headline else "")

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

"""Who owns each line of a page: what is known so far, and what becomes of it when something more is claimed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from cleaner.document.claim import MODEL, Claim
from cleaner.document.policy import Policy
from cleaner.lines.blocks import Blocks, named_in
from cleaner.lines.kinds import BLANK, LETTER, PLACED_CLASS
from cleaner.lines.precedence import rank
from cleaner.passes.places import Placed
from cleaner.passes.subheadings import named
from cleaner.passes.view import View

_PLACED = re.compile(f"[{PLACED_CLASS}]")
_BLANK = ord(BLANK)
_LETTERS = {part: ord(letter) for part, letter in LETTER.items()}


class Ownership:
    """Who owns each line that something names, and who gave way.

    Args:
        blocks: the page's blocks.
        policy: what says which claims remove.
        kinds: the kinds of its lines, blank for those that were removed before and do not count.
    """

    def __init__(self, blocks: Blocks, policy: Policy, kinds: str) -> None:
        self.blocks, self.policy, self.given = blocks, policy, kinds
        self.claims: dict[int, Claim] = {}
        self.losers: dict[int, list[Claim]] = defaultdict(list)
        # The kinds with what is known of each line, blank where the model removes it; the same with every line that is removed made
        # blank; and what is left, with the kinds that its lines have by themselves.
        self._kinds = bytearray(kinds, "latin-1")
        self.left = bytearray(self._kinds)
        self._plain = bytearray(self._kinds)
        self._last: View | None = None
        self._lengths: dict[int, int] = {}
        self._judged: dict[int, bool] = {}
        self._open_named: set[int] = set()
        self._scored_out: list[int] = []
        self._own_certain(kinds)

    def _own_certain(self, kinds: str) -> None:
        claims, readings, left, plain = self.claims, self.blocks.readings, self.left, self._plain
        for line in named_in(kinds):
            reading = readings[line]
            claims[line] = reading.claims[0]
            if self._removes(reading.claims[0]):
                left[line] = plain[line] = _BLANK
            if len(reading.claims) > 1:
                self.losers[line] += reading.claims[1:]
            if reading.open:
                self._open_named.add(line)

    def _removes(self, claim: Claim) -> bool:
        """What the policy says of a claim; rules claim many lines, so it is asked once for each."""
        verdict = self._judged.get(id(claim))
        if verdict is None:
            verdict = self._judged[id(claim)] = self.policy.removes(claim)
        return verdict

    def _gone(self, line: int | None) -> bool:
        """Whether a line is removed."""
        return line is not None and self.left[line] == _BLANK

    def _view(self, kinds: bytearray) -> View:
        state = kinds.decode("latin-1")
        self._last = View.of(self.blocks, state) if self._last is None or self._last.state != state else self._last
        return self._last

    def _open_places(self, view: View) -> list[int]:
        """The places of lines that some rule would name in the right place."""
        places = [hit.start() for hit in _PLACED.finditer(view.kinds)]
        return places + [place for line in sorted(self._open_named) if (place := view.place(line)) is not None]

    @property
    def kinds(self) -> str:
        """The kinds of all lines, with the letters of the parts they were found to be."""
        kinds = bytearray(self._kinds)
        for line in self._scored_out:
            kinds[line] = _LETTERS[self.claims[line].part]
        return named(kinds.decode("latin-1"))

    @property
    def plain(self) -> str:
        """The kinds that lines have by themselves, blank for those that are removed: what a second cleaning would begin with."""
        return self._plain.decode("latin-1")

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

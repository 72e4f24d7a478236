"""Findings to one owner a line, until nothing changes.

Every rule is asked of the page as it was scraped, and then of what that leaves, as if it had come so, until no more is removed: so
cleaning a result again changes nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from cleaner.document.anatomy import Part
from cleaner.document.finding import Claim
from cleaner.document.policy import Policy
from cleaner.lines.blocks import Blocks, named_in
from cleaner.lines.kinds import BLANK, LETTER, PLACED_CLASS
from cleaner.lines.precedence import rank
from cleaner.passes.between import between
from cleaner.passes.echoes import echoes
from cleaner.passes.fences import fences
from cleaner.passes.heads import Head, heads
from cleaner.passes.joined import joined
from cleaner.passes.places import Placed, by_place
from cleaner.passes.pull_quotes import pull_quotes
from cleaner.passes.runs import in_company
from cleaner.passes.subheadings import named, teasers
from cleaner.passes.teaser_lists import teaser_lists
from cleaner.passes.view import View
from cleaner.pipeline.asked import HEADS, Asked, of_head

_PLACED = re.compile(f"[{PLACED_CLASS}]")
_BLANK = ord(BLANK)
_LETTERS = {part: ord(letter) for part, letter in LETTER.items()}
_KICKER, _HEADLINE, _DECK = _LETTERS[Part.kicker], _LETTERS[Part.headline], _LETTERS[Part.deck]
# How often rules that ask for a neighbour are asked of the page as it was scraped: a label, the mark under it, and back.
_ROUNDS = 3


class Owners:
    """Who owns each line that something names, and who gave way.

    Args:
        blocks: the page's blocks.
        policy: what says which claims remove.
        top: whether the first block is the first of its text.
        kinds: the kinds of its lines, blank for those that were removed before and do not count; those of the blocks if left out.
    """

    def __init__(self, blocks: Blocks, policy: Policy, *, top: bool = True, kinds: str | None = None) -> None:
        self.blocks, self.policy, self._top = blocks, policy, top
        # The fences around a text open where it begins.
        self._fences: Callable[[View], Iterable[Placed]] = fences if top else lambda _: ()
        self.claims: dict[int, Claim] = {}
        self.losers: dict[int, list[Claim]] = defaultdict(list)
        self.heads: list[Head] = []
        kinds = blocks.kinds if kinds is None else kinds
        # The kinds with what is known of each line; the same with every line that is removed made blank; and what is left, with the
        # kinds that its lines have by themselves.
        self._kinds = bytearray(kinds, "latin-1")
        self.left = bytearray(self._kinds)
        self._plain = bytearray(self._kinds)
        self._asked = Asked(blocks)
        self._last: View | None = None
        self._lengths: dict[int, int] = {}
        self._judged: dict[int, bool] = {}
        self._open_named: set[int] = set()
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

    def settle(self) -> None:
        """Ask every rule, and ask again of what that leaves, as a second cleaning would, until nothing more is removed."""
        asked = self.blocks.kinds
        opened = self._ask()
        # Cleaning what is left is cleaning a page of those lines: only what that removes is taken over.
        while asked != (left := self._plain.decode("latin-1")):
            again, asked = Owners(self.blocks, self.policy, top=self._top, kinds=left), left
            again._ask()
            self._follow(again)
        self.heads = [head for head in opened if not any(self._gone(line) for line in (head.kicker, head.headline))]
        self._name_heads()

    def _ask(self) -> list[Head]:
        """Ask every rule about places, find where stories open, and ask what that tells."""
        view = self.ask_places()
        opened = list(heads(view)) if HEADS not in self.policy.disabled else []
        places = self._open_places(view) if opened else []
        if places:
            headed = self._headed(view, opened)
            self._take(headed, by_place(headed, self._asked.places(headed, places)))
            view = self._view(self._kinds)
        self._take_headed(view, opened)
        return opened

    def _follow(self, again: Owners) -> None:
        """Remove what a second cleaning would."""
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
        view = self._headed(view, found)
        lists = [*joined(view, found), *teaser_lists(view, found), *pull_quotes(view, found)]
        asked = *in_company(view), *echoes(view, found), *between(view, found)
        self._take(view, [*teasers(view, found), *asked, *lists])

    def _gone(self, line: int | None) -> bool:
        """Whether a line is removed."""
        return line is not None and self.left[line] == _BLANK

    def _headed(self, view: View, found: list[Head]) -> View:
        """A view in which the lines of heads have the letters of their parts."""
        if not found:
            return view
        kinds = bytearray(view.state, "latin-1")
        for head in found:
            for line, letter in (head.kicker, _KICKER), (head.headline, _HEADLINE), (head.deck, _DECK):
                if line is not None and kinds[line] != _BLANK:
                    kinds[line] = letter
        return view.renamed(kinds)

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
        return named(self._kinds.decode("latin-1"))

    def _own(self, line: int, claim: Claim) -> None:
        if held := self.claims.get(line):
            self.losers[line].append(held)
        self.claims[line] = claim
        if self.blocks.kinds[line] in PLACED_CLASS:
            self._open_named.add(line)
        self._kinds[line] = _LETTERS[claim.part]
        gone = self._removes(claim)
        self.left[line] = _BLANK if gone else self._kinds[line]
        self._plain[line] = _BLANK if gone else ord(self.blocks.kinds[line])

    def _name_heads(self) -> None:
        for head in self.heads:
            for part, line in head.lines():
                if line is not None and not self._gone(line):
                    self._own(line, of_head(part, head.evidence if part is Part.headline else ()))

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

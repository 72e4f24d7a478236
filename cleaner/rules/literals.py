"""One scan that finds which of many literals stand in which lines, in time that hardly depends on how many there are.

A literal that begins with a letter or digit is looked for at the beginnings of words only, all of them at once (see `engines`). Scripts
that put no space between words have no such beginnings, and only lines in such a script are searched for their literals. Signs are looked
for one by one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

from cleaner.rules.engines import Engine, engine, written

# Scripts from here on (radicals, kana, hangul, han) run words together.
UNSPACED = "\u2e80"
_WORDLIKE = re.compile(r"\w")


class LiteralScan:
    """Literals, ready to be looked for together.

    Args:
        literals: lower-case texts, none empty; white space in front of one means that a word begins there.
        by_one: how many code points are searched for one literal after the other before all are looked for at once.
    """

    def __init__(self, literals: Iterable[str], by_one: int = 20_000) -> None:
        known = {literal: literal.lstrip() for literal in literals}
        self._spellings: dict[str, tuple[str, ...]] = {}
        for literal, bare in known.items():
            self._spellings[bare] = (*self._spellings.get(bare, ()), literal)
        at_words = {bare for bare in known.values() if bare[0].isalnum() and bare[0] < UNSPACED}
        unspaced = {bare for bare in known.values() if bare[0].isalnum() and bare[0] >= UNSPACED}
        self._signs = sorted(set(known.values()) - at_words - unspaced)
        self._words, self._run_together = at_words, unspaced
        self._by_one, self._searched = by_one, 0

    @cached_property
    def _with_beginnings(self) -> dict[str, tuple[str, ...]]:
        """Where a literal stands, so do the literals it begins with."""
        return {
            literal: tuple(spelling for size in range(1, len(literal) + 1) for spelling in self._spellings.get(literal[:size], ()))
            for literal in self._spellings
        }

    @cached_property
    def _at_words(self) -> Engine | None:
        return engine(self._words) if self._words else None

    @cached_property
    def _unspaced(self) -> re.Pattern[str] | None:
        firsts = "".join(sorted({re.escape(bare[0]) for bare in self._run_together}))
        return re.compile(f"(?=[{firsts}])(?=({written(self._run_together)}))") if self._run_together else None

    def find(self, lines: Sequence[str]) -> dict[int, set[str]]:
        """The numbers of the lines that hold literals, each with the literals it holds.

        Args:
            lines: texts without line feeds.
        """
        found: dict[int, set[str]] = {}
        if not lines or not self._spellings:
            return found
        text = "\n".join(lines).lower()
        # Counted in the lowered text, since lowering may lengthen a line (İ becomes two code points).
        starts = list(accumulate(map(len, text.split("\n")), _after_break, initial=0))
        self._searched += len(text)
        if self._searched <= self._by_one:
            self._search_by_one(text, starts, found)
            self._search_signs(text, starts, found)
            return found
        if self._at_words:
            for number, literal in self._at_words.find(text):
                self._hold(found, number, literal)
        if (
            self._unspaced
            and not text.isascii()
            and (unspaced := [n for n, line in enumerate(lines) if not line.isascii() and max(line) >= UNSPACED])
        ):
            own = "\n".join(lines[number] for number in unspaced).lower()
            self._search(self._unspaced, own, list(accumulate(map(len, own.split("\n")), _after_break, initial=0)), unspaced, found)
        self._search_all_signs(text, starts, found)
        return found

    def _search_by_one(self, text: str, starts: list[int], found: dict[int, set[str]]) -> None:
        """What the two expressions find, without them: to make them takes longer than to look for each literal in a short text."""
        for literal in (*self._words, *self._run_together):
            at = text.find(literal)
            while at >= 0:
                if literal[0] >= UNSPACED or at == 0 or not _WORDLIKE.match(text, at - 1):
                    found.setdefault(bisect_right(starts, at) - 1, set()).update(self._spellings[literal])
                at = text.find(literal, at + 1)

    def _search(self, scan: re.Pattern[str], text: str, starts: list[int], numbers: Sequence[int], found: dict[int, set[str]]) -> None:
        place, end = -1, 0
        for hit in scan.finditer(text):
            at = hit.start()
            if at >= end:
                place = bisect_right(starts, at) - 1
                end = starts[place + 1]
            self._hold(found, numbers[place], hit[1])

    def _hold(self, found: dict[int, set[str]], number: int, longest: str) -> None:
        if number in found:
            found[number].update(self._with_beginnings[longest])
        else:
            found[number] = set(self._with_beginnings[longest])

    def _search_signs(self, text: str, starts: list[int], found: dict[int, set[str]]) -> None:
        for literal in self._signs:
            at = text.find(literal)
            while at >= 0:
                place = bisect_right(starts, at) - 1
                found.setdefault(place, set()).update(self._spellings[literal])
                at = text.find(literal, starts[place + 1])

    @cached_property
    def _by_first(self) -> tuple[re.Pattern[str], dict[str, list[str]]] | None:
        """What finds the first character of any sign, and the signs by that character."""
        signs: dict[str, list[str]] = {}
        for sign in self._signs:
            signs.setdefault(sign[0], []).append(sign)
        return (re.compile(f"[{''.join(map(re.escape, signs))}]"), signs) if signs else None

    def _search_all_signs(self, text: str, starts: list[int], found: dict[int, set[str]]) -> None:
        """As `_search_signs`, in one go over the text, since most of it holds none."""
        if self._by_first is None:
            return
        firsts, signs = self._by_first
        for hit in firsts.finditer(text):
            at = hit.start()
            for sign in signs[hit[0]]:
                if text.startswith(sign, at):
                    found.setdefault(bisect_right(starts, at) - 1, set()).update(self._spellings[sign])


def _after_break(start: int, length: int) -> int:
    """Where the next line starts, one line feed after the end of this one."""
    return start + length + 1

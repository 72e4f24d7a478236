"""The blocks of a page as columns: a line each, with its reading and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import compress, count
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from cleaner.document.claim import MODEL, Claim, without
from cleaner.document.page import Page
from cleaner.lines.kinds import LETTER, RAISED_CLASS, shape
from cleaner.lines.reader import Reader, Reading, stripped

if TYPE_CHECKING:
    from cleaner.html.markup import Markup

_KIND, _PIECES = attrgetter("kind"), attrgetter("pieces")
_OF_NO_LINE = frozenset({MODEL})
_NAMED = re.compile(f"[^a-z {RAISED_CLASS}]")


class Blocks(Struct, frozen=True, eq=False, dict=True, weakref=True):
    """The blocks of a page.

    Args:
        readings: what is known of each line by itself.
        kinds: their kinds, one letter a line.
        markup: the lines with the evidence of their elements, where the page came as HTML.
        url: where it came from, or says that it did; None where that is unknown.
    """

    page: Page
    readings: list[Reading]
    kinds: str
    markup: Markup | None = None
    url: str | None = None

    @classmethod
    def of(
        cls,
        page: Page,
        reader: Reader,
        owned: Mapping[int, Claim] | None = None,
        disabled: frozenset[str] = frozenset(),
        markup: Markup | None = None,
        url: str | None = None,
    ) -> Blocks:
        """The blocks of a page: one a line.

        Args:
            owned: lines that larger stretches of the page own, each with the claim; they are not read.
            disabled: finders whose claims count for nothing.
            url: where the page came from, if not from where the page says.
        """
        if not owned:
            readings = reader.read(page.lines)
        else:
            unread = iter(reader.read([line for number, line in enumerate(page.lines) if number not in owned]))
            taken = {claim: Reading(LETTER[claim.part], (claim,), of_element=True) for claim in set(owned.values())}
            readings = [taken[owned[number]] if number in owned else next(unread) for number in range(len(page.lines))]
        readings = without_finders(readings, page.lines, disabled)
        return cls(page, readings, "".join(map(_KIND, readings)), markup, url or page.url)

    @classmethod
    def of_readings(cls, page: Page, readings: list[Reading]) -> Blocks:
        """The blocks of a page whose lines are read."""
        return cls(page, readings, "".join(map(_KIND, readings)), url=page.url)

    @cached_property
    def texts(self) -> list[str]:
        """The lines without the white space around them, and without what rules take out of them, as a second cleaning would see them."""
        lines = self.page.lines
        texts = list(map(str.strip, lines))
        for line in self.changed:
            texts[line] = without(lines[line], self.readings[line].pieces).strip()
        return texts

    @cached_property
    def changed(self) -> list[int]:
        """The numbers of the lines that rules take characters out of."""
        return list(compress(count(), map(_PIECES, self.readings)))

    @cached_property
    def cache(self) -> dict[object, Any]:
        """What passes worked out from the lines, each under a name of its own."""
        return {}


def without_finders(readings: list[Reading], lines: Sequence[str], disabled: frozenset[str]) -> list[Reading]:
    """Readings without what the disabled finders say; the same list where none is disabled but the model, which reads no line by itself."""
    if disabled <= _OF_NO_LINE:
        return readings
    return [
        _without(reading, line, disabled) if reading.claims or reading.pieces else reading
        for reading, line in zip(readings, lines, strict=True)
    ]


def _without(reading: Reading, line: str, disabled: frozenset[str]) -> Reading:
    """A reading without what some finders say of the line or of its characters."""
    claims = tuple(claim for claim in reading.claims if claim.finder not in disabled)
    pieces = tuple(piece for piece in reading.pieces if piece.claim.finder not in disabled)
    if claims == reading.claims and pieces == reading.pieces:
        return reading
    kind = reading.kind if claims or not reading.claims else shape(stripped(line))
    return Reading(LETTER[claims[0].part] if claims else kind, claims, reading.open, pieces)


def named_in(kinds: str) -> Iterator[int]:
    """The numbers of the lines that a rule names for certain, by their kinds."""
    return (hit.start() for hit in _NAMED.finditer(kinds))

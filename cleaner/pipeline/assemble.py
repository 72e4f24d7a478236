"""Owners and policy to a ledger. Here, and nowhere else, it is decided which lines stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress, count
from operator import attrgetter

from cleaner.document.claim import Piece
from cleaner.document.ledger import Ledger
from cleaner.document.parts import Part
from cleaner.document.policy import Policy
from cleaner.lines.kinds import BLANK, GROUND, LETTER
from cleaner.pipeline.settle import Owners

_EMPTY = 2
_BREAKS = "breaks"
_PIECES = attrgetter("pieces")
_BREAKS_OF_REMOVED = re.compile(rb"(?:^|\x00)\x02+")
_SUBHEADING = re.compile(LETTER[Part.subheading])
# The ends of paths of lines that are items of a list; a heading within one is a heading.
_ITEMS = (" > li", " > li > p")
_TO_MASK = bytes(_EMPTY if chr(code) == BLANK else 1 for code in range(256))
_TO_FATE = bytes.maketrans(b"\x02", b"\x01")


def mask(owners: Owners) -> bytes:
    """One byte a line: 0 where its owner removes it, 2 where it is blank, 1 where it stays.

    Args:
        owners: who owns each line.
    """
    # The mark of a blank line and that of a line that stays have no bit in common, so one that only became blank has none left.
    before, after = owners.blocks.kinds.encode("latin-1").translate(_TO_MASK), owners.left.translate(_TO_MASK)
    both = int.from_bytes(before, "little") & int.from_bytes(after, "little")
    return both.to_bytes(len(before), "little")


def fates(mask: bytes, policy: Policy, *, ends: bool = True) -> bytes:
    """One byte a line, 1 where it is kept.

    A removed line takes its own break and the blank lines after it along; between two kept lines the breaks of the source remain.

    Args:
        mask: one byte a line, see `mask`; the first line is no blank one unless a page begins there.
        policy: what may say that all blank lines stay.
        ends: whether a page ends there, and not with another kept line below.
    """
    if _BREAKS in policy.disabled:
        return mask.translate(_TO_FATE)
    plain = _BREAKS_OF_REMOVED.sub(_all_gone, mask)
    if ends:
        # No pattern: one that looks for the end would be tried at every line of a long run that is removed.
        plain = plain.rstrip(b"\x00\x02").ljust(len(plain), b"\x00")
    return plain.translate(_TO_FATE)


def _all_gone(hit: re.Match[bytes]) -> bytes:
    return bytes(len(hit[0]))


def pieces(owners: Owners, kept: bytes) -> dict[int, tuple[Piece, ...]]:
    """The claims about characters of lines that are kept.

    Args:
        owners: who owns each line.
        kept: one byte a line, 1 where it is kept; what it says of blank lines does not matter.
    """
    readings, policy = owners.blocks.readings, owners.policy
    found: dict[int, tuple[Piece, ...]] = {}
    for line in compress(count(), map(_PIECES, readings)):
        if kept[line] == 1:
            stand = tuple(p for p in readings[line].pieces if policy.rewrites(p.claim) or policy.removes(p.claim))
            if stand:
                found[line] = stand
    return found


def _with_items(kinds: str, paths: Sequence[str]) -> str:
    """Kinds with the items of lists that are shaped like headings named items: a list says what they are, whatever text stands below it."""
    named = bytearray(kinds, "latin-1")
    for line in (hit.start() for hit in _SUBHEADING.finditer(kinds)):
        if paths[line].endswith(_ITEMS):
            named[line] = ord(LETTER[Part.list_item])
    return named.decode("latin-1")


def ledger(owners: Owners, paths: Sequence[str] = ()) -> Ledger:
    """The account of the page.

    Args:
        owners: who owns each line, settled.
        paths: for each line the element it stands in; empty where the page came as text.
    """
    kept = fates(mask(owners), owners.policy)
    kinds = _with_items(owners.kinds, paths) if paths else owners.kinds
    return Ledger(owners.blocks.page, kinds, GROUND, owners.claims, kept, pieces(owners, kept), owners.losers, paths)

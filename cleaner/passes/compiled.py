"""The compiled twin of `heads.py`, where the installation could build it; without it pages are read in Python, with the same results."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cleaner.document.stamped import twin

if TYPE_CHECKING:
    from cleaner.lines.blocks import Blocks
    from cleaner.passes.view import View
    from cleaner.passes.weighing import Learned

BUILT: Any = twin("passes")
# How much text is remembered at the most, in code points, before the memory starts afresh.
_REMEMBERED = 16_000_000
_memory: list[Any] = []
_sums: dict[int, tuple[Learned, Any]] = {}


def opened(
    view: View,
    shapes: str,
    places: list[int],
    learned: Learned,
    marks: frozenset[str],
    nameable: Mapping[str, tuple[str, ...]],
    limits: tuple[int, int, int],
) -> list[tuple[int, int, bool, tuple[str, ...], bool]]:
    """The heads of a view: of each its place, that of its kicker, whether it is marked, and what spoke most for it.

    Last comes whether the body may say the line below it again.

    Args:
        view: the lines that count.
        shapes: their kinds, lowered.
        places: the places of lines shaped like headlines.
        learned: what evidence weighs.
        marks: the evidence that marks a head.
        nameable: for each kind that some rule would name, the evidence that it would.
        limits: the most code points of a headline, and how many lines may stand between it and its text: that are no furniture, and in all.
    """
    held = _sums.get(id(learned))
    if held is None or held[0] is not learned:
        held = _sums[id(learned)] = learned, BUILT.Sums(learned, marks, dict(nameable))
    found: list[tuple[int, int, bool, tuple[str, ...], bool]] = BUILT.opened(_lines(view, shapes), held[1], places, view.kinds, *limits)
    return found


def said_near(view: View, shapes: str, places: list[int], near: int) -> list[int]:
    """Those of some lines whose words, but for two, stand in paragraphs near them.

    Args:
        view: the lines that count.
        shapes: their kinds, lowered.
        places: the places of the lines, in order.
        near: how many lines above and below are near.
    """
    found: list[int] = _lines(view, shapes).said_near(places, near)
    return found


def forget(most: int) -> None:
    """Let go of what is remembered, if it is more than so much; a page of other lines would start afresh only where it looks for heads.

    Args:
        most: how much text may be remembered, in code points.
    """
    if _memory and _memory[-1].remembered > most:
        _memory.clear()


def _lines(view: View, shapes: str) -> Any:
    """The lines of a view, as the compiled module reads them."""
    noted = view.blocks.noted
    if "traits" not in noted:
        noted["traits"] = _remembered(_names(view.blocks), view.blocks.texts, min(view.blocks.remembered, _REMEMBERED))
    memory, traits = noted["traits"]
    return BUILT.Lines(traits, view.lines, shapes.encode("latin-1"), memory)


def _names(blocks: Blocks) -> list[str]:
    """What each line is remembered by: itself, unless rules take characters out of it, which other rules may not."""
    lines = blocks.page.lines
    if blocks.changed:
        lines = lines.copy()
        for line in blocks.changed:
            lines[line] = blocks.texts[line]
    return lines


def _remembered(lines: list[str], texts: list[str], most: int) -> tuple[Any, list[Any]]:
    """A memory, and what it knows of some lines.

    Args:
        lines: the lines of a page with their breaks.
        texts: the same without the white space around them.
        most: how much text may be remembered, in code points.
    """
    memory = _memory[-1] if _memory else None
    if memory is None or memory.remembered > most:
        # Who reads a page in another thread goes on with the memory it has.
        memory = BUILT.Memory()
        _memory[:] = [memory]
    return memory, memory.of(lines, texts)

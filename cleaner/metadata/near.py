"""What stands right beside a heading of a page: elements within so much text above and below it, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# A head reaches over so many characters and elements below its heading, and so many above.
_BELOW, _ABOVE, _ELEMENTS = 350, 150, 120
# What is as long is a paragraph.
_PARAGRAPH = 100


def beside(headings: Sequence[LexborNode], wanted: Sequence[LexborNode]) -> Iterator[tuple[LexborNode, LexborNode]]:
    """The wanted elements that stand beside a heading, each with that heading; below before above, the nearest first.

    Args:
        headings: the headings, in order.
        wanted: the elements that are looked for.
    """
    looked_for = {node.mem_id for node in wanted}
    if not looked_for:
        return
    for heading in headings:
        for walk, most in ((_below(heading), _BELOW), (_above(heading), _ABOVE)):
            yield from ((node, heading) for node in _within(walk, most) if node.mem_id in looked_for)


def _within(walk: Iterator[LexborNode], most: int) -> Iterator[LexborNode]:
    """The elements of a walk until so much text or so many of them have been passed, or a second paragraph: the first may be a deck."""
    passed = elements = paragraphs = 0
    for node in walk:
        if node.tag == "-text":
            length = len((node.text_content or "").strip())
            passed += length
            paragraphs += length >= _PARAGRAPH
        else:
            elements += 1
            yield node
        if passed > most or elements > _ELEMENTS or paragraphs > 1:
            return


def _below(node: LexborNode) -> Iterator[LexborNode]:
    """What begins after an element has ended, in order."""
    at: LexborNode | None = _next(node)
    while at is not None:
        yield at
        at = at.child if at.child is not None else _next(at)


def _next(node: LexborNode) -> LexborNode | None:
    """What stands after an element and is no part of it."""
    at: LexborNode | None = node
    while at is not None and at.next is None:
        at = at.parent
    return None if at is None else at.next


def _above(node: LexborNode) -> Iterator[LexborNode]:
    """What begins before an element, the nearest first; what holds it is left out."""
    at: LexborNode | None = node
    while at is not None:
        while at is not None and at.prev is None:
            at = at.parent
        at = None if at is None else at.prev
        if at is not None:
            yield from _backwards(at)


def _backwards(node: LexborNode) -> Iterator[LexborNode]:
    """An element and all in it, from its end; not deeper than parsed pages are looked at."""
    stack = [node]
    while stack:
        at = stack.pop()
        yield at
        stack.extend(at.iter(include_text=True))

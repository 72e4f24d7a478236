"""The rules that the elements of one page meet: by their names, ids and classes as they are read, by selectors before that.

Selectors are asked of the tree, all at once, and the few elements that they find are marked in it for whoever reads the page.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import TYPE_CHECKING

from cleaner.html.written import MARK

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from cleaner.rules.rule import Rule
    from cleaner.rules.selectors import Selectors


# The number of an element, and the rules that it met.
Met = tuple[int, tuple["Rule", ...]]


class Meetings:
    """Takes note of the rules that the elements of one page meet.

    Args:
        selectors: the rules.
    """

    def __init__(self, selectors: Selectors) -> None:
        self._selectors = selectors
        self._marked: list[tuple[Rule, ...]] = []
        self.met: list[Met] = []

    @property
    def asked(self) -> str:
        """All selectors that a parser must be asked, as one list."""
        return self._selectors.asked

    @property
    def names(self) -> Container[str]:
        """Names of elements that are enough to meet a rule."""
        return self._selectors.tags

    @property
    def thorough(self) -> bool:
        """Whether an element may meet a rule by other attributes than its class, its id and its mark."""
        return self._selectors.thorough

    def mark(self, nodes: Iterable[LexborNode]) -> None:
        """Take note of the rules whose selectors mean an element, and mark it.

        Args:
            nodes: the elements that the selectors find.
        """
        for node in nodes:
            asked = [meeting for meeting in self._selectors.meet(node.tag or "", node.attributes) if meeting.selector is not None]
            # Where one alone may mean it, that is the one that found it.
            rules = tuple(meeting.rule for meeting in asked if len(asked) == 1 or _means(str(meeting.selector), node))
            if rules:
                node.attrs[MARK] = str(len(self._marked))
                self._marked.append(rules)

    @property
    def remembered(self) -> Mapping[str, tuple[Rule, ...]]:
        """What class attributes met before, of elements that are not marked and whose names are not enough."""
        return self._selectors.remembered

    @property
    def identified(self) -> Mapping[str, tuple[Rule, ...]]:
        """What ids met before, of elements that are no headings and are not marked."""
        return self._selectors.identified

    def meet(self, tag: str, attributes: Mapping[str, str]) -> tuple[Rule, ...]:
        """The rules that an element meets.

        Args:
            tag: its name.
            attributes: its attributes, with its mark.
        """
        named = self._selectors.named(tag, attributes)
        return named + self._marked[int(attributes[MARK])] if MARK in attributes else named


def _means(selector: str, node: LexborNode) -> bool:
    """Whether a selector means an element: asked of the element and all in it, it finds the element first."""
    first = node.css_first(selector)
    return first is not None and first.mem_id == node.mem_id

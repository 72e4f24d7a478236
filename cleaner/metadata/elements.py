"""Elements that mark a statement, with their text and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cleaner.document.records import dataclass, replace
from cleaner.metadata.near import beside

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# A page may mark more authors than these; what stands further down is not about its story.
_MOST_MARKED = 60
_FARTHEST, _LONGEST = 40, 500
# Of so many headings it is looked up what stands beside them.
_MOST_HEADS = 4
# A heading in one of these is a name in a trail, a menu or a teaser, whatever its rank says.
_ASIDE = frozenset(("nav", "aside", "footer", "li", "form", "dialog"))
_ASIDE_WORDS = re.compile(
    r"breadcrumb|sidebar|related|comment|recommend|cookie|consent|gdpr|colophon|copyright|designer|most-?read|more-stories|read-next"
    r"|(?<!article-)(?<!article__)(?<!entry-)(?<!post-)(?<!post__)(?<!story-)(?<!content-)footer"
)
_WHOLE, _STORIES = frozenset(("html", "body", "main", "article")), frozenset(("main", "article"))
# What in a byline holds a name and nothing beside it.
_NAMES = (
    'a[href*="/author" i], a[rel~="author" i], a[class*="author" i], [class*="author-name" i], [class*="author__name" i], '
    '[class*="author_name" i], [class*="authorname" i], [class*="byline-name" i], [class*="byline__name" i]'
)


@dataclass(frozen=True, slots=True)
class Marked:
    """The text of an element, and what marks it.

    Args:
        kind: the mark: a tag's name, `microdata`, `rel=author` or `class`.
        text: its visible text, white space as one space.
        value: what its attribute states (`datetime` or `content`); may be empty.
        aside: whether it stands in a menu, a trail, a list or beside the story.
        words: its class, id and itemprop, in lower case.
        scope: what item it belongs to: the same number for the same item, 0 for none.
        outside: whether the page has an element for its story, and this stands in none.
    """

    kind: str
    text: str
    value: str
    aside: bool
    words: str
    scope: int
    outside: bool = False


class Elements:
    """Reads elements; what stands around one also stands around its neighbours, so it is looked at once."""

    def __init__(self, mains: Sequence[LexborNode]) -> None:
        self._known: dict[int, tuple[bool, int]] = {}
        self._has_story = bool(mains)
        self._near: set[int] = set()
        # What holds the page's main element is nothing beside it, though it may be called after the sidebar that it also holds.
        self._wholes: set[int] = set()
        above = mains[0] if mains else None
        while above is not None and (above := above.parent) is not None and len(self._wholes) < _FARTHEST:
            self._wholes.add(above.mem_id)

    def people(self, found: Sequence[LexborNode]) -> Iterator[Marked]:
        """The elements marked as naming an author."""
        for node in found[:_MOST_MARKED]:
            attributes = node.attributes
            if "author" in (attributes.get("itemprop") or "").casefold().split():
                name = next((inner for inner in node.css('[itemprop~="name" i]') if inner.mem_id != node.mem_id), node)
                yield self.marked(name, "microdata")
            elif "author" not in (attributes.get("rel") or "").casefold().split():
                yield self._byline(node)
            elif node.tag != "link":
                yield self.marked(node, "rel=author")

    def heads(self, headings: Sequence[LexborNode], people: Sequence[LexborNode]) -> None:
        """Note which elements that name an author stand beside a heading: these are not outside, wherever they stand."""
        if self._has_story:
            self._near.update(node.mem_id for node, _ in beside(self._own(headings), people[:_MOST_MARKED]))

    def _own(self, headings: Sequence[LexborNode]) -> list[LexborNode]:
        """The first headings that are no teasers' or menus'."""
        return [node for node in headings if not self._surroundings(node)[0]][:_MOST_HEADS]

    def shown(self, headings: Sequence[LexborNode], times: Sequence[LexborNode]) -> Iterator[tuple[Marked, str]]:
        """The time elements beside headings that are no teasers' or menus', each with the text of its heading."""
        for node, heading in beside(self._own(headings), [node for node in times if node.tag == "time"]):
            if not any(_ASIDE_WORDS.search(_words_of(above)) for above in self._holders(node)):
                yield self.marked(node, "time"), text_in(heading)

    def _holders(self, node: LexborNode) -> Iterator[LexborNode]:
        """An element and what holds it, up to the story or the page."""
        above: LexborNode | None = node
        for _ in range(_FARTHEST):
            if above is None or above.tag in _WHOLE or above.mem_id in self._wholes:
                return
            yield above
            above = above.parent

    def _byline(self, node: LexborNode) -> Marked:
        """An element with the class of a byline; where elements in it hold the names, what stands beside them is left out."""
        whole = self.marked(node, "class")
        names = dict.fromkeys(filter(None, (text_in(inner) for inner in node.css(_NAMES) if inner.mem_id != node.mem_id)))
        # Of a name in a link in an element, each holds all of it.
        least = [name for name in names if not any(other != name and other in name for other in names)]
        return replace(whole, text=", ".join(least)) if least and len(", ".join(least)) < len(whole.text) else whole

    def marked(self, node: LexborNode, kind: str) -> Marked:
        """An element with its text and its surroundings."""
        attributes = node.attributes
        words = " ".join(attributes.get(name) or "" for name in ("class", "id", "itemprop")).casefold()
        value = (attributes.get("datetime") or attributes.get("content") or "").strip()
        aside, scope = self._surroundings(node)
        return Marked(kind, text_in(node), value, aside, words, scope, self._is_outside(node))

    def _is_outside(self, node: LexborNode) -> bool:
        above: LexborNode | None = node
        if not self._has_story or node.mem_id in self._near:
            return False
        while above is not None:
            if above.tag in _STORIES or (above.attributes.get("role") or "") == "main":
                return False
            above = above.parent
        return True

    @staticmethod
    def _is_aside(node: LexborNode) -> bool:
        """Whether an element is by its name no part of a story; the foot of an article is."""
        if node.tag != "footer":
            return node.tag in _ASIDE
        above = node.parent
        while above is not None and above.tag != "article":
            above = above.parent
        return above is None

    def _surroundings(self, node: LexborNode) -> tuple[bool, int]:
        """Whether an element stands aside of the story, and the item it belongs to; an author is no item of its own."""
        path: list[tuple[int, bool, int]] = []
        above: LexborNode | None = node
        aside, scope = False, 0
        while above is not None and len(path) < _FARTHEST:
            if above.mem_id in self._known:
                aside, scope = self._known[above.mem_id]
                break
            attributes = above.attributes
            words = _words_of(above)
            whole = above.tag in _WHOLE or above.mem_id in self._wholes
            own_aside = not whole and (self._is_aside(above) or _ASIDE_WORDS.search(words) is not None)
            own_item = "itemscope" in attributes and "author" not in (attributes.get("itemprop") or "").casefold()
            path.append((above.mem_id, own_aside, above.mem_id if own_item else 0))
            above = above.parent
        for known, own_aside, item in reversed(path):
            aside, scope = aside or own_aside, item or scope
            self._known[known] = aside, scope
        return aside, scope


def _words_of(node: LexborNode) -> str:
    attributes = node.attributes
    return " ".join(attributes.get(name) or "" for name in ("class", "id", "role")).casefold()


def text_in(node: LexborNode) -> str:
    """The visible text of an element, white space as one space.

    Args:
        node: the element.
    """
    return " ".join(node.text(separator=" ")[: _LONGEST * 10].split())[:_LONGEST]

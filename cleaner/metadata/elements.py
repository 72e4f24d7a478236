"""The elements of a page that may state something of its story, with their text and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# All of them in one search, since to look through a page takes longest.
_STATING = (
    "main, [role='main' i], meta[content], h1, h2, link[rel~='canonical' i], time, [itemprop], [rel~='author' i], "
    "[class*='author' i], [class*='byline' i], [data-testid*='author' i]"
)
_TIMES = ("datepublished", "datecreated", "datemodified")
# What in a byline holds a name and nothing beside it.
_NAMES = (
    'a[href*="/author" i], a[rel~="author" i], a[class*="author" i], [class*="author-name" i], [class*="author__name" i], '
    '[class*="author_name" i], [class*="authorname" i], [class*="byline-name" i], [class*="byline__name" i]'
)
# A page may mark more than these; what stands further down is not about its story. Beside so many headings elements are looked for.
_MOST_PEOPLE, _MOST_HEADINGS, _MOST_TIMES, _MOST_BESIDE = 60, 20, 30, 4
_FARTHEST, _LONGEST = 40, 500
# A heading in one of these is a name in a trail, a menu or a teaser, whatever its rank says.
_ASIDE = frozenset(("nav", "aside", "footer", "li", "form", "dialog"))
_ASIDE_WORDS = re.compile(
    r"breadcrumb|sidebar|related|comment|recommend|cookie|consent|gdpr|colophon|copyright|designer|most-?read|more-stories|read-next"
    r"|(?<!article-)(?<!article__)(?<!entry-)(?<!post-)(?<!post__)(?<!story-)(?<!content-)footer"
)
_WHOLE, _STORIES = frozenset(("html", "body", "main", "article")), frozenset(("main", "article"))
# A head reaches over so many characters and elements below its heading, and so many above; what is as long is a paragraph.
_BELOW, _ABOVE, _ELEMENTS, _PARAGRAPH = 350, 150, 120, 100


class MarkedElement(Struct, frozen=True):
    """The text of an element, and what marks it.

    Args:
        kind: the mark: a tag's name, `microdata`, `rel=author` or `class`.
        text: its visible text, white space as one space.
        value: what its attribute states (`datetime` or `content`); may be empty.
        aside: whether it stands in a menu, a trail, a list or beside the story.
        words: its class, id and itemprop, in lower case.
        scope: the same number for elements of the same item, 0 for none.
        outside: whether the page has an element for its story, and this stands in none.
    """

    kind: str
    text: str
    value: str
    aside: bool
    words: str
    scope: int
    outside: bool


class StatingElements:
    """The elements of a page that may state something, in order, by what they may state."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.metas: list[Mapping[str, str | None]] = []
        self.canonical: str | None = None
        self._mains: list[LexborNode] = []
        self._headings: list[LexborNode] = []
        self._people: list[LexborNode] = []
        self._times: list[LexborNode] = []
        before = -1
        for node in tree.css(_STATING):
            # An element is found once by each selector that means it.
            if node.mem_id != before:
                before = node.mem_id
                self._sort(node, node.tag or "", node.attributes)
        del self._headings[_MOST_HEADINGS:], self._people[_MOST_PEOPLE:]
        # What stands around an element also stands around its neighbours, so it is looked at once.
        self._surroundings: dict[int, tuple[bool, int]] = {}
        # What holds the page's main element is nothing beside it, though it may be called after the sidebar that it also holds.
        self._wholes = {above.mem_id for main in self._mains[:1] for above in islice(_upwards(main), 1, _FARTHEST + 1)}
        self._own_headings = [node for node in self._headings if not self._surroundings_of(node)[0]][:_MOST_BESIDE]
        # These are not outside, wherever they stand.
        self._near = {node.mem_id for node, _ in (_beside(self._own_headings, self._people) if self._mains else ())}

    def _sort(self, node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> None:
        role, relations, items, classes, test = (
            (attributes.get(name) or "").lower() for name in ("role", "rel", "itemprop", "class", "data-testid")
        )
        if tag == "main" or role == "main":
            self._mains.append(node)
        if tag == "meta" and "content" in attributes:
            self.metas.append(attributes)
        elif tag in ("h1", "h2"):
            self._headings.append(node)
        elif tag == "link" and "canonical" in relations.split():
            self.canonical = self.canonical or (attributes.get("href") or "").strip() or None
        # Each mark counts, as if the element stood there so often.
        marks = "author" in items.split(), "author" in relations.split(), "author" in classes, "byline" in classes, "author" in test
        self._people += [node] * sum(marks)
        self._times += [node] * ((tag == "time") + sum(name in items.split() for name in _TIMES))

    def headings(self) -> Iterator[MarkedElement]:
        """The first headings of the first two ranks."""
        return (self._marked(node, str(node.tag)) for node in self._headings)

    def times(self) -> Iterator[MarkedElement]:
        """The first elements for times, and others marked as dates."""
        return (self._marked(node, "time" if node.tag == "time" else "microdata") for node in self._times[:_MOST_TIMES])

    def people(self) -> Iterator[MarkedElement]:
        """The elements marked as naming an author."""
        for node in self._people:
            attributes = node.attributes
            if "author" in (attributes.get("itemprop") or "").casefold().split():
                name = next((inner for inner in node.css('[itemprop~="name" i]') if inner.mem_id != node.mem_id), node)
                yield self._marked(name, "microdata")
            elif "author" not in (attributes.get("rel") or "").casefold().split():
                yield self._byline(node)
            elif node.tag != "link":
                yield self._marked(node, "rel=author")

    def times_beside(self) -> Iterator[tuple[MarkedElement, str]]:
        """The elements for times beside headings that are no teasers' or menus', each with the text of its heading."""
        for node, heading in _beside(self._own_headings, [node for node in self._times if node.tag == "time"]):
            if not any(_ASIDE_WORDS.search(_words_of(above)) for above in self._holders(node)):
                yield self._marked(node, "time"), text_in(heading)

    def _holders(self, node: LexborNode) -> Iterator[LexborNode]:
        """An element and what holds it, up to the story or the page."""
        for above in islice(_upwards(node), _FARTHEST):
            if above.tag in _WHOLE or above.mem_id in self._wholes:
                return
            yield above

    def _byline(self, node: LexborNode) -> MarkedElement:
        """An element with the class of a byline; where elements in it hold the names, what stands beside them is left out."""
        whole = self._marked(node, "class")
        names = dict.fromkeys(filter(None, (text_in(inner) for inner in node.css(_NAMES) if inner.mem_id != node.mem_id)))
        # Of a name in a link in an element, each holds all of it.
        least = ", ".join(name for name in names if not any(other != name and other in name for other in names))
        return replace(whole, text=least) if least and len(least) < len(whole.text) else whole

    def _marked(self, node: LexborNode, kind: str) -> MarkedElement:
        attributes = node.attributes
        words = " ".join(attributes.get(name) or "" for name in ("class", "id", "itemprop")).casefold()
        value = (attributes.get("datetime") or attributes.get("content") or "").strip()
        aside, scope = self._surroundings_of(node)
        return MarkedElement(kind, text_in(node), value, aside, words, scope, self._is_outside(node))

    def _is_outside(self, node: LexborNode) -> bool:
        if not self._mains or node.mem_id in self._near:
            return False
        return not any(above.tag in _STORIES or above.attributes.get("role") == "main" for above in _upwards(node))

    def _surroundings_of(self, node: LexborNode) -> tuple[bool, int]:
        """Whether an element stands aside of the story, and the item it belongs to; an author is no item of its own."""
        path: list[tuple[int, bool, int]] = []
        aside, scope = False, 0
        for above in islice(_upwards(node), _FARTHEST):
            if above.mem_id in self._surroundings:
                aside, scope = self._surroundings[above.mem_id]
                break
            attributes = above.attributes
            whole = above.tag in _WHOLE or above.mem_id in self._wholes
            own_aside = not whole and (_is_aside(above) or _ASIDE_WORDS.search(_words_of(above)) is not None)
            own_item = "itemscope" in attributes and "author" not in (attributes.get("itemprop") or "").casefold()
            path.append((above.mem_id, own_aside, above.mem_id if own_item else 0))
        for known, own_aside, item in reversed(path):
            aside, scope = aside or own_aside, item or scope
            self._surroundings[known] = aside, scope
        return aside, scope


def text_in(node: LexborNode) -> str:
    """The beginning of an element's visible text, white space as one space."""
    return " ".join(node.text(separator=" ")[: _LONGEST * 10].split())[:_LONGEST]


def _is_aside(node: LexborNode) -> bool:
    """Whether an element is by its name no part of a story; the foot of an article is."""
    return node.tag in _ASIDE and not (node.tag == "footer" and any(above.tag == "article" for above in _upwards(node)))


def _words_of(node: LexborNode) -> str:
    attributes = node.attributes
    return " ".join(attributes.get(name) or "" for name in ("class", "id", "role")).casefold()


def _upwards(node: LexborNode) -> Iterator[LexborNode]:
    """An element and what holds it, the nearest first."""
    above: LexborNode | None = node
    while above is not None:
        yield above
        above = above.parent


def _beside(headings: Sequence[LexborNode], wanted: Sequence[LexborNode]) -> Iterator[tuple[LexborNode, LexborNode]]:
    """The wanted elements that stand beside a heading, each with that heading; below before above, the nearest first."""
    looked_for = {node.mem_id for node in wanted}
    for heading in headings if looked_for else ():
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
    at = _next(node)
    while at is not None:
        yield at
        at = at.child if at.child is not None else _next(at)


def _next(node: LexborNode) -> LexborNode | None:
    """What stands after an element and is no part of it."""
    return next((one.next for one in _upwards(node) if one.next is not None), None)


def _above(node: LexborNode) -> Iterator[LexborNode]:
    """What begins before an element, the nearest first; what holds it is left out."""
    at: LexborNode | None = node
    while at is not None:
        at = next((one.prev for one in _upwards(at) if one.prev is not None), None)
        stack = [at] if at is not None else []
        while stack:
            inner = stack.pop()
            yield inner
            stack.extend(inner.iter(include_text=True))

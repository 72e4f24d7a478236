"""What the markup of a page states of its story, gathered and not yet judged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cleaner.html.parse import parse
from cleaner.metadata.linked import Node, nodes_in, types_of
from cleaner.metadata.marks import Marks
from cleaner.metadata.near import beside
from cleaner.model.records import dataclass, replace

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# A page may mark more than these; what stands further down is not about its story.
_MOST_METAS, _MOST_HEADINGS, _MOST_MARKED, _MOST_TIMES = 400, 20, 60, 30
_FARTHEST, _LONGEST = 40, 500
# Of so many headings it is looked up what stands beside them.
_MOST_HEADS = 4
# A heading in one of these is a name in a trail, a menu or a teaser, whatever its rank says.
_ASIDE = frozenset(("nav", "aside", "footer", "li", "form", "dialog"))
_ASIDE_WORDS = re.compile(
    r"breadcrumb|sidebar|related|comment|recommend|colophon|copyright|designer|most-?read|more-stories|read-next"
    r"|(?<!article-)(?<!article__)(?<!entry-)(?<!post-)(?<!post__)(?<!story-)(?<!content-)footer"
)
_WHOLE = frozenset(("html", "body", "main", "article"))
# What in a byline holds a name and nothing beside it.
_NAMES = (
    'a[href*="/author" i], a[rel~="author" i], a[class*="author" i], [class*="author-name" i], [class*="author__name" i], '
    '[class*="author_name" i], [class*="authorname" i], [class*="byline-name" i], [class*="byline__name" i]'
)
_UNSEEN = ["script", "style", "noscript", "template", "svg"]


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
    """

    kind: str
    text: str
    value: str
    aside: bool
    words: str
    scope: int


@dataclass(frozen=True)
class Statements:
    """The statements of a page.

    Args:
        nodes: its JSON-LD objects, in order.
        metas: what its meta elements say, by name in lower case.
        title: its title element.
        headings: its first headings of the first two ranks, in order.
        people: elements marked as naming an author, in order.
        times: its time elements and others marked as dates, in order.
        shown: the time elements beside one of its headings, each with the text of that heading.
        canonical: the address that it calls its own.
        language: the language it says it is written in.
    """

    nodes: tuple[Node, ...]
    metas: Mapping[str, tuple[str, ...]]
    title: str
    headings: tuple[Marked, ...]
    people: tuple[Marked, ...]
    times: tuple[Marked, ...]
    shown: tuple[tuple[Marked, str], ...]
    canonical: str | None
    language: str | None

    def said(self, *names: str) -> Iterator[tuple[str, str]]:
        """What meta elements of some names say, in the order of the names, each with its name.

        Args:
            names: the names, in lower case.
        """
        return ((name, value) for name in names for value in self.metas.get(name, ()))

    @property
    def is_article(self) -> bool:
        """Whether the page says that it is an article."""
        return any("article" in value.casefold() for _, value in self.said("og:type")) or any(
            one.endswith(("Article", "BlogPosting")) for node in self.nodes for one in types_of(node)
        )


def read_statements(html: str) -> Statements:
    """What the markup of a page states.

    Args:
        html: the page, or a fragment of one.
    """
    return statements_of(parse(html))


def statements_of(tree: LexborHTMLParser) -> Statements:
    """What the markup of a parsed page states.

    Args:
        tree: the page; scripts and what else is not shown are taken out of it.
    """
    nodes = nodes_in(node.text() for node in tree.css('script[type*="ld+json" i]'))
    tree.strip_tags(_UNSEEN)
    marked = Marks(tree)
    reader = _Elements(marked.mains)
    return Statements(
        nodes=nodes,
        metas=_metas(marked.metas),
        title=next(map(_text, filter(None, map(tree.css_first, ("head title", "title")))), ""),
        headings=tuple(reader.marked(node, str(node.tag)) for node in marked.headings[:_MOST_HEADINGS]),
        people=tuple(reader.people(marked.people)),
        times=tuple(reader.marked(node, "time" if node.tag == "time" else "microdata") for node in marked.times[:_MOST_TIMES]),
        shown=tuple(reader.shown(marked.headings[:_MOST_HEADINGS], marked.times)),
        canonical=_first(node.attributes.get("href") for node in marked.canonical),
        language=_first([tree.root.attributes.get("lang")] if tree.root else ()),
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next((value.strip() for value in values if value and value.strip()), None)


def _metas(metas: Sequence[Mapping[str, str | None]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for attributes in metas[:_MOST_METAS]:
        value = " ".join((attributes.get("content") or "")[:_LONGEST].split())
        name = _first(attributes.get(key) for key in ("property", "name", "itemprop", "http-equiv"))
        if value and name:
            found[name.casefold()].append(value)
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}


def _text(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ")[: _LONGEST * 10].split())[:_LONGEST]


class _Elements:
    """Reads elements; what stands around one also stands around its neighbours, so it is looked at once."""

    def __init__(self, mains: Sequence[LexborNode]) -> None:
        self._known: dict[int, tuple[bool, int]] = {}
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

    def shown(self, headings: Sequence[LexborNode], times: Sequence[LexborNode]) -> Iterator[tuple[Marked, str]]:
        """The time elements beside headings that are no teasers' or menus', each with the text of its heading."""
        own = [node for node in headings if not self._surroundings(node)[0]][:_MOST_HEADS]
        for node, heading in beside(own, [node for node in times if node.tag == "time"]):
            yield self.marked(node, "time"), _text(heading)

    def _byline(self, node: LexborNode) -> Marked:
        """An element with the class of a byline; where elements in it hold the names, what stands beside them is left out."""
        whole = self.marked(node, "class")
        names = dict.fromkeys(filter(None, (_text(inner) for inner in node.css(_NAMES) if inner.mem_id != node.mem_id)))
        # Of a name in a link in an element, each holds all of it.
        least = [name for name in names if not any(other != name and other in name for other in names)]
        return replace(whole, text=", ".join(least)) if least and len(", ".join(least)) < len(whole.text) else whole

    def marked(self, node: LexborNode, kind: str) -> Marked:
        """An element with its text and its surroundings."""
        attributes = node.attributes
        words = " ".join(attributes.get(name) or "" for name in ("class", "id", "itemprop")).casefold()
        value = (attributes.get("datetime") or attributes.get("content") or "").strip()
        aside, scope = self._surroundings(node)
        return Marked(kind, _text(node), value, aside, words, scope)

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
            words = " ".join(attributes.get(name) or "" for name in ("class", "id", "role")).casefold()
            whole = above.tag in _WHOLE or above.mem_id in self._wholes
            own_aside = not whole and (self._is_aside(above) or _ASIDE_WORDS.search(words) is not None)
            own_item = "itemscope" in attributes and "author" not in (attributes.get("itemprop") or "").casefold()
            path.append((above.mem_id, own_aside, above.mem_id if own_item else 0))
            above = above.parent
        for known, own_aside, item in reversed(path):
            aside, scope = aside or own_aside, item or scope
            self._known[known] = aside, scope
        return aside, scope

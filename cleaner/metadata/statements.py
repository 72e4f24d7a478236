"""What the markup of a page states of its story, gathered and not yet judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from cleaner.document.records import dataclass
from cleaner.html.parse import parse
from cleaner.metadata.elements import Elements, Marked, text_in
from cleaner.metadata.linked import Node, nodes_in, types_of
from cleaner.metadata.marks import Marks

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# A page may mark more than these; what stands further down is not about its story.
_MOST_METAS, _MOST_HEADINGS, _MOST_TIMES = 400, 20, 30
_LONGEST = 500
_UNSEEN = ["script", "style", "noscript", "template", "svg"]


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
    reader = Elements(marked.mains)
    reader.heads(marked.headings[:_MOST_HEADINGS], marked.people)
    return Statements(
        nodes=nodes,
        metas=_metas(marked.metas),
        title=next(map(text_in, filter(None, map(tree.css_first, ("head title", "title")))), ""),
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

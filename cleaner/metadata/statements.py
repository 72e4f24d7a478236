"""What the markup of a page states of its story, gathered and not yet judged: JSON-LD, meta elements, and elements that mark something."""

from __future__ import annotations

import html
import json
import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from cleaner.metadata.elements import MarkedElement, StatingElements, text_in

Node = Mapping[str, Any]
# What a page says of its story; a web page or a site says less, and something else.
_STORIES = re.compile(r"Article|BlogPosting|Report$|Posting$|Review$|Recipe|LiveBlog|QAPage|Question|HowTo|Guide$")
_BODIES = ("Organization", "Corporation", "Brand")
_MOST_NODES, _MOST_STEPS, _MOST_METAS, _LONGEST = 5000, 3, 400, 500
_COMMENT_MARKS = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_UNSEEN = ["script", "style", "noscript", "template", "svg"]
_ADDRESSES = (('link[rel~="canonical" i][href]', "href"), ('meta[property="og:url" i][content]', "content"))
_WORDS = re.compile(r"\w+")


class Statements(Struct, frozen=True):
    """The statements of a page.

    Args:
        nodes: its JSON-LD objects, outer ones before those inside them.
        metas: what its meta elements say, by name in lower case.
        title: its title element.
        headings: its first headings of the first two ranks, in order.
        people: elements marked as naming an author, in order.
        times: its time elements and others marked as dates, in order.
        times_beside: the time elements beside one of its headings, each with the text of that heading.
        canonical: the address that it calls its own.
        language: the language it says it is written in.
    """

    nodes: tuple[Node, ...]
    metas: Mapping[str, tuple[str, ...]]
    title: str
    headings: tuple[MarkedElement, ...]
    people: tuple[MarkedElement, ...]
    times: tuple[MarkedElement, ...]
    times_beside: tuple[tuple[MarkedElement, str], ...]
    canonical: str | None
    language: str | None

    def metas_named(self, *names: str) -> Iterator[tuple[str, str]]:
        """What meta elements of some names say, in the order of the names, each with its name."""
        return ((name, value) for name in names for value in self.metas.get(name, ()))

    @property
    def is_article(self) -> bool:
        """Whether the page says that it is an article."""
        return any("article" in value.casefold() for _, value in self.metas_named("og:type")) or any(
            one.endswith(("Article", "BlogPosting")) for node in self.nodes for one in types_of(node)
        )


def read_statements(tree: LexborHTMLParser) -> Statements:
    """What the markup of a parsed page states; scripts and what else is not shown are taken out of it."""
    nodes = tuple(_nodes(node.text() for node in tree.css('script[type*="ld+json" i]')))
    tree.strip_tags(_UNSEEN)
    elements = StatingElements(tree)
    return Statements(
        nodes=nodes,
        metas=_metas(elements.metas),
        title=next(map(text_in, filter(None, map(tree.css_first, ("head title", "title")))), ""),
        headings=tuple(elements.headings()),
        people=tuple(elements.people()),
        times=tuple(elements.times()),
        times_beside=tuple(elements.times_beside()),
        canonical=elements.canonical,
        language=((tree.root.attributes.get("lang") if tree.root else "") or "").strip() or None,
    )


def stated_address(tree: LexborHTMLParser) -> str | None:
    """The whole address of the web that a page calls its own: the canonical one, else that of its Open Graph; None where it states none."""
    for selector, attribute in _ADDRESSES:
        for node in tree.css(selector):
            address = (node.attributes.get(attribute) or "").strip()
            try:
                parts = urlsplit(address)
            except ValueError:
                continue
            if parts.scheme in ("http", "https") and parts.hostname:
                return address
    return None


def key(text: str) -> str:
    """A text by its letters and digits alone, so that spelling does not tell two mentions apart."""
    return "".join(_WORDS.findall(text.casefold()))


def types_of(node: Node) -> tuple[str, ...]:
    """The names of an object's types, without the vocabulary they come from."""
    types = node.get("@type")
    return tuple(str(one).rsplit("/", 1)[-1] for one in (types if isinstance(types, list) else [types]) if one)


def stories_in(nodes: Sequence[Node]) -> Iterator[Node]:
    """The objects that describe a story, in order."""
    return (node for node in nodes if any(map(_STORIES.search, types_of(node))))


def text_of(value: object) -> str:
    """A value as plain text, or nothing if it is none."""
    return " ".join(html.unescape(html.unescape(value[:_LONGEST])).split()) if isinstance(value, str) else ""


def product_text(nodes: Sequence[Node]) -> str:
    """What a product is said to be, as plain text: shops often state it here and nowhere on the page; nothing if no product is."""
    for node in nodes:
        said = node.get("description")
        if isinstance(said, str) and {"Product", "ProductGroup"} & set(types_of(node)):
            # It may be HTML, written as itself or with entities.
            root = LexborHTMLParser(html.unescape(said)).body
            if text := " ".join(root.text(separator=" ").split()) if root else "":
                return text
    return ""


def named(nodes: Sequence[Node]) -> Mapping[str, Node]:
    """The objects that have a name, by the id that others refer to them by."""
    return {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}


def names_in(value: object, known: Mapping[str, Node]) -> list[tuple[str, bool]]:
    """The names that stand in a value, each with whether it is said to be an organization's.

    Args:
        value: a name, an object that has one or refers to one that has, or several of them.
        known: the objects of the page that have a name, by their ids.
    """
    return list(dict.fromkeys(_names(value, known, 0)))


def _names(value: object, known: Mapping[str, Node], depth: int) -> Iterator[tuple[str, bool]]:
    if isinstance(value, str) and text_of(value):
        yield text_of(value), False
    elif isinstance(value, list) and depth <= _MOST_STEPS:
        for one in value:
            yield from _names(one, known, depth + 1)
    elif isinstance(value, dict) and depth <= _MOST_STEPS:
        node = known.get(value["@id"], value) if "name" not in value and isinstance(value.get("@id"), str) else value
        whole = node.get("name") or " ".join(filter(None, map(text_of, (node.get("givenName"), node.get("familyName")))))
        for name, _ in _names(whole, known, depth + 1):
            yield name, any(one.endswith(_BODIES) for one in types_of(node))


def _nodes(scripts: Iterable[str]) -> list[Node]:
    """The objects of JSON-LD scripts, of each that can be read."""
    found: list[Node] = []
    for script in scripts:
        try:
            # Pages write line breaks into strings, and something behind the value, which only this reader passes over.
            queue = deque([json.JSONDecoder(strict=False).raw_decode(_COMMENT_MARKS.sub("", script).lstrip())[0]])
        except (ValueError, RecursionError):
            continue
        while queue and len(found) < _MOST_NODES:
            value = queue.popleft()
            if isinstance(value, dict):
                found.append(value)
            inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            queue.extend(one for one in inner if isinstance(one, dict | list))
    return found


def _metas(metas: Sequence[Mapping[str, str | None]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for attributes in metas[:_MOST_METAS]:
        value = " ".join((attributes.get("content") or "")[:_LONGEST].split())
        names = ((attributes.get(name) or "").strip() for name in ("property", "name", "itemprop", "http-equiv"))
        if value and (name := next(filter(None, names), "")):
            found[name.casefold()].setdefault(value)
    return {name: tuple(values) for name, values in found.items()}

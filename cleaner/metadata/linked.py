"""JSON-LD of a page: its objects in order, and the names that stand in them. The text is read by `json`; nothing here parses."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from selectolax.lexbor import LexborHTMLParser

Node = Mapping[str, Any]
# What a page says of its story; a web page or a site says less, and something else.
STORIES = re.compile(r"Article|BlogPosting|Report$|Posting$|Review$|Recipe|LiveBlog|QAPage|Question|HowTo|Guide$")
_MOST_NODES, _MOST_STEPS, _LONGEST = 5000, 3, 500
_COMMENT_MARKS = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")


def nodes_in(scripts: Iterable[str]) -> tuple[Node, ...]:
    """The objects of JSON-LD scripts: those of a script that can be read, outer ones before those inside them.

    Args:
        scripts: the texts of the scripts, in order.
    """
    found: list[Node] = []
    for script in scripts:
        queue = deque(_values(script))
        while queue and len(found) < _MOST_NODES:
            value = queue.popleft()
            if isinstance(value, dict):
                found.append(value)
                queue.extend(inner for inner in value.values() if isinstance(inner, dict | list))
            elif isinstance(value, list):
                queue.extend(inner for inner in value if isinstance(inner, dict | list))
    return tuple(found)


def _values(script: str) -> list[Any]:
    """The value that a script spells, as a list of one; none where it spells none."""
    try:
        return [json.JSONDecoder(strict=False).raw_decode(_COMMENT_MARKS.sub("", script).lstrip())[0]]
    except (ValueError, RecursionError):
        return []


def types_of(node: Node) -> tuple[str, ...]:
    """The names of an object's types, without the vocabulary they come from.

    Args:
        node: the object.
    """
    types = node.get("@type")
    return tuple(str(one).rsplit("/", 1)[-1] for one in (types if isinstance(types, list) else [types]) if one)


def stories_in(nodes: Sequence[Node]) -> Iterator[Node]:
    """The objects that describe a story, in order.

    Args:
        nodes: the objects of a page.
    """
    return (node for node in nodes if any(map(STORIES.search, types_of(node))))


def text_of(value: object) -> str:
    """A value as plain text, or nothing if it is none.

    Args:
        value: what stands in an object.
    """
    return " ".join(html.unescape(html.unescape(value[:_LONGEST])).split()) if isinstance(value, str) else ""


def product_text(nodes: Sequence[Node]) -> str:
    """What a product is said to be, as plain text: shops often state it here and nowhere on the page; nothing if no product is.

    Args:
        nodes: the objects of a page.
    """
    for node in nodes:
        said = node.get("description")
        if isinstance(said, str) and {"Product", "ProductGroup"} & set(types_of(node)):
            # It may be HTML, written as itself or with entities.
            root = LexborHTMLParser(html.unescape(said)).body
            if text := " ".join(root.text(separator=" ").split()) if root else "":
                return text
    return ""


def named(nodes: Sequence[Node]) -> Mapping[str, Node]:
    """The objects that have a name, by the id that others refer to them by.

    Args:
        nodes: the objects of a page.
    """
    return {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}


def named_in(value: object, known: Mapping[str, Node]) -> list[tuple[str, bool]]:
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
            yield name, any(one.endswith(("Organization", "Corporation", "Brand")) for one in types_of(node))

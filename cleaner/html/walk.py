"""A parsed page as its visible lines, and beside each line what the elements around it tell.

The parser writes the page out again, well nested and escaped, and that is read from front to back: no object is made for a node, and
depth costs nothing but memory. Where what it writes could be read in two ways, the tree itself is walked.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode

import cleaner.html.compiled as compiled
from cleaner.html.flow import Flow
from cleaner.html.markup import Elements, Markup
from cleaner.html.meetings import Meetings, Met
from cleaner.html.tags import RAW
from cleaner.html.written import start_tag

_Lines = tuple[list[str], "array[int]", "array[int]", "array[int]"]
_Columns = tuple[list[str], "array[int]", "array[int]", list[str], "array[int]", "array[int]", "array[int]"]
# Each text that is shown, with the numbers of the line it begins in and of the element it stands in.
Texts = list[tuple[str, int, int]]

# What is never plain: formulas, whose elements may bear any name, and text that nothing ends. And what is written within a picture
# as it stands, though it may hold markup there.
_NEVER_PLAIN = frozenset({"math", "plaintext"})
_DOUBTFUL = f"{', '.join(sorted(_NEVER_PLAIN))}, template, svg :is({', '.join(sorted(RAW))})"
# No selector finds what a template holds.
_IN_TEMPLATE, _PICTURE = re.compile(rf"<(?:{'|'.join(sorted(_NEVER_PLAIN))})(?=[ >])"), re.compile("<svg(?=[ >])")
_IN_PICTURE = re.compile(rf"<(?:{'|'.join(sorted(RAW))})(?=[ >])")
_DOUBT = re.compile(r"<(?:math|plaintext|svg)[ >]")


def walk(tree: LexborHTMLParser, meetings: Meetings | None = None, texts: Texts | None = None, flow: type[Flow] = Flow) -> Markup:
    """The lines of a page and the evidence of its elements.

    Args:
        tree: the parsed page; elements that selectors of rules mean are marked in it.
        meetings: takes note of the rules that its elements meet.
        texts: takes in each text that is shown.
        flow: what takes in elements where `texts` is given.
    """
    return read(written(tree, meetings), meetings, texts, flow)


def detached(tree: LexborHTMLParser, meetings: Meetings) -> Callable[[], Markup]:
    """What gives the lines of a page once its tree has been changed or let go.

    Args:
        tree: the parsed page; elements that selectors of rules mean are marked in it.
        meetings: takes note of the rules that its elements meet.
    """
    page = written(tree, meetings)
    if isinstance(page, str):
        return partial(read, page, meetings)
    markup = read(page, meetings)
    return lambda: markup


def written(tree: LexborHTMLParser, meetings: Meetings | None = None) -> str | LexborNode:
    """What `read` needs of a page: the page as the parser writes it, or where that is not plain a node of its tree.

    Args:
        tree: the parsed page; elements that selectors of rules mean are marked in it.
        meetings: what those selectors are asked for.
    """
    root = tree.body or tree.root
    if root is None:
        return ""
    if meetings is not None and meetings.asked:
        meetings.mark(tree.css(meetings.asked))
    html = root.html or ""
    doubtful = compiled.BUILT.doubtful if compiled.BUILT is not None else _DOUBT.search
    return root if doubtful(html) and not all(map(_is_plain, tree.css(_DOUBTFUL))) else html


def _is_plain(node: LexborNode) -> bool:
    if node.tag == "template":
        html = node.html or ""
        picture = _PICTURE.search(html)
        return _IN_TEMPLATE.search(html) is None and (picture is None or _IN_PICTURE.search(html, picture.end()) is None)
    inner = node.child
    # Whatever stands in it beside a text would be written as markup, a comment too.
    alone = inner is None or (inner.tag == "-text" and inner.next is None)
    return node.tag not in _NEVER_PLAIN and alone and "<" not in node.text(deep=False)


def read(page: str | LexborNode, meetings: Meetings | None = None, texts: Texts | None = None, flow: type[Flow] = Flow) -> Markup:
    """The lines of a page and the evidence of its elements.

    Args:
        page: what `written` gave.
        meetings: takes note of the rules that its elements meet; the same as there.
        texts: takes in each text that is shown.
        flow: what takes in elements where `texts` is given.
    """
    if compiled.BUILT is not None and texts is None and isinstance(page, str):
        lines, elements, met = compiled.BUILT.read(page, meetings)
    else:
        lines, elements, met = _read(page, meetings, texts, flow)
    if meetings is not None:
        meetings.met += met
    return Markup(lines[0], Elements(*elements), *lines[1:])


def _read(
    page: str | LexborNode, meetings: Meetings | None, texts: Texts | None, made: type[Flow]
) -> tuple[_Lines, _Columns, list[Met]]:
    """The columns of a page, and the rules that its elements met, as the compiled module gives them."""
    html = page if isinstance(page, str) else page.html or ""
    flow = made(html.count("<"), None if meetings is None else meetings.meet, texts)
    if isinstance(page, str):
        flow.read(page)
    else:
        _walk(page, flow)
    parents, marks, ends, first, last = (column[: flow.count] for column in flow.columns)
    return (flow.lines, flow.element, flow.linked, flow.pressed), (flow.tags, parents, marks, flow.written, ends, first, last), flow.met


def _walk(root: LexborNode, flow: Flow) -> None:
    """Take in a node and all that is in it."""
    opened: list[LexborNode] = []
    node: LexborNode | None = root
    while node is not None:
        inner: LexborNode | None = None
        tag = node.tag or ""
        if tag == "-text":
            flow.text(node.text_content or "")
        elif tag and tag[0] != "-":
            start = start_tag(tag, node.attributes)
            opening, inner = flow.opening(start), node.child
            if opening.unseen:
                inner = None
            elif inner is None:
                flow.hollow(opening, start)
            else:
                flow.open(opening, start)
                opened.append(node)
        if inner is None:
            if not opened:
                return
            inner = node.next
            while inner is None:
                node = opened.pop()
                flow.close()
                if not opened:
                    return
                inner = node.next
        node = inner

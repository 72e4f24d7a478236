"""A parsed page as its visible lines, and beside each line what the elements around it say.

The parser writes the page out again, well nested and escaped, and that is read from front to back: no object is made for a node, and
depth costs nothing but memory. Where what it writes could be read in two ways, the tree itself is walked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaner.html.flow import Flow
from cleaner.html.markup import Elements, Markup
from cleaner.html.tags import MATCHED, RAW

if TYPE_CHECKING:
    from cleaner.rules.rule import Rule
    from cleaner.rules.selectors import Selectors

# Each text that is shown, with the numbers of the line it begins in and of the element it stands in.
Texts = list[tuple[str, int, int]]

# What is never plain: formulas, whose elements may bear any name, and text that nothing ends. And what is written within a picture
# as it stands, though it may hold markup there.
_NEVER_PLAIN = frozenset({"math", "plaintext"})
_DOUBTFUL = f"{', '.join(sorted(_NEVER_PLAIN))}, template, svg :is({', '.join(sorted(RAW))})"
_MAY_BE_DOUBTFUL = re.compile(r"<(?:math|plaintext|svg)[ >]")
# No selector finds what a template holds.
_IN_TEMPLATE, _PICTURE = re.compile(rf"<(?:{'|'.join(sorted(_NEVER_PLAIN))})(?=[ >])"), re.compile("<svg(?=[ >])")
_IN_PICTURE = re.compile(rf"<(?:{'|'.join(sorted(RAW))})(?=[ >])")


class ElementMatches:
    """The elements of one page that rules match: by their names, ids and classes as they are read, by selectors before that.

    Selectors are tried on the tree, all at once, and the few elements that they find are marked in it for whoever reads the page.
    """

    def __init__(self, selectors: Selectors) -> None:
        self._selectors = selectors
        self._marked: list[tuple[Rule, ...]] = []
        # Names of elements that are enough to match a rule, and whether other attributes than class, id and mark may match one.
        self.names, self.thorough = frozenset(selectors.tags), selectors.thorough
        # The numbers of elements, each with the rules that match it.
        self.found: list[tuple[int, tuple[Rule, ...]]] = []

    def mark(self, tree: LexborHTMLParser) -> None:
        """Mark the elements that selectors of rules find."""
        nodes: Iterable[LexborNode] = tree.css(self._selectors.asked) if self._selectors.asked else ()
        for node in nodes:
            tried = [meeting for meeting in self._selectors.meet(node.tag or "", node.attributes) if meeting.selector is not None]
            # Where one alone may find it, that is the one that did.
            rules = tuple(meeting.rule for meeting in tried if len(tried) == 1 or _finds(str(meeting.selector), node))
            if rules:
                node.attrs[MATCHED] = str(len(self._marked))
                self._marked.append(rules)

    def known(self, classes: str | None, ident: str | None, heading: bool) -> tuple[Rule, ...] | None:
        """The rules that match an element that is not marked by its class and its id, where those were met before; else None."""
        by_class = self._selectors.remembered.get(classes) if classes else ()
        if not ident or by_class is None:
            return by_class
        # Ids of headings are made of their texts.
        by_id = None if heading else self._selectors.identified.get(ident)
        return None if by_id is None else by_class + by_id

    def rules_of(self, tag: str, attributes: Mapping[str, str]) -> tuple[Rule, ...]:
        """The rules that match an element by its name and its attributes, the mark among them."""
        named = self._selectors.named(tag, attributes)
        return named + self._marked[int(attributes[MATCHED])] if MATCHED in attributes else named


def _finds(selector: str, node: LexborNode) -> bool:
    """Whether a selector finds an element: looked for in the element and all in it, it finds the element first."""
    first = node.css_first(selector)
    return first is not None and first.mem_id == node.mem_id


def walk(tree: LexborHTMLParser, matches: ElementMatches | None = None, texts: Texts | None = None, *, images: bool = False) -> Markup:
    """The lines of a parsed page and the evidence of its elements.

    Args:
        tree: the page; elements that selectors of rules match are marked in it.
        matches: takes in what the rules match.
        texts: takes in each text that is shown.
        images: whether `texts` takes in an `Image` for each image too.
    """
    return read(written(tree, matches), matches, texts, images=images)


def detached(tree: LexborHTMLParser, matches: ElementMatches) -> Callable[[], Markup]:
    """What gives the lines of a page once its tree has been changed or let go; arguments as for `walk`."""
    page = written(tree, matches)
    if isinstance(page, str):
        return partial(read, page, matches)
    markup = read(page, matches)
    return lambda: markup


def written(tree: LexborHTMLParser, matches: ElementMatches | None = None) -> str | LexborNode:
    """What `read` needs of a page: the page as the parser writes it, or where that is not plain a node of its tree."""
    root = tree.body or tree.root
    if root is None:
        return ""
    if matches is not None:
        matches.mark(tree)
    html = root.html or ""
    return root if _MAY_BE_DOUBTFUL.search(html) and not all(map(_is_plain, tree.css(_DOUBTFUL))) else html


def _is_plain(node: LexborNode) -> bool:
    if node.tag == "template":
        html = node.html or ""
        picture = _PICTURE.search(html)
        return _IN_TEMPLATE.search(html) is None and (picture is None or _IN_PICTURE.search(html, picture.end()) is None)
    inner = node.child
    # Whatever stands in it beside a text would be written as markup, a comment too.
    alone = inner is None or (inner.tag == "-text" and inner.next is None)
    return node.tag not in _NEVER_PLAIN and alone and "<" not in node.text(deep=False)


def read(page: str | LexborNode, matches: ElementMatches | None = None, texts: Texts | None = None, *, images: bool = False) -> Markup:
    """The lines of what `written` gave, and the evidence of its elements; arguments as for `walk`."""
    flow = Flow((page if isinstance(page, str) else page.html or "").count("<"), matches, texts, images)
    if isinstance(page, str):
        flow.read(page)
    else:
        flow.walk(page)
    lines, elements, found = flow.found()
    if matches is not None:
        matches.found += found
    return Markup(lines[0], Elements(*elements), *lines[1:])

"""The pieces of kept text, each in the elements written around it: those of a web page, or those that parts of a text mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.document.parts import Part
from cleaner.document.result import CleanedPage
from cleaner.io.kept.headings import is_headline, is_subheading
from cleaner.io.kept.writer import Step

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class KeptPiece(NamedTuple):
    """A piece of kept text, or an image beside some.

    Args:
        line: the number of its line, from 0.
        story: the number of its story, from 1; 0 above the first.
        outer: the blocks around it, the outermost first; the last of them holds text.
        inner: the inline elements around it, the outermost first.
        text: the text, white space included.
        image: the image, whose text is empty.
    """

    line: int
    story: int
    outer: Sequence[Step]
    inner: Sequence[Step]
    text: str
    image: Step | None = None


def placed(page: CleanedPage, lines: range, *, images: bool = False) -> Iterator[KeptPiece]:
    """What is kept of some lines, in order, each piece in its elements.

    Args:
        page: the cleaned page.
        lines: the numbers of the lines, from 0.
        images: whether images of a web page's stories are given too.
    """
    starts = [article.start for article in page.articles]
    for piece in _of_elements(page, lines, images) if page.page.html is not None else _of_parts(page, lines):
        story = bisect_right(starts, page.page.line_starts[piece.line])
        yield piece._replace(story=story, outer=_held(page, piece, story))


def _of_elements(page: CleanedPage, lines: range, images: bool) -> Iterator[KeptPiece]:
    # Texts have no elements.
    from cleaner.html.parse import parse
    from cleaner.html.walk import Texts, walk
    from cleaner.io.kept.addresses import base_of
    from cleaner.io.kept.outline import Outline
    from cleaner.io.kept.pictures import Pictured, Pictures, unwrapped
    from cleaner.io.kept.pieces import kept_texts

    tree = parse(page.page.html or "")
    base = base_of(page, tree)
    texts: Texts = []
    markup = walk(unwrapped(tree), None, texts, Pictured) if images else walk(tree, None, texts)
    outline = Outline(markup.elements, base)
    pictures = Pictures(page, markup.elements, base) if images else None
    for line, element, text, image, within in kept_texts(page, markup, texts, lines):
        shown = pictures.shown(image, line, element) if pictures and image else None
        if image and not shown:
            continue
        outer, inner = outline.way(element)
        if shown and not within and not (outer and outer[-1].holds_text):
            outer.append(Step(shown.key, "p"))
        yield KeptPiece(line, 0, outer, inner, text, shown)


def _of_parts(page: CleanedPage, lines: range) -> Iterator[KeptPiece]:
    """The kept lines of a text; items and quotes that follow each other share a list or a quote."""
    run, before = 0, None
    for line in lines:
        text = page.ledger.output(line).strip()
        if not text:
            continue
        part = page.ledger.part(line)
        run += part is not before
        before = part
        outer: list[Step] = []
        if part is Part.list_item:
            outer = [Step(("ul", run), "ul"), Step(line, "li")]
        elif part in (Part.block_quote, Part.pull_quote):
            outer = [Step(("quote", run), "blockquote")]
        yield KeptPiece(line, 0, outer, (), text)


def _held(page: CleanedPage, piece: KeptPiece, story: int) -> Sequence[Step]:
    """The blocks around a piece, with one that holds it: where no heading does, a line that is surely one becomes one."""
    outer = piece.outer
    if (not outer or outer[-1].tag == "p") and not any(step.tag in _HEADINGS for step in outer):
        article = page.articles[story - 1] if story else None
        if article and is_headline(page, article, piece.line):
            return [*outer[:-1], Step(("h1", piece.line), "h1")]
        if page.page.html is None and is_subheading(page, article, piece.line):
            return [*outer[:-1], Step(("h2", piece.line), "h2")]
    if outer and outer[-1].holds_text:
        return outer
    return [*outer, Step(("p", piece.line), "p")]

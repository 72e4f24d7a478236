"""What a page keeps as HTML: of a web page the elements around its text, of a text the elements that its parts stand for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from cleaner.html.markup import Markup
from cleaner.io.kept.writer import Step, Writer
from cleaner.model.anatomy import Part
from cleaner.model.article import Article
from cleaner.model.cleaned import CleanedPage

# The elements of parts that a page's own elements do not show.
_OF_PART = {Part.headline: "h1", Part.subheading: "h2"}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class _Placed(NamedTuple):
    """A piece of kept text, the blocks and the inline elements around it, and whether its line stands alone in the innermost block."""

    line: int
    outer: Sequence[Step]
    inner: Sequence[Step]
    text: str
    alone: bool = True


def kept_html(
    page: CleanedPage, first: int = 0, end: int | None = None, spelled: Callable[[str], str] = str, *, ruled: bool = False
) -> str:
    """What a page keeps, or what it keeps of some lines, as HTML: an `article` for each story, and nothing but text in its elements.

    Args:
        page: the cleaned page.
        first: the number of the first line that counts.
        end: the number of the line after the last one, or None for all.
        spelled: how text outside of code is spelled, before it is escaped.
        ruled: whether a story without a headline is set off from the one before by a rule.
    """
    lines = range(first, len(page.ledger.kept) if end is None else end)
    writer = Writer(spelled)
    starts = [article.start for article in page.articles]
    before = 0
    for piece in _of_elements(page, lines) if page.page.html is not None else _of_parts(page, lines):
        story = bisect_right(starts, page.page.line_starts[piece.line])
        if ruled and before and story > before and page.articles[story - 1].headline is None:
            writer.rule()
        before = story
        around = [Step(("article", story), "article")] if story else []
        writer.add(piece.line, [*around, *_held(page, piece)], piece.inner, piece.text)
    return writer.finished()


def kept_document(page: CleanedPage, first: int = 0, end: int | None = None, article: Article | None = None) -> str:
    """What a page keeps, or what it keeps of some lines, as a whole HTML document.

    Args:
        page: the cleaned page.
        first: the number of the first line that counts.
        end: the number of the line after the last one, or None for all.
        article: the article of those lines; None for the whole page.
    """
    headline = article.headline if article else next((one.headline for one in page.articles if one.headline), None)
    title = escape(headline or page.page.name or "page", quote=False)
    head = f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
    return f"{head}<body>\n{kept_html(page, first, end)}</body>\n</html>\n"


def _of_elements(page: CleanedPage, lines: range) -> Iterator[_Placed]:
    # Texts have no elements.
    from cleaner.io.kept.outline import Outline
    from cleaner.io.kept.pieces import kept_texts, markup_of

    markup, texts = markup_of(page)
    outline = Outline(markup.elements, page.page.url)
    for line, element, text in kept_texts(page, markup, texts, lines):
        outer, inner = outline.way(element)
        alone = not outer or _lines_in(markup, outer[-1]) == 1
        yield _Placed(line, outer, inner, text, alone)


def _lines_in(markup: Markup, step: Step) -> int:
    """How many lines an element of a page holds."""
    element = step.key
    return markup.elements.last[element] - markup.elements.first[element] if isinstance(element, int) else 1


def _of_parts(page: CleanedPage, lines: range) -> Iterator[_Placed]:
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
        yield _Placed(line, outer, (), text)


def _held(page: CleanedPage, piece: _Placed) -> Sequence[Step]:
    """The blocks around a piece, with one that holds it: where no heading does, a line that the ledger knows for one becomes one."""
    outer = piece.outer
    tag = _OF_PART.get(page.ledger.part(piece.line))
    # Short lines of one paragraph, as of verse, are no headings; a story's headline is one wherever it stands.
    if tag and (piece.alone or tag == "h1") and (not outer or outer[-1].tag == "p") and not any(step.tag in _HEADINGS for step in outer):
        return [*outer[:-1], Step((tag, piece.line), tag)]
    if outer and outer[-1].holds_text:
        return outer
    return [*outer, Step(("p", piece.line), "p")]

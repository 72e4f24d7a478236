"""What a page keeps as HTML: of a web page the elements around its text, of a text the elements that its parts stand for."""

from __future__ import annotations

from html import escape

from cleaner.document.article import Article
from cleaner.document.result import CleanedPage
from cleaner.io.kept.placed import placed
from cleaner.io.kept.writer import Step, Writer


def kept_html(page: CleanedPage, first: int = 0, end: int | None = None, *, images: bool = False) -> str:
    """What a page keeps, or what it keeps of some lines, as HTML: an `article` for each story, and nothing but text in its elements.

    Args:
        page: the cleaned page.
        first: the number of the first line that counts.
        end: the number of the line after the last one, or None for all.
        images: whether images of a web page's stories are written too.
    """
    writer = Writer()
    for piece in placed(page, range(first, len(page.ledger.kept) if end is None else end), images=images):
        around = [Step(("article", piece.story), "article")] if piece.story else []
        writer.add(piece.line, [*around, *piece.outer], piece.inner, piece.text, piece.image)
    return writer.finished()


def kept_document(
    page: CleanedPage, first: int = 0, end: int | None = None, article: Article | None = None, *, images: bool = False
) -> str:
    """What a page keeps, or what it keeps of some lines, as a whole HTML document.

    Args:
        page: the cleaned page.
        first: the number of the first line that counts.
        end: the number of the line after the last one, or None for all.
        article: the article of those lines; None for the whole page.
        images: whether images of a web page's stories are written too.
    """
    headline = article.headline if article else next((one.headline for one in page.articles if one.headline), None)
    title = escape(headline or page.page.name or "page", quote=False)
    head = f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
    return f"{head}<body>\n{kept_html(page, first, end, images=images)}</body>\n</html>\n"

"""The engine `trafilatura`: what that library extracts from a page, as claims of the lines that it leaves out."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.errors import ExtraError
from cleaner.html.align import handed_on
from cleaner.html.company import in_company
from cleaner.html.markup import Markup
from cleaner.html.tags import Mark
from cleaner.model.anatomy import Part
from cleaner.model.finding import Claim

FINDER = "trafilatura"
# What a line that is left out is, as far as its elements tell; the first mark that it has counts.
_PARTS = (
    (Mark.nav, Part.navigation),
    (Mark.footer, Part.footer),
    (Mark.caption, Part.caption),
    (Mark.figure, Part.caption),
    (Mark.form, Part.newsletter),
    (Mark.header, Part.masthead),
    (Mark.aside, Part.teaser),
)


def extracted(html: str, url: str | None) -> str:
    """The main text of a page as trafilatura sees it; empty where it finds none.

    Args:
        html: the page.
        url: where it came from.

    Raises:
        ExtraError: if trafilatura is not installed.
    """
    try:
        from trafilatura import extract
    except ImportError as error:
        raise ExtraError('the engine "trafilatura"', "trafilatura", "html") from error
    return extract(html, url=url, include_comments=False) or ""


def left_out(markup: Markup, text: str, *, article: bool) -> dict[int, Claim]:
    """The lines of a page that an extracted text does not hold, each with a claim; none if it holds no line at all.

    Args:
        markup: the lines of the page.
        text: what was extracted.
        article: whether the page says that it is an article; of other pages the library finds parts and misses what lies between them.
    """
    held = handed_on(markup.lines, text)
    if not any(held):
        return {}
    kept = in_company(markup, held, between=not article)
    return {line: _CLAIMS[_part(markup, line)] for line, stays in enumerate(kept) if not stays and markup.lines[line].strip()}


def _part(markup: Markup, line: int) -> Part:
    marks = markup.marks(line)
    return next((part for mark, part in _PARTS if mark in marks), Part.navigation)


_CLAIMS: Mapping[Part, Claim] = {part: Claim(part, FINDER, 1.0) for part in Part}

"""A cleaned page as Markdown: headings, decks, lists and quotes by the parts that the ledger names, or by the elements of a web page.

The text of a line of a text is written as the ledger has it. Markdown that a source already holds is left as it is, so nothing is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.model.anatomy import Part
from cleaner.model.cleaned import CleanedPage

_BULLET = re.compile(r"[•‣▪●○◦–—*·-]\s*")
_NUMBERED = re.compile(r"\d{1,3}[.)] ")
_HEADING_MARKS = re.compile(r"#{1,6}\s+")
# Lines of these parts belong together: a blank line between two of them would take them apart.
_RUNNING = (Part.list_item, Part.block_quote, Part.table)
_RULE = "---"


def markdown(page: CleanedPage, first: int = 0, end: int | None = None, *, images: bool = False) -> str:
    """Everything a page keeps, or some of its lines, as Markdown that ends in a line break.

    Args:
        page: the cleaned page.
        first: the number of the first line that counts.
        end: the number of the line after the last one, or None for all.

    Raises:
        ExtraError: if the page came as HTML and the extra `html` is not installed.
    """
    if page.page.html is not None:
        from cleaner.io.kept.marked_down import marked_down  # texts need no converter

        return marked_down(page, first, end, images=images)
    written: list[str] = []
    before: Part | None = None
    for part, text in _blocks(page, range(first, len(page.ledger.kept) if end is None else end)):
        if written:
            written.append("\n" if part is before and part in _RUNNING else "\n\n")
        written.append(text)
        before = part
    return "".join([*written, "\n"]) if written else ""


def _blocks(page: CleanedPage, lines: range) -> Iterator[tuple[Part | None, str]]:
    """Each kept line that is not blank with its part; a story without a headline is set off from the one before by a rule."""
    ledger, starts = page.ledger, page.page.line_starts
    unheaded = {article.start for article in page.articles[1:] if article.headline is None}
    for line in lines:
        if line > lines.start and starts[line] in unheaded:
            yield None, _RULE
        if ledger.kept[line] and (text := ledger.output(line).strip()):
            part = ledger.part(line)
            yield part, _marked(part, text)


def _marked(part: Part, text: str) -> str:
    """A line with the marks that Markdown has for its part."""
    match part:
        case Part.kicker:
            return f"**{text.strip('*')}**"
        case Part.headline:
            return f"# {_HEADING_MARKS.sub('', text, count=1)}"
        case Part.subheading:
            return text if _HEADING_MARKS.match(text) else f"## {text}"
        case Part.deck:
            return f"_{text}_" if "*" in text else f"*{text}*"
        case Part.list_item:
            return text if _NUMBERED.match(text) else f"- {_BULLET.sub('', text, count=1)}"
        case Part.block_quote | Part.pull_quote:
            return text if text.startswith(">") else f"> {text}"
        case _:
            return text

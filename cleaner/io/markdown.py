"""A cleaned page as Markdown: headings, decks, lists and quotes by the parts that the ledger names, or by the elements of a web page.

The text of a line of a text is written as the ledger has it, and Markdown that it holds stays: only what would be live HTML, or lead to
a script, is escaped. Lines between fences keep their spaces and breaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from cleaner.document.article import Article
from cleaner.document.parts import Part
from cleaner.document.result import CleanedPage
from cleaner.io.kept.headings import is_headline, is_subheading
from cleaner.io.kept.source_markdown import fenced, fences, harmless

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
        images: whether images of a web page's stories are written too.
    """
    if page.page.html is not None:
        from cleaner.io.kept.marked_down import marked_down  # texts need no elements

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
    stories = [article.start for article in page.articles]
    unheaded = {article.start for article in page.articles[1:] if article.headline is None}
    code = fences(page.page.lines[lines.start : lines.stop])
    line = lines.start
    while line < lines.stop:
        if line > lines.start and starts[line] in unheaded:
            yield None, _RULE
        block = code.get(line - lines.start)
        if block and ledger.kept[line] and ledger.kept[lines.start + block[0]]:
            closing = lines.start + block[0]
            yield None, "\n".join(fenced([*_inside(page, range(line + 1, closing))], block[1]))
            line = closing
        elif ledger.kept[line] and (text := ledger.output(line).strip()):
            story = bisect_right(stories, starts[line])
            part = _surely(page, page.articles[story - 1] if story else None, line)
            yield part, _marked(part, harmless(text))
        line += 1


def _inside(page: CleanedPage, lines: range) -> Iterator[str]:
    """The lines between two fences, as far as they are kept."""
    for line in lines:
        if page.ledger.kept[line]:
            yield page.ledger.output(line).rstrip("\r\n")
        elif not page.page.lines[line].strip():
            yield ""


def _surely(page: CleanedPage, article: Article | None, line: int) -> Part:
    """The part of a line; a paragraph where it may be a heading and is none surely."""
    part = page.ledger.part(line)
    if part is Part.headline:
        return part if article and is_headline(page, article, line) else Part.paragraph
    return Part.paragraph if part is Part.subheading and not is_subheading(page, article, line) else part


def _marked(part: Part, text: str) -> str:
    """A line with the marks that Markdown has for its part."""
    match part:
        case Part.kicker if not text.endswith("\\"):
            return f"**{text.strip('*')}**"
        case Part.headline:
            return f"# {_HEADING_MARKS.sub('', text, count=1)}"
        case Part.subheading:
            return f"## {text}"
        case Part.deck if not text.endswith("\\"):
            return f"_{text}_" if "*" in text else f"*{text}*"
        case Part.list_item:
            return text if _NUMBERED.match(text) else f"- {_BULLET.sub('', text, count=1)}"
        case Part.block_quote | Part.pull_quote:
            return text if text.startswith(">") else f"> {text}"
        case _:
            return text

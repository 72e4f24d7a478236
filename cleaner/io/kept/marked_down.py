"""What a web page keeps as Markdown, by a converter, from the elements it stood in. Text that looks like Markdown is no Markdown."""

from __future__ import annotations

import re

from cleaner.errors import ExtraError, WritingError
from cleaner.io.kept.written import kept_html
from cleaner.model.cleaned import CleanedPage

# What would begin emphasis, code, a link, an element or an entity. What would begin a heading or a list the converter sees to.
_LIVE = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]) | ` | \*(?=\S) | (?<=\S)\* | (?<![^\W_])_ | _(?![^\W_]) | <(?=[A-Za-z/!?]) | &(?=\#?\w+;) | (?<=\])[(\[:] | ~(?=~)",
    re.VERBOSE,
)
_PRIVATE = range(0xF0000, 0xFFFFE)


def marked_down(page: CleanedPage, first: int = 0, end: int | None = None) -> str:
    """Everything a web page keeps, or what it keeps of some lines, as Markdown that ends in a line break.

    Args:
        page: the cleaned page, which came as HTML.
        first: the number of the first line that counts.
        end: the number of the line after the last one, or None for all.

    Raises:
        ExtraError: if the extra `html` is not installed.
        WritingError: if the page leaves no character to write escapes by.
    """
    try:
        from html_to_markdown import ConversionOptions, convert
    except ImportError as error:
        raise ExtraError("--format markdown of a web page", "html-to-markdown", "html") from error
    # The converter escapes backslashes, so what is to become one goes through it as a character that the page has not.
    held = next((one for one in map(chr, _PRIVATE) if one not in page.page.source), None)
    if held is None:
        raise WritingError(f"{page.page.name}: holds every private character of Unicode; write text or HTML instead")
    html = kept_html(page, first, end, lambda text: _LIVE.sub(rf"{held}\g<0>", text), ruled=True)
    if not html:
        return ""
    options = ConversionOptions(bullets="-", extract_metadata=False, autolinks=False)
    return (convert(html, options).content or "").replace(held, "\\").strip("\n") + "\n"

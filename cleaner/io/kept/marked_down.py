"""What a web page keeps as Markdown, by a converter, from the elements it stood in. Text that looks like Markdown is no Markdown."""

from __future__ import annotations

import re
from itertools import islice

from cleaner.errors import ExtraError, WritingError
from cleaner.io.kept.written import kept_html
from cleaner.model.cleaned import CleanedPage

# What would begin emphasis, code, a link, an element or an entity. What would begin a heading or a list the converter sees to.
_LIVE = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~]) | ` | (?<!\s)\* | \*(?!\s) | (?<![^\W_])_ | _(?![^\W_]) | ~(?=~)
    | <(?=[A-Za-z/!?]) | &(?=\#?\w+;) | (?<=\])[(\[:]""",
    re.VERBOSE,
)
# Signs of emphasis between a letter and a mark of punctuation are none in Markdown, so the mark changes places with them, or does without.
# Characters of the private planes stand for others here, and stay before the character that they speak of.
_MARK = r"[^\w\s<>&;\U000F0000-\U0010FFFF]"
_EMPTY = re.compile(rf"<(strong|em|del)>({_MARK}++)</\1>")
_STUCK_CLOSED = re.compile(rf"(?<!{_MARK})({_MARK}++)</(strong|em|del)>(?=\w)")
_STUCK_OPEN = re.compile(rf"(?<=\w)<(strong|em|del)>({_MARK}++)")
# Backslashes are escaped by the converter, which does not know ours; spaces that are wider, narrower or do not break become plain ones.
_CHANGED = "\\\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
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
    held = _stand_ins(page)
    html = kept_html(page, first, end, lambda text: _LIVE.sub(r"\\\g<0>", text).translate(held), ruled=True)
    if not html:
        return ""
    html = _EMPTY.sub(r"\2", _EMPTY.sub(r"\2", html))
    html = _STUCK_OPEN.sub(r"\2<\1>", _STUCK_CLOSED.sub(r"</\2>\1", html))
    options = ConversionOptions(bullets="-", extract_metadata=False, autolinks=False, highlight_style="none")
    return (convert(html, options).content or "").translate({ord(held[one]): one for one in held}).strip("\n") + "\n"


def _stand_ins(page: CleanedPage) -> dict[int, str]:
    """For each character that the converter would change, one that the page has not, which goes through it instead."""
    taken = set(page.page.source)
    free = list(islice((one for one in map(chr, _PRIVATE) if one not in taken), len(_CHANGED)))
    if len(free) < len(_CHANGED):
        raise WritingError(f"{page.page.name}: holds every private character of Unicode; write text or HTML instead")
    return dict(zip(map(ord, _CHANGED), free, strict=True))

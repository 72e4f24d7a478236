"""How web pages begin: what tells them from texts where no name does."""

from __future__ import annotations

import re
from functools import cache

_HEAD = 8192


def begins_as_web_page(text: str | bytes) -> bool:
    """Whether a text, or bytes without a name, begins as web pages do: with their first tags, after white space, marks and comments.

    Args:
        text: the text or the bytes.
    """
    head = text[:_HEAD]
    return _beginning().match(head.encode("utf-8", "surrogatepass") if isinstance(head, str) else head) is not None


@cache
def _beginning() -> re.Pattern[bytes]:
    return re.compile(
        rb"(?: \xef\xbb\xbf | \s | <\?xml[^>]{0,200}> | <!--(?:(?!-->).){0,2000}--> )*+ <(?:!doctype\s+html | html | head | body)[\s>]",
        re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )

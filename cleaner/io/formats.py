"""The forms in which a cleaned page is written: plain text, Markdown, or one JSON record a line."""

from __future__ import annotations

import re
from enum import StrEnum

from cleaner.io.markdown import markdown
from cleaner.io.writing import encode
from cleaner.model.cleaned import CleanedPage

_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


class Format(StrEnum):
    """A form of output."""

    text = "text"
    markdown = "markdown"
    json = "json"

    @property
    def suffix(self) -> str:
        """The ending of its files, with the dot."""
        return {"text": ".txt", "markdown": ".md", "json": ".json"}[self.value]


def render(page: CleanedPage, form: Format) -> bytes:
    """A cleaned page as the bytes of an output.

    Args:
        page: the page.
        form: the form they take.

    Raises:
        WritingError: if the text holds half a character and the form cannot spell it.
    """
    if form is Format.json:
        spelled = _HALF_CHARACTER.sub(lambda half: f"\\u{ord(half[0]):04x}", page.to_json())
        return spelled.encode("utf-8") + b"\n"
    return encode(page.text if form is Format.text else markdown(page), page.page.name)

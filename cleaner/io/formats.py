"""The forms in which a cleaned page is written: plain text, Markdown, HTML, or JSON records, of the page or of each article."""

from __future__ import annotations

from enum import StrEnum

from cleaner.document.result import CleanedPage
from cleaner.io.front_matter import front_matter
from cleaner.io.kept import kept_document
from cleaner.io.markdown import markdown
from cleaner.io.records import records, spelled
from cleaner.io.writing import encode


class Format(StrEnum):
    """A form of output."""

    text = "text"
    markdown = "markdown"
    html = "html"
    json = "json"
    jsonl = "jsonl"

    @property
    def suffix(self) -> str:
        """The ending of its files, with the dot."""
        return {"text": ".txt", "markdown": ".md", "html": ".html", "json": ".json", "jsonl": ".jsonl"}[self.value]


# Other names of forms.
ALIASES = {"md": "markdown"}


def render(page: CleanedPage, form: Format, *, with_front_matter: bool = False, images: bool = False) -> bytes:
    """A cleaned page as the bytes of an output.

    Args:
        page: the page.
        form: the form they take.
        with_front_matter: whether Markdown begins with the fields of its articles.
        images: whether Markdown and HTML of a web page hold the images of its stories.

    Raises:
        WritingError: if the text holds half a character and the form cannot spell it.
    """
    if form is Format.json:
        return spelled(page.to_json())
    if form is Format.jsonl:
        return records(page)
    if form is Format.html:
        return encode(kept_document(page, images=images), page.page.name)
    if form is Format.text:
        return encode(page.text, page.page.name)
    block = f"{front_matter(page)}\n" if with_front_matter else ""
    return encode(block + markdown(page, images=images), page.page.name)

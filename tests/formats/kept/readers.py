"""Markdown as others read it: by markdown-it as CommonMark with HTML on, and by GitHub's own reader with all its extensions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from cmarkgfm import markdown_to_html_with_extensions
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt
from markdown_it.token import Token

_EXTENSIONS = ["table", "strikethrough", "autolink", "tasklist"]
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# Whatever a reader or a browser passes over, and more: white space, controls, marks without width.
_UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
# What Markdown stands for. Everything else would have come through as HTML.
_ELEMENTS = frozenset(
    {
        *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "del", "a"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }
)
# GitHub makes links of the last two where an address of that kind stands in a text; they run nothing.
_SAFE = frozenset({"http", "https", "mailto", "xmpp", "ftp"})


class _Document(HTMLParser):
    """What a document of HTML holds.

    Args:
        html: the document.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.tags, self.addresses = "", set[str](), list[str]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += "\n" if tag in ("p", "br", "li", "td", "th", "pre", "h1", "h2", "h3", "h4", "h5", "h6") else ""
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src")]

    def handle_comment(self, data: str) -> None:
        self.tags.add("!--")

    def handle_decl(self, decl: str) -> None:
        self.tags.add("!")

    def unknown_decl(self, data: str) -> None:
        self.tags.add("![")

    def handle_pi(self, data: str) -> None:
        self.tags.add("?")

    def handle_data(self, data: str) -> None:
        self.text += data


class _Unguarded(MarkdownIt):
    """A reader that makes links of all addresses."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


def is_dangerous(address: str) -> bool:
    """Whether an address has a scheme that runs something, however it is spelled.

    Args:
        address: the address.
    """
    for _ in range(4):
        found = _SCHEME.match(_UNSEEN.sub("", address))
        if found and found[1].lower() not in _SAFE:
            return True
        address = unescape(address)
    return False


def live_in(markdown: str, *, images: bool = False) -> list[str]:
    """What of Markdown is HTML, or leads where it should not, by either reader; a page must have none.

    Args:
        markdown: the Markdown.
        images: whether it may hold images.
    """
    found: list[str] = []
    for tables in (False, True):
        # Nothing is left out for being dangerous: here that is looked for.
        reader = _Unguarded("commonmark", {"html": True})
        reader.enable(["table", "strikethrough"] if tables else [])
        for token in _tokens(reader.parse(markdown)):
            if token.type.startswith("html"):
                found.append(token.content)
            found += [str(value) for name, value in token.attrs.items() if name in ("href", "src") and is_dangerous(str(value))]
    document = _Document(github_html(markdown))
    return [*found, *(document.tags - _ELEMENTS - ({"img"} if images else set())), *filter(is_dangerous, document.addresses)]


def text_in(markdown: str) -> str:
    """The text that Markdown shows, by GitHub's reader, each block and each cell a line.

    Args:
        markdown: the Markdown.
    """
    return _Document(github_html(markdown)).text


def github_html(markdown: str) -> str:
    """Markdown as HTML by GitHub's reader, which shows dangerous things too.

    Args:
        markdown: the Markdown.
    """
    made: str = markdown_to_html_with_extensions(markdown, options=Options.CMARK_OPT_UNSAFE, extensions=_EXTENSIONS)
    return made


def _tokens(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _tokens(token.children or [])

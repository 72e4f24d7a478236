"""The forms in which a cleaned page is written: plain text, Markdown, HTML, or JSON records, of the page or of each article."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from html import escape
from itertools import pairwise
from typing import Any

import msgspec

from cleaner.document.article import Article
from cleaner.document.record import SCHEMA, ArticleRecord
from cleaner.document.result import CleanedPage
from cleaner.formats.elements import Step, common
from cleaner.formats.kept import placed
from cleaner.formats.markdown import markdown
from cleaner.formats.writing import encode

# After these a line of the output ends, so that it can be read.
_OPEN_LINES = frozenset({"article", "ul", "ol", "dl", "table", "tr", "blockquote"})


class Writer:
    """Writes pieces of text in document order, each in its elements."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._outer: list[Step] = []
        self._inner: list[Step] = []
        self._filled: list[int] = []
        self._line = -1
        self._gap = ""

    def add(self, line: int, outer: Sequence[Step], inner: Sequence[Step], text: str, image: Step | None = None) -> None:
        if image is not None:
            self._enter(line, outer)
            self._inline(inner)
            self._out.append(f"<{image.tag}{image.attributes}>")
            self._gap = ""
            return
        if outer[-1].tag == "pre":
            self._enter(line, outer)
            self._out.append(escape(text, quote=False))
            return
        bare = text.strip()
        if not bare:
            self._gap += text
            return
        before, after = text[: text.index(bare[0])], text[len(text.rstrip()) :]
        opened = self._enter(line, outer)
        # What stands between two cells is not shown in either.
        self._gap += before.lstrip(" \t") if opened else before
        self._inline(inner)
        self._out.append(escape(bare, quote=False))
        self._gap = after

    def finished(self) -> str:
        """All that was written, every element closed."""
        self._leave(0)
        return "".join(self._out)

    def _enter(self, line: int, outer: Sequence[Step]) -> bool:
        """Stand in some blocks, at the beginning of a line if it is another than the last; whether some had to be opened."""
        same = common(self._outer, outer)
        if same == len(outer) == len(self._outer):
            if line != self._line:
                self._end_line()
                self._out.append("\n" if outer[-1].tag == "pre" else "<br>")
        else:
            self._leave(same)
            self._end_line()
            for step in outer[same:]:
                self._open(step)
        self._line = line
        return same < len(outer)

    def _end_line(self) -> None:
        """Close the inline elements, and write what white space stands behind them."""
        self._close_inline(0)
        self._out.append(self._gap)
        self._gap = ""

    def _open(self, step: Step) -> None:
        attributes = step.attributes
        if self._outer and step.tag in ("td", "th"):
            self._out.append("<td></td>" * (step.cell - self._filled[-1]))
            self._filled[-1] = step.cell + 1
        elif self._outer and step.number is not None:
            # Items are counted by the list; one that the page counts otherwise says so.
            attributes += "" if step.number == self._filled[-1] + 1 else f' value="{step.number}"'
            self._filled[-1] = step.number
        self._out.append(f"<{step.tag}{attributes}>" + ("\n" if step.tag in _OPEN_LINES else ""))
        self._outer.append(step)
        self._filled.append(0)

    def _leave(self, depth: int) -> None:
        """Close the blocks beyond some depth."""
        if len(self._outer) > depth:
            self._end_line()
        while len(self._outer) > depth:
            step, filled = self._outer.pop(), self._filled.pop()
            self._out.append("<td></td>" * (step.cells - filled) + f"</{step.tag}>" + ("" if step.tag in ("td", "th") else "\n"))

    def _inline(self, inner: Sequence[Step]) -> None:
        """Stand in some inline elements; a space goes before those that open, and after those that close."""
        same = common(self._inner, inner)
        self._close_inline(same)
        self._out.append(self._gap)
        for step in inner[same:]:
            self._out.append(f"<{step.tag}{step.attributes}>")
            self._inner.append(step)

    def _close_inline(self, depth: int) -> None:
        while len(self._inner) > depth:
            step = self._inner.pop()
            self._out.append(f"</{step.tag}>")


def kept_html(page: CleanedPage, lines: range | None = None, *, images: bool = False) -> str:
    """What a page keeps, or what it keeps of some lines, as HTML: an `article` for each story, and nothing but text in its elements."""
    writer = Writer()
    for piece in placed(page, lines, images=images):
        around = [Step(("article", piece.story), "article")] if piece.story else []
        writer.add(piece.line, [*around, *piece.outer], piece.inner, piece.text, piece.image)
    return writer.finished()


def kept_document(page: CleanedPage, lines: range | None = None, article: Article | None = None, *, images: bool = False) -> str:
    """What a page keeps, or what it keeps of some lines, as a whole HTML document."""
    headline = article.headline if article else next((one.headline for one in page.articles if one.headline), None)
    title = escape(headline or page.page.name or "page", quote=False)
    head = f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
    return f"{head}<body>\n{kept_html(page, lines, images=images)}</body>\n</html>\n"


_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


def record(page: CleanedPage, number: int) -> dict[str, Any]:
    """An article with its page, as plain values for JSON."""
    made = ArticleRecord(
        schema=SCHEMA,
        page=page.page.name,
        url=page.page.url,
        policy=page.policy.name,
        kind=page.kind,
        kind_probability=page.kind_probability,
        number=number,
        **page.articles[number - 1].to_dict(),
    )
    return msgspec.structs.asdict(made)


def records(page: CleanedPage) -> bytes:
    return b"".join(spelled(json.dumps(record(page, number), ensure_ascii=False)) for number in range(1, len(page.articles) + 1))


def spelled(line: str) -> bytes:
    """A line of JSON as UTF-8 that ends in a break; half characters, for which UTF-8 has no bytes, are spelled as JSON can."""
    return _HALF_CHARACTER.sub(lambda half: f"\\u{ord(half[0]):04x}", line).encode("utf-8") + b"\n"


_FIELDS = (
    *("headline", "kicker", "deck", "bylines", "roles", "agencies", "published", "published_text", "updated", "updated_text"),
    "dateline",
)
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def front_matter(page: CleanedPage, article: Article | None = None) -> str:
    """The block for one article, or for a whole page; a page of several stories lists them."""
    articles = (article,) if article else page.articles
    stated = page.metadata
    of_page = {"page": page.page.name or None, "url": page.page.url or (stated and stated.canonical)}
    lines = [*_pairs(of_page | {"site": stated and stated.site_name, "language": stated and stated.language})]
    if len(articles) == 1:
        lines += _pairs(_fields_of(articles[0]))
    elif articles:
        lines.append("articles:")
        for one in articles:
            pairs = [*_pairs(_fields_of(one))] or ["headline: null"]
            lines += [f"{'    ' if number else '  - '}{pair}" for number, pair in enumerate(pairs)]
    return "".join(f"{line}\n" for line in ("---", *lines, "---"))


def _fields_of(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in _FIELDS}


def _pairs(values: Mapping[str, object]) -> Iterator[str]:
    """A line for each value that says something; lists and mappings in one line."""
    for key, value in values.items():
        if value:
            plain = dict(value) if isinstance(value, Mapping) else value
            yield f"{key}: {_UNPRINTED.sub(_escaped, json.dumps(plain, ensure_ascii=False))}"


def _escaped(hit: re.Match[str]) -> str:
    return f"\\u{ord(hit[0]):04X}"


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
    """A cleaned page as the bytes of an output. Raises WritingError if the text holds half a character and the form cannot spell it."""
    if form is Format.json:
        return spelled(page.to_json())
    if form is Format.jsonl:
        return records(page)
    return _encoded(page, form, range(len(page.ledger.kept)), None, with_front_matter=with_front_matter, images=images)


def _encoded(page: CleanedPage, form: Format, lines: range, article: Article | None, *, with_front_matter: bool, images: bool) -> bytes:
    """What a page keeps of some lines, all of an article or of the page, as text, Markdown or HTML."""
    if form is Format.html:
        text = kept_document(page, lines, article, images=images)
    elif form is Format.markdown:
        block = f"{front_matter(page, article)}\n" if with_front_matter else ""
        text = block + markdown(page, lines, images=images)
    else:
        text = "".join(page.ledger.outputs(page.ledger.kept[lines.start : lines.stop], lines.start))
    return encode(text, page.page.name)


# Letters that do not come apart into a plain letter and a mark.
_PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n"})
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_REST = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG, _LEAST_DIGITS = 60, 3


def article_files(page: CleanedPage, form: Format, *, with_front_matter: bool = False, images: bool = False) -> Iterator[tuple[str, bytes]]:
    """The name and content of each article's file; joined, the texts are the text of the page.

    Raises WritingError if the text holds half a character and the form cannot spell it.
    """
    digits = max(_LEAST_DIGITS, len(str(len(page.articles))))
    for number, (article, lines) in enumerate(zip(page.articles, stretches(page), strict=True), 1):
        name = "-".join(filter(None, (f"{number:0{digits}}", slug(article.headline or ""))))
        if form in (Format.json, Format.jsonl):
            raw = spelled(json.dumps(record(page, number), ensure_ascii=False))
        else:
            raw = _encoded(page, form, lines, article, with_front_matter=with_front_matter, images=images)
        yield f"{name}{form.suffix}", raw


def stretches(page: CleanedPage) -> list[range]:
    """The lines of each article; what stands above the first belongs to it."""
    starts = [bisect_left(page.page.line_starts, article.start) for article in page.articles]
    return [range(first, end) for first, end in pairwise([0, *starts[1:], len(page.ledger.kept)])] if starts else []


def slug(headline: str) -> str:
    """A headline as letters a to z, digits and hyphens; empty where its script has no such letters."""
    bare = _APOSTROPHES.sub("", headline).casefold().translate(_PLAIN)
    plain = "".join(one for one in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(one)).casefold()
    whole = _REST.sub("-", plain).strip("-")
    return whole if len(whole) <= _LONGEST_SLUG else whole[: _LONGEST_SLUG + 1].rpartition("-")[0] or whole[:_LONGEST_SLUG]

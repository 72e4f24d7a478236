"""A page as a file per article: which lines go to which, and what the files are called on every file system."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator

from cleaner.document.result import CleanedPage
from cleaner.io.formats import Format
from cleaner.io.front_matter import front_matter
from cleaner.io.kept import kept_document
from cleaner.io.markdown import markdown
from cleaner.io.records import record, spelled
from cleaner.io.writing import encode

# Letters that do not come apart into a plain letter and a mark.
_PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ŋ": "n"})
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_REST = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG, _LEAST_DIGITS = 60, 3


def article_files(
    page: CleanedPage, form: Format, *, with_front_matter: bool = False, images: bool = False
) -> Iterator[tuple[str, bytes]]:
    """The name and content of each article's file; joined, the texts are the text of the page.

    Args:
        page: the cleaned page.
        form: the form of the files; both kinds of JSON give one record.
        with_front_matter: whether Markdown begins with the fields of the article.
        images: whether Markdown and HTML of a web page hold the images of its stories.

    Raises:
        WritingError: if the text holds half a character and the form cannot spell it.
    """
    digits = max(_LEAST_DIGITS, len(str(len(page.articles))))
    for number, (first, end) in enumerate(stretches(page), 1):
        article = page.articles[number - 1]
        name = "-".join(filter(None, (f"{number:0{digits}}", slug(article.headline or ""))))
        if form in (Format.json, Format.jsonl):
            raw = spelled(json.dumps(record(page, number), ensure_ascii=False))
        elif form is Format.markdown:
            block = f"{front_matter(page, article)}\n" if with_front_matter else ""
            raw = encode(block + markdown(page, first, end, images=images), page.page.name)
        elif form is Format.html:
            raw = encode(kept_document(page, first, end, article, images=images), page.page.name)
        else:
            raw = encode("".join(page.ledger.outputs(page.ledger.kept[first:end], first)), page.page.name)
        yield f"{name}{form.suffix}", raw


def stretches(page: CleanedPage) -> Iterator[tuple[int, int]]:
    """The numbers of each article's first line and of the one after its last; what stands above the first belongs to it.

    Args:
        page: the cleaned page.
    """
    starts = [bisect_left(page.page.line_starts, article.start) for article in page.articles]
    yield from zip([0, *starts[1:]] if starts else [], [*starts[1:], len(page.ledger.kept)], strict=False)


def slug(headline: str) -> str:
    """A headline as letters a to z, digits and hyphens; empty where its script has no such letters.

    Args:
        headline: the headline.
    """
    bare = _APOSTROPHES.sub("", headline).casefold().translate(_PLAIN)
    plain = "".join(one for one in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(one)).casefold()
    whole = _REST.sub("-", plain).strip("-")
    return whole if len(whole) <= _LONGEST_SLUG else whole[: _LONGEST_SLUG + 1].rpartition("-")[0] or whole[:_LONGEST_SLUG]

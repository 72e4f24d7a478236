"""The fields of an article as a block of YAML above its Markdown.

A value is written as a JSON string, which YAML reads as the same string, with the few characters escaped that YAML takes for line
breaks or does not print. So no value is ever read as a number, a date or a mark of YAML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping

from cleaner.document.article import Article
from cleaner.document.result import CleanedPage

_FIELDS = (
    *("headline", "kicker", "deck", "bylines", "roles", "agencies", "published", "published_text", "updated", "updated_text"),
    "dateline",
)
_UNPRINTED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def front_matter(page: CleanedPage, article: Article | None = None) -> str:
    """The block for one article, or for a whole page; a page of several stories lists them.

    Args:
        page: the cleaned page.
        article: one of its articles, where the text below is this article's alone.
    """
    told = (article,) if article else page.articles
    stated = page.metadata
    of_page = {"page": page.page.name or None, "url": page.page.url or (stated and stated.canonical)}
    lines = [*_pairs(of_page | {"site": stated and stated.site_name, "language": stated and stated.language})]
    if len(told) == 1:
        lines += _pairs(_told(told[0]))
    elif told:
        lines.append("articles:")
        for one in told:
            pairs = [*_pairs(_told(one))] or ["headline: null"]
            lines += [f"{'    ' if number else '  - '}{pair}" for number, pair in enumerate(pairs)]
    return "".join(f"{line}\n" for line in ("---", *lines, "---"))


def _told(article: Article) -> dict[str, object]:
    return {name: getattr(article, name) for name in _FIELDS}


def _pairs(values: Mapping[str, object]) -> Iterator[str]:
    """A line for each value that says something; lists and mappings in one line."""
    for key, value in values.items():
        if value:
            plain = dict(value) if isinstance(value, Mapping) else value
            yield f"{key}: {_UNPRINTED.sub(_escaped, json.dumps(plain, ensure_ascii=False))}"


def _escaped(hit: re.Match[str]) -> str:
    return f"\\u{ord(hit[0]):04X}"

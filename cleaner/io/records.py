"""One article as one line of JSON, for those who want stories and not pages. The shape is published as a JSON Schema beside the code.

A record names the version of its schema. A field that comes in, goes or changes its meaning makes a new one.
"""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

from cleaner.document.result import CleanedPage

SCHEMA = "cleaner/article/3"
_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


def article_schema() -> str:
    """The JSON Schema of a record, as it ships."""
    return files("cleaner").joinpath("schemas", "article.schema.json").read_text(encoding="utf-8")


def record(page: CleanedPage, number: int) -> dict[str, Any]:
    """An article with its page, as plain values for JSON.

    Args:
        page: the cleaned page.
        number: the place of the article on the page, from 1.
    """
    of_page = {"schema": SCHEMA, "page": page.page.name, "url": page.page.url, "policy": page.policy.name}
    kind = {"kind": page.kind, "kind_probability": page.kind_probability}
    return {**of_page, **kind, "number": number, **page.articles[number - 1].to_dict()}


def records(page: CleanedPage) -> bytes:
    """A line for each article of a page.

    Args:
        page: the cleaned page.
    """
    return b"".join(spelled(json.dumps(record(page, number), ensure_ascii=False)) for number in range(1, len(page.articles) + 1))


def spelled(line: str) -> bytes:
    """A line of JSON as UTF-8 that ends in a break; half characters, for which UTF-8 has no bytes, are spelled as JSON can.

    Args:
        line: the line.
    """
    return _HALF_CHARACTER.sub(lambda half: f"\\u{ord(half[0]):04x}", line).encode("utf-8") + b"\n"

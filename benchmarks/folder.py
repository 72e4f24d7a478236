"""The texts of a folder: text files, rows of JSON, and pages as HTML rendered to text. Nothing is passed over without a word."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cleaner
from cleaner.errors import ExtraError, ReadingError

TEXTS, ROWS, PAGES = ((ending, ending + ".gz") for ending in (".txt", ".jsonl", ".html"))
# Where rows hold their text; the first that is there counts.
_FIELDS = ("text", "main_content", "body", "content", "html")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines.

    Args:
        path: the file, gzipped or not.

    Raises:
        ReadingError: if a line is no JSON object.
    """
    for number, line in enumerate(cleaner.read_text(path).split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except json.JSONDecodeError as error:
                raise ReadingError(f"{path}:{number}", f"is not JSON: {error}") from error
            if not isinstance(row, dict):
                raise ReadingError(f"{path}:{number}", "is no JSON object")
            yield row


def rendered(html: str) -> str:
    """A page as the text that a reader sees, laid out in lines.

    Args:
        html: the page.

    Raises:
        ExtraError: if Inscriptis is not installed.
    """
    try:
        import inscriptis
    except ImportError as error:
        raise ExtraError("rendering HTML", "inscriptis", "bench") from error

    text: str = inscriptis.get_text(html)
    return text


def texts_in(folder: Path) -> Iterator[str]:
    """The texts of a folder and those below it, in the order of their names; each file that cannot be read is named on standard error.

    Args:
        folder: holds files that end in .txt, .jsonl or .html, each also with .gz after it.
    """
    for path in sorted(path for path in folder.rglob("*") if path.name.endswith((*TEXTS, *ROWS, *PAGES))):
        try:
            yield from _texts_of(path)
        except ReadingError as error:
            print(f"left out: {error}", file=sys.stderr)


def _texts_of(path: Path) -> Iterator[str]:
    if path.name.endswith(TEXTS):
        yield cleaner.read_text(path)
    elif path.name.endswith(PAGES):
        yield rendered(cleaner.read_text(path))
    else:
        for row in rows(path):
            field = next((field for field in _FIELDS if row.get(field)), None)
            if field is not None:
                held = "\n".join(row[field]) if isinstance(row[field], list) else row[field]
                yield rendered(held) if field == "html" else held

"""Pages to clean in every engine: the seeds, the fixtures, and pages built from parts; and how the examples are run on them."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings

from cleaner import CleanedPage, Uncleaned, clean_many
from tests.laws.pages import sources

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "docs" / "examples"
# Each begins as no page of text should: the rows of an engine go on all the same.
UNCLEAN = "<html><body><p>The harbour reopened.</p></body></html>"


@cache
def texts() -> tuple[str, ...]:
    """Texts that Arrow and JSON can hold: seeds, fixtures and drawn ones, and one that is no text but a web page."""
    files = sorted([*(ROOT / "seeds").glob("*.txt"), *(ROOT / "fixtures" / "pages").glob("*/source.txt")])
    drawn: list[str] = []

    @settings(max_examples=100, database=None)
    @given(sources())
    def draw(text: str) -> None:
        drawn.append(text)

    draw()
    return (*(file.read_text(encoding="utf-8") for file in files), UNCLEAN, *filter(_is_unicode, dict.fromkeys(drawn)))


@cache
def web_pages() -> tuple[str, ...]:
    """The fixtures that are web pages, as text, and an empty one."""
    files = sorted((ROOT / "fixtures" / "pages").glob("*/source.html"))
    return (*(file.read_text(encoding="utf-8") for file in files), "")


@cache
def cleaned_texts() -> tuple[CleanedPage | Uncleaned, ...]:
    """The texts as `clean_many` cleans them."""
    return tuple(clean_many(texts()))


def kept(pages: tuple[CleanedPage | Uncleaned, ...]) -> list[str | None]:
    """The text of each page; None where it could not be cleaned."""
    return [None if isinstance(page, Uncleaned) else page.text for page in pages]


def needs(*libraries: str) -> pytest.MarkDecorator:
    """Skips a test where a library is not installed, and says which; they are not loaded to find out."""
    missing = [name for name in libraries if find_spec(name.partition(".")[0]) is None]
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}: the extra `engines`")


def run_example(name: str, *arguments: str | Path, expected: int = 0) -> str:
    """What an example prints, run as users run it."""
    begin = [sys.executable] if name.endswith(".py") else ["bash"]
    done = subprocess.run([*begin, EXAMPLES / name, *arguments], capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert done.returncode == expected, f"{name}: {done.stdout[-4000:]}\n{done.stderr[-8000:]}"
    return done.stdout


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

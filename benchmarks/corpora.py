"""Texts to measure on: what the project ships, scaled up, or the texts of a folder.

A text that is only repeated flatters whatever remembers lines, so the seeds are measured twice: repeated as they are, and with the words of
each copy exchanged, so that running text is new in every copy and labels come again, as on the pages of a site.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count
from pathlib import Path

import cleaner
from benchmarks.folder import PAGES, ROWS, TEXTS, texts_in
from benchmarks.scrolls import ROOT, compose, stories_in
from benchmarks.themes import THEMES
from cleaner.errors import ReadingError

# A line of so many words is running text; its lower-case words of so many letters carry what it tells.
_RUNNING = 8
_LONG_WORD = re.compile(r"\b[a-z]{6,}\b")
_SEED = 7
_STORIES = 3


@dataclass(frozen=True)
class Corpus:
    """Documents that are measured together.

    Args:
        name: what tables call it.
        texts: the documents.
    """

    name: str
    texts: tuple[str, ...]

    @property
    def megabytes(self) -> float:
        """The size as UTF-8, in millions of bytes."""
        return sum(map(size, self.texts)) / 1e6

    @property
    def digest(self) -> str:
        """What tells these documents from any others."""
        return digest(self.texts)

    @property
    def told(self) -> str:
        """Name, size and make-up in one line."""
        lines = [line.strip() for text in self.texts for line in text.splitlines()]
        distinct = len(set(lines)) / max(len(lines), 1)
        return (
            f"{self.name}: {self.megabytes:.1f} MB in {len(self.texts):,} documents, "
            f"{self.megabytes * 1e6 / max(len(lines), 1):.0f} bytes a line, {distinct:.0%} of lines distinct; {self.digest[:12]}"
        )


def size(text: str) -> int:
    """How many bytes a text has as UTF-8.

    Args:
        text: any string.
    """
    return len(text.encode("utf-8", "surrogatepass"))


def digest(texts: Iterable[str]) -> str:
    """The SHA-256 of some texts, in order; where one ends matters.

    Args:
        texts: any strings.
    """
    whole = hashlib.sha256()
    for text in texts:
        raw = text.encode("utf-8", "surrogatepass")
        whole.update(len(raw).to_bytes(8, "big") + raw)
    return whole.hexdigest()


def first(texts: Iterable[str], megabytes: float) -> tuple[str, ...]:
    """The first texts that reach a size together; all of them where they do not.

    Args:
        texts: the texts, which may never end.
        megabytes: the size, in millions of bytes of UTF-8.
    """
    taken: list[str] = []
    left = megabytes * 1e6
    for text in texts:
        taken.append(text)
        left -= size(text)
        if left <= 0:
            break
    return tuple(taken)


def seeds() -> list[str]:
    """The scrapes that the project ships."""
    return [cleaner.read_text(path) for path in sorted((ROOT / "seeds").glob("*.txt"))]


def repeated(texts: Sequence[str]) -> Iterator[str]:
    """Texts again and again, without end.

    Args:
        texts: the texts, at least one.
    """
    while True:
        yield from texts


def varied(texts: Sequence[str]) -> Iterator[str]:
    """Texts again and again, without end; in each copy of a text the long words of its running text have changed places.

    A word is the same word wherever a copy says it again, so what repeats within a text still does.

    Args:
        texts: the texts, at least one.
    """
    for copy in count():
        rng = random.Random(f"{_SEED} {copy}")
        yield from (_exchanged(text, rng) for text in texts)


def _exchanged(text: str, rng: random.Random) -> str:
    lines = text.split("\n")
    running = [len(line.split()) >= _RUNNING for line in lines]
    words = sorted(set(_LONG_WORD.findall("\n".join(compress(lines, running)))))
    other = dict(zip(words, rng.sample(words, len(words)), strict=True))
    return "\n".join(_LONG_WORD.sub(lambda hit: other[hit[0]], line) if runs else line for line, runs in zip(lines, running, strict=True))


def pages() -> Iterator[str]:
    """The pages of `fixtures/`, then scrolls of the shipped stories in every theme, their words exchanged, without end."""
    yield from (cleaner.read_text(path) for path in sorted(ROOT.glob("fixtures/pages/*/source.txt")))
    stories = stories_in(None)
    rng = random.Random(_SEED)
    while True:
        for theme in THEMES.values():
            yield _exchanged(compose(rng.sample(stories, rng.randint(1, _STORIES)), theme, rng).text, rng)


def corpora(megabytes: float, folder: Path | None = None) -> Iterator[Corpus]:
    """What is measured: the shipped texts scaled up, or a folder's.

    Args:
        megabytes: the size of each corpus, in millions of bytes.
        folder: texts to measure instead; None for what the project ships.

    Raises:
        ReadingError: if the folder holds no text.
    """
    if folder is not None:
        texts = first(texts_in(folder), megabytes)
        if not texts:
            raise ReadingError(str(folder), f"holds no text; files end in {', '.join((*TEXTS, *ROWS, *PAGES))}")
        yield Corpus(folder.name, texts)
        return
    yield Corpus("seeds, repeated", first(repeated(seeds()), megabytes))
    yield Corpus("seeds, lines new", first(varied(seeds()), megabytes))
    yield Corpus("pages", first(pages(), megabytes))

"""How fast `clean()` is beside the least that any line-oriented cleaner must do.

The floor cuts a text into lines, strips and casefolds each, and looks it up in a dictionary of the rules' phrases. Both run in turn, in
one process, so that a slow moment of the machine meets both; only their ratio means anything elsewhere. The first round meets every
line for the first time; later rounds find them remembered, as the lines that the pages of a site share are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import cleaner
from cleaner.io.reading import read_text

SEEDS = Path(__file__).resolve().parent.parent / "seeds"


@dataclass(frozen=True)
class Speed:
    """Seconds of each round over one corpus.

    Args:
        name: what the corpus is called.
        megabytes: its size as UTF-8, in millions of bytes.
        floor: seconds of the floor, one a round.
        clean: seconds of `clean()` with its kept text, one a round.
        articles: seconds of the same with articles made and the ledger counted, one a round.
    """

    name: str
    megabytes: float
    floor: tuple[float, ...]
    clean: tuple[float, ...]
    articles: tuple[float, ...]

    def row(self) -> str:
        """The corpus as a row of a Markdown table."""
        floor, later = median(self.floor), median(self.clean[1:] or self.clean)
        cells = (
            self.name,
            f"{self.megabytes:.1f}",
            f"{self.megabytes / floor:.0f}",
            f"{self.megabytes / later:.1f}",
            f"{floor / later:.3f}",
            f"{floor / self.clean[0]:.3f}",
            f"{floor / median(self.articles):.3f}",
        )
        return f"| {' | '.join(cells)} |"


HEADER = (
    "| corpus | MB | floor MB/s | clean MB/s | clean / floor | first round / floor | with articles / floor |\n|---|---|---|---|---|---|---|"
)


def repeated(texts: Sequence[str], megabytes: float) -> list[str]:
    """Texts, as often as it takes to reach a size; at least once.

    Args:
        texts: what to repeat.
        megabytes: the size, in millions of bytes of UTF-8.
    """
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts)
    return list(texts) * max(1, round(megabytes * 1e6 / size))


def measure(name: str, texts: Sequence[str], rounds: int) -> Speed:
    """Time the floor and `clean()` over a corpus, in turn.

    Args:
        name: what the corpus is called.
        texts: its documents.
        rounds: how often to go over all of them.
    """
    phrases = dict.fromkeys(phrase for rule in cleaner.RuleSet.default() for phrase in rule.phrases)
    # Start-up is no part of the figure: rules are loaded and arranged before the clock starts.
    cleaner.clean("start")

    def floor() -> int:
        return sum(line.strip().casefold() in phrases for text in texts for line in text.splitlines())

    def clean() -> int:
        return sum(len(cleaner.clean(text).text) for text in texts)

    def articles() -> int:
        return sum(len(page.text) + len(page.articles) + len(page.ledger) for page in map(cleaner.clean, texts))

    timed = [(_seconds(floor), _seconds(clean), _seconds(articles)) for _ in range(rounds)]
    megabytes = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
    floors, cleans, alls = zip(*timed, strict=True)
    return Speed(name, megabytes, floors, cleans, alls)


def corpora(megabytes: float, folder: Path | None) -> Iterable[tuple[str, list[str]]]:
    """The corpora to measure: the seeds repeated, as documents and as one, and a folder of texts.

    Args:
        megabytes: the size of each, in millions of bytes.
        folder: a folder of text files, or None.
    """
    seeds = repeated([read_text(path) for path in sorted(SEEDS.glob("*.txt"))], megabytes)
    yield "seeds, repeated", seeds
    yield "seeds, one document", ["\n".join(seeds)]
    if folder is not None:
        texts: list[str] = []
        size = 0.0
        for path in sorted(folder.rglob("*.txt")):
            texts.append(read_text(path))
            size += path.stat().st_size / 1e6
            if size >= megabytes:
                break
        yield folder.name, texts


def _seconds(run: Callable[[], int]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start

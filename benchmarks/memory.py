"""Peak memory of a job, measured in a process of its own: how far it rises above what was held before the job began.

Linux tells the peak since it was last set back. Elsewhere only the peak since the process began is known, so a rise may look too small.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import cleaner
from benchmarks.contenders import CLEAN, unread
from benchmarks.corpora import Corpus, first, seeds, varied
from benchmarks.scrolls import ROOT

_STATUS, _SET_BACK = Path("/proc/self/status"), Path("/proc/self/clear_refs")
ENTRIES, CUT = "clean(), every entry made", "cut and join (floor)"


@dataclass(frozen=True)
class Peak:
    """What a job took beyond what was there.

    Args:
        job: what was done.
        corpus: what the text was.
        megabytes: its size as UTF-8, in millions of bytes.
        held: millions of bytes held before the job began, the text among them.
        rise: millions of bytes that the peak lay above that.
    """

    job: str
    corpus: str
    megabytes: float
    held: float
    rise: float

    @property
    def bytes_a_byte(self) -> float:
        """The rise for each byte of text."""
        return self.rise / self.megabytes


def _clean(text: str, way: cleaner.Cleaner) -> object:
    page = way.clean(text)
    return page.text, page.articles


def _entries(text: str, way: cleaner.Cleaner) -> object:
    page = way.clean(text)
    return page.text, page.articles, list(page.ledger)


JOBS: Mapping[str, Callable[[str, cleaner.Cleaner], object]] = {
    CUT: lambda text, _: "\n".join(text.splitlines()),
    CLEAN: _clean,
    ENTRIES: _entries,
}


def corpora(megabytes: float) -> Iterator[Corpus]:
    """What memory is measured on: one document with lines of many words, the same with a word a line, and many documents.

    Args:
        megabytes: the size of each, in millions of bytes.
    """
    texts = first(varied(seeds()), megabytes)
    yield Corpus("one document", ("\n".join(texts),))
    yield Corpus("one document, a word a line", ("\n".join("\n".join(texts).split()),))
    yield Corpus("documents one by one", texts)


def measure(job: str, corpus: Corpus) -> Peak:
    """The peak of a job over documents, in a child process.

    Args:
        job: one of `JOBS`.
        corpus: the documents; each is done with before the next.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.json"
        path.write_text(json.dumps(corpus.texts), encoding="ascii")
        command = [sys.executable, "-m", "benchmarks.memory", job, str(path)]
        told = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    held, rise = json.loads(told)
    return Peak(job, corpus.name, corpus.megabytes, held / 1e6, rise / 1e6)


def rise_of(job: str, texts: Sequence[str]) -> tuple[int, int]:
    """What this process held before a job, and how far the peak rose above it, in bytes.

    Args:
        job: one of `JOBS`.
        texts: the documents.
    """
    way = unread()
    gc.collect()
    with suppress(OSError):
        _SET_BACK.write_text("5", encoding="ascii")
    held = _peak()
    for text in texts:
        JOBS[job](text, way)
    return held, _peak() - held


def _peak() -> int:
    """The most memory this process has held, in bytes, since it began or was last set back."""
    if _STATUS.exists():
        line = next(line for line in _STATUS.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


if __name__ == "__main__":
    print(json.dumps(rise_of(sys.argv[1], json.loads(Path(sys.argv[2]).read_text(encoding="ascii")))))

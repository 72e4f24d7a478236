"""`python -m benchmarks.corpus_run`: how fast `cleaner run` is beside `clean()` in memory, what it holds, and what a second process adds.

Everything is measured in one run, in processes of its own. On a shared machine processor time means more than time on the wall, so both are
printed; what a second process adds is set beside what a second busy loop adds, which is all that the machine has to give at that moment.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Thread
from typing import Annotated, NamedTuple

import typer

from benchmarks.corpora import first, pages, seeds, size, varied
from benchmarks.scrolls import ROOT

_PAGE_BYTES, _TICKS = os.sysconf("SC_PAGE_SIZE"), 4
_SAMPLED_SECONDS = 0.1
_RUN = "from cleaner.cli.app import run; run()"
# Cleaned in memory: the texts alone, or with their stories.
_CLEAN = """
import json, sys
from cleaner.corpus.many import Cleaner
cleaner, texts = Cleaner(), [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
for text in texts:
    page = cleaner.clean(text)
    page.text, sys.argv[2] == "articles" and page.articles
"""
_BUSY = "n = 0\nwhile n < 60_000_000: n += 1"


class Took(NamedTuple):
    """What a command took.

    Args:
        wall: seconds on the wall.
        cpu: seconds of the processor, of all its processes.
        peaks: for each quarter of its time the most that one of its processes held, in MiB.
    """

    wall: float
    cpu: float
    peaks: tuple[float, ...]


def texts(megabytes: float) -> Iterator[str]:
    """Two thirds pages of fixtures and themes, one third seeds whose words are exchanged."""
    yield from first(pages(), megabytes * 2 / 3)
    yield from first(varied(seeds()), megabytes / 3)


def write_corpus(path: Path, megabytes: float) -> float:
    """A file of JSON lines with some metadata; the size of its texts comes back, in millions of bytes."""
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(texts(megabytes)):
            row = {
                "id": f"d{number}",
                "text": text,
                "url": f"https://varn.example/{number}",
                "score": number / 7,
                "tags": ["a", str(number)],
            }
            file.write(json.dumps(row) + "\n")
            written += size(text)
    return written / 1e6


def took(commands: Sequence[Sequence[str]]) -> Took:
    """What some commands took that run at once."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    before = os.times()
    running = [subprocess.Popen(command, env=environment) for command in commands]
    held: list[tuple[float, float]] = []
    watch = Thread(target=_watch, args=([one.pid for one in running], held))
    watch.start()
    codes = [one.wait() for one in running]
    wall, after = time.perf_counter() - start, os.times()
    watch.join()
    if any(codes):
        raise SystemExit(f"a command ended with {codes}")
    quarters = [[mib for at, mib in held if start + wall * q / _TICKS <= at < start + wall * (q + 1) / _TICKS] for q in range(_TICKS)]
    cpu = after.children_user - before.children_user + after.children_system - before.children_system
    return Took(wall, cpu, tuple(max(found, default=0.0) for found in quarters))


def _watch(ids: Sequence[int], held: list[tuple[float, float]]) -> None:
    """Note what the largest process of some commands holds, until they are gone."""
    while any(Path(f"/proc/{one}/statm").exists() and _held(one) for one in ids):
        held.append(
            (time.perf_counter(), max(_held(one) for one in [*ids, *(child for one in ids for child in _children(one))]) / (1 << 20))
        )
        time.sleep(_SAMPLED_SECONDS)


def _children(process: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def _held(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]) * _PAGE_BYTES
    except (OSError, IndexError):
        return 0


def main(megabytes: Annotated[float, typer.Option(help="The size of the corpus, in millions of bytes.")] = 20.0) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = folder / "in.jsonl"
        real = write_corpus(corpus, megabytes)
        print(f"{real:.1f} MB of text")
        runs = [("documents", 1, "0"), ("documents", 1, "60"), ("articles", 1, "0"), ("articles", 1, "60"), ("articles", 2, "60")]
        memory = {kind: took([[sys.executable, "-c", _CLEAN, str(corpus), kind]]) for kind in ("documents", "articles")}
        for kind, one in memory.items():
            what = "clean() in memory, its text" if kind == "documents" else "clean() in memory, its articles"
            print(f"{what:<44} {one.wall:7.1f} s, {one.cpu:7.1f} s of processor, {real / one.cpu:5.2f} MB a second of it")
        walls: dict[tuple[str, int, str], float] = {}
        for place, (kind, processes, limit) in enumerate(runs):
            out = folder / f"{place}.jsonl"
            how = ["--records", kind, "-j", str(processes), "--timeout", limit, "-q"]
            one = took([[sys.executable, "-c", _RUN, "run", str(corpus), "-o", str(out), *how]])
            walls[kind, processes, limit] = one.wall
            print(
                f"{f'run --records {kind} -j {processes} --timeout {limit}':<44} {one.wall:7.1f} s, {one.cpu:7.1f} s of processor, "
                f"{memory[kind].cpu / one.cpu:.0%} of clean()'s speed; MiB by quarters: {', '.join(f'{mib:.0f}' for mib in one.peaks)}"
            )
        gained = walls["articles", 1, "60"] / walls["articles", 2, "60"]
        busy = [sys.executable, "-c", _BUSY]
        alone, both = took([busy]).wall, took([busy, busy]).wall
        print(f"two processes are {gained:.2f} times as fast as one; two busy loops {2 * alone / both:.2f} times as fast as one")


if __name__ == "__main__":
    typer.run(main)

"""`python -m benchmarks.kills`: runs of a corpus that are killed at random moments and go on, each compared with one that was not.

A round begins a run, kills it a few times, all of it or one of its processes, and lets it end. Output, quarantine and report, times aside,
must be those of the undisturbed run, byte for byte. Parts are small, so that kills meet many of the moments between them.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from benchmarks.corpus_run import write_corpus
from benchmarks.scrolls import ROOT

_RUN = """
from cleaner.corpus.cleaning import Cleaning
from cleaner.corpus.many import Cleaner
from cleaner.corpus.output import Output
from cleaner.corpus.progress import Watch
from cleaner.corpus.plan import Plan
from cleaner.corpus.run import run
plan = Plan(("in.jsonl",), Output.named("out.jsonl"), Cleaning(Cleaner()), processes=2, limit=60.0, documents=24)
raise SystemExit(run(plan, {"cleaner": "0"}, Watch()).code)
"""
_TIMES = {"elapsed", "taken_over"}
_TIMES_COUNTED = {"seconds", "slowest"}


def begun(folder: Path) -> subprocess.Popen[bytes]:
    """A run in a folder, by two processes."""
    return subprocess.Popen([sys.executable, "-c", _RUN], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})


def left(folder: Path) -> tuple[bytes, bytes, bytes]:
    """What a run left: the output, the quarantine, and the report without its times."""
    run = folder / "out.jsonl.run"
    report = msgspec.json.decode((run / "report.json").read_bytes())
    report = {name: value for name, value in report.items() if name not in _TIMES}
    report["counts"] = {name: value for name, value in report["counts"].items() if name not in _TIMES_COUNTED}
    return (folder / "out.jsonl").read_bytes(), (run / "quarantine.jsonl").read_bytes(), msgspec.json.encode(report)


def kill_one(run: subprocess.Popen[bytes], rng: random.Random) -> str:
    """Kill a run, or now and then one of the processes that clean for it."""
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    with suppress(OSError):
        found = [int(one) for one in children.read_text(encoding="ascii").split()]
        if found and rng.random() < 1 / 3:
            os.kill(rng.choice(found), signal.SIGKILL)
            return "a process"
    run.kill()
    return "the run"


def main(
    kills: Annotated[int, typer.Option(help="How many kills there are in all.")] = 100,
    megabytes: Annotated[float, typer.Option(help="The size of the corpus, in millions of bytes.")] = 6.0,
    seed: Annotated[int, typer.Option(help="What moments are drawn by.")] = 7,
) -> None:
    """Kill, go on, compare."""
    rng = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_corpus(folder / "in.jsonl", megabytes)
        with (folder / "in.jsonl").open("a", encoding="utf-8") as file:
            file.write('{"id": 1, "text": 2}\nnot JSON\n')
        start = time.monotonic()
        if (code := begun(folder).wait()) != 1:  # the two last lines lie in quarantine
            raise SystemExit(f"the undisturbed run ended with {code}")
        whole, wanted = time.monotonic() - start, left(folder)
        done, rounds, killed = 0, 0, {"a process": 0, "the run": 0}
        while done < kills:
            for path in [folder / "out.jsonl", *(folder / "out.jsonl.run").iterdir()]:
                path.unlink()
            rounds += 1
            run = begun(folder)
            for _ in range(min(rng.randint(2, 6), kills - done)):
                time.sleep(rng.random() * whole)
                if run.poll() is not None:
                    break
                what = kill_one(run, rng)
                killed[what] += 1
                done += 1
                if what == "the run":
                    run.wait()
                    run = begun(folder)
            if run.wait() != 1 and begun(folder).wait() != 1:
                raise SystemExit(f"round {rounds}: a run that went on ended with {run.returncode}")
            if left(folder) != wanted:
                raise SystemExit(f"round {rounds}: what a run left after {done} kills is not what the undisturbed one left")
            print(f"round {rounds}: {done} kills, nothing lost, nothing twice", flush=True)
        told = " and ".join(f"{count} of {what}" for what, count in killed.items())
        print(f"{told}, in {rounds} rounds: every output, quarantine and report is that of the undisturbed run")


if __name__ == "__main__":
    typer.run(main)

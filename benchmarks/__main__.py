"""`python -m benchmarks`: measure everything in one run, print the tables, and write them with a plot."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import growth, memory, passes, peers
from benchmarks.contenders import CLEAN, KNOWN, clean_job, floors, known_job, one_alternation
from benchmarks.corpora import Corpus, corpora
from benchmarks.plots import draw
from benchmarks.report import Report, machine
from benchmarks.scrolls import ROOT
from benchmarks.timing import Run, interleave
from cleaner import CleanerError, RuleSet

RESULTS = ROOT / "benchmarks" / "results"


class Section(StrEnum):
    """What may be measured."""

    speed = "speed"
    passes = "passes"
    growth = "growth"
    memory = "memory"


def race(corpus: Corpus, found: peers.Peers, rounds: int) -> Run:
    """Every contender over a corpus, in turn.

    Args:
        corpus: the documents.
        found: the peers.
        rounds: how often each has its turn.
    """
    jobs = {each.name: each.job(corpus.texts) for each in (*floors(), *found.present)}
    jobs |= {CLEAN: clean_job(corpus.texts), KNOWN: known_job(corpus.texts)}
    return Run(corpus.name, corpus.megabytes, interleave(jobs, rounds))


def measured(sections: set[Section], folder: Path | None, megabytes: float, rounds: int) -> Report:
    """What the named sections find.

    Args:
        sections: what to measure.
        folder: texts to measure on; None for what the project ships.
        megabytes: the size of each corpus, in millions of bytes.
        rounds: how often each job has its turn.
    """
    texts = list(corpora(megabytes, folder)) if sections & {Section.speed, Section.passes, Section.growth} else []
    found = peers.load() if Section.speed in sections else peers.Peers((), {})
    _, lacking = one_alternation(RuleSet.default())
    notes = [f"{name} is missing: {why}" for name, why in found.missing.items()]
    notes += [f"The alternation does less than it should: {lacking} patterns are left out, since `re` cannot read them."] if lacking else []
    grown = (
        [growth.by_size(megabytes, rounds), growth.by_number(megabytes, rounds), growth.by_rules(texts, rounds)]
        if Section.growth in sections
        else []
    )
    held = memory.corpora(megabytes) if Section.memory in sections else ()
    return Report(
        machine(),
        {corpus.told: corpus.digest for corpus in texts},
        tuple(race(corpus, found, rounds) for corpus in texts) if Section.speed in sections else (),
        tuple(Run(corpus.name, corpus.megabytes, interleave(passes.jobs(corpus.texts), rounds)) for corpus in texts)
        if Section.passes in sections
        else (),
        tuple(grown),
        tuple(memory.measure(job, corpus) for corpus in held for job in memory.JOBS),
        tuple(notes),
    )


def main(
    data: Annotated[
        Path | None, typer.Option(help="A folder of .txt, .jsonl or .html to measure on, instead of what the project ships.")
    ] = None,
    megabytes: Annotated[float, typer.Option(help="The size of each corpus, in millions of bytes.")] = 1,
    rounds: Annotated[int, typer.Option(min=1, help="How often each job has its turn.")] = 5,
    only: Annotated[list[Section] | None, typer.Option(help="A section to measure, instead of all; may be given again.")] = None,
    out: Annotated[Path, typer.Option(help="The folder to write bench.md, bench.json and bench.png to.")] = RESULTS,
) -> None:
    """Speed of clean() beside floors and peers, each pass alone, growth and memory, in one run."""
    try:
        report = measured(set(only or Section), data, megabytes, rounds)
    except CleanerError as error:
        raise typer.BadParameter(str(error)) from error
    out.mkdir(parents=True, exist_ok=True)
    (out / "bench.json").write_text(json.dumps(report.plain(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    (out / "bench.md").write_text(report.markdown(), encoding="utf-8")
    print(report.markdown())
    try:
        draw(report, out / "bench.png")
    except CleanerError as error:
        print(f"no plot: {error}")


if __name__ == "__main__":
    typer.run(main)

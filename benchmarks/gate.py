"""`python -m benchmarks.gate`: do accuracy and speed hold the floors pinned in floors.json?

Speed counts as a ratio to what ran in turn with it, each in its fastest round, on the corpora that ship. `--pin` raises floors to what is
measured now; to lower one takes `--lower` as well.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from benchmarks import peers
from benchmarks.accuracy import accuracy
from benchmarks.contenders import ALTERNATION, CLEAN, KNOWN, REFERENCE, clean_job, floors, known_job
from benchmarks.corpora import corpora, digest
from benchmarks.floors import Figures, FloorError, Floors, faults, pin, read, write
from benchmarks.report import table
from benchmarks.scrolls import ROOT
from benchmarks.timing import Run, interleave

PINNED = ROOT / "benchmarks" / "floors.json"
MEGABYTES, ROUNDS = 0.5, 7
# Ratios on a shared machine vary by so much, and from one kind of processor to another; accuracy does not vary at all.
ALLOWANCES = {"accuracy": 0.0, "speed": 0.3}


class Kind(StrEnum):
    """What floors are set for."""

    accuracy = "accuracy"
    speed = "speed"


def speed(rounds: int) -> Figures:
    """How fast `clean()` is beside REF, C4 and the alternation, on each corpus that ships.

    Args:
        rounds: how often each has its turn.
    """
    found, missing, digests = dict[str, float](), dict[str, str](), list[str]()
    loaded = peers.load({peers.C4: peers.LOADERS[peers.C4]})
    others = [*(each for each in floors() if each.name in (REFERENCE, ALTERNATION)), *loaded.present]
    for corpus in corpora(MEGABYTES):
        digests.append(corpus.digest)
        jobs = {each.name: each.job(corpus.texts) for each in others}
        run = Run("", MEGABYTES, interleave(jobs | {CLEAN: clean_job(corpus.texts), KNOWN: known_job(corpus.texts)}, rounds))
        for own in (CLEAN, KNOWN):
            found |= {f"{corpus.name}: {own} / {base.name}": run.best(own, base.name) for base in others}
            missing |= {f"{corpus.name}: {own} / {name}": why for name, why in loaded.missing.items()}
    return Figures(digest(digests), found, missing)


def told(pinned: Floors | None, measured: Figures) -> str:
    """Figures and their floors as a Markdown table.

    Args:
        pinned: the floors, or None where there are none.
        measured: the figures.
    """
    held = pinned.floors if pinned else {}
    return table(["", "now", "floor"], [[name, f"{figure:.4f}", str(held.get(name, "none"))] for name, figure in measured.found.items()])


def judged(name: str, held: dict[str, Floors], measured: Figures, pinning: bool, lower: bool) -> list[str]:
    """What is wrong with some figures; where they are to be pinned and may be, their floors are put among those held.

    Args:
        name: what the figures are about.
        held: the floors of the file.
        measured: the figures.
        pinning: whether to pin them.
        lower: whether floors may fall.
    """
    if not pinning:
        return faults(held[name], measured) if name in held else ["no floors are pinned; pin them with --pin"]
    try:
        held[name] = pin(held.get(name), measured, ALLOWANCES[name], lower)
    except FloorError as error:
        return [*str(error).split("\n"), "nothing was pinned; say --lower if floors shall fall"]
    return []


def main(
    pinning: Annotated[bool, typer.Option("--pin", help="Raise the floors to what is measured now.")] = False,
    lower: Annotated[bool, typer.Option("--lower", help="With --pin: floors may fall as well.")] = False,
    only: Annotated[list[Kind] | None, typer.Option(help="One kind of figures, instead of both.")] = None,
    rounds: Annotated[int, typer.Option(min=1, help="How often each job has its turn.")] = ROUNDS,
    path: Annotated[Path, typer.Option("--floors", help="The file of floors.")] = PINNED,
) -> None:
    """Whether accuracy and speed hold their floors; the exit code is 1 where one does not."""
    if lower and not pinning:
        raise typer.BadParameter("--lower says how to pin; give --pin as well")
    held, wrong = read(path), list[str]()
    for kind in only or Kind:
        measured = accuracy() if kind is Kind.accuracy else speed(rounds)
        print(f"## {kind}\n\n{told(held.get(kind), measured)}\n", flush=True)
        wrong += [f"{kind}: {fault}" for fault in judged(kind, held, measured, pinning, lower)]
    if wrong:
        print("\n".join(wrong))
        raise typer.Exit(1)
    if pinning:
        write(path, held)
    print(f"pinned in {path}" if pinning else "all floors hold")


if __name__ == "__main__":
    typer.run(main)

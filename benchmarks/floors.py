"""Floors under figures: pinned in a file with a digest of what was measured on, so that neither the figures nor their inputs change unseen.

A floor may rise unasked. It falls, or goes, only where whoever pins it says so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from math import floor
from pathlib import Path


@dataclass(frozen=True)
class Figures:
    """Figures as they were measured.

    Args:
        inputs: the digest of what they were measured on.
        found: the figures by name; the higher the better.
        missing: why a figure that may have a floor was not measured, by name.
    """

    inputs: str
    found: Mapping[str, float]
    missing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Floors:
    """What figures must not fall below.

    Args:
        inputs: the digest of what was measured on when they were pinned.
        floors: the floors by the names of the figures.
    """

    inputs: str
    floors: Mapping[str, float]


class FloorError(Exception):
    """Floors would fall, and nobody said that they may."""


def faults(pinned: Floors, measured: Figures) -> list[str]:
    """What is wrong with some figures, a sentence each; none where all hold.

    Args:
        pinned: the floors.
        measured: the figures.
    """
    found = (
        [] if pinned.inputs == measured.inputs else ["the inputs are not those that the floors were pinned on; see what changed, then pin"]
    )
    return found + _fallen(pinned, measured)


def _fallen(pinned: Floors, measured: Figures) -> list[str]:
    told = []
    for name, least in pinned.floors.items():
        figure = measured.found.get(name)
        if figure is None:
            told.append(f"{name}: has a floor of {least} and was not measured: {measured.missing.get(name, 'no such figure')}")
        elif figure < least:
            told.append(f"{name}: {figure:.4f} is below its floor of {least}")
    return told


def pin(pinned: Floors | None, measured: Figures, allowance: float, lower: bool) -> Floors:
    """Floors raised to what was measured, less an allowance.

    Args:
        pinned: the floors so far, or None where there are none.
        measured: the figures.
        allowance: which share of a figure may be lost to chance, 0 where there is none.
        lower: whether floors may also fall, and those go that nothing was measured for.

    Raises:
        FloorError: if floors would fall or go and may not.
    """
    made = {name: _down(figure * (1 - allowance)) for name, figure in measured.found.items()}
    if pinned is not None and not lower:
        if fallen := _fallen(pinned, measured):
            raise FloorError("\n".join(fallen))
        made = {name: max(figure, pinned.floors.get(name, figure)) for name, figure in made.items()}
    return Floors(measured.inputs, made)


def _down(figure: float) -> float:
    """Four decimals, never more than the figure; what only binary fractions take away is given back."""
    return floor(figure * 1e4 + 1e-6) / 1e4


def read(path: Path) -> dict[str, Floors]:
    """The floors of a file, by what they are about; none where there is no file.

    Args:
        path: the file.
    """
    return {name: Floors(**held) for name, held in json.loads(path.read_text(encoding="utf-8")).items()} if path.exists() else {}


def write(path: Path, held: Mapping[str, Floors]) -> None:
    """A file of floors.

    Args:
        path: the file.
        held: the floors, by what they are about.
    """
    path.write_text(json.dumps({name: asdict(floors) for name, floors in held.items()}, indent=2) + "\n", encoding="utf-8")

"""What is known of weights: the pages they were learned from, how, and what was measured."""

from __future__ import annotations

import msgspec


class Card(msgspec.Struct, frozen=True):
    """The card of weights.

    Args:
        data: the pages, in words.
        licence: the licence of the pages.
        date: the day of the training, as YYYY-MM-DD.
        version: the version of this library that trained.
        pages: how many pages there were.
        seed: what the random numbers began with.
        parameters: what the training was told, by name.
        figures: what was measured, in rows by what it was measured on, and in each by what was measured.
    """

    data: str
    licence: str
    date: str
    version: str
    pages: int
    seed: int
    # Whole numbers stay whole when they are read back, so that the same card gives the same bytes.
    parameters: dict[str, int | float | str] = {}
    figures: dict[str, dict[str, int | float]] = {}

    def as_markdown(self) -> str:
        """The card as a short document."""
        facts = {
            "Pages": f"{self.pages:,}, {self.data}",
            "Licence of the pages": self.licence,
            "Trained": f"{self.date}, by version {self.version}, seed {self.seed}",
        }
        parts = ["# Weights of the line model", "\n".join(f"- {name}: {fact}" for name, fact in facts.items())]
        if self.parameters:
            parts += ["## Parameters", "\n".join(f"- {name}: {value}" for name, value in sorted(self.parameters.items()))]
        if self.figures:
            names = list(dict.fromkeys(name for row in self.figures.values() for name in row))
            rows = [["", *names], ["---"] * (len(names) + 1)]
            rows += [[row, *(f"{found[name]:.4g}" if name in found else "" for name in names)] for row, found in self.figures.items()]
            parts += ["## Figures", "\n".join(f"| {' | '.join(cells)} |" for cells in rows)]
        return "\n\n".join(parts) + "\n"

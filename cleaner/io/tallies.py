"""Sums over the entries of a ledger: what was kept, removed and rewritten, by which part and which finder."""

from __future__ import annotations

from collections import Counter
from typing import TypeVar

from cleaner.document.claim import MODEL
from cleaner.document.parts import Fate, Part
from cleaner.document.records import dataclass, field
from cleaner.document.result import CleanedPage
from cleaner.errors import LedgerError
from cleaner.io.words import counted

_TOP_PARTS = 4
_Key = TypeVar("_Key", bound=str)


@dataclass
class Tally:
    """Sums in code points of the source, unless it says otherwise.

    Args:
        pages: how many pages were counted.
        files: how many files they come from, of which one of records holds many.
        articles: how many stories they hold.
        fates: the size of what was kept, removed and rewritten.
        removed: the size of what was removed, by part.
        by_model: the size of what the line model removed.
        rewritten: the size of what was rewritten, by finder.
        outputs: the size of what it was rewritten to, by finder.
    """

    pages: int = 0
    files: int = 0
    articles: int = 0
    fates: Counter[Fate] = field(default_factory=Counter)
    removed: Counter[Part] = field(default_factory=Counter)
    by_model: int = 0
    rewritten: Counter[str] = field(default_factory=Counter)
    outputs: Counter[str] = field(default_factory=Counter)

    def add(self, page: CleanedPage) -> None:
        """Count one page in.

        Args:
            page: the page.

        Raises:
            LedgerError: if its entries do not add up to its source.
        """
        before = self.fates.total()
        self.pages += 1
        self.articles += len(page.articles)
        for entry in page.ledger:
            size = len(entry.span)
            self.fates[entry.fate] += size
            if entry.fate is Fate.removed:
                self.removed[entry.part] += size
                self.by_model += size if entry.finder == MODEL else 0
            elif entry.fate is Fate.rewritten:
                self.rewritten[entry.finder] += size
                self.outputs[entry.finder] += len(entry.output)
        counted_in, length = self.fates.total() - before, len(page.page.source)
        if counted_in != length:
            raise LedgerError(f"{page.page.name}: entries of {counted_in} characters for a source of {length}; please report this")

    @property
    def account(self) -> str:
        """The sum that shows that no character is missing."""
        sizes = " + ".join(f"{fate} {self.fates[fate]}" for fate in (Fate.kept, Fate.removed, Fate.rewritten))
        return f"{sizes} = {self.fates.total()} characters, all accounted for"

    @property
    def details(self) -> str:
        """What was removed by part and rewritten by finder, the most first; empty where nothing was."""
        said = []
        if self.removed:
            model = f" (by {MODEL} {self.by_model})" if self.by_model else ""
            said.append("removed: " + ", ".join(f"{part} {size}" for part, size in _most(self.removed)) + model)
        if self.rewritten:
            said.append("rewritten: " + ", ".join(f"{finder} {size} to {self.outputs[finder]}" for finder, size in _most(self.rewritten)))
        return "   ".join(said)

    @property
    def summary(self) -> str:
        """One line about all pages, and one about the parts that were removed most."""
        total = self.fates.total()
        texts = f", {counted(self.pages, 'text')}" if self.pages != self.files else ""
        share = f" ({self.fates[Fate.removed] / total:.1%})" if total else ""
        lines = [
            f"{counted(self.files, 'file')}{texts}, {counted(self.articles, 'article')}: kept {self.fates[Fate.kept]:,}, "
            f"removed {self.fates[Fate.removed]:,}{share}, rewritten {self.fates[Fate.rewritten]:,} of {total:,} characters"
        ]
        if self.removed:
            lines.append("removed most: " + ", ".join(f"{part} {size:,}" for part, size in _most(self.removed)[:_TOP_PARTS]))
            if self.by_model:
                lines[-1] += f"; by {MODEL} {self.by_model:,}"
        return "\n".join(lines)


def _most(sizes: Counter[_Key]) -> list[tuple[_Key, int]]:
    return sorted(sizes.items(), key=lambda item: (-item[1], item[0]))

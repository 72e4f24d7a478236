"""Many files or texts cleaned, in order, by several processes if wanted.

Paths are sent to the processes, and cleaned pages back; few are under way at any time, however many there are.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError, ReadingError, WorkerError, shortage_of
from cleaner.io.reading import read_bytes, read_text
from cleaner.io.web_pages import named_as_web_page, web_page
from cleaner.io.workers import DiedTwiceError, Workers
from cleaner.model.cleaned import CleanedPage
from cleaner.model.page import Page
from cleaner.model.policy import Policy
from cleaner.model.records import dataclass
from cleaner.pipeline.clean import clean_page
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from datetime import datetime

Source = str | os.PathLike[str] | Page


@dataclass(frozen=True)
class Uncleaned:
    """A page that could not be cleaned, in the place of the cleaned one.

    Args:
        name: what messages call the page.
        error: what stood in the way.
    """

    name: str
    error: CleanerError


@dataclass(frozen=True, eq=False)
class _Way:
    """How pages are cleaned."""

    policy: Policy
    rules: RuleSet | None
    reference: datetime | None

    def clean(self, source: Source, number: int) -> CleanedPage | Uncleaned:
        """A page cleaned, or what stood in the way; one page never ends the cleaning of many.

        Args:
            source: the page.
            number: its place among the sources, from 0.
        """
        name = _name(source, number)
        try:
            return self._cleaned(source, name)
        except CleanerError as error:
            return Uncleaned(name, error)
        except (MemoryError, RecursionError) as error:
            return Uncleaned(name, WorkerError(name, shortage_of(error)))
        except Exception as error:  # noqa: BLE001  a fault of this library on one page of a million
            return Uncleaned(name, _fault(name, error))

    def _cleaned(self, source: Source, name: str) -> CleanedPage:
        rules = self.rules or RuleSet.default()
        if isinstance(source, os.PathLike) and named_as_web_page(Path(source)):
            from cleaner.pipeline.clean_html import clean_html  # texts need no parser

            raw = web_page(read_bytes(Path(source)), name)
            return clean_html(raw, policy=self.policy, rules=rules, name=name, reference=self.reference)
        return clean_page(_page(source, name), rules, self.policy, self.reference)


def clean_many(
    sources: Iterable[Source],
    *,
    processes: int = 1,
    policy: str | Policy = "safe",
    rules: RuleSet | None = None,
    reference: datetime | None = None,
) -> Iterator[CleanedPage | Uncleaned]:
    """Many pages cleaned as `clean` cleans one, in the order in which they are given, each when it is asked for.

    A page that cannot be read, that is of a wrong type, or at which a process dies twice, is told as `Uncleaned`; the others go on. A
    program that asks for more than one process keeps what it does under `if __name__ == "__main__":`, since each process imports it.

    Args:
        sources: paths (`pathlib.Path`) of texts and web pages, texts (`str`), or pages of text, which may have names and addresses.
        processes: how many clean at the same time; 1 needs no process beside this one.
        policy: as for `clean`.
        rules: as for `clean`.
        reference: as for `clean`.

    Raises:
        PolicyError: if no policy has that name.
        ValueError: if there is no process to do it.
    """
    if isinstance(sources, str | bytes | os.PathLike):
        raise TypeError("clean_many() takes several paths or texts; use clean() on one text")
    if processes < 1:
        raise ValueError(f"at least one process must clean, not {processes}")
    way = _Way(Policy.named(policy), rules, reference)
    return map(way.clean, sources, count()) if processes == 1 else Workers(processes, way.clean, _lost).results(iter(sources))


def _page(source: Source, name: str) -> Page:
    if isinstance(source, Page):
        return source
    if isinstance(source, str):
        return Page(source)
    if isinstance(source, os.PathLike):
        return Page(read_text(Path(source)), name)
    hint = "; decode them, or use clean_html()" if isinstance(source, bytes | bytearray) else ""
    raise ReadingError(name, f"is of type {type(source).__name__}, and neither a path nor a text nor a page{hint}")


def _name(source: Source, number: int) -> str:
    """What messages call a page; one without a name by its place, from 1."""
    name = source.name if isinstance(source, Page) else os.fspath(source) if isinstance(source, os.PathLike) else ""
    return name or f"source {number + 1}"


def _lost(source: Source, number: int, error: Exception) -> Uncleaned:
    name = _name(source, number)
    return Uncleaned(name, WorkerError(name, str(error)) if isinstance(error, DiedTwiceError) else _fault(name, error))


def _fault(name: str, error: Exception) -> WorkerError:
    return WorkerError(name, f"stopped by {type(error).__name__}: {error}; please report this")

"""Many texts, or many files, cleaned in order, by several processes if wanted.

Each process is a pool of one: when one is killed it is known which page it was at, and that page is tried once more in a new one.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError, WorkerError
from cleaner.io.given import Given, as_file, as_text, name_of
from cleaner.io.sources import Source
from cleaner.model import defaults
from cleaner.model.cleaned import CleanedPage
from cleaner.model.page import Page
from cleaner.model.policy import Policy
from cleaner.model.records import dataclass
from cleaner.pipeline.clean import clean_page, refuse_web_page
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from datetime import datetime

# How many pages a process may be ahead of the one that is told next.
_AHEAD, _TRIES = 2, 2
_NONE_BEGAN = (
    'before any page was cleaned; a program keeps what it does under `if __name__ == "__main__":`, or there is no memory for a process'
)


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
    engine: str = defaults.ENGINE

    def clean(self, given: Given) -> CleanedPage | Uncleaned:
        """A page cleaned, or what stood in the way."""
        name = name_of(given)
        try:
            held = Source(given, Path(given.name)).read() if isinstance(given, Path) else given
            if isinstance(held, bytes):
                from cleaner.pipeline.clean_html import clean_html  # texts need no parser

                return clean_html(held, policy=self.policy, engine=self.engine, rules=self.rules, name=name, reference=self.reference)
            if isinstance(held, str):
                refuse_web_page(held, name)
                held = Page(held, name)
            return clean_page(held, self.rules or RuleSet.default(), self.policy, self.reference)
        except CleanerError as error:
            return Uncleaned(name, error)


def clean_many(
    texts: Iterable[str | Page],
    *,
    processes: int = 1,
    policy: str | Policy = defaults.POLICY,
    rules: RuleSet | None = None,
    reference: datetime | None = None,
) -> Iterator[CleanedPage | Uncleaned]:
    """Many texts cleaned as `clean` cleans one, in the order in which they are given, each when it is asked for.

    A text that cannot be cleaned, or at which a process dies twice, is told as `Uncleaned`; the others go on. A program that asks for
    several processes keeps what it does under `if __name__ == "__main__":`, since each imports it.

    Args:
        texts: texts (`str`), or pages of text, which may have names and addresses. What stands in a `Page` is text, whatever it looks like.
        processes: how many clean at the same time; 1 needs no process beside this one.
        policy: as for `clean`.
        rules: as for `clean`.
        reference: as for `clean`.

    Raises:
        PolicyError: if no policy has that name.
        ReadingError: if a text is the path of a file, when its turn comes.
        TypeError: if one of them is no text, when its turn comes.
        ValueError: if there is no process to do it.
    """
    if isinstance(texts, str | bytes | os.PathLike):
        raise TypeError("clean_many() takes several texts; use clean() on one text, or clean_files() on paths")
    return _cleaned(map(as_text, texts), processes, _Way(Policy.named(policy), rules, reference))


def clean_files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    processes: int = 1,
    policy: str | Policy = defaults.POLICY,
    engine: str = defaults.ENGINE,
    rules: RuleSet | None = None,
    reference: datetime | None = None,
) -> Iterator[CleanedPage | Uncleaned]:
    """Many files read and cleaned as the command does it, in the order in which they are given, each when it is asked for.

    Web pages are cleaned as `clean_html` does, texts as `clean` does. A file that cannot be read, or that holds records, is `Uncleaned`.

    Args:
        paths: the files; their names are those of the pages.
        processes: as for `clean_many`.
        policy: as for `clean`.
        engine: as for `clean_html`.
        rules: as for `clean`.
        reference: as for `clean`.

    Raises:
        EngineError: if no engine has that name.
        PolicyError: if no policy has that name.
        TypeError: if one of them is no path; when its turn comes.
        ValueError: if there is no process to do it.
    """
    if isinstance(paths, str | bytes | os.PathLike):
        raise TypeError("clean_files() takes several paths; write [path] for one")
    defaults.check_engine(engine)
    return _cleaned(map(as_file, paths), processes, _Way(Policy.named(policy), rules, reference, engine))


def _cleaned(given: Iterator[Given], processes: int, way: _Way) -> Iterator[CleanedPage | Uncleaned]:
    if processes < 1:
        raise ValueError(f"at least one process must clean, not {processes}")
    return map(way.clean, given) if processes == 1 else _Workers(processes, way).cleaned(given)


class _Workers:
    """Processes that clean, each a pool of one."""

    def __init__(self, count: int, way: _Way) -> None:
        self._count, self._way = count, way
        self._free: list[ProcessPoolExecutor] = []
        self._under_way: dict[Future[CleanedPage | Uncleaned], tuple[int, Given, int, ProcessPoolExecutor]] = {}
        self._done: dict[int, CleanedPage | Uncleaned] = {}
        self._begun = False

    def cleaned(self, sources: Iterator[Given]) -> Iterator[CleanedPage | Uncleaned]:
        """The pages of all sources, in order."""
        try:
            given = told = 0
            self._free = [self._worker() for _ in range(self._count)]
            while True:
                while self._free and given < told + self._count * _AHEAD:
                    following = list(islice(sources, 1))
                    if not following:
                        break
                    self._start(given, following[0], 1)
                    given += 1
                if told == given:
                    return
                while told not in self._done:
                    self._wait()
                yield self._done.pop(told)
                told += 1
        finally:
            for worker in [*self._free, *(worker for *_, worker in self._under_way.values())]:
                worker.shutdown(cancel_futures=True)

    def _worker(self) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # A process that is forked off a program with threads may wait forever for a lock that one of them held.
        return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin, initargs=(self._way,))

    def _start(self, number: int, source: Given, tries: int) -> None:
        worker = self._free.pop()
        self._under_way[worker.submit(_clean, source)] = (number, source, tries, worker)

    def _wait(self) -> None:
        """Take in what was cleaned next; where a process died, go on with a new one."""
        from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait

        for future in wait(self._under_way, return_when=FIRST_COMPLETED).done:
            number, source, tries, worker = self._under_way.pop(future)
            # Free before its result is asked for: whatever that raises, the worker is shut down with the others.
            self._free.append(worker)
            try:
                self._done[number] = future.result()
                self._begun = True
            except BrokenExecutor:
                self._free.remove(worker)
                worker.shutdown()
                self._free.append(self._worker())
                if tries < _TRIES:
                    self._start(number, source, tries + 1)
                else:
                    why = "perhaps for want of memory" if self._begun else _NONE_BEGAN
                    died = WorkerError(name_of(source), f"the process that cleaned it died twice, {why}")
                    self._done[number] = Uncleaned(name_of(source), died)


_WAY: list[_Way] = []


def _begin(way: _Way) -> None:
    """How this process cleans, sent to it once."""
    _WAY[:] = [way]


def _clean(source: Given) -> CleanedPage | Uncleaned:
    return _WAY[0].clean(source)

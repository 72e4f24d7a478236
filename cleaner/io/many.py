"""Many files or texts cleaned, in order, by several processes if wanted.

Each process is a pool of one, so that when one is killed it is known which page it was at: that page is tried once more, in a new process,
and the others never notice. Paths are sent to the processes, and cleaned pages back; few are under way at any time, however many there are.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError, ReadingError, WorkerError, shortage_of
from cleaner.io.reading import read_bytes, read_text
from cleaner.io.web_pages import named_as_web_page, web_page
from cleaner.model.cleaned import CleanedPage
from cleaner.model.page import Page
from cleaner.model.policy import Policy
from cleaner.model.records import dataclass
from cleaner.pipeline.clean import clean_page
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from datetime import datetime

Source = str | os.PathLike[str] | Page
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
    return map(way.clean, sources, count()) if processes == 1 else _Workers(processes, way).cleaned(iter(sources))


class _Workers:
    """Processes that clean, each a pool of one."""

    def __init__(self, count: int, way: _Way) -> None:
        self._count, self._way = count, way
        self._free: list[ProcessPoolExecutor] = []
        self._under_way: dict[Future[CleanedPage | Uncleaned], tuple[int, Source, int, ProcessPoolExecutor]] = {}
        self._done: dict[int, CleanedPage | Uncleaned] = {}
        self._begun = False

    def cleaned(self, sources: Iterator[Source]) -> Iterator[CleanedPage | Uncleaned]:
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

    def _start(self, number: int, source: Source, tries: int) -> None:
        from concurrent.futures import BrokenExecutor

        worker = self._free.pop()
        try:
            future = worker.submit(_clean, source, number)
        except BrokenExecutor:
            # The process died while it waited, so the page has nothing to do with it.
            worker.shutdown()
            worker = self._worker()
            future = worker.submit(_clean, source, number)
        self._under_way[future] = (number, source, tries, worker)

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
                    name = _name(source, number)
                    self._done[number] = Uncleaned(name, WorkerError(name, f"the process that cleaned it died twice, {why}"))
            except Exception as error:  # noqa: BLE001  a page that cannot be sent to a process, or back
                name = _name(source, number)
                self._done[number] = Uncleaned(name, _fault(name, error))


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


def _fault(name: str, error: Exception) -> WorkerError:
    return WorkerError(name, f"stopped by {type(error).__name__}: {error}; please report this")


_WAY: list[_Way] = []


def _begin(way: _Way) -> None:
    """How this process cleans, sent to it once."""
    from threading import Thread

    _WAY[:] = [way]
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, even killed; it would wait for pages for ever."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _clean(source: Source, number: int) -> CleanedPage | Uncleaned:
    return _WAY[0].clean(source, number)

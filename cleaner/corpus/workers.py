"""Several processes that work on many items, and results in order, whatever becomes of a process.

Each process is a pool of one, so that when one is killed it is known which item it was at: that item is tried once more, in a new process,
and the others never notice. One that is killed while it waits is replaced. Few items are under way at any time, however many there are.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor


_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
# How many items a process may be ahead of the result that is asked for next, and how often an item is tried.
_AHEAD, _TRIES = 2, 2
_NONE_BEGAN = (
    'before any page was cleaned; a program keeps what it does under `if __name__ == "__main__":`, or there is no memory for a process'
)


class DiedTwiceError(Exception):
    """The process that worked on an item died, and so did the next."""


class Workers(Generic[_Item, _Result]):
    """Processes that work, each a pool of one."""

    def __init__(self, count: int, work: Callable[[_Item, int], _Result], lost: Callable[[_Item, int, Exception], _Result]) -> None:
        self._count, self._work, self._lost = count, work, lost
        self._free: list[ProcessPoolExecutor] = []
        self._under_way: dict[Future[_Result], tuple[int, _Item, int, ProcessPoolExecutor]] = {}
        self._done: dict[int, _Result] = {}
        self._begun = False

    def results(self, items: Iterator[_Item]) -> Iterator[_Result]:
        """The results for all items, in order."""
        if _is_importing():
            raise SystemExit(1)  # the process that started this one tells why
        try:
            given = yielded = 0
            self._free = [self._worker() for _ in range(self._count)]
            while True:
                while self._free and given < yielded + self._count * _AHEAD:
                    following = list(islice(items, 1))
                    if not following:
                        break
                    self._start(given, following[0], 1)
                    given += 1
                if yielded == given:
                    return
                while yielded not in self._done:
                    self._wait()
                yield self._done.pop(yielded)
                yielded += 1
        finally:
            for worker in [*self._free, *(worker for *_, worker in self._under_way.values())]:
                worker.shutdown(cancel_futures=True)

    def _worker(self) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # A process that is forked off a program with threads may wait forever for a lock that one of them held.
        return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin, initargs=(self._work,))

    def _start(self, number: int, item: _Item, tries: int) -> None:
        from concurrent.futures import BrokenExecutor

        worker = self._free.pop()
        try:
            future = worker.submit(_do, item, number)
        except BrokenExecutor:
            # The process died while it waited, so the item has nothing to do with it.
            worker.shutdown()
            worker = self._worker()
            future = worker.submit(_do, item, number)
        self._under_way[future] = (number, item, tries, worker)

    def _wait(self) -> None:
        """Take in what was done next; where a process died, go on with a new one."""
        from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, wait

        for future in wait(self._under_way, return_when=FIRST_COMPLETED).done:
            number, item, tries, worker = self._under_way.pop(future)
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
                    self._start(number, item, tries + 1)
                else:
                    why = "perhaps for want of memory" if self._begun else _NONE_BEGAN
                    self._done[number] = self._lost(item, number, DiedTwiceError(f"the process that cleaned it died twice, {why}"))
            except Exception as error:  # noqa: BLE001  an item that cannot be sent to a process, or back
                self._done[number] = self._lost(item, number, error)


def _is_importing() -> bool:
    """Whether this process is one of several and still imports the program: one that does its work unguarded would begin it again here."""
    from multiprocessing.process import current_process

    # By this `multiprocessing` itself tells; it says so with a traceback, at every item.
    return bool(getattr(current_process(), "_inheriting", False))


_WORK: list[Callable[[Any, int], Any]] = []


def _begin(work: Callable[[Any, int], Any]) -> None:
    """What this process does, sent to it once."""
    from threading import Thread

    _WORK[:] = [work]
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, even killed; it would wait for items for ever."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _do(item: Any, number: int) -> Any:
    return _WORK[0](item, number)

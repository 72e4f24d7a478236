"""Several processes that work on many items, and results in order, whatever becomes of a process.

Each process is a pool of one, so that when one is killed it is known which item it was at: that item is tried once more, in a new process,
and the others never notice. One that is killed while it waits is replaced. Few items are under way at any time, however many there are.

An item that is many things in one says at which of them its process is, and may limit the time that each takes: a process that takes longer
is killed, and whoever gave the item says what to try in its place.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

from msgspec import Struct

from cleaner.corpus.worker_process import NO_STEP, WorkerProcess

if TYPE_CHECKING:
    from concurrent.futures import Future


_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
# How many items a process may be ahead of the result that is asked for next, and how often an item is tried.
_AHEAD, _TRIES = 2, 2
_NONE_BEGAN = (
    'before any page was cleaned; a program keeps what it does under `if __name__ == "__main__":`, or there is no memory for a process'
)
# Why an item is given up, where whoever gave it has nothing else to say.
DIED_TWICE = "the process that cleaned it died twice"
FOR_MEMORY = "perhaps for want of memory"
# How often the processes are looked at, in seconds, where a step has a limit; and by how much of it.
_LOOK, _LOOKS = 1.0, 8


class DiedTwiceError(Exception):
    """The process that worked on an item died, and so did the next."""


class Stopped(Struct, frozen=True):
    """How a process ended at an item.

    Args:
        step: the step that it was at; -1 for none.
        overtime: whether it was killed since the step took longer than its limit.
        begun: whether any process has ever given a result.
    """

    step: int
    overtime: bool
    begun: bool


def over_time(limit: float) -> str:
    """Why a step is given up that took longer than its limit, in seconds."""
    return f"takes longer than {limit:g} seconds; --timeout gives it more"


class _Task(Struct, Generic[_Item], eq=False):
    """An item under way.

    Args:
        overtime: the number of the step at which its process was killed, since it took too long; 0 for none.
    """

    number: int
    item: _Item
    tries: int
    process: WorkerProcess
    overtime: int = 0


class Workers(Generic[_Item, _Result]):
    """Processes that work, each a pool of one.

    Args:
        lost: the result for an item that is given up; what it raises ends the work.
        again: what to try where a process was stopped at an item; what it raises ends the work. By default an item is tried twice.
        limit: the seconds that a step may take; 0 for any time.
    """

    def __init__(
        self,
        count: int,
        work: Callable[[_Item, int], _Result],
        lost: Callable[[_Item, int, Exception], _Result],
        again: Callable[[_Item, Stopped], _Item] | None = None,
        limit: float = 0.0,
    ) -> None:
        self._count, self._work, self._lost, self._again, self._limit = count, work, lost, again, limit
        self._all: list[WorkerProcess] = []
        self._free: list[WorkerProcess] = []
        self._under_way: dict[Future[_Result], _Task[_Item]] = {}
        self._done: dict[int, _Result] = {}
        self._begun = False

    def results(self, items: Iterator[_Item]) -> Iterator[_Result]:
        """The results for all items, in order. Whoever asks for no more results ends what is under way."""
        with self._working():
            given = yielded = 0
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

    def as_finished(self, items: Iterator[_Item]) -> Iterator[_Result]:
        """The results for all items, each as soon as it is there. The next item is taken while others are under way.

        Whoever asks for no more results ends what is under way.
        """
        with self._working():
            given = 0
            ready = list(islice(items, 1))
            while ready or self._under_way:
                while ready and self._free:
                    self._start(given, ready.pop(), 1)
                    given += 1
                    ready = list(islice(items, 1))
                self._wait()
                while self._done:
                    yield self._done.pop(min(self._done))

    @contextmanager
    def _working(self) -> Iterator[None]:
        """The processes, and their end: what is still at work then is killed."""
        if _is_importing():
            raise SystemExit(1)  # the process that started this one tells why
        try:
            self._free = [self._process() for _ in range(self._count)]
            yield
        finally:
            for process in self._all:
                if process not in self._free:
                    process.kill()
            for process in self._all:
                process.pool.shutdown(cancel_futures=True)

    def _process(self) -> WorkerProcess:
        self._all.append(made := WorkerProcess(self._work))
        return made

    def _replaced(self, process: WorkerProcess) -> WorkerProcess:
        """A new process for one that died."""
        self._all.remove(process)
        process.pool.shutdown()
        return self._process()

    def _start(self, number: int, item: _Item, tries: int) -> None:
        from concurrent.futures import BrokenExecutor

        process = self._free.pop()
        try:
            future = process.submit(item, number)
        except BrokenExecutor:
            # The process died while it waited, so the item has nothing to do with it.
            process = self._replaced(process)
            future = process.submit(item, number)
        self._under_way[future] = _Task(number, item, tries, process)

    def _wait(self) -> None:
        """Take in what was done next; where a process died, go on with a new one."""
        from concurrent.futures import BrokenExecutor

        for future in self._next_done():
            task = self._under_way.pop(future)
            # Free before its result is asked for: whatever that raises, the process is shut down with the others.
            self._free.append(task.process)
            try:
                self._done[task.number] = future.result()
                self._begun = True
            except BrokenExecutor:
                self._free.remove(task.process)
                self._free.append(self._replaced(task.process))
                self._retry(task)
            except Exception as error:  # noqa: BLE001  an item that cannot be sent to a process, or back
                self._done[task.number] = self._lost(task.item, task.number, error)

    def _next_done(self) -> list[Future[_Result]]:
        """The items that were done next, or whose process died or was killed since a step took too long."""
        from concurrent.futures import FIRST_COMPLETED, wait

        if not self._limit:
            return [*wait(self._under_way, return_when=FIRST_COMPLETED).done]
        look = min(_LOOK, self._limit / _LOOKS)
        while True:
            before = time.monotonic()
            if done := wait(self._under_way, look, FIRST_COMPLETED).done:
                return [*done]
            # All processes may have been stopped for a while, as by Ctrl-Z: of that time, no more counts than one look.
            passed = min(time.monotonic() - before, 2 * look)
            for task in self._under_way.values():
                if step := task.process.overtime(self._limit, passed):
                    task.overtime = step
                    task.process.kill()

    def _retry(self, task: _Task[_Item]) -> None:
        """Try an item again whose process was stopped, or give it up."""
        if self._again:
            # A process may have begun another step in the moment before it was killed; that one is not to blame.
            blamed = NO_STEP if task.overtime and task.overtime != task.process.begun else task.process.step
            self._start(task.number, self._again(task.item, Stopped(blamed, bool(task.overtime), self._begun)), task.tries + 1)
        elif task.tries < _TRIES:
            self._start(task.number, task.item, task.tries + 1)
        else:
            died = DiedTwiceError(f"{DIED_TWICE}, {FOR_MEMORY if self._begun else _NONE_BEGAN}")
            self._done[task.number] = self._lost(task.item, task.number, died)


def _is_importing() -> bool:
    """Whether this process is one of several and still imports the program: one that does its work unguarded would begin it again here."""
    from multiprocessing.process import current_process

    # By this `multiprocessing` itself tells; it says so with a traceback, at every item.
    return bool(getattr(current_process(), "_inheriting", False))

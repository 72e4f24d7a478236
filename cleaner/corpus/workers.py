"""Several processes that work on many items, and results in order, whatever becomes of a process.

Each process is a pool of one, so that when one is killed it is known which item it was at: that item is tried once more, in a new process,
and the others never notice. One that is killed while it waits is replaced. Few items are under way at any time, however many there are.

An item that is many things in one says at which of them its process is, and may limit the time that each takes: a process that takes longer
is killed, and whoever gave the item says what to try in its place.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    from concurrent.futures import Future


_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
# How many items a process may be ahead of the result that is asked for next, and how often an item is tried.
_AHEAD, _TRIES = 2, 2
_NONE_BEGAN = (
    'before any page was cleaned; a program keeps what it does under `if __name__ == "__main__":`, or there is no memory for a process'
)
# How often the processes are looked at, in seconds, where a step has a limit; and by how much of it.
_LOOK, _LOOKS = 1.0, 8
# What a process tells of itself, by its place in what it shares: its id, at which step it is, and how many it has begun.
_ID, _STEP, _BEGUN = 0, 1, 2
NO_STEP = -1


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


class _Process:
    """A process that works, as a pool of one; it shares with this one at which step it is."""

    def __init__(self, work: Callable[[Any, int], Any]) -> None:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # A process that is forked off a program with threads may wait forever for a lock that one of them held.
        context = get_context("spawn")
        self.shared = context.RawArray("q", [0, NO_STEP, 0])
        self.pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(work, self.shared))
        self._seen, self._seconds = -1, 0.0

    def takes_longer(self, limit: float, passed: float) -> bool:
        """Whether its step takes longer than the limit, some seconds after the last question. A step begins when it is first seen."""
        if self.shared[_STEP] == NO_STEP or self.shared[_BEGUN] != self._seen:
            self._seen, self._seconds = self.shared[_BEGUN], 0.0
            return False
        self._seconds += passed
        return self._seconds > limit

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._seconds = 0.0
        with suppress(ProcessLookupError):  # it has ended already
            # One that has not begun ends when its pool is shut down.
            if self.shared[_ID]:
                os.kill(self.shared[_ID], getattr(signal, "SIGKILL", signal.SIGTERM))


class _Task(Struct, Generic[_Item], eq=False):
    """An item under way."""

    number: int
    item: _Item
    tries: int
    process: _Process
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
        self._free: list[_Process] = []
        self._under_way: dict[Future[_Result], _Task[_Item]] = {}
        self._done: dict[int, _Result] = {}
        self._begun = False

    def results(self, items: Iterator[_Item]) -> Iterator[_Result]:
        """The results for all items, in order."""
        if _is_importing():
            raise SystemExit(1)  # the process that started this one tells why
        try:
            given = yielded = 0
            self._free = [self._process() for _ in range(self._count)]
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
            self._shut_down()

    def as_finished(self, items: Iterator[_Item]) -> Iterator[_Result]:
        """The results for all items, each as soon as it is there. The next item is taken while others are under way.

        Whoever asks for no more results ends what is under way.
        """
        if _is_importing():
            raise SystemExit(1)
        try:
            given = 0
            self._free = [self._process() for _ in range(self._count)]
            ready = list(islice(items, 1))
            while ready or self._under_way:
                while ready and self._free:
                    self._start(given, ready.pop(), 1)
                    given += 1
                    ready = list(islice(items, 1))
                self._wait()
                while self._done:
                    yield self._done.pop(min(self._done))
        finally:
            for task in self._under_way.values():
                task.process.kill()
            self._shut_down()

    def _shut_down(self) -> None:
        for process in [*self._free, *(task.process for task in self._under_way.values())]:
            process.pool.shutdown(cancel_futures=True)

    def _process(self) -> _Process:
        return _Process(self._work)

    def _start(self, number: int, item: _Item, tries: int) -> None:
        from concurrent.futures import BrokenExecutor

        process = self._free.pop()
        try:
            future = process.pool.submit(_do, item, number)
        except BrokenExecutor:
            # The process died while it waited, so the item has nothing to do with it.
            process.pool.shutdown()
            process = self._process()
            future = process.pool.submit(_do, item, number)
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
                task.process.pool.shutdown()
                self._free.append(self._process())
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
                if task.process.takes_longer(self._limit, passed):
                    task.overtime = task.process.shared[_BEGUN]
                    task.process.kill()

    def _retry(self, task: _Task[_Item]) -> None:
        """Try an item again whose process was stopped, or give it up."""
        shared = task.process.shared
        if self._again:
            # A process may have begun another step in the moment before it was killed; that one is not to blame.
            blamed = NO_STEP if task.overtime and task.overtime != shared[_BEGUN] else shared[_STEP]
            self._start(task.number, self._again(task.item, Stopped(blamed, bool(task.overtime), self._begun)), task.tries + 1)
        elif task.tries < _TRIES:
            self._start(task.number, task.item, task.tries + 1)
        else:
            why = "perhaps for want of memory" if self._begun else _NONE_BEGAN
            died = DiedTwiceError(f"the process that cleaned it died twice, {why}")
            self._done[task.number] = self._lost(task.item, task.number, died)


def _is_importing() -> bool:
    """Whether this process is one of several and still imports the program: one that does its work unguarded would begin it again here."""
    from multiprocessing.process import current_process

    # By this `multiprocessing` itself tells; it says so with a traceback, at every item.
    return bool(getattr(current_process(), "_inheriting", False))


_WORK: list[Callable[[Any, int], Any]] = []
_SHARED: list[Any] = []


def at_step(step: int) -> None:
    """Say at which step of its item this process is, -1 for none; where no other process listens, nothing."""
    for shared in _SHARED:
        shared[_BEGUN] += 1
        shared[_STEP] = step


def _begin(work: Callable[[Any, int], Any], shared: Any) -> None:
    """What this process does, sent to it once."""
    from threading import Thread

    # Ctrl-C reaches all processes of a terminal; the one that started this one says what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shared[_ID] = os.getpid()
    _WORK[:], _SHARED[:] = [work], [shared]
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, even killed; it would wait for items for ever."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _do(item: Any, number: int) -> Any:
    return _WORK[0](item, number)

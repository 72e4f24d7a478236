"""A process that works for another, as a pool of one, and tells at which step of its work it is."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Future

# What a process shares with the one that started it, by its place: its id, at which step it is, how many it has begun, and whether it is to
# end before it begins.
_ID, _STEP, _BEGUN, _UNWANTED = 0, 1, 2, 3
NO_STEP = -1
# The signals by which somebody ends a program.
ENDINGS = {signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)}


class WorkerProcess:
    """A process that works, as a pool of one; it shares with this one at which step it is."""

    def __init__(self, work: Callable[[Any, int], Any]) -> None:
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # A process that is forked off a program with threads may wait forever for a lock that one of them held.
        context = get_context("spawn")
        self._shared = context.RawArray("q", [0, NO_STEP, 0, 0])
        self.pool = ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(work, self._shared))
        self._seen, self._seconds = -1, 0.0

    def submit(self, item: Any, number: int) -> Future[Any]:
        """Let it do an item; it is started with the first one."""
        with _undisturbed():
            return self.pool.submit(_do, item, number)

    def overtime(self, limit: float, passed: float) -> int:
        """The number of its step if that takes longer than the limit, some seconds after the last question; else 0.

        A step begins when it is first seen.
        """
        begun = self.begun
        if self.step == NO_STEP or begun != self._seen:
            self._seen, self._seconds = begun, 0.0
            return 0
        self._seconds += passed
        return begun if self._seconds > limit else 0

    @property
    def step(self) -> int:
        """The step that it is at, or was at when it ended; -1 for none."""
        return int(self._shared[_STEP])

    @property
    def begun(self) -> int:
        """How many steps it has begun."""
        return int(self._shared[_BEGUN])

    def kill(self) -> None:
        """End it at once, whatever it does."""
        self._seconds, self._shared[_UNWANTED] = 0.0, 1
        if self._shared[_ID]:
            _kill(self._shared[_ID])


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):  # it has ended already
        os.kill(process, getattr(signal, "SIGKILL", signal.SIGTERM))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals that end a program wait, here and in a process that is started meanwhile: it would tell its half-read beginning."""
    from multiprocessing import resource_tracker

    if not hasattr(signal, "pthread_sigmask"):  # elsewhere there is no such thing
        yield
        return
    # Where it starts later, it lets them through.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


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
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
    shared[_ID] = os.getpid()
    if shared[_UNWANTED]:
        _kill(os.getpid())
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

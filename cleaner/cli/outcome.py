"""How a command ends: with an exit code, one line for each thing that went wrong, and never with a traceback for what was expected."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from cleaner.errors import CleanerError
from cleaner.io.terminal import tell

CLEAN, FOUND, WRONG, PIPE_CLOSED = 0, 1, 2, 141


class Outcome:
    """What has happened so far in a command."""

    def __init__(self) -> None:
        self.found = False
        self.wrong = False
        self._told: set[str] = set()

    @property
    def code(self) -> int:
        """The exit code: what went wrong counts for more than what was found."""
        return WRONG if self.wrong else FOUND if self.found else CLEAN

    def fail(self, error: CleanerError) -> None:
        """Note an error and tell of it.

        Args:
            error: the error.
        """
        self.wrong = True
        tell(f"cleaner: {error}")

    def fail_once(self, error: CleanerError) -> None:
        """Note an error that other inputs may meet again, such as one of a configuration, and tell of it the first time.

        Args:
            error: the error.
        """
        if str(error) not in self._told:
            self._told.add(str(error))
            self.fail(error)


@contextmanager
def outcome() -> Iterator[Outcome]:
    """A command's body: expected errors inside it become one line and an exit code.

    Raises:
        SystemExit: if the command ends with another code than 0.
    """
    result = Outcome()
    with warnings.catch_warnings():
        warnings.showwarning = lambda message, *_, **__: tell(f"cleaner: {message}")
        try:
            yield result
        except CleanerError as error:
            result.fail(error)
        except BrokenPipeError:
            _discard_output()
            raise SystemExit(PIPE_CLOSED) from None
    if result.code:
        raise SystemExit(result.code)


def _discard_output() -> None:
    """Whoever read the output has gone; what is still buffered for it must not raise the error again at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123

"""How a command ends: with an exit code, one line for each thing that went wrong, and never with a traceback for what was expected."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from cleaner.errors import CleanerError, ReadingError, shortage_of
from cleaner.formats.reading import fault_of
from cleaner.formats.sources import Source
from cleaner.formats.terminal import tell

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
        """Note an error and tell of it, once: a faulty configuration is met at each of its files."""
        self.wrong = True
        message = str(error)
        if message not in self._told:
            self._told.add(message)
            tell(f"cleaner: {message}")

    @contextmanager
    def going_on(self, source: Source) -> Iterator[None]:
        """What is done for one input: an error is told in one line, and the next input is not kept from its turn.

        Raises BrokenPipeError if whoever read the output has gone.
        """
        try:
            yield
        except CleanerError as error:
            self.fail(error)
        except BrokenPipeError:
            raise
        except OSError as error:
            self.fail(ReadingError(source.name, fault_of(error)))
        except (MemoryError, RecursionError) as error:
            self.fail(ReadingError(source.name, shortage_of(error)))
        except Exception as error:  # noqa: BLE001  a fault of this program, or of a library, on one input of many
            self.fail(ReadingError(source.name, f"stopped by {type(error).__name__}: {error}; please report this"))


@contextmanager
def outcome() -> Iterator[Outcome]:
    """A command's body: expected errors inside it become one line and an exit code.

    Raises SystemExit if the command ends with another code than 0.
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
        except OSError as error:
            result.fail(ReadingError(str(error.filename or "cleaner"), fault_of(error)))
        except (MemoryError, RecursionError) as error:
            result.fail(ReadingError("input", shortage_of(error)))
    if result.code:
        raise SystemExit(result.code)


def _discard_output() -> None:
    """Whoever read the output has gone; what is still buffered for it must not raise the error again at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123

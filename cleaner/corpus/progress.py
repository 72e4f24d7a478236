"""How a run goes, for a person: a bar with rate and time left on a terminal, plain lines from time to time elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from cleaner.corpus.counts import Counts
from cleaner.corpus.fields import Fields, Guess
from cleaner.corpus.report import lasting
from cleaner.formats.terminal import counted, log_safe, printable, tell

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

# How often a line is written, in seconds.
_EVERY = 15.0
# How long the bar is, in columns.
_BAR = 16


class Watch:
    """Is told how a run goes. This one says nothing of it, but for messages."""

    def begin(self, size: int, done: Counts) -> None:
        """The run begins, or goes on.

        Args:
            size: the size of all inputs in bytes; 0 where it is not known.
            done: what was done before.
        """

    def guessed(self, guess: Guess) -> None:
        """The columns of an input were guessed."""

    def passed(self, size: int) -> None:
        """So many bytes of the inputs have been read through."""

    def finished(self, counts: Counts) -> None:
        """A part is finished."""

    def say(self, line: str) -> None:
        """A message for whoever started the run."""
        tell(line)

    def end(self) -> None:
        """All parts are finished, or the run ends early."""


class Progress(Watch):
    """Says how many documents are done, how fast, and how long the rest will take.

    Args:
        clock: tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._size = self._passed = self._documents = self._characters = self._broken = 0
        # When the first part of this command was finished, and how much of the inputs was read by then.
        self._began, self._first, self._base = clock(), 0.0, 0
        self._fields: Fields | None = None

    def begin(self, size: int, done: Counts) -> None:
        """See `Watch`."""
        self._size, self._began = size, self._clock()
        if done.documents or done.broken:
            self.say(f"going on: {counted(done.documents + done.broken, 'document')} done before")

    def guessed(self, guess: Guess) -> None:
        """Say which columns are read; of inputs that are read alike, of the first."""
        fields = guess.fields
        if fields == self._fields:
            return
        self._fields = fields
        read = [f"{word} from {name!r}" for word, name in _named(fields.text, fields.html, fields.id, fields.url) if name]
        self.say(f"{printable(guess.source)}: {', '.join(read)}; --text-field, --html-field, --id-field and --url-field name others")

    def passed(self, size: int) -> None:
        """See `Watch`."""
        self._passed = size

    def finished(self, counts: Counts) -> None:
        """See `Watch`."""
        if not self._first:
            self._first, self._base = self._clock(), self._passed
        self._documents += counts.documents + counts.broken
        self._characters += counts.characters
        self._broken += counts.broken

    @property
    def told(self) -> str:
        """What is done, and how fast, in a line."""
        seconds = max(self._clock() - self._began, 0.001)
        words = [
            counted(self._documents, "document"),
            f"{self._characters / 1e6:,.1f} million characters",
            f"{self._documents / seconds:,.0f} documents a second",
        ]
        words += [f"{self._broken:,} in quarantine"] if self._broken else []
        return ", ".join([*words, *([f"{self._passed / self._size:.0%} read"] if self._size else []), *self.left])

    @property
    def left(self) -> list[str]:
        """How long the rest will take, by how fast inputs were read since the first part was finished; nothing while that says little."""
        seconds, read = self._clock() - self._first, self._passed - self._base
        if not (self._first and self._size and read > 0 and seconds > 1):
            return []
        return [f"{lasting((self._size - self._passed) * seconds / read)} left"]


class Log(Progress):
    """Says it in plain lines, from time to time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, every: float = _EVERY) -> None:
        super().__init__(clock)
        self._every, self._said = every, clock()

    def finished(self, counts: Counts) -> None:
        """See `Watch`."""
        super().finished(counts)
        if self._clock() - self._said >= self._every:
            self._said = self._clock()
            tell(self.told)


class Terminal(Progress):
    """Says it in a bar that is drawn again and again."""

    _bar: Bar | None = None

    def begin(self, size: int, done: Counts) -> None:
        """See `Watch`."""
        super().begin(size, done)
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn

        # A short bar, since what is said beside it is long.
        columns = (BarColumn(_BAR), TextColumn("{task.description}", markup=False))
        self._bar = Progress(*columns, console=Console(stderr=True, highlight=False), transient=True)
        self._task = self._bar.add_task("", total=size or None)
        self._bar.start()

    def passed(self, size: int) -> None:
        """See `Watch`."""
        super().passed(size)
        self._draw()

    def finished(self, counts: Counts) -> None:
        """See `Watch`."""
        super().finished(counts)
        self._draw()

    def end(self) -> None:
        """See `Watch`."""
        if self._bar:
            self._bar.stop()

    def say(self, line: str) -> None:
        """See `Watch`."""
        # Above the bar, which is drawn again below it.
        if self._bar:
            self._bar.console.print(log_safe(line), markup=False, soft_wrap=True)
        else:
            super().say(line)

    def _draw(self) -> None:
        if self._bar:
            self._bar.update(self._task, completed=self._passed, description=self.told)


def progress() -> Progress:
    """The one that fits where messages go."""
    return Terminal() if sys.stderr is not None and sys.stderr.isatty() else Log()


def _named(*names: str | None) -> list[tuple[str, str | None]]:
    return list(zip(("texts", "web pages", "ids", "addresses"), names, strict=True))

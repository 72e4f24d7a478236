"""Paths that lead to no regular file: devices, FIFOs, sockets, and files that this process has open already."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from cleaner.errors import WritingError
from cleaner.io.reading import fault_of

STDOUT = 1
GONE = "was there and is gone; nothing was written"
# As many links one after the other as Linux follows.
_MOST_LINKS = 40


def refuse_special(path: Path) -> None:
    """Raise unless a path leads to a regular file, which can be rewritten.

    Args:
        path: the path.

    Raises:
        WritingError: if so; it says what the path leads to.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise WritingError(f"{path}: {fault_of(error)}") from error
    if not stat.S_ISREG(mode):
        raise WritingError(f"{path}: is {_kind(mode)}, and only regular files are rewritten; use cleaner clean")


def special_kind(path: Path) -> str | None:
    """What a path leads to if that is neither a regular file nor a folder, such as `a FIFO`; None also where there is nothing.

    Args:
        path: the path.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return None  # whoever opens it hears why
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else _kind(mode)


def write_special(path: Path, parts: Iterable[bytes]) -> None:
    """Bytes into a FIFO or a device of characters, such as a terminal or `/dev/null`, as shells do it.

    Args:
        path: the path.
        parts: the bytes, in order; they are written as they come.

    Raises:
        WritingError: if it leads to something else.
        OSError: if it cannot be written.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)):
        raise WritingError(f"{path}: is {_kind(mode)}, which is not written to; name a file")
    # Neither made nor emptied. Of a FIFO this waits for whoever reads it.
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0))
    try:
        write_into(descriptor, parts)
    finally:
        os.close(descriptor)


def write_into(descriptor: int, parts: Iterable[bytes]) -> None:
    """Bytes into an open file, where its last ones were written.

    Args:
        descriptor: its number.
        parts: the bytes, in order; they are written as they come.

    Raises:
        OSError: if it cannot be written.
    """
    if descriptor == STDOUT and sys.stdout is not None:
        sys.stdout.flush()
    for part in parts:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def own_descriptor(path: Path) -> int | None:
    """The number of the open file that a path stands for, such as `/dev/stdout`: whoever opened it said where in it is written.

    Args:
        path: the path.
    """
    at = str(path)
    for _ in range(_MOST_LINKS):
        folder, name = os.path.realpath(os.path.dirname(at)), os.path.basename(at)  # noqa: PTH119, PTH120
        if name.isdecimal() and (folder == "/dev/fd" or (folder.startswith(f"/proc/{os.getpid()}/") and folder.endswith("/fd"))):
            return int(name)
        if not os.path.islink(at):  # noqa: PTH114
            return None
        at = os.path.join(folder, os.readlink(at))  # noqa: PTH115, PTH118
    return None


def _kind(mode: int) -> str:
    """What a file is by its mode."""
    tests = (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a FIFO"),
        (stat.S_ISSOCK, "a socket"),
        (stat.S_ISBLK, "a block device"),
        (stat.S_ISCHR, "a device"),
    )
    return next((kind for test, kind in tests if test(mode)), "no file")

"""What a path leads to. Unlike the methods of `pathlib`, these answers never raise.

A name may be longer than the file system takes, hold NUL, or lie behind links that lead in a circle. Such a path leads nowhere; whoever
opens it gets the error that says why.
"""

from __future__ import annotations

import os
from pathlib import Path

# What is said of a file that is not read.
SPECIAL = "is no regular file; reading it could wait for ever"


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder."""
    return os.path.isdir(path)  # noqa: PTH112


def is_regular(path: Path) -> bool:
    """Whether a path leads to a regular file: no folder, device, FIFO or socket."""
    return os.path.isfile(path)  # noqa: PTH113


def is_special(path: Path) -> bool:
    """Whether a path leads to something that is no regular file, such as a FIFO, whose reader could wait for ever."""
    return exists(path) and not is_regular(path)


def is_link(path: Path) -> bool:
    """Whether a path is a link, whatever it leads to."""
    return os.path.islink(path)  # noqa: PTH114


def exists(path: Path) -> bool:
    """Whether a path leads to anything."""
    return os.path.exists(path)  # noqa: PTH110


def resolved(path: Path) -> Path:
    """A path without links as far as they lead anywhere."""
    try:
        return Path(os.path.realpath(path))
    except ValueError:  # it holds NUL
        return path


def from_here(path: Path) -> Path:
    """A path from the current folder, as users name it; as it is where it lies outside, or there is no such folder any more."""
    try:
        here = Path.cwd()
    except OSError:
        return path
    return path.relative_to(here) if path.is_relative_to(here) else path


def leads_out(path: Path, folder: Path) -> bool:
    """Whether a path leads out of a folder, by `..` or by links."""
    return not resolved(path).is_relative_to(resolved(folder))

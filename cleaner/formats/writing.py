"""Bytes to standard output, to devices, or to files that are there whole or not at all. An input is never written over by accident.

A lone surrogate is half a character. UTF-8 has no bytes for it, and a file that held some could not be read back by this program or
most others, so writing one is an error that names its offset. JSON can spell it (`\\ud800`), so there it is spelled. Messages show
it the same way, since a file name on Linux may hold any bytes.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from cleaner.errors import WritingError
from cleaner.formats.reading import fault_of
from cleaner.formats.replacing import FileChangedError, FileState, replace_whole
from cleaner.formats.sources import STDIN, Source
from cleaner.paths import exists, is_folder, is_link, is_special, leads_out, resolved

STDOUT = 1
GONE = "was there and is gone; nothing was written"
# As many links one after the other as Linux follows.
_MOST_LINKS = 40


def refuse_special(path: Path) -> None:
    """Raise unless a path leads to a regular file, which can be rewritten. Raises WritingError if so; it says what the path leads to."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise WritingError(f"{path}: {fault_of(error)}") from error
    if not stat.S_ISREG(mode):
        raise WritingError(f"{path}: is {_kind(mode)}, and only regular files are rewritten; use cleaner clean")


def special_kind(path: Path) -> str | None:
    """What a path leads to if that is neither a regular file nor a folder, such as `a FIFO`; None also where there is nothing."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return None  # whoever opens it hears why
    return None if stat.S_ISREG(mode) or stat.S_ISDIR(mode) else _kind(mode)


def write_special(path: Path, parts: Iterable[bytes]) -> None:
    """Bytes into a FIFO or a device of characters, such as a terminal or `/dev/null`, as shells do it.

    Raises WritingError if it leads to something else; OSError if it cannot be written.
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
    """Bytes into an open file, where its last ones were written. Raises OSError if it cannot be written."""
    if descriptor == STDOUT and sys.stdout is not None:
        sys.stdout.flush()
    for part in parts:
        rest = memoryview(part)
        while rest:
            rest = rest[os.write(descriptor, rest) :]


def own_descriptor(path: Path) -> int | None:
    """The number of the open file that a path stands for, such as `/dev/stdout`: whoever opened it said where in it is written."""
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


# Endings that say "text"; anything else after a dot, such as the day in `page.2024-01-02`, belongs to the name.
_PACKED_SUFFIXES = {".gz"}
_TEXT_SUFFIXES = {".txt", ".text", ".md", ".markdown", ".json", ".jsonl", ".html", ".htm", ".xhtml", ".ndjson", ".csv", ".tsv"}


def encode(text: str, name: str) -> bytes:
    """Text as UTF-8. Raises WritingError if the text holds half a character."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        half = f"offset {error.start} of the output is half a character (U+{ord(text[error.start]):04X})"
        raise WritingError(f"{name}: {half}, which UTF-8 cannot hold; write JSON instead") from error


def write_stdout(raw: bytes) -> None:
    """Bytes to standard output, as they are on every system.

    Raises WritingError if they cannot be written, such as to a full disk; BrokenPipeError if whoever read them has gone.
    """
    if sys.stdout is None:
        raise WritingError("standard output: is closed; leave it open, or name a file with -o")
    try:
        sys.stdout.flush()
        # An unbuffered stream (`python -u`) may take a part and say so.
        rest = memoryview(raw)
        while rest:
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise WritingError(f"standard output: {fault_of(error)}") from error


def write_file(path: Path, raw: bytes | Iterable[bytes], within: Path | None = None) -> None:
    """Bytes to a file that appears whole, or into the device or FIFO that a path leads to. A link stays, and its target is written.

    Raises WritingError if the file or its folder cannot be written, or is nothing that could be; BrokenPipeError if it is standard output,
    and whoever read it has gone.
    """
    if within and leads_out(path, within):
        raise WritingError(f"{path}: a link leads out of {within}; remove the link, or name the place that it leads to with -o")
    descriptor, parts = own_descriptor(path), [raw] if isinstance(raw, bytes) else raw
    try:
        if descriptor is not None:
            write_into(descriptor, parts)
        elif is_special(path):
            write_special(path, parts)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            place = resolved(path)
            if is_link(place):
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            if exists(place) and not os.access(place, os.W_OK):
                raise WritingError(f"{path}: is read-only; nothing was changed")
            replace_whole(place, parts)
    except BrokenPipeError as error:
        if descriptor == STDOUT:
            raise
        raise WritingError(f"{path}: whoever read it has gone") from error
    except PermissionError as error:
        raise WritingError(f"{path}: permission denied; check who may write in its folder") from error
    except (OSError, ValueError) as error:
        raise WritingError(f"{path}: {fault_of(error)}") from error


def replace_file(path: Path, parts: Iterable[bytes], read: FileState) -> None:
    """Bytes in place of those of a file: it is the old file or the new one whole, with the same permissions.

    Raises WritingError if it is no regular file, is read-only or was changed since, or its folder cannot be written; then it is as it was.
    """
    refuse_special(path)
    place = resolved(path)
    if not os.access(place, os.W_OK):
        raise WritingError(f"{path}: is read-only; nothing was changed")
    try:
        replace_whole(place, parts, read)
    except FileChangedError as error:
        raise WritingError(f"{path}: was changed by another program while it was read, and was left as it is; run again") from error
    except FileNotFoundError as error:
        raise WritingError(f"{path}: {GONE}") from error
    except PermissionError as error:
        raise WritingError(f"{path}: permission denied; check who may write in its folder") from error
    except OSError as error:
        raise WritingError(f"{path}: {fault_of(error)}") from error


def targets(sources: Sequence[Source], out: Path, suffix: Callable[[Source], str]) -> list[Path]:
    """Where each output goes: below a folder as its input lay below the folder given, or for one input to the file itself.

    Raises WritingError if two outputs would be one file, or many would go to a file.
    """
    # A device, a FIFO and a link to nothing are written like a file.
    if (exists(out) or is_link(out) or out.suffix in _TEXT_SUFFIXES) and not is_folder(out):
        if len(sources) > 1:
            raise WritingError(f"{out}: is the name of a file, but there are {len(sources)} inputs; name a folder")
        return [out] * len(sources)
    taken: dict[Path, Source] = {}
    for source in sources:
        path = out / renamed(source.relative, suffix(source))
        if path in taken:
            raise WritingError(f"{path}: would hold both {taken[path].name} and {source.name}; clean them into two folders")
        taken[path] = source
    return list(taken)


def renamed(path: Path, suffix: str) -> Path:
    """A path with another ending; one that is no ending of a text file stays and is followed by the new one."""
    name = path.name
    for endings in (_PACKED_SUFFIXES, _TEXT_SUFFIXES):
        bare, dot, ending = name.rpartition(".")
        # A name of dots alone stands for a folder, perhaps one outside of the outputs.
        if bare.strip(".") and dot + ending.lower() in endings:
            name = bare
    return path.parent / (name + suffix)


def refuse_overwriting(outputs: Iterable[Path], sources: Iterable[Source], given: Iterable[Path]) -> None:
    """Raise if an output is an input, or would lie among the inputs and be taken for one the next time.

    Raises WritingError if so; it names the path.
    """
    inputs = {resolved(source.path) for source in sources if source.path != STDIN}
    folders = [resolved(path) for path in given if is_folder(path)]
    for output in outputs:
        place = resolved(output)
        if place in inputs:
            raise WritingError(f"{output}: is an input; choose another -o, or say --force to replace it")
        if inside := next((folder for folder in folders if place.is_relative_to(folder)), None):
            raise WritingError(f"{output}: lies inside the input folder {inside.name}; choose a folder elsewhere, or say --force")

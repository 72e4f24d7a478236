"""Text to bytes, to standard output or to files that are there whole or not at all. An input is never written over by accident.

A lone surrogate is half a character. UTF-8 has no bytes for it, and a file that held some could not be read back by this program or
most others, so writing one is an error that names its offset. JSON can spell it (`\\ud800`), so there it is spelled. Messages show
it the same way, since a file name on Linux may hold any bytes.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from cleaner.errors import WritingError
from cleaner.io.reading import fault_of
from cleaner.io.replacing import FileChangedError, FileState, replace_whole
from cleaner.io.sources import STDIN, Source
from cleaner.io.special import GONE, STDOUT, own_descriptor, refuse_special, write_into, write_special
from cleaner.paths import exists, is_folder, is_link, is_regular, leads_out, resolved

# Endings that say "text"; anything else after a dot, such as the day in `page.2024-01-02`, belongs to the name.
_PACKED_SUFFIXES = {".gz"}
_TEXT_SUFFIXES = {".txt", ".text", ".md", ".markdown", ".json", ".jsonl", ".html", ".htm", ".xhtml", ".ndjson", ".csv", ".tsv"}


def encode(text: str, name: str) -> bytes:
    """Text as UTF-8.

    Args:
        text: the text.
        name: what errors call the page it came from.

    Raises:
        WritingError: if the text holds half a character.
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        half = f"offset {error.start} of the output is half a character (U+{ord(text[error.start]):04X})"
        raise WritingError(f"{name}: {half}, which UTF-8 cannot hold; write JSON instead") from error


def write_stdout(raw: bytes) -> None:
    """Bytes to standard output, as they are on every system.

    Args:
        raw: the bytes.

    Raises:
        WritingError: if they cannot be written, such as to a full disk.
        BrokenPipeError: if whoever read them has gone.
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

    Args:
        path: the file; its folder is made if there is none. An old file is replaced, and its mode and owner stay.
        raw: the bytes, or parts of them in order, which are written as they come.
        within: a folder out of which no link is followed; None where a link was named on purpose.

    Raises:
        WritingError: if the file or its folder cannot be written, or is nothing that could be.
        BrokenPipeError: if it is standard output, and whoever read it has gone.
    """
    if within and leads_out(path, within):
        raise WritingError(f"{path}: a link leads out of {within}; remove the link, or name the place that it leads to with -o")
    descriptor, parts = own_descriptor(path), [raw] if isinstance(raw, bytes) else raw
    try:
        if descriptor is not None:
            write_into(descriptor, parts)
        elif exists(path) and not is_regular(path):
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

    Args:
        path: the file; of a link, the file that it leads to, and the link stays.
        parts: the bytes, in order; they are written as they come.
        read: the state of the file before it was read.

    Raises:
        WritingError: if it is no regular file, is read-only or was changed since, or its folder cannot be written; then it is as it was.
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

    Args:
        sources: the inputs.
        out: a folder, made if there is none; for one input also a file, if it has the ending of one.
        suffix: tells the ending of an input's output, with its dot.

    Raises:
        WritingError: if two outputs would be one file, or many would go to a file.
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
    """A path with another ending; one that is no ending of a text file stays and is followed by the new one.

    Args:
        path: the path of an input, relative to the folder given.
        suffix: the new ending, with its dot.
    """
    name = path.name
    for endings in (_PACKED_SUFFIXES, _TEXT_SUFFIXES):
        bare, dot, ending = name.rpartition(".")
        # A name of dots alone stands for a folder, perhaps one outside of the outputs.
        if bare.strip(".") and dot + ending.lower() in endings:
            name = bare
    return path.parent / (name + suffix)


def refuse_overwriting(outputs: Iterable[Path], sources: Iterable[Source], given: Iterable[Path]) -> None:
    """Raise if an output is an input, or would lie among the inputs and be taken for one the next time.

    Args:
        outputs: where the outputs go.
        sources: the inputs.
        given: the paths on the command line.

    Raises:
        WritingError: if so; it names the path.
    """
    inputs = {resolved(source.path) for source in sources if source.path != STDIN}
    folders = [resolved(path) for path in given if is_folder(path)]
    for output in outputs:
        place = resolved(output)
        if place in inputs:
            raise WritingError(f"{output}: is an input; choose another -o, or say --force to replace it")
        if inside := next((folder for folder in folders if place.is_relative_to(folder)), None):
            raise WritingError(f"{output}: lies inside the input folder {inside.name}; choose a folder elsewhere, or say --force")

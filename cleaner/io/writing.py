"""Text to bytes, to standard output or to files that are there whole or not at all. An input is never written over by accident.

A lone surrogate is half a character. UTF-8 has no bytes for it, and a file that held some could not be read back by this program or
most others, so writing one is an error that names its offset. JSON can spell it (`\\ud800`), so there it is spelled. Messages show
it the same way, since a file name on Linux may hold any bytes.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from cleaner.errors import WritingError
from cleaner.io.reading import fault_of
from cleaner.io.sources import STDIN, Source

_PERMISSIONS = 0o7777
# Endings that say "text"; anything else after a dot, such as the day in `page.2024-01-02`, belongs to the name.
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


def write_file(path: Path, raw: bytes | Iterable[bytes]) -> None:
    """Bytes to a file that appears whole: they go to a new file beside it, which then takes its name.

    Args:
        path: the file; its folder is made if there is none.
        raw: the bytes, or parts of them in order, which are written as they come.

    Raises:
        WritingError: if the file or its folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WritingError(f"{path}: {fault_of(error)}") from error
    _write_beside(path, [raw] if isinstance(raw, bytes) else raw)


def replace_file(path: Path, parts: Iterable[bytes]) -> None:
    """Bytes in place of those of a file: it is the old file or the new one whole, with the same permissions.

    Args:
        path: the file; of a link, the file that it leads to.
        parts: the bytes, in order; they are written as they come.

    Raises:
        WritingError: if the file is read-only, or its folder cannot be written.
    """
    place = path.resolve()
    if not os.access(place, os.W_OK):
        raise WritingError(f"{path}: is read-only; nothing was changed")
    _write_beside(place, parts, like=place)


def _write_beside(path: Path, parts: Iterable[bytes], like: Path | None = None) -> None:
    """Bytes to a new file that then takes the name of another, with the permissions of a third."""
    beside = path.with_name(f".{path.name[:100]}.{os.urandom(6).hex()}")
    try:
        with beside.open("xb") as file:
            for part in parts:
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        if like:
            beside.chmod(like.stat().st_mode & _PERMISSIONS)
        beside.replace(path)
    except PermissionError as error:
        raise WritingError(f"{path}: permission denied; check who may write in its folder") from error
    except OSError as error:
        raise WritingError(f"{path}: {fault_of(error)}") from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def targets(sources: Sequence[Source], out: Path, suffix: Callable[[Source], str]) -> list[Path]:
    """Where each output goes: below a folder as its input lay below the folder given, or for one input to the file itself.

    Args:
        sources: the inputs.
        out: a folder, made if there is none; for one input also a file, if it has the ending of one.
        suffix: tells the ending of an input's output, with its dot.

    Raises:
        WritingError: if two outputs would be one file, or many would go to a file.
    """
    if out.is_file() or (not out.is_dir() and out.suffix in _TEXT_SUFFIXES):
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
    bare = path.with_suffix("") if path.suffix == ".gz" else path
    bare = bare.with_suffix("") if bare.suffix.lower() in _TEXT_SUFFIXES else bare
    return bare.with_name(bare.name + suffix)


def refuse_overwriting(outputs: Iterable[Path], sources: Iterable[Source], given: Iterable[Path]) -> None:
    """Raise if an output is an input, or would lie among the inputs and be taken for one the next time.

    Args:
        outputs: where the outputs go.
        sources: the inputs.
        given: the paths on the command line.

    Raises:
        WritingError: if so; it names the path.
    """
    inputs = {source.path.resolve() for source in sources if source.path != STDIN}
    folders = [path.resolve() for path in given if path.is_dir()]
    for output in outputs:
        place = output.resolve()
        if place in inputs:
            raise WritingError(f"{output}: is an input; choose another -o, or say --force to replace it")
        if inside := next((folder for folder in folders if place.is_relative_to(folder)), None):
            raise WritingError(f"{output}: lies inside the input folder {inside.name}; choose a folder elsewhere, or say --force")

"""What the paths on a command line stand for: files by name, and the text files below folders. Nothing is read here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleaner.errors import ReadingError
from cleaner.html.charsets import named
from cleaner.io.reading import STDIN_NAME, decode, fault_of, looks_like_text, read_bytes
from cleaner.io.web_pages import begins_as_web_page, named_as_web_page, web_page
from cleaner.model.records import dataclass

STDIN = Path("-")
# Files named so are texts, whatever they begin with.
_TEXTS = frozenset((".txt", ".text", ".md", ".markdown", ".rst", ".csv", ".tsv", ".json", ".jsonl", ".log"))


@dataclass(frozen=True)
class Source:
    """One input.

    Args:
        path: the file, or `-` for standard input.
        relative: the path its output has below the output folder.
        encoding: the encoding to read it in, whatever it declares; None to find out.
    """

    path: Path
    relative: Path
    encoding: str | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return STDIN_NAME if self.path == STDIN else str(self.path)

    def read(self) -> str | bytes:
        """Its text, or the bytes of a web page: a file that is named as one, or that begins as one and is not named as a text.

        It may be empty, as a pipe is whose first command found nothing: that is an empty text, wherever it comes from.

        Raises:
            ReadingError: if it cannot be read as text.
        """
        raw = sys.stdin.buffer.read() if self.path == STDIN else read_bytes(self.path)
        if named_as_web_page(self.path) or (self.path.suffix.lower() not in _TEXTS and begins_as_web_page(raw)):
            return web_page(raw, self.name)
        return decode(raw, self.name, self.encoding)


def find_sources(paths: Iterable[Path], encoding: str | None = None) -> tuple[list[Source], list[ReadingError]]:
    """The inputs, each once, in the order given, and what stood in the way of others.

    Args:
        paths: files, folders to search for text files, or `-`.
        encoding: the encoding to read them all in; None to find out.

    Raises:
        ReadingError: if there is no such encoding.
    """
    if encoding is not None and named(encoding) is None:
        from cleaner.html.decode import no_such  # no error, no need

        raise no_such(encoding, "--encoding")
    sources: dict[Path, Source] = {}
    faults: list[ReadingError] = []
    for path in paths:
        if path == STDIN:
            sources.setdefault(path, Source(path, Path("stdin"), encoding))
        elif not path.is_dir():
            sources.setdefault(path.resolve(), Source(path, Path(path.name), encoding))
        else:
            before = len(faults)
            found = [Source(file, file.relative_to(path), encoding) for file in _text_files(path, faults)]
            if not found and len(faults) == before:
                faults.append(ReadingError(str(path), "holds no text file; hidden ones, READMEs and binary ones are passed over"))
            for source in found:
                sources.setdefault(source.path.resolve(), source)
    return list(sources.values()), faults


def _text_files(folder: Path, faults: list[ReadingError]) -> Iterator[Path]:
    """The regular text files below a folder, sorted, without hidden ones; faults of folders are added to the list."""

    def note(error: OSError) -> None:
        faults.append(ReadingError(str(error.filename), fault_of(error)))

    for parent, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(parent, name)
            # A README speaks about the folder's texts; it is none of them.
            if not name.lower().startswith((".", "readme")) and path.is_file() and looks_like_text(path):
                yield path

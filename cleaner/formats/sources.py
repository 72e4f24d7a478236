"""What the paths on a command line stand for: files by name, and the text files below folders."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from cleaner.document.page import begins_as_web_page
from cleaner.errors import ReadingError
from cleaner.formats.passages import TOO_DEEP, json_fault
from cleaner.formats.reading import STDIN_NAME, Decoded, decoded, fault_of, looks_like_text, magic_kind, read_bytes, unpacked
from cleaner.html.decode import named, no_such
from cleaner.paths import is_folder, is_link, leads_out, resolved

ENDINGS = frozenset({".html", ".htm", ".xhtml"})


def named_as_web_page(path: Path) -> bool:
    """Whether the name of a file says that it is a web page, compressed or not."""
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower() in ENDINGS


def web_page(raw: bytes, name: str) -> bytes:
    """The bytes of a web page, which may be empty. Raises ReadingError if it is damaged, or something else."""
    raw = unpacked(raw, name)
    if kind := magic_kind(raw):
        raise ReadingError(name, f"is {kind}, no web page; convert it to one first")
    return raw


STDIN = Path("-")
JSON_LINES, JSON_DOCUMENTS, TABLES = frozenset((".jsonl", ".ndjson")), frozenset((".json",)), frozenset((".csv", ".tsv"))
RECORDS = JSON_LINES | JSON_DOCUMENTS | TABLES
# What a name of an input may end in.
SUFFIXES = frozenset((".txt", ".text", ".md", ".markdown", ".rst", ".log", ".gz")) | RECORDS | ENDINGS


class Source(msgspec.Struct, frozen=True):
    """One input."""

    path: Path
    relative: Path
    encoding: str | None = None

    @property
    def name(self) -> str:
        """What messages call it."""
        return STDIN_NAME if self.path == STDIN else str(self.path)

    @property
    def suffix(self) -> str:
        """The ending of its name in lower case, without that of gzip; empty for standard input."""
        path = self.path.with_suffix("") if self.path.suffix.lower() == ".gz" else self.path
        return "" if self.path == STDIN else path.suffix.lower()

    @property
    def holds_records(self) -> bool:
        """Whether it holds records, by its name."""
        return self.suffix in RECORDS

    def held(self) -> Decoded | bytes:
        """Its text and how it was held in bytes, or the bytes of a web page: what is named as one, or begins as one whatever its name.

        Raises ReadingError if it cannot be read as text, or is standard input and holds JSON lines.
        """
        raw = sys.stdin.buffer.read() if self.path == STDIN else read_bytes(self.path)
        if named_as_web_page(self.path):
            return web_page(raw, self.name)
        packed, raw = raw, unpacked(raw, self.name)
        if raw is not packed and (kind := magic_kind(raw)):
            raise ReadingError(self.name, f"is {kind}, not text; extract its text first")
        if not self.holds_records and begins_as_web_page(raw):
            return web_page(raw, self.name)
        held = decoded(raw, self.name, self.encoding)
        if self.path == STDIN and _begins_as_json_lines(held.text):
            raise ReadingError(self.name, "holds JSON lines, whose fields are cleaned in files only; name a file that ends in .jsonl")
        return held

    def read(self) -> str | bytes:
        """Its text, or the bytes of a web page. An input may be empty, as a pipe is whose first command found nothing.

        Raises ReadingError if it cannot be read as text, or holds records.
        """
        if self.holds_records:
            raise ReadingError(self.name, "holds records and no text; read the texts in them and give those to cleaner.clean_many")
        held = self.held()
        return held if isinstance(held, bytes) else held.text


def find_sources(
    paths: Iterable[Path], encoding: str | None = None, wanted: Callable[[Path], bool] = looks_like_text
) -> tuple[list[Source], list[ReadingError]]:
    """The inputs, each once, in the order given, and what stood in the way of others. Raises ReadingError if there is no such encoding.

    Args:
        wanted: which of the files in folders are inputs; hidden ones and READMEs are none.
    """
    if encoding is not None and named(encoding) is None:
        raise no_such(encoding, "--encoding")
    sources: dict[Path, Source] = {}
    faults: list[ReadingError] = []
    for path in paths:
        if path == STDIN:
            sources.setdefault(path, Source(path, Path("stdin"), encoding))
        elif not is_folder(path):
            sources.setdefault(resolved(path), Source(path, Path(path.name), encoding))
        else:
            before = len(faults)
            found = [Source(file, file.relative_to(path), encoding) for file in _files(path, faults, wanted)]
            if not found and len(faults) == before:
                faults.append(ReadingError(str(path), "holds no text file; hidden ones, READMEs and binary ones are passed over"))
            for source in found:
                sources.setdefault(resolved(source.path), source)
    return list(sources.values()), faults


def _begins_as_json_lines(text: str) -> bool:
    """Whether the first line of a text that holds anything is a JSON object and nothing else."""
    begins = re.match(r"\s*({[^\n]*)", text)
    if begins is None:
        return False
    return json_fault(begins[1]) in (None, TOO_DEEP)


def is_passed_over(name: str) -> bool:
    """Whether a file in a folder is none of its texts by its name: a hidden one, or a README, which speaks about them."""
    return name.lower().startswith((".", "readme"))


def _files(folder: Path, faults: list[ReadingError], wanted: Callable[[Path], bool]) -> Iterator[Path]:
    """The regular files below a folder that are wanted, sorted, without hidden ones; faults of folders are added to the list."""

    def note(error: OSError) -> None:
        faults.append(ReadingError(str(error.filename), fault_of(error)))

    for parent, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        # No link to a folder is followed; one that leads to texts elsewhere is told, since they may be expected.
        links = (path for path in (Path(parent, name) for name in folders) if is_link(path))
        faults += (_leads_out(path, folder) for path in links if leads_out(path, folder))
        for name in sorted(files):
            path = Path(parent, name)
            if not is_passed_over(name) and _is_regular(path, folder, faults) and wanted(path):
                yield path


def _is_regular(path: Path, folder: Path, faults: list[ReadingError]) -> bool:
    """Whether a path below a folder is a regular file within it; where that cannot be told, or a link leads out, that is a fault."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        faults.append(ReadingError(str(path), "is a link to nothing; remove it" if is_link(path) else fault_of(error)))
        return False
    if stat.S_ISREG(mode) and is_link(path) and leads_out(path, folder):
        faults.append(_leads_out(path, folder))
        return False
    return stat.S_ISREG(mode)


def _leads_out(path: Path, folder: Path) -> ReadingError:
    return ReadingError(str(path), f"is a link that leads out of {folder}, and was not followed; name what it leads to")

"""The documents of a corpus: of files, folders and URLs, whatever their format, in an order that never changes.

Each input gives each of its documents once. What cannot be read is given as `Broken` in its place, and what comes after it is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from cleaner.corpus import compression
from cleaner.corpus.archives import tar_documents, zip_documents
from cleaner.corpus.columnar import arrow_schema_of, parquet_documents
from cleaner.corpus.document import Broken, Document, Place
from cleaner.corpus.fields import ALL_GUESSED, Fields, Reading, Told
from cleaner.corpus.forms import Form, form_of_name, form_of_stream, stream_documents
from cleaner.corpus.web_archives import warc_documents
from cleaner.errors import ReadingError, require
from cleaner.formats.sources import STDIN, find_sources, is_passed_over
from cleaner.html.decode import named, no_such
from cleaner.paths import resolved

if TYPE_CHECKING:
    import pyarrow

# What a format needs beyond the standard library: what for, the library, and the extra that brings it.
_NEEDS = {"parquet": ("Parquet", "pyarrow", "parquet"), "warc": ("WARC and WET", "fastwarc", "warc")}
# Formats whose readers go to and fro in what is stored, so that it cannot be compressed as a whole, but in these ways.
_AS_STORED: dict[Form, tuple[str, ...]] = {"parquet": (), "zip": (), "warc": ("gzip", "zstd")}
_UNPACKERS = {"gzip": "gunzip", "bzip2": "bunzip2", "zstd": "unzstd"}
_MARK = 16


class Input(Struct, frozen=True):
    """A file to read.

    Args:
        name: its path or URL, as places name it.
        form: its format as its name tells it; None if it is told by how it begins.
    """

    name: str
    form: Form | None = None


def find_inputs(inputs: Sequence[str], encoding: str | None = None) -> list[Input | Broken]:
    """The files that paths and URLs stand for, each once, as they are named and in folders sorted; and what stood in the way of others.

    Hidden files, READMEs, and what is neither text nor records are passed over in folders. A URL may be a folder, or a pattern such as
    `s3://bucket/part-*.parquet`.

    Raises:
        ReadingError: for standard input, which cannot be read again; if there is no such encoding.
        ExtraError: if a library is missing that one of them needs.
    """
    if encoding is not None and named(encoding) is None:
        raise no_such(encoding, "--encoding")
    found: list[Input | Broken] = []
    for name in inputs:
        if Path(name) == STDIN:
            raise ReadingError(name, "standard input could not be read a second time; save it in a file")
        # A pattern of paths stands for some, which are asked for as those of URLs are.
        place = name if "*" in name else compression.local(name)
        found += _below_url(place) if compression.is_url(place) else _below_path(Path(place))
    seen: dict[object, Input | Broken] = {}
    for one in found:
        # By what it is, so that a file that is named beside its folder is read once.
        seen.setdefault(one if isinstance(one, Broken) or compression.is_url(one.name) else resolved(Path(one.name)), one)
    return list(seen.values())


def documents(
    inputs: Sequence[str], fields: Fields = ALL_GUESSED, *, encoding: str | None = None, told: Told | None = None
) -> Iterator[Document | Broken]:
    """The documents of all inputs, in the order of `find_inputs`, each when it is asked for.

    Args:
        inputs: paths and URLs.
        fields: the columns that hold texts, pages, ids and addresses.
        encoding: the encoding of texts and records without a mark. Pages are given as bytes, for whoever cleans them to decode.
        told: is called with what was guessed of each input.

    Raises:
        ReadingError, ExtraError: as `find_inputs` does.
    """
    for found in find_inputs(inputs, encoding):
        if isinstance(found, Broken):
            yield found
        else:
            yield from documents_of(found, fields, encoding=encoding, told=told)


def documents_of(
    source: Input,
    fields: Fields = ALL_GUESSED,
    *,
    encoding: str | None = None,
    told: Told | None = None,
    opened: Callable[[BinaryIO], None] | None = None,
) -> Iterator[Document | Broken]:
    """The documents of one input, as `documents` gives them. Raises ExtraError if a library is missing that it needs.

    Args:
        opened: is called with the file, whose place tells how much of it was read.
    """
    reading = Reading(source.name, fields, encoding, told)
    try:
        with closing(compression.opened(source.name)) as file:
            if opened:
                opened(file)
            yield from _documents_in(file, source, reading)
    except ReadingError as error:
        yield reading.broken("", error.fault)


def arrow_schema(inputs: Sequence[Input]) -> pyarrow.Schema | None:
    """The columns of those inputs that are Parquet, with their types, for `write_part`; None if none is, or none can be opened.

    Raises ReadingError if two of them have a column of one name and of types that do not go together.
    """
    return arrow_schema_of([source.name for source in inputs if _is_parquet(source)])


def _is_parquet(source: Input) -> bool:
    if source.form is not None:
        return source.form == "parquet"
    with suppress(ReadingError):  # its reader tells why
        return _form_within(source.name) == "parquet"
    return False


def _documents_in(file: BinaryIO, source: Input, reading: Reading) -> Iterator[Document | Broken]:
    form = source.form
    if form is None:
        form = form_of_stream(compression.unpacked(file, source.name)) or "text"
        _require(source.name, form)
        file.seek(0)
    if form in _AS_STORED:
        packed = compression.packing(file.read(_MARK))
        file.seek(0)
        if packed and packed not in _AS_STORED[form]:
            and_gzip = " and compress it with gzip" if form == "warc" else ""
            yield reading.broken(
                "", f"is compressed as {packed}, inside which it cannot be read; unpack it ({_UNPACKERS[packed]}){and_gzip}"
            )
            return
    if form == "parquet":
        yield from parquet_documents(file, reading)
    elif form == "warc":
        yield from warc_documents(file, reading)
    elif form == "zip":
        yield from zip_documents(file, reading)
    elif form == "tar":
        yield from tar_documents(compression.unpacked(file, source.name), reading)
    else:
        yield from stream_documents(compression.unpacked(file, source.name), form, source.name, reading)


def _input(name: str) -> Input:
    form = form_of_name(name)
    _require(name, form)
    return Input(name, form)


def _require(name: str, form: Form | None) -> None:
    """Raise unless what a format and a compression need is installed. Raises ExtraError if not."""
    if form in _NEEDS:
        use, library, extra = _NEEDS[form]
        require(f"{name}: reading {use}", library, extra)
    if name.lower().endswith((".zst", ".zstd", ".tzst")):
        require(f"{name}: reading zstd", "zstandard", "zstd")


def _below_path(path: Path) -> Iterator[Input | Broken]:
    sources, faults = find_sources([path], wanted=lambda file: _is_wanted(str(file)))
    yield from (_broken(fault) for fault in faults)
    yield from (_input(source.name) for source in sources)


def _below_url(name: str) -> Iterator[Input | Broken]:
    require(f"{name}: reading URLs", "fsspec", "remote")
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(name)
        on_the_web = {"http", "https"} & {system.protocol} if isinstance(system.protocol, str) else {"http", "https"} & set(system.protocol)
        if "*" in path:
            files, folder = sorted(system.glob(path)), path.split("*")[0].rpartition("/")[0]
        elif not on_the_web and system.isdir(path):
            files, folder = sorted(system.find(path)), path
        else:
            yield _input(name)
            return
        urls = [
            compression.local(_in_chain(name, system.unstrip_protocol(file)))
            for file in files
            if not _is_hidden(file.removeprefix(folder)) and not system.isdir(file)
        ]
    except ImportError as error:
        raise ReadingError(name, f"cannot be read: {error}") from error
    except Exception as error:  # noqa: BLE001  each file system raises errors of its own
        yield _broken(ReadingError(name, compression.url_fault(error)))
        return
    wanted = [url for url in urls if _is_wanted(url)]
    yield from map(_input, wanted)
    if not wanted:
        yield _broken(ReadingError(name, "stands for no file that is read; hidden ones, READMEs and binary ones are passed over"))


def _in_chain(name: str, url: str) -> str:
    """A URL with what stands before and after it in a chain of URLs, in the place of the first that has a path."""
    links = name.split("::")
    at = next((number for number, link in enumerate(links) if "://" in link), 0)
    return "::".join((*links[:at], url, *links[at + 1 :]))


def _is_hidden(path: str) -> bool:
    *folders, last = path.strip("/").split("/")
    return is_passed_over(last) or any(folder.startswith(".") for folder in folders)


def _is_wanted(name: str) -> bool:
    """Whether a file of a folder is read; one that cannot be opened is, so that someone hears of it."""
    form = form_of_name(name)
    if form is not None and form != "text":
        return True
    try:
        return _form_within(name) is not None
    except ReadingError:
        return True


def _form_within(name: str) -> Form | None:
    """The format of a file by how it begins. Raises ReadingError if it cannot be opened."""
    with closing(compression.opened(name)) as file:
        return form_of_stream(compression.unpacked(file, name))


def _broken(error: ReadingError) -> Broken:
    return Broken(Place(error.name, 1), error.fault)

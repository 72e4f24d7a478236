"""Streams: what was packed comes out as it was, and damage is told after all that lies before it."""

from __future__ import annotations

import bz2
import gzip
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.compression import Line, lines, local, unpacked, whole
from cleaner.corpus.document import Broken, Document
from cleaner.errors import ExtraError
from tests.corpus.inputs import held, read, short

Pack = Callable[[bytes], bytes]
PACKS: list[tuple[str, str, Pack]] = [
    ("gz", "gzip", gzip.compress),
    ("bz2", "bzip2", bz2.compress),
    ("zst", "zstd", zstandard.ZstdCompressor(write_checksum=True).compress),
]
# Enough lines that each format has many blocks of them.
ROWS = [b'{"text": "%d %s"}\n' % (number, str(number**40).encode()) for number in range(20_000)]


@pytest.mark.parametrize(("ending", "name", "pack"), PACKS)
def test_packed_lines_are_read_whatever_the_file_is_called(tmp_path: Path, ending: str, name: str, pack: Pack) -> None:
    """By their first bytes, not by their name; files joined one after the other are read as one, an empty one among them."""
    raw = pack(ROWS[0]) + pack(b"") + pack(ROWS[1])
    content = [f"{number} {number**40}" for number in range(2)]

    for called in (f"a.jsonl.{ending}", "a.jsonl"):
        assert [one.content for one in read(held(tmp_path, called, raw)) if isinstance(one, Document)] == content


@pytest.mark.parametrize(("ending", "name", "pack"), PACKS)
@pytest.mark.parametrize("left", [0.3, 0.7, 0.999])
def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path, ending: str, name: str, pack: Pack, left: float) -> None:
    """All whole lines before the end are read, and the rest of the last one is told with its number and why there is no more."""
    packed = pack(b"".join(ROWS))
    *found, last = read(held(tmp_path, f"a.jsonl.{ending}", packed[: int(len(packed) * left)]))
    contents = [one.content for one in found if isinstance(one, Document)]

    assert contents == [f"{number} {number**40}" for number in range(len(contents))] and len(contents) == len(found) > 3000
    assert isinstance(last, Broken) and last.place.detail == f"line {len(contents) + 1}"
    assert ROWS[len(contents)].startswith(last.raw)
    assert last.reason.startswith(f"{name} data ends too early, after ") and last.reason.endswith(" bytes; fetch the file again")


@pytest.mark.parametrize(("ending", "name", "pack"), PACKS)
def test_a_file_that_is_damaged_is_told(tmp_path: Path, ending: str, name: str, pack: Pack) -> None:
    """Nothing that is read is other than it was, and damage in the middle is told once."""
    packed = bytearray(pack(b"".join(ROWS)))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = b"\xff" * 40
    found = read(held(tmp_path, f"a.jsonl.{ending}", bytes(packed)))
    broken = [one for one in found if isinstance(one, Broken)]

    assert broken[-1] is found[-1] and f"{name} data" in broken[-1].reason
    if name != "gzip":  # whose checksum stands at its end
        assert len(broken) == 1 and len(found) > 3000


@pytest.mark.parametrize(("ending", "name", "pack"), PACKS)
@pytest.mark.parametrize("called", ["a.txt", "a.html", "a.json", "a.csv", "a.tar"])
def test_every_form_tells_that_it_is_cut_off(tmp_path: Path, ending: str, name: str, pack: Pack, called: str) -> None:
    """A text, a page and an archive that are cut off are told, and never read as if they were whole."""
    packed = pack(b"<html>" + bytes(range(32, 127)) * 40_000)
    found = read(held(tmp_path, f"{called}.{ending}", packed[:-10]))

    assert any(isinstance(one, Broken) for one in found)
    assert not [one for one in found if isinstance(one, Document) and called != "a.csv"]


def test_a_frame_with_the_largest_window_is_read(tmp_path: Path) -> None:
    """Dumps are packed with `zstd --long=31`, and read."""
    settings = zstandard.ZstdCompressionParameters.from_level(1, window_log=31, enable_ldm=True)
    packed = zstandard.ZstdCompressor(compression_params=settings).compressobj()

    assert short(read(held(tmp_path, "a.txt.zst", packed.compress(b"text") + packed.flush()))) == [("", "text")]


def test_a_missing_library_is_told_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the file, what it needs and the extra that brings it."""
    monkeypatch.setattr("importlib.util.find_spec", lambda library: None)
    for name, library, extra, use in (
        ("a.jsonl.zst", "zstandard", "zstd", "zstd"),
        ("a.parquet", "pyarrow", "parquet", "Parquet"),
        ("a.warc.gz", "fastwarc", "warc", "WARC and WET"),
    ):
        path = held(tmp_path, name, b"")
        with pytest.raises(ExtraError, match=f"^{path}: reading {use} needs {library}, .* pip install 'article-cleaner\\[{extra}\\]'$"):
            read(path)


@given(st.lists(st.binary(max_size=9), max_size=9), st.integers(1, 12))
def test_lines_end_where_the_stream_breaks(parts: list[bytes], piece: int) -> None:
    """And nowhere else, however the stream is cut up as it is read."""
    raw = b"\n".join(parts)
    found = list(lines(io.BufferedReader(io.BytesIO(raw), piece)))

    assert found == [Line(number, line) for number, line in enumerate(_split(raw), 1)]


def _split(raw: bytes) -> list[bytes]:
    *whole_lines, last = raw.split(b"\n")
    return [line + b"\n" for line in whole_lines] + ([last] if last else [])


def test_a_line_over_the_limit_is_cut_short_and_the_next_is_read() -> None:
    """Of a line that is too long the beginning is kept, however long it goes on."""
    long = b"x" * 1_000_000
    found = list(lines(io.BufferedReader(io.BytesIO(b"a\n" + long + b"\nb\n" + long)), 100_000))

    assert [(line.number, line.raw[:2], line.fault) for line in found] == [
        (1, b"a\n", ""),
        (2, b"xx", "is over 100000 bytes"),
        (3, b"b\n", ""),
        (4, b"xx", "is over 100000 bytes"),
    ]
    assert all(len(line.raw) < 200_000 for line in found)


@pytest.mark.parametrize(("ending", "name", "pack"), PACKS)
def test_what_unpacks_to_more_than_the_limit_is_not_unpacked(ending: str, name: str, pack: Pack) -> None:
    """Of a file that was made to fill the memory no more than the limit is read."""
    stream = unpacked(io.BytesIO(pack(bytes(8 << 20))), "a")

    assert whole(stream, 1 << 20) == (bytes(64 << 10), "is over 1 MiB, which is too much for one record; cut it up")


@pytest.mark.parametrize(
    ("system", "name", "path"),
    [
        ("posix", "file:///pages/a.txt", "/pages/a.txt"),
        ("posix", "file://host/a.txt", "file://host/a.txt"),
        ("nt", "file:///C:/pages/a.txt", "C:/pages/a.txt"),
        ("nt", "file://C:/pages/a.txt", "C:/pages/a.txt"),
        ("nt", "file://host/a.txt", "file://host/a.txt"),
        ("nt", "zip://a.txt::file:///C:/a.zip", "zip://a.txt::file:///C:/a.zip"),
        ("posix", "a.txt", "a.txt"),
    ],
)
def test_a_local_url_is_the_path_that_it_names(monkeypatch: pytest.MonkeyPatch, system: str, name: str, path: str) -> None:
    """However it is spelled on a system; that of another machine, or of what lies in an archive, stays a URL."""
    monkeypatch.setattr(os, "name", system)
    found = local(name)
    monkeypatch.undo()

    assert found == path

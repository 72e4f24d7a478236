"""Web archives: the pages and texts in them, and what is damaged told where it stands."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cleaner.corpus import compression, web_archives
from cleaner.corpus.document import Broken, Document, Place
from tests.corpus.inputs import held, read, short

HTML = ("Content-Type", "text/html; charset=ISO-8859-1")
DATE = "2026-01-02T03:04:05Z"


def response(
    number: int, body: bytes, *headers: tuple[str, str], kind: str = "response", packed: bool = False, holds: str = "text/plain"
) -> bytes:
    """A record with a response of some headers, or of another kind, which holds what it is said to."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    http = StatusAndHeaders("200 OK", list(headers), protocol="HTTP/1.1") if kind == "response" else None
    own = {"WARC-Date": DATE, "WARC-Record-ID": f"<urn:uuid:{number}>"}
    if kind in ("conversion", "resource"):
        own["Content-Type"] = holds
    record = writer.create_warc_record(
        f"http://example.com/{number}", kind, payload=io.BytesIO(body), http_headers=http, warc_headers_dict=own
    )
    writer.write_record(record)
    record.raw_stream.close()
    return out.getvalue()


def page(number: int, packed: bool = False) -> bytes:
    """A record with a page of its number."""
    return response(number, f"<html><body>{number} é</body></html>".encode("latin-1"), HTML, packed=packed)


def chunked(body: bytes) -> bytes:
    """A body as it is sent in chunks."""
    return b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)


def numbers(found: list[Document | Broken]) -> list[str]:
    """Which records became documents."""
    return [(one.url or "").removeprefix("http://example.com/") for one in found if isinstance(one, Document)]


@pytest.mark.parametrize("packed", [False, True])
def test_a_response_is_a_page_with_its_address(tmp_path: Path, packed: bool) -> None:
    """Its record names it; bytes, charset, date and status are those that were sent; requests and pictures are passed over."""
    records = [
        response(0, b"GET / HTTP/1.1\r\n\r\n", kind="request", packed=packed),
        page(1, packed),
        response(2, b"GIF89a", ("Content-Type", "image/gif"), packed=packed),
        response(3, "Grüße".encode("latin-1"), ("Content-Type", "text/plain; charset=latin-1"), packed=packed),
        response(4, "Wörter".encode(), kind="conversion", packed=packed),
    ]
    path = held(tmp_path, "a.warc.gz" if packed else "a.warc", b"".join(records))
    at = [sum(map(len, records[:number])) for number in range(len(records))]
    named = [{"id": f"<urn:uuid:{number}>", "url": f"http://example.com/{number}", "warc_date": DATE} for number in (1, 3, 4)]
    first, second, text = named[0] | {"http_status": 200}, named[1] | {"http_status": 200}, named[2]
    places = [Place(str(path), number, f"byte {offset}") for number, offset in enumerate((at[1], at[3], at[4]), 1)]

    assert read(path) == [
        Document(places[0], b"<html><body>1 \xe9</body></html>", True, first, "", "<urn:uuid:1>", "http://example.com/1", "iso-8859-1"),
        Document(places[1], "Grüße", False, second, "", "<urn:uuid:3>", "http://example.com/3", "latin-1"),
        Document(places[2], "Wörter", False, text, "", "<urn:uuid:4>", "http://example.com/4"),
    ]


BODY = b"<html><body>text</body></html>"


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(BODY), [HTML, ("Transfer-Encoding", "chunked")]),
        (gzip.compress(BODY, mtime=0), [HTML, ("Content-Encoding", "gzip")]),
        (gzip.compress(BODY, mtime=0), [HTML, ("Content-Encoding", "x-gzip")]),
        (zlib.compress(BODY), [HTML, ("Content-Encoding", "deflate")]),
        (zstandard.compress(BODY), [HTML, ("Content-Encoding", "zstd")]),
        (chunked(gzip.compress(BODY, mtime=0)), [HTML, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked")]),
        (BODY, [("Content-Type", "TEXT/HTML"), ("Content-Encoding", "identity")]),
        (BODY, [("Content-Type", "application/xhtml+xml")]),
        (BODY, [("X-Nothing", "is said of it")]),
        # Decoded by the crawler, which left the headers as they were.
        (BODY, [HTML, ("Content-Encoding", "gzip")]),
        (BODY, [HTML, ("Content-Encoding", "br"), ("Transfer-Encoding", "chunked")]),
    ],
)
def test_a_body_is_decoded_however_it_was_sent(tmp_path: Path, body: bytes, headers: list[tuple[str, str]]) -> None:
    """Chunks and compressions are undone, where there are any."""
    found = read(held(tmp_path, "a.warc", response(1, body, *headers)))

    assert [(one.content, one.web_page) for one in found if isinstance(one, Document)] == [(BODY, True)]


def test_lines_of_headers_may_end_in_a_line_feed_alone(tmp_path: Path) -> None:
    """Old servers sent such responses, and archives hold them."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    block = io.BytesIO(b"HTTP/1.0 200 OK\nContent-Type: text/html\n\n" + BODY)
    kind = {"Content-Type": "application/http; msgtype=response"}
    record = writer.create_warc_record("http://a/", "response", payload=block, warc_headers_dict=kind)
    writer.write_record(record)
    record.raw_stream.close()

    assert short(read(held(tmp_path, "a.warc", out.getvalue()))) == [("byte 0", BODY)]


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (b"not zlib", ("Content-Encoding", "deflate")),
        (gzip.compress(BODY, mtime=0)[:-12], ("Content-Encoding", "gzip")),
        (b"zz", ("Transfer-Encoding", "chunked")),
    ],
)
def test_a_response_that_cannot_be_decoded_is_told(tmp_path: Path, body: bytes, header: tuple[str, str]) -> None:
    """It is told with its bytes, and the records around it are read."""
    bad = response(2, body, HTML, header)
    found = read(held(tmp_path, "a.warc", page(1) + bad + page(3)))

    assert numbers(found) == ["1", "3"]
    assert isinstance(found[1], Broken) and found[1].reason.startswith(("is no HTTP response: ", "gzip data ends too early, after "))
    assert found[1].place.detail == f"byte {len(page(1))}" and found[1].raw in bad and body in found[1].raw


def broken_name(record: bytes) -> bytes:
    """A record whose first line is damaged."""
    return record.replace(b"WARC/1.0", b"XXXX/1.0")


def broken_gzip(record: bytes) -> bytes:
    """A record whose compressed bytes are damaged."""
    return record[:60] + b"\xff" * 40 + record[100:]


@pytest.mark.parametrize(
    ("packed", "damage"),
    [(False, broken_name), (True, broken_gzip), (False, lambda record: b"noise\r\n" * 9), (True, lambda record: b"noise\r\n" * 9)],
)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_a_record_that_is_damaged_takes_no_other_with_it(
    tmp_path: Path, packed: bool, damage: Callable[[bytes], bytes], place: int
) -> None:
    """It is told once, where it stands, and all records before and after it are read."""
    records = [page(number, packed) for number in range(5)]
    records[place] = damage(records[place])
    found = read(held(tmp_path, "a.warc.gz" if packed else "a.warc", b"".join(records)))

    assert numbers(found) == [str(number) for number in range(5) if number != place]
    assert [number for number, one in enumerate(found) if isinstance(one, Broken)] == [place]


@pytest.mark.parametrize("packed", [False, True])
def test_an_archive_that_is_cut_off_is_told(tmp_path: Path, packed: bool) -> None:
    """Wherever in a record it ends, those before are read and the end is told; a record that is not whole is no document."""
    records = [page(number, packed) for number in range(2)]
    first, whole = len(records[0]), b"".join(records)
    rest = b"" if packed else b"\r\n\r\n"
    for end in range(first + 1, len(whole) - len(rest)):
        found = read(held(tmp_path, "a.warc", whole[:end]))

        # Of gzip the checksum at the end may be missing, and the page be whole.
        assert numbers(found) == ["0"] or (packed and end > len(whole) - 24 and numbers(found) == ["0", "1"]), end
        assert [isinstance(one, Broken) for one in found] == [False] * len(numbers(found)) + [True], end


@pytest.mark.parametrize("packed", [False, True])
def test_a_resource_is_a_page_or_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    """As its record says, in the charset that it says; pictures and what is in no format are passed over, however large."""
    monkeypatch.setattr(web_archives, "RECORD_LIMIT", 1 << 10)
    held_ones = [
        (b"<p>\xe9</p>", "Text/HTML; charset=Latin-1"),
        ("Größe".encode("latin-1"), 'text/plain;charset="iso-8859-1"'),
        (b"GIF89a" * 1000, "image/gif"),
        (b"<p>x</p>", "application/xhtml+xml"),
        (b"any", "application/octet-stream"),
        (b"long" * 1000, "text/plain"),
    ]
    records = [response(number, body, kind="resource", holds=holds, packed=packed) for number, (body, holds) in enumerate(held_ones)]
    found = read(held(tmp_path, "a.warc", b"".join((*records, page(6, packed)))))

    assert [(one.content, one.web_page, one.charset) if isinstance(one, Document) else one.reason for one in found] == [
        (b"<p>\xe9</p>", True, "Latin-1"),
        ("Größe", False, "iso-8859-1"),
        (b"<p>x</p>", True, None),
        compression.too_large(1 << 10),
        ("<html><body>6 é</body></html>".encode("latin-1"), True, "iso-8859-1"),
    ]
    assert [one.url for one in found if isinstance(one, Document)] == [f"http://example.com/{number}" for number in (0, 1, 3, 6)]


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    """A file of another kind is one fault; an empty one has no documents."""
    found = read(held(tmp_path, "a.warc", b"hello world\n" * 20))

    assert short(found) == [("byte 0", "invalid WARC header")]
    assert read(held(tmp_path, "b.warc", b"")) == []


def test_a_body_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A response that unpacks to more than a record may take is told, and so is a record that is larger."""
    monkeypatch.setattr(web_archives, "RECORD_LIMIT", 1 << 20)
    bomb, large = response(1, gzip.compress(bytes(8 << 20)), HTML, ("Content-Encoding", "gzip")), response(2, bytes(2 << 20), HTML)
    found = read(held(tmp_path, "a.warc", bomb + large + page(3)))

    assert [one.reason for one in found if isinstance(one, Broken)] == [compression.too_large(1 << 20)] * 2
    assert numbers(found) == ["3"]


def test_an_archive_is_known_by_how_it_begins(tmp_path: Path) -> None:
    """Whatever its name says of it, where that says nothing."""
    assert numbers(read(held(tmp_path, "crawl-00001", page(1, packed=True)))) == ["1"]
    assert numbers(read(held(tmp_path, "folder/crawl", page(1)).parent)) == ["1"]


@pytest.mark.parametrize("length", ["1", "99999"])
def test_a_wrong_length_hides_no_record(tmp_path: Path, length: str) -> None:
    """Where a record says that it is shorter or longer than it is, those after it are read, and that something is wrong is told."""
    wrong = page(1).replace(b"\r\nContent-Length: ", b"\r\nContent-Length: " + length.encode(), 1)
    found = read(held(tmp_path, "a.warc", page(0) + wrong + page(2) + page(3)))

    assert [number for number in numbers(found) if number != "1"] == ["0", "2", "3"]
    assert len([one for one in found if isinstance(one, Broken)]) == 1


def test_what_stands_where_a_record_should_is_kept(tmp_path: Path) -> None:
    """Such as the end of a record that says that it is shorter; of the next record nothing."""
    rest, whole = b"\xe9</body></html>", page(1)
    length = whole.index(rest) - whole.index(b"HTTP/1.1")
    wrong = re.sub(rb"\r\nContent-Length: \d+", b"\r\nContent-Length: %d" % length, whole, count=1)

    found = read(held(tmp_path, "a.warc", page(0) + wrong + page(2)))
    last = read(held(tmp_path, "b.warc", page(0) + b"what is this"))

    assert [one.raw for one in found if isinstance(one, Broken)] == [rest]
    assert [one.raw for one in last if isinstance(one, Broken)] == [b"what is this"]


def plain(block: bytes, kind: str) -> bytes:
    """A record of a response with a block of any bytes, that says what it holds."""
    said = f"Content-Type: {kind}\r\n" if kind else ""
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a/\r\n{said}Content-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def test_a_response_that_is_no_http_is_told(tmp_path: Path) -> None:
    """With its bytes; an empty one, and one of another protocol, such as of a name server, is passed over."""
    http, good = "application/http; msgtype=response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + BODY
    records = [plain(b"%PDF-1.4", http), plain(b"", http), plain(good, ""), plain(b"words", ""), plain(b"20260101 a", "text/dns")]
    found = read(held(tmp_path, "a.warc", b"".join(records)))

    reason = "is no HTTP response: has no line with a status"
    assert [one.content if isinstance(one, Document) else (one.reason, one.raw) for one in found] == [
        (reason, b"%PDF-1.4"),
        BODY,
        (reason, b"words"),
    ]

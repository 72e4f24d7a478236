"""Archives: each member that is a text, a page or records, and no more than that."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.corpus.document import Broken, Document
from cleaner.corpus.fields import Guess
from cleaner.corpus.inputs import documents
from tests.corpus.inputs import held, read, short

PAGE = b"<html><body>page</body></html>"
MEMBERS = [
    ("b.txt", b"text"),
    ("pages/a.html", PAGE),
    ("pages/nameless", PAGE),
    ("a.txt.gz", gzip.compress(b"packed")),
    ("a.jsonl", b'{"text": "one"}\nbad\n'),
    ("a.csv", b"text\ntwo\n"),
    ("empty.txt", b""),
    ("picture.png", b"\x89PNG\r\n\x1a\n"),
    ("latin.txt", b"\x00\xff\xfe"),
    (".hidden.txt", b"hidden"),
    ("__MACOSX/._b.txt", b"hidden"),
    (".git/a.txt", b"hidden"),
    ("README.md", b"about"),
    ("deep.tar", b""),
    ("../../etc/a.txt", b"out"),
]
FOUND = [
    ("member b.txt", "text"),
    ("member pages/a.html", PAGE),
    ("member pages/nameless", PAGE),
    ("member a.txt.gz", "packed"),
    ("member a.jsonl line 1", "one"),
    ("member a.jsonl line 2", "is not JSON: expecting value at column 1"),
    ("member a.csv line 2", "two"),
    ("member empty.txt", ""),
    ("member latin.txt", "is binary (a NUL byte at offset 0), not text; extract its text first"),
    ("member deep.tar", "is an archive, or a Parquet file, inside an archive; unpack it first"),
    ("member ../../etc/a.txt", "out"),
]
PASSED_OVER = "hidden ones, READMEs and binary ones are passed over"


def tar(members: list[tuple[str, bytes]]) -> bytes:
    """A tar archive, with folders and links that are no members to read."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.DIRTYPE, tarfile.SYMTYPE, tarfile.FIFOTYPE):
            odd = tarfile.TarInfo("odd.txt")
            odd.type, odd.linkname = kind, "elsewhere"
            archive.addfile(odd)
        for name, raw in members:
            member = tarfile.TarInfo(name)
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    return out.getvalue()


def zipped(members: list[tuple[str, bytes]]) -> bytes:
    """A zip archive, with a folder and links that are no members to read."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("folder.txt")
        for number, kind in enumerate((stat.S_IFLNK, stat.S_IFIFO)):
            odd = zipfile.ZipInfo(f"odd{number}.txt")
            odd.create_system = 3
            odd.external_attr = (kind | 0o777) << 16
            archive.writestr(odd, "elsewhere")
        for name, raw in members:
            archive.writestr(name, raw)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.tar", tar(MEMBERS)),
        ("a.tar.gz", gzip.compress(tar(MEMBERS))),
        ("a.tgz", gzip.compress(tar(MEMBERS))),
        ("a.zip", zipped(MEMBERS)),
    ],
)
def test_members_are_read_in_order(tmp_path: Path, name: str, raw: bytes) -> None:
    """Texts, pages and records, compressed or not; hidden ones, READMEs and pictures are passed over, and nothing is written anywhere."""
    found = read(held(tmp_path, name, raw))

    assert short(found) == FOUND
    assert [one.place.number for one in found] == list(range(1, len(FOUND) + 1))
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("at", [0, 8191, 8192, 10_800, 70_000])
def test_a_file_is_what_it_is_wherever_it_lies(tmp_path: Path, at: int) -> None:
    """One without a telling name that turns out to be binary is told, or passed over, in archives as in folders."""
    raw = b"text " * 20_000
    raw = raw[:at] + b"\0" + raw[at + 1 :]
    held(tmp_path, "folder/nameless", raw)
    of_folder = read(tmp_path / "folder")
    found = [read(held(tmp_path, name, pack([("nameless", raw)]))) for name, pack in (("a.tar", tar), ("a.zip", zipped))]

    told = f"is binary (a NUL byte at offset {at}), not text; extract its text first"
    assert [one.reason for one in of_folder if isinstance(one, Broken)] == [told if at >= 8192 else f"holds no text file; {PASSED_OVER}"]
    assert [short(one) for one in found] == [
        [("member nameless", told) if at >= 8192 else ("", f"holds no member that is read; {PASSED_OVER}")]
    ] * 2


@pytest.mark.parametrize("pack", [tar, zipped])
def test_an_archive_of_nothing_that_is_read_is_told(tmp_path: Path, pack: Callable[[list[tuple[str, bytes]]], bytes]) -> None:
    """As a folder is; one of files without records, and one of a file that cannot be read, holds something."""
    nothing = [("", f"holds no member that is read; {PASSED_OVER}")]
    for members, wanted in [
        ([], nothing),
        ([("picture.png", b"\x89PNG\r\n\x1a\n"), (".hidden.txt", b"hidden"), ("README.md", b"about")], nothing),
        ([("picture.png", b"\x89PNG\r\n\x1a\n"), ("empty.jsonl", b"")], []),
    ]:
        path = held(tmp_path, "a.bin", pack(members))
        assert short(read(path.rename(path.with_suffix(".tar" if pack is tar else ".zip")))) == wanted


def test_a_tar_archive_that_is_cut_off_is_told(tmp_path: Path) -> None:
    """Wherever it ends, the members before are read; no part of one is read as if it were whole."""
    raw = tar([("a.txt", b"a" * 700), ("b.txt", b"b" * 700), ("c.txt", b"c" * 700)])
    texts = [letter * 700 for letter in "abc"]
    begins = [raw.index(f"{letter}.txt".encode()) for letter in "abc"]
    for end in range(begins[0] + 1, begins[2] + 1300, 37):
        found = read(held(tmp_path, "a.tar", raw[:end]))
        count = sum(end >= begin + 512 + 700 for begin in begins)

        assert [one.content for one in found if isinstance(one, Document)] == texts[:count], end
        # At the very end of a member nothing tells that others came.
        assert isinstance(found[-1], Broken) or (end - begins[0]) % 512 == 0 or count == 3, end


def test_a_header_that_is_damaged_is_told(tmp_path: Path) -> None:
    """To most programs it is the end of the archive, and what comes after it is lost without a word."""
    raw = bytearray(tar([("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c")]))
    raw[raw.index(b"b.txt")] = 0xFF
    reason = "is a tar archive that is damaged: bad checksum; nothing after it can be read"

    assert short(read(held(tmp_path, "a.tar", bytes(raw)))) == [("member a.txt", "a"), ("", reason)]
    assert short(read(held(tmp_path, "b.tar", b"x" * 1024))) == [
        ("", "is a tar archive that is damaged: invalid header; nothing after it can be read")
    ]


def sparse(**said: str) -> bytes:
    """A tar archive of a text, a member whose headers say these things of how sparse it is, and another text."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name in ("a.txt", "b.txt", "c.txt"):
            member = tarfile.TarInfo(name)
            member.pax_headers = {f"GNU.sparse.{key}": value for key, value in said.items()} if name == "b.txt" else {}
            archive.addfile(member)
    return out.getvalue()


def long_names(count: int) -> bytes:
    """A tar archive of two members of nothing, the second of which is named so many times before it comes."""
    name = tarfile.TarInfo("././@LongLink")
    name.type, name.size = tarfile.GNUTYPE_LONGNAME, 5
    names = (name.tobuf(tarfile.GNU_FORMAT) + b"b.txt".ljust(tarfile.BLOCKSIZE, b"\0")) * count
    return tarfile.TarInfo("a.txt").tobuf() + names + tarfile.TarInfo("c.txt").tobuf() + bytes(2 * tarfile.BLOCKSIZE)


@pytest.mark.parametrize(
    "raw",
    [
        sparse(map="x,y"),
        sparse(map="0,"),
        sparse(map="0," + "9" * 5000),
        sparse(map="0,1", size="many"),
        sparse(map="0,1", realsize="many"),
        sparse(major="1", minor="0", realsize="5"),
    ],
)
def test_a_header_that_means_nothing_is_told(tmp_path: Path, raw: bytes) -> None:
    """Whatever its checksum says: numbers that are none are a fault of the archive, and of nothing beside it."""
    reason = "is a tar archive that is damaged: invalid header; nothing after it can be read"

    assert short(read(held(tmp_path, "a.tar", raw))) == [("member a.txt", ""), ("", reason)]


def test_headers_upon_headers_are_told(tmp_path: Path) -> None:
    """A member may be named a few times before it comes; ten thousand names are a fault."""
    reason = "is a tar archive that is damaged: invalid header; nothing after it can be read"

    assert short(read(held(tmp_path, "a.tar", long_names(3)))) == [("member a.txt", ""), ("member b.txt", "")]
    assert short(read(held(tmp_path, "b.tar", long_names(10_000)))) == [("member a.txt", ""), ("", reason)]


def test_what_comes_after_the_end_of_a_tar_archive_is_read_or_told(tmp_path: Path) -> None:
    """Archives that were joined are read one after the other, and anything else there is told; zeros may come in any number."""
    one, two = tar([("a.txt", b"a")]), tar([("b.txt", b"b")])
    both = [("member a.txt", "a"), ("member b.txt", "b")]
    fault = ("", "is a tar archive that is damaged: invalid header; nothing after it can be read")

    assert short(read(held(tmp_path, "a.tar", one + two))) == both
    assert short(read(held(tmp_path, "b.tar.gz", gzip.compress(one) + gzip.compress(bytes(1 << 16) + two)))) == both
    for number, zeros in enumerate((1, 511, 512, 1025, 1 << 16)):
        assert short(read(held(tmp_path, f"c{number}.tar", one + bytes(zeros)))) == both[:1]
    assert short(read(held(tmp_path, "d.tar", one + b"x" * 512 + two))) == [both[0], fault]


def test_a_zip_member_that_is_damaged_costs_no_other(tmp_path: Path) -> None:
    """A wrong checksum, an encrypted member and a method that nobody knows are told with their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("a.txt", "b.txt", "c.txt", "d.txt"):
            archive.writestr(name, f"text of {name}")
    raw = bytearray(out.getvalue())
    at = raw.index(b"text of b.txt")
    raw[at] = 0x58
    central = [raw.index(b"PK\x01\x02"), *(0,) * 3]
    for number in range(1, 4):
        central[number] = raw.index(b"PK\x01\x02", central[number - 1] + 1)
    raw[central[2] + 8] |= 1
    raw[central[3] + 10] = 77
    found = short(read(held(tmp_path, "a.zip", bytes(raw))))

    assert [place for place, _ in found] == ["member a.txt", "member b.txt", "member c.txt", "member d.txt"]
    assert found[0][1] == "text of a.txt" and found[2][1] == "is encrypted; unpack it with its password first"
    assert "Bad CRC-32" in str(found[1][1]) and "compression" in str(found[3][1])


def test_a_zip_archive_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """Its table of contents stands at its end, so one that is cut off has none."""
    for raw in (zipped(MEMBERS)[:-30], b"", b"text"):
        found = read(held(tmp_path, "a.zip", raw))

        assert short(found) == [("", "is a zip archive that cannot be opened: File is not a zip file")]


@pytest.mark.parametrize("pack", [tar, zipped])
def test_each_member_has_columns_of_its_own(tmp_path: Path, pack: Callable[[list[tuple[str, bytes]]], bytes]) -> None:
    """What was guessed of one member is no guess of the next; each choice is said once, and the numbers go on."""
    members = [
        *(("a.jsonl", b'{"text": "one"}\n{"text": "two"}'), ("b.jsonl", b'{"body": "three", "text": 3}')),
        *(("c.csv", b"content,url\nfour,u\n"), ("d.jsonl", b'{"text": "five"}')),
    ]
    path, guesses = held(tmp_path, "a.bin", pack(members)), list[Guess]()
    path = path.rename(path.with_suffix(".tar" if pack is tar else ".zip"))
    found = list(documents([str(path)], told=guesses.append))

    assert [(one.place.number, one.content) for one in found if isinstance(one, Document)] == [
        *((1, "one"), (2, "two"), (3, "three"), (4, "four"), (5, "five"))
    ]
    assert [(guess.fields.text, guess.fields.url) for guess in guesses] == [("text", None), ("body", None), ("content", "url")]

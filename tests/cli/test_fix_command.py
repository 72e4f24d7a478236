"""`cleaner fix`: files without what `check` finds, every other byte as it was."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from .conftest import Command

TEXT = "The port reopened.\n\nAdvertisement\n\nThe ferries wait.\n"
CLEANED = "The port reopened.\n\nThe ferries wait.\n"
HTML = "is HTML, which is never rewritten in place; cleaner clean --format html writes what is left of it elsewhere"
JSON_TEXT = "The port\\u2019s gates \\/ reopened.\\n\\nAdvertisement\\n\\nThe ferries wait."
JSON_CLEANED = "The port\\u2019s gates \\/ reopened.\\n\\nThe ferries wait."


@pytest.mark.parametrize(
    ("name", "held", "fixed"),
    [
        ("a.txt", TEXT.encode(), CLEANED.encode()),
        ("a.md", TEXT.replace("\n", "\r\n").encode(), CLEANED.replace("\n", "\r\n").encode()),
        ("bom.txt", b"\xef\xbb\xbf" + TEXT.encode(), b"\xef\xbb\xbf" + CLEANED.encode()),
        ("wide.txt", b"\xff\xfe" + TEXT.encode("utf-16-le"), b"\xff\xfe" + CLEANED.encode("utf-16-le")),
        (
            "a.jsonl",
            f'{{"n" : 1.50,"text":"{JSON_TEXT}" }}\r\n\r\n{{"text": "Advertisement", "text": 7}}'.encode(),
            f'{{"n" : 1.50,"text":"{JSON_CLEANED}" }}\r\n\r\n{{"text": "", "text": 7}}'.encode(),
        ),
        (
            "a.json",
            f'\ufeff[\n\t{{"id": 1e400, "text" : ["{JSON_TEXT}", null]}}\n]'.encode(),
            f'\ufeff[\n\t{{"id": 1e400, "text" : ["{JSON_CLEANED}", null]}}\n]'.encode(),
        ),
        (
            "a.csv",
            b'"id",text\r\n 1 ,"He said ""no"".\r\nAdvertisement\r\nThen he left."\r\n2,Advertisement',
            b'"id",text\r\n 1 ,"He said ""no"".\r\nThen he left."\r\n2,""',
        ),
        ("a.tsv", b"id\ttext\n1\tAdvertisement\n\n2\tfine\n", b'id\ttext\n1\t""\n\n2\tfine\n'),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_keeps_every_byte_that_no_finding_owns(command: Command, folder: Path, name: str, held: bytes, fixed: bytes) -> None:
    """Marks, encodings, line endings, escapes, spaces, numbers and quotes stay; a second run changes nothing and is exit code 0."""
    (folder / name).write_bytes(held)
    assert command("check", name, "-q").exit_code == 1
    first = command("fix", name, "-q")

    assert (first.exit_code, (folder / name).read_bytes()) == (1, fixed)
    assert [command(word, name).exit_code for word in ("fix", "check")] == [0, 0]
    assert [path.name for path in folder.iterdir()] == [name]


def test_what_was_fixed_is_told(command: Command, folder: Path) -> None:
    """Each place is a line with its part and its finder, and a summary counts them by rule."""
    (folder / "a.jsonl").write_text('{"text": "fine"}\n{"text": "The port.\\nAdvertisement"}\n')
    result = command("fix", "a.jsonl")

    assert result.stdout == "a.jsonl:2:22 ad_slot ads.label\n"
    assert result.stderr == "1 finding fixed in 1 of 1 file; cleaner rules show RULE says why\n  1  ads.label  ad_slot\n"


def test_a_clean_file_is_not_written(command: Command, folder: Path) -> None:
    """A file without findings keeps its bytes and its inode, even where it ends in empty lines."""
    path = folder / "a.txt"
    path.write_bytes(b"The port reopened.\n\n\n")
    before = path.stat()

    assert command("fix", "a.txt").exit_code == 0
    assert (path.read_bytes(), path.stat().st_ino) == (b"The port reopened.\n\n\n", before.st_ino)


def test_permissions_and_links_stay(command: Command, folder: Path) -> None:
    """A rewritten file has the permissions it had, and a link still leads to it."""
    (folder / "a.txt").write_text(TEXT)
    (folder / "a.txt").chmod(0o751)
    (folder / "link.txt").symlink_to("a.txt")

    assert command("fix", "link.txt", "-q").exit_code == 1
    assert ((folder / "a.txt").stat().st_mode & 0o7777, (folder / "link.txt").is_symlink()) == (0o751, True)
    assert (folder / "a.txt").read_text() == CLEANED


@pytest.mark.parametrize(
    ("name", "held", "error"),
    [
        ("a.html", b"<p>Advertisement</p>", HTML),
        ("a.txt.gz", gzip.compress(TEXT.encode()), "is compressed, and only plain files are rewritten; unpack it first"),
        ("c.txt", gzip.compress(TEXT.encode()), "is compressed, and only plain files are rewritten; unpack it first"),
        ("b.txt.gz", gzip.compress(TEXT.encode(), mtime=0)[:40], "gzip data ends too early, after 40 bytes; fetch the file again"),
        ("a.txt", b"Advertisement\n\0", "is binary (a NUL byte at offset 14), not text; extract its text first"),
        ("a.json", b'{"text": "Advertisement"', "is not JSON: expecting ',' delimiter at column 25"),
        ("a.csv", b'text\n"Advertisement', "line 2: a quote opens a cell and is not closed"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value[-8:] else "",
)
def test_what_cannot_be_read_is_left_as_it_is(command: Command, folder: Path, name: str, held: bytes, error: str) -> None:
    """The error names the fault, the exit code is 2, and the bytes stay."""
    (folder / name).write_bytes(held)
    result = command("fix", name)

    assert (result.exit_code, (folder / name).read_bytes()) == (2, held)
    assert result.stderr.splitlines()[0] == f"cleaner: {name}: {error}"


def test_one_broken_row_keeps_a_file_as_it_is(command: Command, folder: Path) -> None:
    """Each broken row is named; the others are checked, and none is rewritten."""
    held = b'{"text": "Advertisement"}\n{"text": \n{"text": "caf\xe9"}\n{"text": "\\ud800"}\n'
    (folder / "a.jsonl").write_bytes(held)
    checked, fixed = command("check", "a.jsonl", "-q"), command("fix", "a.jsonl", "-q")
    faults = (
        "cleaner: a.jsonl: line 2: is not JSON: expecting value at column 10\n"
        "cleaner: a.jsonl: line 3: byte 13 (0xE9) is not UTF-8, in which JSON lines are written\n"
    )

    assert (checked.exit_code, checked.stdout, checked.stderr) == (2, "a.jsonl:1:11 ad_slot ads.label\n", faults)
    assert (fixed.exit_code, fixed.stdout) == (2, "")
    assert fixed.stderr == faults + "cleaner: a.jsonl: was left as it is, for 2 lines of it cannot be read\n"
    assert (folder / "a.jsonl").read_bytes() == held


def test_half_characters_in_json_stay_as_they_are_spelled(command: Command, folder: Path) -> None:
    """A lone surrogate has no bytes in UTF-8; escaped in JSON it is kept."""
    (folder / "a.jsonl").write_bytes(b'{"text": "The port \\ud800.\\nAdvertisement\\n"}')

    assert command("fix", "a.jsonl", "-q").exit_code == 1
    assert (folder / "a.jsonl").read_bytes() == b'{"text": "The port \\ud800.\\n"}'


def test_a_file_that_cannot_be_replaced_stays(command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder refuses a new file, the old one stays whole and the error says whom to ask."""
    (folder / "a.txt").write_text(TEXT)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    result = command("fix", "a.txt")

    assert (result.exit_code, (folder / "a.txt").read_text(), len([*folder.iterdir()])) == (2, TEXT, 1)
    assert result.stderr == "cleaner: a.txt: permission denied; check who may write in its folder\n"


def test_an_empty_file_is_clean(command: Command, folder: Path) -> None:
    """A hook is given empty files as well; there is nothing in them to find."""
    for name in ("a.txt", "a.jsonl", "a.csv"):
        (folder / name).touch()

    assert command("fix", "a.txt", "a.jsonl", "a.csv").exit_code == 0


def test_standard_input_is_no_file_to_fix(command: Command) -> None:
    """What comes through a pipe is cleaned by `clean`."""
    result = command("fix", "-", stdin=TEXT.encode())

    assert (result.exit_code, result.stderr) == (2, "cleaner: <stdin>: is no file that could be rewritten; use cleaner clean -\n")


@pytest.mark.parametrize("name", ["check", "clean", "fix"])
def test_an_empty_path_is_no_folder(command: Command, folder: Path, name: str) -> None:
    """A variable that is not set never stands for all files of the current folder."""
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")

    result = command(name, "")

    assert result.exit_code == 2
    assert "a path is empty" in result.stderr
    assert (folder / "a.txt").read_text(encoding="utf-8") == TEXT

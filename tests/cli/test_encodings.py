"""The command says how it read a page that declares something else, and reads in the encoding that is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Command

PAGE = "<!doctype html><meta charset=gb2312><h1>Fähre wieder in Betrieb</h1><p>Die Fähre fährt für alle, sagte der Bürgermeister.</p>"
TEXT = "Fähre wieder in Betrieb\nDie Fähre fährt für alle, sagte der Bürgermeister.\n"
WARNING = "cleaner: warning: page.html: was read as utf-8 (valid UTF-8), not as gb2312, which it declares\n"
_BLOCKS = ("--engine", "blocks")


@pytest.mark.parametrize("name", ["clean", "check", "explain"])
def test_a_declaration_that_was_not_believed_is_told(command: Command, folder: Path, name: str) -> None:
    """Every command that reads a web page says that it was read as something else, and goes on."""
    (folder / "page.html").write_bytes(PAGE.encode())
    result = command(name, "page.html", *_BLOCKS)

    assert result.exit_code == 0
    assert result.stderr.startswith(WARNING)
    assert name != "clean" or result.stdout == TEXT


def test_a_declaration_that_is_right_is_not_told(command: Command, folder: Path) -> None:
    """Without a conflict there is no warning."""
    (folder / "page.html").write_bytes(PAGE.replace("gb2312", "windows-1252").encode("cp1252"))

    assert command("clean", "page.html", "-q", *_BLOCKS).stderr == ""


def test_what_cannot_be_read_is_an_error_that_names_the_byte(command: Command, folder: Path) -> None:
    """The other inputs are cleaned."""
    (folder / "page.html").write_bytes(b"<meta charset=utf-8><p>caf\xe9")
    (folder / "page.txt").write_text("The port reopened.\n")
    result = command("clean", "page.html", "page.txt", "-q", *_BLOCKS)

    assert (result.exit_code, result.stdout) == (2, "The port reopened.\n")
    fault = "byte 26 (0xE9) is not UTF-8, which is declared, and no other encoding is certain; perhaps"
    assert result.stderr.startswith(f"cleaner: page.html: {fault}")


@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_inputs_are_read_in_the_encoding_that_is_named(command: Command, folder: Path, name: str) -> None:
    """Texts and web pages, files and standard input."""
    raw = "<p>déjà vu</p>\nAdvertisement\n".encode("cp850")
    (folder / name).write_bytes(raw)
    shown = "déjà vu" if name.endswith("html") else "<p>déjà vu</p>"

    assert command("clean", name, "--encoding", "cp850", "-q", *_BLOCKS).stdout == f"{shown}\n"
    assert command("check", name, "--encoding", "cp850", "-q").exit_code == 1
    assert shown in command("explain", name, "--encoding", "cp850", *_BLOCKS).stdout
    assert "déjà vu" in command("clean", "-", "--encoding", "cp850", "-q", *_BLOCKS, stdin=raw).stdout


def test_a_file_is_fixed_in_the_encoding_that_is_named(command: Command, folder: Path) -> None:
    """What stays, stays in its bytes; records of JSON lines too."""
    (folder / "page.txt").write_bytes("déjà vu\n\nAdvertisement\n".encode("cp850"))
    record = json.dumps({"text": "déjà vu\nAdvertisement"}, ensure_ascii=False)
    (folder / "page.jsonl").write_bytes(f"{record}\n".encode("cp850"))
    result = command("fix", "page.txt", "page.jsonl", "--encoding", "cp850", "-q")

    assert (result.exit_code, result.stderr) == (1, "")
    assert (folder / "page.txt").read_bytes().startswith("déjà vu\n".encode("cp850"))
    assert b"Advertisement" not in (folder / "page.txt").read_bytes()
    assert json.loads((folder / "page.jsonl").read_bytes().decode("cp850")) == {"text": "déjà vu\n"}


def test_a_file_that_its_encoding_does_not_give_back_is_left_alone(command: Command, folder: Path) -> None:
    """Some bytes are read as a character that is written in others; no such file is rewritten."""
    raw = "新しい橋\n\nAdvertisement\n".encode("cp932") + b"\xee\xf9\n"
    (folder / "page.txt").write_bytes(raw)
    result = command("fix", "page.txt", "--encoding", "shift_jis", "-q")

    assert (result.exit_code, (folder / "page.txt").read_bytes()) == (2, raw)
    assert result.stderr == "cleaner: page.txt: holds bytes that CP932 writes in another way; convert it to UTF-8 first\n"


@pytest.mark.parametrize("name", ["clean", "check", "fix"])
@pytest.mark.parametrize("options", [(), ("--encoding", "utf-16"), ("--encoding", "utf-16-le")], ids=["marked", "utf-16", "utf-16-le"])
def test_json_lines_of_wide_characters_are_refused_once(command: Command, folder: Path, name: str, options: tuple[str, ...]) -> None:
    """A byte of such a break may be one of another character, so that they have no lines to read; the error says what to do."""
    raw = '{"text": "Advertisement"}\n{"text": "x\u0a0a"}\n'.encode("utf-16-le")
    (folder / "a.jsonl").write_bytes(raw if "utf-16-le" in options else b"\xff\xfe" + raw)
    result = command(name, "a.jsonl", "-q", *options)

    advice = "JSON lines are read in encodings that write a line break in one byte; convert it (iconv -f UTF-16-LE -t UTF-8)"
    assert (result.exit_code, result.stderr) == (2, f"cleaner: a.jsonl: is UTF-16-LE, and {advice}\n")


def test_an_encoding_that_nobody_knows_is_an_error(command: Command, folder: Path) -> None:
    """It is told once, not for each input."""
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("The port reopened.\n")
    result = command("clean", "a.txt", "b.txt", "--encoding", "klingon")

    assert (result.exit_code, result.stdout) == (2, "")
    fault = "no encoding is called 'klingon'; name one that Python knows, such as cp1252, koi8-r or shift_jis"
    assert result.stderr == f"cleaner: --encoding: {fault}\n"

"""Texts out of a folder that the user names."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from benchmarks.corpora import corpora
from benchmarks.folder import texts_in
from cleaner.errors import ReadingError


def test_a_folder_gives_texts_rows_and_pages(tmp_path: Path) -> None:
    """Every file of a known kind is read, in the order of names, gzipped or not; other files are none of them."""
    (tmp_path / "below").mkdir()
    (tmp_path / "a.txt").write_text("a text\n", encoding="utf-8")
    (tmp_path / "below" / "b.jsonl.gz").write_bytes(
        gzip.compress(b'{"title": "t", "text": "a row"}\n\n{"body": ["two", "lines"]}\n{"no": 1}\n')
    )
    (tmp_path / "c.html").write_text("<p>a page", encoding="utf-8")
    (tmp_path / "d.md").write_text("not read", encoding="utf-8")

    assert [text.strip() for text in texts_in(tmp_path)] == ["a text", "a row", "two\nlines", "a page"]


def test_what_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file at fault is told of, and the others are read."""
    (tmp_path / "a.jsonl").write_text('{"text": "one"}\n{"text": \n', encoding="utf-8")
    (tmp_path / "b.jsonl").write_text("[]\n", encoding="utf-8")
    (tmp_path / "c.txt").write_text("two", encoding="utf-8")

    assert list(texts_in(tmp_path)) == ["one", "two"]
    assert [line.split(": ")[:2] for line in capsys.readouterr().err.splitlines()] == [
        ["left out", f"{tmp_path / 'a.jsonl'}:2"],
        ["left out", f"{tmp_path / 'b.jsonl'}:1"],
    ]


def test_a_folder_takes_the_place_of_what_is_shipped(tmp_path: Path) -> None:
    """Its texts are the one corpus, called as the folder is."""
    (tmp_path / "a.txt").write_text("a text", encoding="utf-8")

    assert [(corpus.name, corpus.texts) for corpus in corpora(1, tmp_path)] == [(tmp_path.name, ("a text",))]


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    """Nothing to measure on is said, with what would be read."""
    with pytest.raises(ReadingError, match=r"holds no text; files end in \.txt, \.txt\.gz, \.jsonl, \.jsonl\.gz, \.html, \.html\.gz$"):
        list(corpora(1, tmp_path))

"""Inputs that are named by URLs: read as files are, and those of local files by their paths."""

from __future__ import annotations

import zipfile
from pathlib import Path

import fsspec

from cleaner.corpus.document import Document
from cleaner.corpus.inputs import Input, documents, find_inputs
from tests.corpus.inputs import FOLDER, READ, held, read, short


def test_urls_are_read_as_files_are(tmp_path: Path) -> None:
    """A file, a folder and a pattern, of any system that fsspec knows; what is passed over is the same."""
    system = fsspec.filesystem("memory")
    for name, raw in FOLDER.items():
        system.pipe(f"/folder/{name}", raw)
    system.pipe("/lines/a.jsonl", b'{"text": "a"}\n')
    system.pipe("/lines/b.jsonl", b'{"text": "b"}\n')
    urls = [f"memory:///folder/{name}" for name, _ in sorted(READ)]

    assert [one.name for one in find_inputs(["memory://folder"]) if isinstance(one, Input)] == urls
    assert [(one.place.source, one.content) for one in documents(["memory://lines/*.jsonl"]) if isinstance(one, Document)] == [
        ("memory:///lines/a.jsonl", "a"),
        ("memory:///lines/b.jsonl", "b"),
    ]
    assert short(read("memory://lines/b.jsonl")) == [("line 1", "b")]
    assert short(read("memory://lines/none.jsonl")) == [("", "no such file or folder; check the address")]
    assert short(read("memory://none/*")) == [("", "stands for no file that is read; hidden ones, READMEs and binary ones are passed over")]
    assert short(read("nosuch://a/b.jsonl"))[0][1] == "cannot be read: Protocol not known: nosuch"


def test_urls_of_local_files_are_their_paths(tmp_path: Path) -> None:
    """So a file is read once, however it is named, and a folder is walked as any is; a pattern stands for paths, too."""
    paths = [str(held(tmp_path, name, raw)) for name, raw in {"a b.txt": b"a", "c%20.txt": b"c"}.items()]
    inputs = [Input(path, "text") for path in paths]

    assert find_inputs([f"file://{paths[0]}", *paths, f"file://{tmp_path}"]) == inputs
    assert find_inputs([f"file://{tmp_path}"]) == find_inputs([f"file://{tmp_path}/*.txt"]) == inputs
    assert short(read(f"file://{tmp_path}/none.txt")) == [("", "no such file or folder; check the path")]


def test_urls_of_members_of_archives_are_read_as_files_are(tmp_path: Path) -> None:
    """One member, some or all of them, whatever the archive lies in; each is named by a URL that leads to it alone."""
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        for name, raw in {"a.txt": b"a", "b/c.txt": b"c", "b/d.jsonl": b'{"text": "d"}\n', "b/README": b""}.items():
            archive.writestr(name, raw)
    rest = f"::file://{tmp_path}/z.zip"

    assert short(read(f"zip://a.txt{rest}")) == [("", "a")]
    assert short(read(f"zip://b/d.jsonl{rest}")) == [("line 1", "d")]
    assert short(read(f"zip://a.txt::simplecache{rest}")) == [("", "a")]
    urls = [f"zip://b/c.txt{rest}", f"zip://b/d.jsonl{rest}"]
    for name in (f"zip://b{rest}", f"zip://b/*{rest}"):
        assert [(one.name, one.form) for one in find_inputs([name]) if isinstance(one, Input)] == [(urls[0], "text"), (urls[1], "lines")]
        assert [(one.place.source, one.content) for one in read(name) if isinstance(one, Document)] == [*zip(urls, "cd", strict=True)]
    assert [one.name for one in find_inputs([f"simplecache{rest}".replace("z.zip", "*.zip")]) if isinstance(one, Input)] == [
        f"simplecache{rest}"
    ]
    assert short(read(f"zip://none.txt{rest}")) == [("", "no such file or folder; check the address")]

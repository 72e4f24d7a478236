"""Outputs to what is no regular file, and through links."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from cleaner.errors import WritingError
from cleaner.formats.replacing import FileState
from cleaner.formats.sources import Source
from cleaner.formats.writing import refuse_overwriting, renamed, replace_file, targets, write_file


def test_a_fifo_is_written_into(tmp_path: Path) -> None:
    """Whoever reads it gets the bytes, and it is a FIFO still; it counts as a file among outputs."""
    fifo, got = tmp_path / "fifo", list[bytes]()
    os.mkfifo(fifo)
    reader = Thread(target=lambda: got.append(fifo.read_bytes()))
    reader.start()
    write_file(fifo, b"bytes")
    reader.join(60)

    assert (got, stat.S_ISFIFO(fifo.stat().st_mode)) == ([b"bytes"], True)
    assert targets([Source(Path("a.txt"), Path("a.txt"))], fifo, lambda _: ".txt") == [fifo]


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="no name for standard output")
@pytest.mark.parametrize("named", ["/dev/stdout", "link"])
def test_standard_output_by_its_name_is_written_where_it_stands(tmp_path: Path, named: str) -> None:
    """A file that is appended to keeps what it holds; it is not replaced."""
    (tmp_path / "link").symlink_to("/dev/stdout")
    log = tmp_path / "log"
    log.write_bytes(b"kept\n")
    code = "import sys\nfrom pathlib import Path\nfrom cleaner.formats.writing import write_file\nwrite_file(Path(sys.argv[1]), b'new\\n')"
    with log.open("ab") as file:
        subprocess.run([sys.executable, "-c", code, named], stdout=file, check=True, cwd=tmp_path)

    assert log.read_bytes() == b"kept\nnew\n"


def test_a_socket_is_refused(tmp_path: Path) -> None:
    """It stays one."""
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "s"))
        with pytest.raises(WritingError, match=r"s: is a socket, which is not written to"):
            write_file(tmp_path / "s", b"x")

    assert stat.S_ISSOCK((tmp_path / "s").stat().st_mode)


@pytest.mark.parametrize("old", [b"old", None], ids=["to a file", "to nothing"])
def test_a_link_that_is_named_stays_and_its_target_is_written(tmp_path: Path, old: bytes | None) -> None:
    """As shells do it; the target is replaced whole, in its own folder."""
    (tmp_path / "deep").mkdir()
    target, link = tmp_path / "deep" / "target.txt", tmp_path / "link.txt"
    if old is not None:
        target.write_bytes(old)
    link.symlink_to("deep/target.txt")
    write_file(link, b"new")

    assert (link.is_symlink(), target.read_bytes(), target.is_symlink()) == (True, b"new", False)


@pytest.mark.parametrize("link", ["out/a.txt", "out/sub"])
def test_no_link_leads_out_of_the_folder_of_outputs(tmp_path: Path, link: str) -> None:
    """Neither a file nor a folder that someone else has laid there."""
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.txt").write_bytes(b"old")
    (tmp_path / "out").mkdir()
    (tmp_path / link).symlink_to(tmp_path / "secret" / "a.txt" if link.endswith(".txt") else tmp_path / "secret")
    with pytest.raises(WritingError, match="a link leads out of"):
        write_file(tmp_path / ("out/a.txt" if link.endswith(".txt") else "out/sub/a.txt"), b"new", tmp_path / "out")

    assert (tmp_path / "secret" / "a.txt").read_bytes() == b"old"


def test_what_is_no_regular_file_is_not_rewritten(tmp_path: Path) -> None:
    """A FIFO is refused before anybody waits for it."""
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(WritingError, match=r"is a FIFO, and only regular files are rewritten"):
        replace_file(tmp_path / "fifo", [b"x"], FileState.of(tmp_path / "fifo"))


@pytest.mark.parametrize("name", ["..txt", "...txt", "..txt.gz", "...gz", ".txt", "....html", "...TXT"])
@pytest.mark.parametrize("suffix", ["", ".md"])
def test_no_output_leaves_its_folder_by_its_name(name: str, suffix: str) -> None:
    """A name of dots and an ending keeps the ending, since dots alone stand for folders."""
    assert renamed(Path("deep") / name, suffix).parts[:-1] == ("deep",)
    assert renamed(Path(name), suffix).name.strip(".") != ""


def test_links_in_a_circle_and_long_names_are_outputs_that_cannot_be_written(tmp_path: Path) -> None:
    """One line each, and no other error, wherever paths are compared."""
    (tmp_path / "loop").symlink_to("loop")
    long = tmp_path / ("x" * 300)
    for path, fault in ((tmp_path / "loop", "links lead in a circle"), (long, "longer than the file system takes")):
        refuse_overwriting([path], [Source(tmp_path / "b", Path("b"))], [path])
        targets([Source(path, Path("a"))], path, lambda _: ".txt")
        with pytest.raises(WritingError, match=fault):
            write_file(path, b"x")
    assert (tmp_path / "loop").is_symlink()

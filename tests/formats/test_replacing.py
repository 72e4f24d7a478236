"""Files that are replaced: who may read them meanwhile, what stays of a run that was killed, and what is left alone."""

from __future__ import annotations

import fcntl
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.errors import WritingError
from cleaner.formats import replacing
from cleaner.formats.replacing import FileState, remove_leftovers, replace_whole
from cleaner.formats.writing import replace_file, write_file

# Writes a large file again and again until it is killed.
# A command that does nothing but write.
WRITER = """
import sys
from pathlib import Path
import cleaner.cli.app as main
from cleaner.formats.replacing import replace_whole
def parts():
    for _ in range(200):
        yield b"new" * 1000
def write():
    print("begun", flush=True)
    while True:
        replace_whole(Path(sys.argv[1]), parts())
main.application = lambda command: write
main.run()
"""


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444 | stat.S_IWUSR, 0o751])
def test_from_the_first_byte_the_new_file_has_the_mode_of_the_old(tmp_path: Path, mode: int) -> None:
    """While the bytes come, nobody can read them who could not read the old ones."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(mode)
    seen: list[int] = []

    def parts() -> Iterator[bytes]:
        for part in (b"first", b"second"):
            seen.extend(stat.S_IMODE(other.stat().st_mode) for other in tmp_path.iterdir() if other != path)
            yield part

    replace_whole(path, parts())

    assert (seen, stat.S_IMODE(path.stat().st_mode), path.read_bytes()) == ([mode, mode], mode, b"firstsecond")


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_owner_and_group_stay_where_the_user_may_set_them(tmp_path: Path) -> None:
    """Root that fixes somebody's file leaves it theirs, and a set-user-id bit with it."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    os.chown(path, 4321, 1234)
    path.chmod(0o4750)
    replace_whole(path, [b"new"])
    status = path.stat()

    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (4321, 1234, 0o4750)


def test_a_group_that_cannot_be_kept_hands_its_rights_to_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where owner and group cannot be set, the new group may do what everybody may, and nobody runs the file as its owner."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o6674)
    real = os.fstat

    def of_another(file: int) -> os.stat_result:
        fields = list(real(file))
        fields[4:6] = [fields[4] + 1, fields[5] + 1]
        return os.stat_result(fields)

    def refuse(*_: int) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("cleaner.formats.replacing.os.fchown", refuse)
    monkeypatch.setattr("cleaner.formats.replacing.os.fstat", of_another)
    replace_whole(path, [b"new"])

    assert stat.S_IMODE(path.stat().st_mode) == 0o644


@pytest.mark.parametrize("change", ["contents", "another file", "mode", "gone"])
def test_a_file_that_changed_since_it_was_read_is_left_alone(tmp_path: Path, change: str) -> None:
    """Whatever another program did to it in between stays, and the error says so."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    read = FileState.of(path)

    def parts() -> Iterator[bytes]:
        yield b"new"
        time.sleep(0.02)
        if change == "contents":
            path.write_bytes(b"odd")
        elif change == "another file":
            (tmp_path / "b").write_bytes(b"odd")
            (tmp_path / "b").replace(path)
        elif change == "mode":
            path.chmod(0o600)
        else:
            path.unlink()

    with pytest.raises(WritingError, match=r"a\.txt: was (changed by another program|there and is gone)"):
        replace_file(path, parts(), read)

    assert [other.read_bytes() for other in tmp_path.iterdir()] == {"mode": [b"old"], "gone": []}.get(change, [b"odd"])


def test_leftovers_are_removed_unless_they_are_being_written(tmp_path: Path) -> None:
    """What has the name of a temporary file and is locked by nobody goes; locked ones, other names, folders and links stay."""
    left, written = tmp_path / ".cleaner-0123456789abcdef.tmp", tmp_path / ".cleaner-00000000000000ff.tmp"
    others = [tmp_path / name for name in (".cleaner-0123456789abcdef.tmp.txt", ".cleaner-zz.tmp", "cleaner-0123456789abcdef.tmp")]
    for path in (left, written, *others):
        path.write_bytes(b"x")
    (tmp_path / ".cleaner-00000000000000aa.tmp").mkdir()
    (tmp_path / ".cleaner-00000000000000bb.tmp").symlink_to(others[0])
    os.mkfifo(tmp_path / ".cleaner-00000000000000cc.tmp")
    before = set(tmp_path.iterdir())
    with written.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        remove_leftovers(tmp_path)

    assert before - set(tmp_path.iterdir()) == {left}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL], ids=["TERM", "KILL"])
def test_a_run_that_is_ended_leaves_whole_files(tmp_path: Path, number: signal.Signals, monkeypatch: pytest.MonkeyPatch) -> None:
    """At whatever moment: the old bytes or the new. SIGTERM leaves nothing else, and what SIGKILL leaves is gone after the next run."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"new" * 200_000)
    for moment in range(6):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(0.003 * moment)
            process.send_signal(number)
            assert process.wait(60) == -number
        assert path.read_bytes() == b"new" * 200_000
        if number is signal.SIGKILL:
            monkeypatch.setattr(replacing, "_swept", set())  # as in a run of its own
            write_file(tmp_path / "b.txt", b"next")
        assert {other.name for other in tmp_path.iterdir()} <= {"a.txt", "b.txt"}


@settings(max_examples=100)
@given(st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=255))
def test_every_name_that_the_file_system_takes_can_be_written(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    """Names of 255 bytes too, twice in a row, with nothing left beside; other names are an error in one line."""
    folder = tmp_path_factory.mktemp("names")
    path = folder / name
    if name in (".", ".."):
        with pytest.raises(WritingError):
            write_file(path, b"x")
        return
    if len(name.encode()) > 255:
        with pytest.raises(WritingError, match="longer than the file system takes"):
            write_file(path, b"x")
        return
    write_file(path, b"first")
    write_file(path, b"second")

    assert [(other.name, other.read_bytes()) for other in folder.iterdir()] == [(name, b"second")]


def test_a_name_of_255_bytes_in_chinese_can_be_written(tmp_path: Path) -> None:
    """The name of the temporary file does not depend on that of the file."""
    path = tmp_path / ("港" * 83 + ".jsonl")
    write_file(path, b"first")
    replace_file(path, [b"second"], FileState.of(path))

    assert [(other, other.read_bytes()) for other in tmp_path.iterdir()] == [(path, b"second")]

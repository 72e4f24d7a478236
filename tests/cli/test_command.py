"""The command as a process of its own: pipes that close, full disks, and the module."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import cleaner
from cleaner.document.cython import KERNELS
from cleaner.model import kernels

from .conftest import Command

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def _process(*arguments: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "cleaner", *arguments], stderr=subprocess.PIPE, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_ends_the_command_quietly(tmp_path: Path, unbuffered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed pipe is no fault: no word on standard error, and the exit code that shells give a broken pipe."""
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    (tmp_path / "long.txt").write_text("".join(f"The port reopened on day {day}, after nine idle days.\n" for day in range(20_000)))
    process = _process("clean", "-q", str(tmp_path / "long.txt"), stdout=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.readline()
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()

    assert (process.wait(60), errors) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_in_one_line() -> None:
    """An output that cannot be written is exit code 2."""
    with Path("/dev/full").open("wb") as full:
        process = _process("clean", str(SEEDS[0]), stdout=full)
        errors = process.communicate(timeout=60)[1]

    assert (process.returncode, errors) == (2, b"cleaner: standard output: no space left on device\n")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_output_is_utf_8_whatever_the_surroundings_say(tmp_path: Path, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The encoding of the terminal does not reach files and pipes."""
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    page = "Łódź – “nine” days, 九日。\n".encode()
    (tmp_path / "page.txt").write_bytes(page)
    process = _process("clean", "-q", str(tmp_path / "page.txt"), stdout=subprocess.PIPE)

    assert (page, b"") == process.communicate(timeout=60)


def test_version_is_the_version_of_the_library(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--version` prints what `cleaner.__version__` holds, and what was not compiled."""
    for kernel in KERNELS:
        monkeypatch.setattr(import_module(f"cleaner.{kernel[:-3].replace('/', '.')}"), "COMPILED", True)
    assert f"cleaner {cleaner.__version__} (compiled)\n" == command("--version").stdout
    monkeypatch.setattr(kernels, "COMPILED", False)
    assert f"cleaner {cleaner.__version__} (not compiled, so slower: model.kernels)\n" == command("--version").stdout


@pytest.mark.parametrize("arguments", [("clean",), ("explain",), ("check",)])
def test_each_help_shows_examples_and_exit_codes(command: Command, arguments: tuple[str, ...]) -> None:
    """A reader of the help can copy a line that works."""
    shown = command(*arguments, "--help").stdout

    assert f"  cleaner {arguments[0]} " in shown
    assert "Exit codes: 0" in shown

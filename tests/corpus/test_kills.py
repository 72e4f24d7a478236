"""Runs that are killed as the system kills them: the command and its processes, at moments that nobody chose."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cleaner.corpus.manifest import RunFolder
from tests.corpus.plans import TEXT, left, plan, ran, written

_RUN = """
import sys
from pathlib import Path
from tests.corpus.plans import plan, ran
ran(plan(["in.jsonl"], Path(sys.argv[1]), processes=2, limit=60.0))
"""
needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found as Linux lists them")


def started(folder: Path, out: str) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([sys.executable, "-c", _RUN, out], cwd=folder, env=environment, stderr=subprocess.PIPE)


def finished_parts(folder: Path) -> int:
    """How many parts of a run are finished."""
    return len([*folder.glob("out.jsonl.run/parts-*/????????.json")])


def wait_for(parts: int, folder: Path, process: subprocess.Popen[bytes]) -> None:
    """Wait until so many parts are finished."""
    while finished_parts(folder) < parts:
        assert process.poll() is None, process.communicate()[1].decode()
        time.sleep(0.005)


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes that clean for a run."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


@needs_proc
def test_a_run_that_is_killed_again_and_again_ends_as_if_it_was_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command twice, and once one of the processes that clean, which it survives; what it leaves is the same, byte for byte."""
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "in.jsonl", (f"{TEXT.format(number)}SLOW\n" for number in range(60)))
    with (tmp_path / "in.jsonl").open("a") as file:
        file.write("not JSON\n")
    ran(plan(["in.jsonl"], Path("out.jsonl")))
    undisturbed = left(tmp_path / "out.jsonl")
    (tmp_path / "out.jsonl").unlink()
    RunFolder(tmp_path / "out.jsonl").clear()

    for more in (1, 3):
        run = started(tmp_path, "out.jsonl")
        wait_for(finished_parts(tmp_path) + more, tmp_path, run)
        run.kill()
        assert run.wait() == -signal.SIGKILL
        assert run.stderr
        run.stderr.close()
        assert not (tmp_path / "out.jsonl").exists()
    run = started(tmp_path, "out.jsonl")
    wait_for(finished_parts(tmp_path) + 1, tmp_path, run)
    os.kill(workers(run)[0], signal.SIGKILL)
    told = run.communicate()[1].decode()

    assert (run.returncode, told) == (0, "")
    assert left(tmp_path / "out.jsonl") == undisturbed

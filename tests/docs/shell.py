"""Commands of pages, run as a reader's shell runs them: in one folder, one after the other, by the `cleaner` under test."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import cleaner

# What a reader calls by these names is this Python and what lies in it.
_COMMANDS = {"cleaner": "-P -m cleaner", "python": "", "python3": "", "pre-commit": "-m pre_commit"}
_SECONDS = 120


class Shell:
    """A folder and the variables that commands run in; `cd` holds for the commands after it."""

    def __init__(self, folder: Path, private: Path) -> None:
        """The folder that commands run in, and one beside it for what they need and a reader does not see."""
        self.folder = folder
        self._here = private / "here"
        self._here.write_text(str(folder))
        self._variables = _variables(private)

    @property
    def here(self) -> Path:
        """The folder that `cd` has led to."""
        return Path(self._here.read_text().strip())

    def run(self, script: str, *, strict: bool = False) -> tuple[int, str]:
        """The exit code of some lines of Bash, and what a terminal would show of them; strict ends at the first that fails."""
        trap = f"trap 'pwd >{shlex.quote(str(self._here))}' EXIT\n"
        started = subprocess.Popen(
            ["bash", *(["-euo", "pipefail"] if strict else []), "-c", trap + script],
            cwd=self.here,
            env=self._variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            printed, _ = started.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            started.communicate()
            return 124, f"(took more than {_SECONDS} seconds)\n"
        return started.returncode, printed.decode("utf-8", "replace")


def _variables(private: Path) -> dict[str, str]:
    """Those of this process, without what would make the output differ from one machine to the next."""
    commands, home = private / "bin", private / "home"
    commands.mkdir()
    home.mkdir()
    for command, arguments in _COMMANDS.items():
        file = commands / command
        file.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {arguments} "$@"\n')
        file.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PYTEST_", "PRE_COMMIT"))}
    for who in ("AUTHOR", "COMMITTER"):
        kept |= {f"GIT_{who}_NAME": "Reader", f"GIT_{who}_EMAIL": "reader@example.org"}
    return kept | {
        "PATH": os.pathsep.join([str(commands), str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)]),
        "PYTHONPATH": str(Path(cleaner.__file__).parent.parent),
        "PYTHONUNBUFFERED": "1",  # or what goes to standard error would come first
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
    }

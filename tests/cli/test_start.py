"""What hooks run starts without what they do not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CODE = """
import os
import sys
os._exit = sys.exit
sys.argv = ["cleaner", *sys.argv[1:]]
from cleaner.cli.main import run
try:
    run()
finally:
    print(*sorted({name.split(".")[0] for name in sys.modules} & set(HEAVY)), file=sys.stderr)
"""
HEAVY = ["typer", "rich", "dateparser", "tomllib", "pathspec", "hashlib", "gzip", "datasketch"]


def test_checking_a_small_file_loads_no_heavy_library(tmp_path: Path) -> None:
    """With the rules compiled before, a check of paths alone parses no options, no TOML, and guesses no encoding."""
    path = tmp_path / "a.txt"
    path.write_text("The port reopened on Tuesday.\n")
    environment = {"CLEANER_CACHE": str(tmp_path / "cache"), "PATH": ""}
    command = [sys.executable, "-c", f"HEAVY = {HEAVY}{CODE}", "check", str(path)]
    runs = [subprocess.run(command, env=environment, capture_output=True, text=True, check=False) for _ in range(2)]

    assert [run.stdout for run in runs] == ["", ""]
    assert [run.stderr for run in runs] == ["tomllib\n", "\n"]


def test_paths_alone_and_paths_with_options_are_one_command(tmp_path: Path) -> None:
    """Without the option parser `check` says what it says with it."""
    path = tmp_path / "a.txt"
    path.write_text("The port reopened on Tuesday.\n\nAdvertisement\n")
    command = [sys.executable, "-m", "cleaner", "check", str(path)]
    options = ["--output-format", "text"]
    plain, parsed = (subprocess.run([*command, *more], capture_output=True, text=True, check=False) for more in ([], options))

    assert (plain.returncode, plain.stdout) == (1, f"{path}:3:1 ad_slot ads.slot-label\n")
    assert (parsed.returncode, parsed.stdout, parsed.stderr) == (plain.returncode, plain.stdout, plain.stderr)

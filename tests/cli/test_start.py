"""What hooks run starts without what they do not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CODE = """
import sys
sys.argv = ["cleaner", *sys.argv[1:]]
from cleaner.cli.app import run
try:
    run()
finally:
    print(*sorted({name.split(".")[0] for name in sys.modules} & set(HEAVY)), file=sys.stderr)
"""
HEAVY = ["typer", "rich", "dateparser", "tomllib", "pathspec", "gzip", "datasketch"]


def test_checking_a_small_file_loads_no_heavy_library(tmp_path: Path) -> None:
    """A check of paths alone parses no options, no TOML, and guesses no encoding, even the first time."""
    path = tmp_path / "a.txt"
    path.write_text("The port reopened on Tuesday.\n")
    command = [sys.executable, "-c", f"HEAVY = {HEAVY}{CODE}", "check", str(path)]
    done = subprocess.run(command, env={"PATH": ""}, capture_output=True, text=True, check=False)

    assert (done.stdout, done.stderr) == ("", "\n")


def test_paths_alone_and_paths_with_options_are_one_command(tmp_path: Path) -> None:
    """Without the option parser `check` says what it says with it."""
    path = tmp_path / "a.txt"
    path.write_text("The port reopened on Tuesday.\n\nAdvertisement\n")
    command = [sys.executable, "-m", "cleaner", "check", str(path)]
    options = ["--output-format", "text"]
    plain, parsed = (subprocess.run([*command, *more], capture_output=True, text=True, check=False) for more in ([], options))

    assert (plain.returncode, plain.stdout) == (1, f"{path}:3:1 ad_slot ads.slot-label\n")
    assert (parsed.returncode, parsed.stdout, parsed.stderr) == (plain.returncode, plain.stdout, plain.stderr)

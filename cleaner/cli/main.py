"""The command `cleaner` as it is installed."""

from __future__ import annotations

import gc
import sys


def run() -> None:
    """Run a command.

    `check` and `fix` with nothing but paths, as hooks call them, have nothing to parse, and start without what parses options.
    """
    command, *paths = sys.argv[1:] or [""]
    if command in ("check", "fix") and paths and not any(path.startswith("-") for path in paths):
        # Modules are no garbage, and looking for some while they load takes as long as cleaning a small file.
        gc.disable()
        from pathlib import Path

        from cleaner.cli.checking import check_paths, fix_paths
        from cleaner.cli.wishes import Wishes

        gc.enable()
        (check_paths if command == "check" else fix_paths)([Path(path) for path in paths], Wishes())
    else:
        from cleaner.cli.app import app

        app()

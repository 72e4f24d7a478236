"""The command `cleaner` as it is installed."""

from __future__ import annotations

import gc
import os
import signal
import sys


def run() -> None:
    """Run a command.

    `check` and `fix` with nothing but paths, as hooks call them, have nothing to parse, and start without what parses options.
    """
    for ending in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(ending) is signal.SIG_DFL:  # `nohup` lets the second be ignored
            signal.signal(ending, _end)
    command, *paths = sys.argv[1:] or [""]
    if command in ("check", "fix") and paths and not any(not path or path.startswith("-") for path in paths):
        _run_on(command, paths)
    else:
        from cleaner.cli.app import app

        app()


def _end(number: int, _: object) -> None:
    """End as the signal would have ended this process, without what it was writing."""
    from cleaner.formats.replacing import remove_unfinished

    remove_unfinished()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _run_on(command: str, paths: list[str]) -> None:
    """Run on paths and leave at once: at the end of a short run, taking apart what was loaded takes longer than the work."""
    # Modules are no garbage, and looking for some while they load takes as long as cleaning a small file.
    gc.disable()
    from pathlib import Path

    from cleaner.cli.checking import check_paths, fix_paths
    from cleaner.cli.wishes import Wishes
    from cleaner.document.policy import CHECK_POLICY

    gc.freeze()
    gc.enable()
    code = 0
    try:
        (check_paths if command == "check" else fix_paths)([Path(path) for path in paths], Wishes(default_policy=CHECK_POLICY))
    except SystemExit as end:
        code = int(end.code or 0)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # closed before this began
            stream.flush()
    os._exit(code)

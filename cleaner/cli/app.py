"""The command `cleaner` as it is installed: its subcommands with their help, its version, and how a run begins and ends."""

from __future__ import annotations

import atexit
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.document.cython import KERNELS

if TYPE_CHECKING:
    import typer

HELP = "Clean articles from scraped text: chrome is named by rules, removed by policy, and every character is accounted for."
EPILOG = """Start with:

\b
  cleaner clean page.txt
  cleaner explain page.txt"""
# The module of each subcommand.
_MODULES = {
    "clean": "clean",
    "run": "run",
    "explain": "explain",
    "check": "check",
    "fix": "check",
    "schema": "clean",
    "sample": "sample",
    "learn": "learn",
    "train": "train",
    "rules": "rules",
}


def run() -> None:
    """Run a command.

    `check` and `fix` with nothing but paths, as hooks call them, have nothing to parse, and start without what parses options. Of other
    commands only the one that is called for is loaded.
    """
    for ending in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        if signal.getsignal(ending) is signal.SIG_DFL:  # `nohup` lets the second be ignored
            signal.signal(ending, _end)
    # As the first that was registered it comes last, when all else is put in order.
    endings: list[int] = []
    atexit.register(_end_by, endings)
    command, *paths = sys.argv[1:] or [""]
    try:
        if command in ("check", "fix") and paths and all(path and not path.startswith("-") for path in paths):
            run_on_paths(command, [Path(path) for path in paths])
        else:
            application(command)()
    except KeyboardInterrupt:  # before the command itself could hear it
        raise SystemExit(128 + signal.SIGINT) from None
    except _EndedError as ended:
        from cleaner.formats.replacing import remove_unfinished

        remove_unfinished()
        endings.append(ended.number)
        raise SystemExit(128 + ended.number) from None


def run_on_paths(command: str, paths: list[Path]) -> None:
    """`check` or `fix` without options."""
    from cleaner.cli.check import check_command, fix_command

    (check_command if command == "check" else fix_command)(paths)


def application(command: str = "") -> typer.Typer:
    """The parser of options: for the module of one subcommand, or for all where none has that name."""
    import typer

    app = typer.Typer(
        help=HELP, epilog=EPILOG, no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )
    for module in [_MODULES[command]] if command in _MODULES else dict.fromkeys(_MODULES.values()):
        import_module(f"cleaner.cli.{module}").add_to(app)
    version = typer.Option(False, "--version", callback=_say_version, is_eager=True, help="Print the version, and what was compiled.")

    @app.callback()
    def options(version: bool = version) -> None:
        """Options of the command itself."""

    return app


def uncompiled() -> list[str]:
    """The kernels that run as ordinary Python in this installation."""
    names = [kernel.removesuffix(".py").replace("/", ".") for kernel in KERNELS]
    return [name for name in names if not import_module(f"cleaner.{name}").COMPILED]


def _say_version(wanted: bool) -> None:
    if wanted:
        import typer

        from cleaner import __version__
        from cleaner.formats.terminal import show

        slower = ", ".join(uncompiled())
        show([f"cleaner {__version__} ({f'not compiled, so slower: {slower}' if slower else 'compiled'})"])
        raise typer.Exit


class _EndedError(BaseException):
    """A signal ends the command, which puts in order what it has open."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def _end_by(endings: list[int]) -> None:
    """End this process by a signal, if one has ended the command."""
    for number in endings:
        os.kill(os.getpid(), number)


def _end(number: int, _: object) -> None:
    """Let the command end as the signal would have ended it; a second one ends it at once."""
    signal.signal(number, signal.SIG_DFL)
    raise _EndedError(number)

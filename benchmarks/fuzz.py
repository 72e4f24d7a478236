"""`python -m benchmarks.fuzz --seconds N`: texts, web pages and files drawn until the time is up, and what every one of them must hold.

Hypothesis draws pages made of the parts that the tests use, with a new seed for each round, and makes what breaks a law as small as it can.
With `--atheris`, Atheris changes bytes towards code that none has reached yet (`benchmarks.fuzz_bytes`). Ends with 1 if a law was broken.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from random import SystemRandom
from tempfile import mkdtemp
from time import monotonic, process_time
from traceback import format_exception
from typing import Annotated, Any, NamedTuple

import typer
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from benchmarks.fuzz_files import FILES, check_file, file_of
from benchmarks.fuzz_pages import TEXTS, WEB_PAGES, Way, check_html, check_text
from cleaner.document.policy import ENGINES, PRESETS

# Nothing that is drawn here is so large that it takes longer, in seconds of CPU.
LONGEST = 5.0
WAYS: tuple[Way, ...] = tuple(product(sorted(PRESETS), ENGINES))
_TOLD_LINES = 60
_SETTINGS = settings(
    max_examples=500,
    database=None,
    derandomize=False,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate, Phase.target, Phase.shrink),
)
_COUNT = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


class Kind(NamedTuple):
    """What is drawn.

    Args:
        drawn: by Hypothesis.
        check: the laws, of which one that is broken raises.
        of_bytes: what is made of bytes that Atheris changed.
    """

    drawn: st.SearchStrategy[Any]
    check: Callable[[Any, Way], None]
    of_bytes: Callable[[bytes], Any]


KINDS = {
    "text": Kind(TEXTS, check_text, lambda raw: raw.decode("utf-8", "replace")),
    "html": Kind(WEB_PAGES, check_html, bytes),
    "files": Kind(FILES, check_file, file_of),
}


def timed(check: Callable[[Any, Way], None], drawn: Any, way: Way) -> None:
    """A check, which fails also where it takes too long.

    Args:
        check: the check.
        drawn: what is checked.
        way: how it is cleaned.

    Raises:
        AssertionError: if a law is broken.
    """
    start = process_time()
    check(drawn, way)
    taken = process_time() - start
    assert taken < LONGEST, f"it takes {taken:.1f} s"


def by_hypothesis(kind: Kind, seconds: float) -> tuple[int, list[Exception]]:
    """How many examples were checked until the time was up, and what broke, once a round.

    Args:
        kind: what is drawn.
        seconds: how long.
    """
    tried, broken, random, end = 0, list[Exception](), SystemRandom(), monotonic() + seconds

    @settings(_SETTINGS)
    @given(kind.drawn, st.sampled_from(WAYS))
    def law(drawn: Any, way: Way) -> None:
        nonlocal tried
        tried += 1
        timed(kind.check, drawn, way)

    while monotonic() < end:
        try:
            seed(random.getrandbits(64))(law)()
        except Exception as error:  # noqa: BLE001  whatever it is, it is what was looked for
            broken.append(error)
            print("".join(format_exception(error)[-_TOLD_LINES:]), flush=True)
    return tried, broken


def by_atheris(kind: str, seconds: float) -> tuple[int, bool]:
    """How many inputs were checked until the time was up, or until a law was broken, and whether one was.

    Args:
        kind: the name of what is made of the bytes.
        seconds: how long.
    """
    folder = mkdtemp(prefix="fuzz-")
    command = [sys.executable, "-m", "benchmarks.fuzz_bytes", kind, str(int(seconds)), folder]
    ended = subprocess.run(command, capture_output=True, text=True, errors="replace")
    found = _COUNT.search(ended.stderr)
    if ended.returncode or not found:
        print("\n".join((ended.stdout + ended.stderr).splitlines()[-_TOLD_LINES:]), f"\nkept in {folder}", flush=True)
    return int(found[1]) if found else 0, ended.returncode != 0


def main(
    seconds: Annotated[float, typer.Option(min=1, help="How long each kind is drawn.")] = 60,
    only: Annotated[list[str] | None, typer.Option(help="A kind, instead of all; may be given again.")] = None,
    atheris: Annotated[bool, typer.Option(help="Draw by Atheris instead of Hypothesis.")] = False,
) -> None:
    """Draw until the time is up, and count."""
    any_broken = False
    for name in only or KINDS:
        if atheris:
            tried, is_broken = by_atheris(name, seconds)
        else:
            tried, broken = by_hypothesis(KINDS[name], seconds)
            is_broken = bool(broken)
        any_broken |= is_broken
        print(f"{name}: {tried:,} examples, {'BROKEN' if is_broken else 'all held'}", flush=True)
    raise typer.Exit(1 if any_broken else 0)


if __name__ == "__main__":
    typer.run(main)

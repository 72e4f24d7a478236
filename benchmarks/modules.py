"""How many modules of the package one page goes through: `python -m benchmarks.modules`.

A module counts if a function of it is called, compiled ones included, while a page is cleaned and its text and articles are asked for. What
is loaded or worked out once for all pages is left out: a page is cleaned before.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import cleaner
from cleaner import CleanedPage

TEXT = "News\nPort of Varn reopens after nine-day strike\nBy Odile Marchetti\nMarch 3, 2024\nThe harbour reopened on Tuesday.\nShare this\n"
HTML = f"<title>Varn</title><nav><a href=/>Home</a></nav><h1>Port of Varn reopens</h1><p>{'<p>'.join(TEXT.splitlines())}"


def entered(work: Callable[[], object]) -> set[str]:
    """The names of the modules of the package in which a function was called."""
    found = set[str]()

    def seen(frame: FrameType, event: str, called: Any) -> None:
        name = frame.f_globals.get("__name__", "") if event == "call" else getattr(called, "__module__", None) if event == "c_call" else ""
        if isinstance(name, str) and name.startswith("cleaner."):
            found.add(name)

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


def whole(page: CleanedPage) -> tuple[object, ...]:
    """All that is usually asked of a page."""
    return page.text, page.body, [(article.headline, article.bylines, article.published) for article in page.articles]


def main() -> None:
    """Print how many modules a text and a web page enter, and which."""
    ways: dict[str, Callable[[], object]] = {
        "clean": lambda: whole(cleaner.clean(TEXT)),
        "clean_html": lambda: whole(cleaner.clean_html(HTML)),
    }
    for name, way in ways.items():
        way()
        found = entered(way)
        print(f"{name}: {len(found)} modules")
        print("\n".join(f"  {each}" for each in sorted(found)))


if __name__ == "__main__":
    main()

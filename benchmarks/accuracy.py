"""How right `clean()` is on what the project ships: the pages of `fixtures/`, and scrolls composed of known stories, theme by theme.

The figures depend on the program and its inputs alone, so they are the same on every machine. The stories of the seeds are taken as the
library tells them, which the tests pin down; should it tell them otherwise, that shows as other inputs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import cleaner
from benchmarks.contenders import RULES_ALONE
from benchmarks.corpora import digest
from benchmarks.floors import Figures
from benchmarks.scrolls import ROOT, Scroll, scrolls, stories_in
from benchmarks.segments import measure
from benchmarks.themes import THEMES
from cleaner import RuleSet

PER_THEME, SEED = 40, 7


def accuracy() -> Figures:
    """Shares of pages, stories and characters that come out right, with the digest of what was cleaned."""
    folders = sorted(path.parent for path in ROOT.glob("fixtures/pages/*/source.txt"))
    made = scrolls(stories_in(None), THEMES, PER_THEME, SEED)
    found = {f"fixtures, {name}": figure for name, figure in fixtures(folders).items()}
    for segments in measure(made, RuleSet.default()):
        if segments.name == "all":
            found |= {f"scrolls, {name}": figure for name, figure in segments.figures.items()}
        else:
            found[f"scrolls of {segments.name}, boundary F1"] = segments.boundary_f1
    return Figures(digest([*_read(folders), *_told(made)]), found)


def fixtures(folders: list[Path]) -> dict[str, float]:
    """Which share of pages is cleaned to the expected text, and which share of their stories has the expected headline and body.

    Args:
        folders: one a page, with `source.txt`, `expected.txt` and `expected.json`.
    """
    exact = right = stories = 0
    for folder in folders:
        page = cleaner.clean(cleaner.read_text(folder / "source.txt"), policy=RULES_ALONE)
        exact += page.text == cleaner.read_text(folder / "expected.txt")
        expected = [
            (story["headline"], "\n".join(story["body"])) for story in json.loads(cleaner.read_text(folder / "expected.json"))["articles"]
        ]
        told = [(story.headline, story.text) for story in page.articles]
        right += sum(story in told for story in expected)
        stories += max(len(expected), len(told))
    return {"pages exact": exact / len(folders), "stories exact": right / stories}


def _read(folders: list[Path]) -> Iterator[str]:
    for folder in folders:
        yield from (cleaner.read_text(folder / name) for name in ("source.txt", "expected.txt", "expected.json"))


def _told(made: Mapping[str, list[Scroll]]) -> Iterator[str]:
    """What is known of scrolls, as texts: what they say, and where each line and story stands."""
    for theme, composed in made.items():
        for scroll in composed:
            yield from (theme, scroll.text, repr(scroll.lines), repr(scroll.windows))

"""Scrolls: several stories in one text, each in the lines of a page theme, with the place of every line and story known.

Stories come from a folder that the user names, or else from the project's own scrapes: the stories that `fixtures/pages` expects, and
those that the seeds hold as the library tells them, which the tests pin down.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cleaner
from benchmarks.folder import ROWS, rows
from benchmarks.themes import Line, Theme

ROOT = Path(__file__).resolve().parent.parent
# A story has this many words, and opens with a paragraph and not with a heading.
WORDS, OPENING_WORDS, MOST_STORIES = range(40, 2501), 8, 6


@dataclass(frozen=True)
class Story:
    """One story as it is meant to be found again.

    Args:
        headline: its title.
        paragraphs: its lines, each `paragraph` or `subheading`.
    """

    headline: str
    paragraphs: tuple[Line, ...]


@dataclass(frozen=True)
class Stretch:
    """One line of a scroll.

    Args:
        start: offset of its first character.
        end: offset after its last character.
        role: what it is, as its theme has it.
    """

    start: int
    end: int
    role: str


@dataclass(frozen=True)
class Scroll:
    """A composed text and what is known of it.

    Args:
        text: the text.
        lines: its lines, in order.
        windows: of each story, its headline, and the first and last offset at which it may be said to start: after the body of the
            story above, and no later than its headline.
    """

    text: str
    lines: tuple[Stretch, ...]
    windows: tuple[tuple[str, int, int], ...]


def compose(stories: Sequence[Story], theme: Theme, rng: random.Random) -> Scroll:
    """One scroll: stories in one theme, with or without blank lines between their lines.

    Args:
        stories: what it tells, in order.
        theme: what stands around each of them.
        rng: what chooses.
    """
    lines: list[Stretch] = []
    windows: list[tuple[str, int, int]] = []
    text, body_end, gap = "", 0, rng.choice(("\n", "\n\n"))

    def add(line: str, role: str) -> None:
        nonlocal text
        lines.append(Stretch(len(text), len(text) + len(line), role))
        text += line + gap

    if rng.random() < 0.3:
        add("Connect with us", "social")
    for place, story in enumerate(stories):
        for line, role in theme(story, rng, place == 0):
            if role == "headline":
                windows.append((story.headline, body_end, len(text)))
            add(line, role)
        body_end = max(line.end for line in lines if line.role in ("paragraph", "subheading"))
    return Scroll(text, tuple(lines), tuple(windows))


def scrolls(stories: Sequence[Story], themes: Mapping[str, Theme], per_theme: int, seed: int) -> dict[str, list[Scroll]]:
    """Scrolls of every theme, the same ones for the same seed.

    Args:
        stories: what to choose from, one to six a scroll.
        themes: the themes by their names.
        per_theme: how many scrolls a theme.
        seed: what the choice begins with.
    """
    made: dict[str, list[Scroll]] = {}
    for name, theme in themes.items():
        rng = random.Random(f"{seed} {name}")
        sizes = [rng.randint(1, min(MOST_STORIES, len(stories))) for _ in range(per_theme)]
        made[name] = [compose(rng.sample(stories, size), theme, rng) for size in sizes]
    return made


def story(headline: str, lines: Iterable[str]) -> Story | None:
    """A story out of its headline and lines; None where they make none.

    Args:
        headline: its title.
        lines: its paragraphs and subheadings; blank ones, and the headline again, are passed over.
    """
    headline = " ".join(headline.split())
    told = [line for line in (" ".join(line.split()) for line in lines) if line and line != headline]
    if not headline or len(told) < 2 or len(told[0].split()) < OPENING_WORDS or sum(len(line.split()) for line in told) not in WORDS:
        return None
    return Story(
        headline, tuple((line, "paragraph" if len(line.split()) > 12 or line[-1] in ".!?:;”\"')。」" else "subheading") for line in told)
    )


def stories_in(folder: Path | None) -> list[Story]:
    """Every story of a folder, or of the project's own scrapes; each headline once.

    Args:
        folder: holds texts whose first line is the headline (`.txt`) and rows with `title` or `headline`, and `main_content`, `text` or
            `body` (`.jsonl`, also gzipped); a row with a `page_type` other than `article` is passed over. None for the project's own.
    """
    found = _own() if folder is None else _of_folder(folder)
    made = [made for headline, lines in found if (made := story(headline, lines)) is not None]
    return list({each.headline: each for each in made}.values())


def bodies_in(folder: Path) -> list[str]:
    """The body of every article of a folder, whatever its length.

    Args:
        folder: as for `stories_in`.
    """
    return ["\n".join(lines) for _, lines in _of_folder(folder) if any(map(str.strip, lines))]


def _own() -> Iterator[tuple[str, list[str]]]:
    for path in sorted(ROOT.glob("fixtures/pages/*/expected.json")):
        for told in json.loads(cleaner.read_text(path))["articles"]:
            yield told["headline"] or "", told["body"]
    for path in sorted(ROOT.glob("seeds/*.txt")):
        for article in cleaner.clean(cleaner.read_text(path), policy="safe").articles:
            yield article.headline or "", article.text.split("\n")


def _of_folder(folder: Path) -> Iterator[tuple[str, list[str]]]:
    for path in sorted(path for path in folder.rglob("*") if path.name.endswith((".txt", *ROWS))):
        if path.name.endswith(".txt"):
            headline, _, rest = cleaner.read_text(path).strip().partition("\n")
            yield headline, rest.split("\n")
            continue
        for page in rows(path):
            if page.get("page_type", "article") == "article":
                body = page.get("main_content") or page.get("text") or page.get("body") or ""
                yield page.get("title") or page.get("headline") or "", body if isinstance(body, list) else body.split("\n")

"""Page themes drawn at random: what stands around a story, in which order and in which language's words, is thrown for each page anew.

A theme somebody knows teaches the segmenter that theme. These teach it what all have in common; the named themes of themes.py are kept
for measuring. This file stands alone: it may be loaded by its path.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

Line = tuple[str, str]
WORDING: dict[str, Any] = tomllib.loads(Path(__file__).with_name("varied.toml").read_text(encoding="utf-8"))
LANGUAGES = tuple(language for language in WORDING if language != "fill")
_SENTENCE = re.compile(r"(?<=[.!?。])\s+")
# What may stand between a headline and its body, how likely a page has it, and the role of its lines.
HEAD = {
    "byline": (0.6, "byline"),
    "date": (0.6, "timestamp"),
    "updated": (0.25, "timestamp"),
    "share": (0.35, "social"),
    "count": (0.15, "social"),
    "minutes": (0.2, "social"),
    "caption": (0.25, "caption"),
    "credit": (0.3, "credit"),
    "ad": (0.1, "ad_slot"),
}
# What may stand below a body.
TAIL = {
    "tags": (0.25, "navigation"),
    "bio": (0.35, "author_bio"),
    "share": (0.2, "social"),
    "newsletter": (0.2, "newsletter"),
    "related": (0.35, "teaser"),
    "comments": (0.25, "comments"),
    "contact": (0.15, "contact"),
    "more": (0.3, "navigation"),
    "footer": (0.2, "footer"),
    "ad": (0.15, "ad_slot"),
}
# How many pages have nothing around their stories but, at the most, names; and how many word each story's chrome anew.
BARE, LOOSE = 0.25, 0.5


class Told(Protocol):
    """A story as a theme is handed it: its headline, and its paragraphs with the role of each."""

    @property
    def headline(self) -> str: ...

    @property
    def paragraphs(self) -> Sequence[Line]: ...


class Drawn:
    """One theme, the same for every story of a page.

    Args:
        rng: what it is drawn with.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._table: dict[str, list[str]] = WORDING["en" if rng.random() < 0.5 else rng.choice(LANGUAGES)]
        self.bare = bare = rng.random() < BARE
        self._head = self._drawn(HEAD, 0.0 if bare else 1.0)
        if bare and rng.random() < 0.6:
            self._head = [("byline", 0.5)]
        self._tail = self._drawn(TAIL, 0.0 if bare else rng.choice((0.0, 1.0, 1.0, 1.5)))
        # Most pages say the same words in the same order around each story; some, fed from many sources, do not.
        self._loose = rng.random() < LOOSE
        self._wording = self._worded(rng)
        self._topics = rng.sample(self._table["topics"], min(rng.choice((1, 2, 3, 5)), len(self._table["topics"])))
        kickers: tuple[str | None, ...] = (None, None, None, "topics", "topics", "topics", "topics", "crumb", "dated_label")
        self._kickers = [None if bare else rng.choice(kickers) for _ in range(2 if self._loose else 1)]
        self._deck = 0.0 if bare else rng.choice((0.0, 0.0, 0.4, 0.8, 1.0))
        self._deck_from = rng.choice(("lead", "lead", "lead", "later"))
        self._deck_last = rng.random() < 0.15
        self._every = 0 if bare or rng.random() < 0.35 else rng.randint(2, 6)
        self._inside = rng.choice((("ad",), ("ad", "inside"), ("inside",)))
        self._menu = (
            [] if bare or rng.random() < 0.6 else rng.sample(self._table["masthead"], rng.randint(2, len(self._table["masthead"]) // 2 + 1))
        )
        self._menu_again = rng.random() < 0.25
        self._shares = rng.sample(self._table["share"], rng.randint(1, 5))

    def _worded(self, rng: random.Random) -> dict[str, str]:
        """One wording for each key."""
        return {key: rng.choice(listed) for key, listed in self._table.items()}

    def _drawn(self, parts: dict[str, tuple[float, str]], factor: float) -> list[tuple[str, float]]:
        """Some of the parts in some order, each with how likely a story has it."""
        chosen = [key for key, (chance, _) in parts.items() if self._rng.random() < chance * factor]
        self._rng.shuffle(chosen)
        return [(key, self._rng.choice((1.0, 1.0, 0.6))) for key in chosen]

    def __call__(self, story: Told, rng: random.Random, first: bool) -> list[Line]:
        """The lines of one story, each with its role.

        Args:
            story: what is told.
            rng: what chooses names, dates and other stories' headlines.
            first: whether the story is the first on its page.
        """
        fill = _fill(rng, rng.choice(self._topics))

        wording = self._worded(rng) if self._loose else self._wording

        def say(key: str, role: str) -> list[Line]:
            if key == "share":
                return [(line, role) for line in self._shares]
            lines = wording[key].format(**fill).split("\n")
            if key == "related":
                lines += [fill[name] for name in ("one", "two", "three", "four", "five")[: rng.randint(1, 5)]]
            return [(line, role) for line in lines]

        def said(drawn: list[tuple[str, float]], parts: dict[str, tuple[float, str]]) -> list[Line]:
            return [line for key, chance in drawn if rng.random() < chance for line in say(key, parts[key][1])]

        top = [(line, "navigation") for line in self._menu] if first or self._menu_again else []
        kicker = rng.choice(self._kickers)
        if kicker == "topics":
            top.append((fill["topic"], "kicker"))
        elif kicker is not None:
            top += say(kicker, "navigation")
        if self._loose:
            rng.shuffle(self._head)
        deck = [(_summary(story, self._deck_from == "later"), "deck")] if rng.random() < self._deck else []
        head = said(self._head, HEAD)
        lines = [*top, (story.headline, "headline"), *(head + deck if self._deck_last else deck + head)]
        lines += _between(story.paragraphs, self._every, lambda: say(rng.choice(self._inside), "ad_slot"))
        return lines + said(self._tail, TAIL)


def _fill(rng: random.Random, topic: str) -> dict[str, Any]:
    """What stands for the names in a wording, around one story."""
    fill: dict[str, Any] = {key: rng.choice(WORDING["fill"][key]) for key in ("name", "outlet", "city")}
    when = datetime(2010, 1, 1) + timedelta(minutes=rng.randrange(16 * 365 * 24 * 60))
    others = rng.sample(WORDING["fill"]["headlines"], 5)
    return {
        **fill,
        **dict(zip(("one", "two", "three", "four", "five"), others, strict=True)),
        "other": rng.choice(WORDING["fill"]["name"]),
        "handle": fill["name"].split()[0].casefold(),
        "topic": topic,
        "number": rng.randint(2, 48),
        "when": when,
        "later": when + timedelta(minutes=rng.randint(20, 3000)),
    }


def _summary(story: Told, later: bool) -> str:
    """A sentence of the story, as a deck would say it."""
    paragraph = story.paragraphs[min(1 if later else 0, len(story.paragraphs) - 1)][0]
    return _SENTENCE.split(paragraph)[0]


def _between(paragraphs: Sequence[Line], every: int, slot: Callable[[], list[Line]]) -> list[Line]:
    """The paragraphs, with what a slot gives after every so many of them; never before a subheading, nor at the end."""
    lines: list[Line] = []
    count = 0
    for line, following in zip(paragraphs, [*paragraphs[1:], None], strict=True):
        lines.append(line)
        count += line[1] == "paragraph"
        if every and line[1] == "paragraph" and count % every == 0 and following is not None and following[1] == "paragraph":
            lines += slot()
    return lines

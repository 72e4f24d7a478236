"""Page themes: the lines a page puts around a story, each with the role it has there.

A theme is a function of a story, a random generator and whether the story is the first on the page. It is made after pages of one kind:
what they say comes from wording.toml, what stands where from the function. The story's own paragraphs stay as they are, so every line
of a page made by a theme has a role that is known. This file stands alone: it may be loaded by its path.
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

WORDING: dict[str, Any] = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
SENTENCE = re.compile(r"(?<=[.!?])\s+")


class Told(Protocol):
    """A story as a theme is handed it: its headline, and its paragraphs with the role of each."""

    @property
    def headline(self) -> str: ...

    @property
    def paragraphs(self) -> Sequence[Line]: ...


class Voice:
    """What one theme says around one story: a name, once chosen, is the same in every line.

    Args:
        theme: the theme's table in wording.toml.
        rng: what chooses.
    """

    def __init__(self, theme: str, rng: random.Random) -> None:
        self._table, self._rng = WORDING[theme], rng
        fill = {**WORDING["fill"], **self._table.get("fill", {})}
        self._names: dict[str, Any] = {name: rng.choice(listed) for name, listed in fill.items() if name != "others"}
        self._names.setdefault("number", rng.randint(2, 40))
        others = rng.sample(self._table.get("others", fill["others"]), 3)
        when = datetime(2012, 1, 1) + timedelta(minutes=rng.randrange(14 * 365 * 24 * 60))
        when = when.replace(day=min(when.day, 27))
        later = when + timedelta(minutes=rng.randint(20, 300))
        handle = self._names["given"].lower()
        self._names |= {"one": others[0], "two": others[1], "three": others[2], "handle": handle}
        self._names |= {"when": when, "later": later, "clock": _clock(when), "later_clock": _clock(later)}

    def __call__(self, key: str, chance: float = 1.0) -> list[Line]:
        """One of the wordings under a key, as lines with the role the key begins with; or nothing, if chance has it so."""
        if self._rng.random() >= chance:
            return []
        role = key.partition("-")[0]
        return [(line, role) for line in self._rng.choice(self._table[key]).format(**self._names).split("\n")]

    def any(self, *keys: str) -> list[Line]:
        """What one of several keys says."""
        return self(self._rng.choice(keys))

    def between(self, paragraphs: Sequence[Line], every: int, slot: Callable[[], list[Line]]) -> list[Line]:
        """The paragraphs, with what a slot gives after every so many of them; never before a subheading, nor at the end.

        Args:
            paragraphs: the story's own lines.
            every: after how many paragraphs there is a slot.
            slot: gives the lines of one slot.
        """
        lines: list[Line] = []
        count = 0
        for line, following in zip(paragraphs, [*paragraphs[1:], None], strict=True):
            lines.append(line)
            count += line[1] == "paragraph"
            if line[1] == "paragraph" and count % every == 0 and following is not None and following[1] == "paragraph":
                lines += slot()
        return lines


def sentences(story: Told, paragraph: int, most: int = 1) -> str:
    """The first sentences of a paragraph, as decks and pull quotes repeat them."""
    return " ".join(SENTENCE.split(story.paragraphs[min(paragraph, len(story.paragraphs) - 1)][0])[:most])


def _clock(when: datetime) -> str:
    return f"{when.hour % 12 or 12}:{when.minute:02} {'AM' if when.hour < 12 else 'PM'}"


def zox(story: Told, rng: random.Random, first: bool) -> list[Line]:
    """The theme of the seeds: label, headline, deck, an empty date, credit, ad slots; 'Continue Reading' below all but the first."""
    say = Voice("zox", rng)
    lines = [*say("kicker"), (story.headline, "headline")]
    if rng.random() < 0.7:
        lines.append((sentences(story, 0), "deck"))
    lines += say("timestamp") + say("byline", 0.4) + say("credit")
    lines += say.between(story.paragraphs, rng.randint(2, 5), lambda: say("ad_slot"))
    return lines + (say("author_bio") + say("comments") if first else say("navigation"))


def extracted(story: Told, rng: random.Random, first: bool) -> list[Line]:
    """The same pages after an extractor: label, headline and deck run on with the body."""
    say = Voice("extracted", rng)
    lines = [*say("kicker"), (story.headline, "headline")]
    if rng.random() < 0.7:
        lines.append((sentences(story, 0), "deck"))
    return [*lines, *story.paragraphs, *(say("contact") if first else [])]


def newspaper(story: Told, rng: random.Random, first: bool) -> list[Line]:
    """A magazine theme: the way home or a label, headline, author and date, share row; author's box and reply form below."""
    say = Voice("newspaper", rng)
    lines = [*say.any("breadcrumb", "kicker"), (story.headline, "headline"), *say("byline"), *say("social-count"), *say("social")]
    lines += say.between(story.paragraphs, rng.randint(3, 6), lambda: say("ad_slot"))
    return lines + say("social") + say("navigation") + say("author_bio") + say("teaser") + say("comments")


def broadsheet(story: Told, rng: random.Random, first: bool) -> list[Line]:
    """A national daily: headline, deck, share link, author, dates; ads, newsletters and links between; author and follow links below."""
    say = Voice("broadsheet", rng)
    lines: list[Line] = [(story.headline, "headline")]
    if rng.random() < 0.5:
        lines.append((sentences(story, 0), "deck"))
    lines += say("social") + say("byline") + say("timestamp")
    lines += say.between(story.paragraphs, rng.randint(2, 5), lambda: say.any("ad_slot", "newsletter", "teaser"))
    return lines + say("author_bio") + say("correction", 0.3) + say("social-follow")


def bare(story: Told, rng: random.Random, first: bool) -> list[Line]:
    """Stories pasted one below the other: a headline, sometimes an author, and the body."""
    return [(story.headline, "headline"), *Voice("bare", rng)("byline", 0.5), *story.paragraphs]


def diario(story: Told, rng: random.Random, first: bool) -> list[Line]:
    """A Spanish daily: sección, titular, entradilla, firma y fecha, share links, a picture; tags, comments and the most read below."""
    say = Voice("diario", rng)
    lines = [*(say("masthead", 0.5) if first else []), *say.any("kicker", "kicker", "breadcrumb"), (story.headline, "headline")]
    if rng.random() < 0.75:
        lines.append((sentences(story, rng.randint(0, 1)), "deck"))
    picture = say("caption", 0.6) + say("credit", 0.6)
    signed = say("byline", 0.9) + say("timestamp") + say("timestamp-updated", 0.3)
    lines += picture + signed + say("social", 0.7) if rng.random() < 0.5 else say("social", 0.7) + signed + picture
    slots = ("ad_slot", "ad_slot", "teaser-aside", "newsletter", "paywall")
    lines += say.between(story.paragraphs, rng.randint(2, 5), lambda: say.any(*slots))
    lines += say("navigation-tags", 0.7) + say("author_bio", 0.4) + say("social", 0.3) + say("comments", 0.7)
    return lines + say("ad_slot", 0.3) + say("teaser-most", 0.5) + say("footer", 0.4)


def portal(story: Told, rng: random.Random, first: bool) -> list[Line]:
    """A Japanese portal: category, headline, date of delivery, source; ads and 'read on' between; related, comments, ranking below."""
    say = Voice("portal", rng)
    lines = [*(say("masthead", 0.5) if first else []), *say.any("kicker", "breadcrumb"), (story.headline, "headline")]
    lines += (
        say("timestamp") + say("comments-count", 0.5) + say("byline", 0.8) + say("social", 0.6) + say("credit", 0.4) + say("caption", 0.5)
    )
    slots = ("ad_slot", "ad_slot", "teaser-aside", "navigation")
    lines += say.between(story.paragraphs, rng.randint(2, 5), lambda: say.any(*slots))
    lines += say("timestamp-last", 0.4) + say("byline", 0.3) + say("author_bio", 0.2) + say("teaser", 0.8) + say("social-rate", 0.4)
    return lines + say("comments", 0.6) + say("ad_slot", 0.3) + say("teaser-ranking", 0.6) + say("footer", 0.4)


def science(story: Told, rng: random.Random, first: bool) -> list[Line]:
    """A science magazine: label and date in one line, headline, long deck, author and minutes; quotes and appeals; references, author."""
    say = Voice("science", rng)

    def slot() -> list[Line]:
        if rng.random() < 0.3:
            words = sentences(story, rng.randrange(len(story.paragraphs))).strip("“”\"'")
            return [(rng.choice(("“{}”", "{}", "“{}”—{}")).format(words, "a researcher on the team"), "pull_quote")]
        return say.any("ad_slot", "newsletter-support", "newsletter", "teaser")

    lines = [*say("kicker"), (story.headline, "headline")]
    if rng.random() < 0.9:
        lines.append((sentences(story, rng.randint(0, 1), 2), "deck"))
    lines += say("byline") + say("social", 0.5) + say("caption", 0.5) + say("credit", 0.7)
    lines += say.between(story.paragraphs, rng.randint(3, 6), slot)
    lines += say("newsletter-support", 0.4) + say("navigation-topics", 0.4) + say("footer-reference", 0.7) + say("footer", 0.5)
    return lines + say("teaser-more", 0.4) + say("author_bio")


def station(story: Told, rng: random.Random, first: bool) -> list[Line]:
    """A local television station: label, headline, posted and updated, reporter; place and call sign open the body; app, notices below."""
    say = Voice("station", rng)
    lines = [*(say("masthead", 0.5) if first else []), *say("kicker", 0.85), (story.headline, "headline")]
    lines += say("timestamp") + say("timestamp-updated", 0.6) + say("byline", 0.9) + say("social", 0.5)
    opening, role = story.paragraphs[0]
    place = "".join(text for text, _ in say("dateline", 0.85))
    slots = ("teaser", "teaser", "ad_slot", "newsletter", "navigation-app")
    lines += say.between([(place + opening, role), *story.paragraphs[1:]], rng.randint(2, 5), lambda: say.any(*slots))
    lines += say("contact", 0.4) + say("navigation-app", 0.5) + say("footer", 0.8) + say("footer-captions", 0.4)
    return lines + say("teaser-more", 0.5)


Theme = Callable[[Told, random.Random, bool], list[Line]]
THEMES: dict[str, Theme] = {
    theme.__name__: theme for theme in (zox, extracted, newspaper, broadsheet, bare, diario, portal, science, station)
}

"""`python -m benchmarks.learning --data FOLDER`: learns how much each piece of evidence speaks for a line being a headline.

Scrolls are composed from the folder's stories, in themes drawn at random (varied.py) and in the named ones (themes.py); their headlines
are known. The bodies of single stories, in which no line opens a story, are learned from beside them. Two logistic regressions with
an L1 penalty, over pieces of evidence and pairs of them, are written to `cleaner/segments/weights.json`. With `--leave-out THEME` that
theme is left out, and the weights go where `--out` says.
"""

from __future__ import annotations

import argparse
import json
import random
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.regression import fit, mean
from benchmarks.scrolls import Scroll, Story, bodies_in, compose, stories_in
from benchmarks.themes import THEMES
from benchmarks.varied import Drawn
from cleaner import Policy, RuleSet
from cleaner.document.page import Page
from cleaner.lines.blocks import Blocks
from cleaner.lines.reader import Reader
from cleaner.pipeline.resolve import Resolver
from cleaner.segments.evidence import SCALE, Learned
from cleaner.segments.headlines import Candidates
from cleaner.segments.page_words import Vocabulary
from cleaner.segments.view import View

ROOT = Path(__file__).resolve().parent.parent
UNLEARNED: dict[str, Any] = {"bias": 0.0, "single": {}, "pairs": {}}
NOTHING = Learned({"look": 0.0, "read": 0.0, "quick": UNLEARNED, "whole": UNLEARNED})
# What is given back to the bias for what single stories weigh, so that few of the headlines that nothing marks are lost; chosen on
# scrolls and single stories.
LEAN = 0.45
# How many scrolls tell stories about much the same things, out of how many that are alike; how many tell but the beginnings; how many
# tell a story twice.
RELATED, ALIKE, SHORT, TWICE = 0.35, 9, 0.15, 0.06
# By what shares of the rules those scrolls are read that are not read by all of them.
UNKNOWN = (0.1, 0.2, 0.3, 0.4, 0.5, 0.7)
TOP = "the page starts here"
# What share of headlines may fall below the two limits that spare work.
LOST_TO_LOOK, LOST_TO_READ = 0.0015, 0.004
# A lower limit of the first kind costs time and finds no more.
LEAST_LOOK = -5.0


@dataclass(frozen=True)
class Course:
    """One way to learn; the weights that ship are the mean of what several have learned.

    Args:
        unnamed: how many scrolls are read by some of the rules alone, as pages of unknown themes are.
        single: how much a line of a single story counts, a false head there being worse than a missed one in a scroll.
        share: how much what it learned counts beside the others.
    """

    unnamed: float
    single: float
    share: int


COURSES = (Course(0.0, 4.0, 1), Course(0.3, 9.0, 2))


@dataclass(frozen=True)
class Sheet:
    """One page to learn from; a body alone may open with its headline or without, so its first line is not asked of.

    Args:
        view: its lines that count.
        heads: the places of its headlines.
        weight: how much each of its candidates counts.
        alone: whether it is a body without its headline.
    """

    view: View
    heads: frozenset[int]
    weight: float
    alone: bool

    def known(self, found: Candidates) -> list[int]:
        """The numbers of the candidates that something is known of."""
        return [number for number in range(len(found)) if not self.alone or TOP not in found.names(number)]


def composed(stories: Sequence[Story], drawn: int, per_theme: int, leave_out: Sequence[str], seed: int) -> Iterable[Scroll]:
    """Scrolls in themes drawn at random and in named ones.

    Args:
        stories: what they tell.
        drawn: how many in themes drawn at random.
        per_theme: how many in each named theme.
        leave_out: the names of themes to leave out.
        seed: what the choice begins with.
    """
    rng = random.Random(seed)
    near = alike(stories)
    for _ in range(drawn):
        drawn_theme = Drawn(random.Random(rng.random()))
        # Where nothing stands around stories, only a change of subject tells them apart.
        told = _few(stories, near, rng, 0.0 if drawn_theme.bare else RELATED)
        if not drawn_theme.bare and rng.random() < TWICE:
            told.append(rng.choice(told))
        short = not drawn_theme.bare and rng.random() < SHORT
        yield compose([_cut(story, rng) for story in told] if short else told, drawn_theme, rng)
    for theme in (theme for name, theme in THEMES.items() if name not in leave_out):
        for _ in range(per_theme):
            yield compose(_few(stories, near, rng, 0.0), theme, rng)


def alike(stories: Sequence[Story]) -> list[list[int]]:
    """For each story, those that share most of their words with it.

    Args:
        stories: all of them.
    """
    known = Vocabulary([line for story in stories for line, _ in story.paragraphs], meaning=True)
    ends = list(accumulate((len(story.paragraphs) for story in stories), initial=0))
    words = [frozenset(known.ids[known.starts[first] : known.starts[end]]) for first, end in pairwise(ends)]
    return [sorted(range(len(words)), key=lambda at: -len(own & words[at]) / len(own | words[at]))[1 : ALIKE + 1] for own in words]


def _few(stories: Sequence[Story], near: Sequence[Sequence[int]], rng: random.Random, related: float) -> list[Story]:
    """One to six stories: any, or, with the chance given, such as one site would tell one below the other, about much the same things."""
    count = rng.randint(1, 6)
    if rng.random() >= related:
        return rng.sample(stories, count)
    about = rng.randrange(len(stories))
    return [stories[at] for at in rng.sample([about, *near[about]], count)]


def _cut(story: Story, rng: random.Random) -> Story:
    """A story's first paragraphs, as fronts and feeds show them."""
    return Story(story.headline, story.paragraphs[: rng.randint(2, 5)])


def sheets(bodies: Sequence[str], made: Iterable[Scroll], rules: RuleSet, course: Course) -> Iterable[Sheet]:
    """Pages with the places of their headlines: the scrolls, and bodies in which no line is one.

    Args:
        bodies: the bodies of single stories.
        made: the scrolls.
        rules: what names their lines.
        course: how many scrolls are read by some of them alone, and how much a body counts.
    """
    reader = Reader(rules.for_site(None))
    rng = random.Random(len(bodies))
    # On pages of themes that nobody wrote rules for, most furniture has no name.
    others = [Reader(RuleSet(tuple(rule for rule in rules.rules if rng.random() < share)).for_site(None)) for share in UNKNOWN]
    for scroll in made:
        unknown = rng.random() < course.unnamed
        yield _sheet(scroll.text, [window[2] for window in scroll.windows], rng.choice(others) if unknown else reader)
    for body in bodies:
        yield _sheet(body, [], reader, course.single)


def _sheet(text: str, headlines: Sequence[int], reader: Reader, weight: float = 1.0) -> Sheet:
    page = Page(text)
    blocks = Blocks.of(page, reader)
    view = Resolver(blocks, Policy(), blocks.kinds).apply_neighbours()
    lines = {bisect_right(page.line_starts, start) - 1 for start in headlines}
    places = frozenset(place for place, line in enumerate(view.lines) if line in lines)
    return Sheet(view, places, weight, not headlines)


def learn(pages: Sequence[Sheet]) -> dict[str, Any]:
    """Both regressions and the two limits, as they are written down.

    Args:
        pages: what to learn from.
    """
    found = [Candidates(page.view) for page in pages]
    for each in found:
        each.weigh_early(NOTHING.quick)
        each.weigh_quick(NOTHING.quick)
    written: dict[str, Any] = {"look": -99.0, "read": -99.0, "quick": _fitted(pages, found), "whole": UNLEARNED}
    quick = Learned(written).quick
    for each in found:
        each.weigh_early(quick)
        each.weigh_quick(quick)
    headlines = [(each, at) for page, each in zip(pages, found, strict=True) for at, place in enumerate(each.places) if place in page.heads]
    early, odds = [each.early[at] / SCALE for each, at in headlines], [each.quick[at] / SCALE for each, at in headlines]
    written["look"] = max(LEAST_LOOK, round(float(np.quantile(early, LOST_TO_LOOK)), 2))
    written["read"] = round(float(np.quantile(odds, LOST_TO_READ)), 2)
    least = Learned(written).read
    for each in found:
        each.keep(each.quick, least)
        each.weigh_read(NOTHING.whole)
    others = [each.chosen() for each in found]
    # As when a page is read: likeness is taken from the quick evidence first, then from what that led to.
    for _ in range(2):
        for each, opened in zip(found, others, strict=True):
            each.weigh_likeness(NOTHING.whole, opened)
        written["whole"] = _fitted(pages, found)
        known = Learned(written).whole
        for each, opened in zip(found, others, strict=True):
            each.weigh_read(known)
            each.weigh_likeness(known, opened)
        others = [each.chosen() for each in found]
    written["whole"]["bias"] = round(written["whole"]["bias"] + LEAN, 2)
    return written


def _fitted(pages: Sequence[Sheet], found: Sequence[Candidates]) -> dict[str, Any]:
    rows = [
        (each.names(number), each.places[number] in page.heads, page.weight)
        for page, each in zip(pages, found, strict=True)
        for number in page.known(each)
    ]
    told, answers, weights = zip(*rows, strict=True)
    return fit(told, answers, weights)


def main() -> None:
    """Learn, and write what was learned."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.learning", description="Learns what speaks for a headline.")
    parser.add_argument(
        "--data", type=Path, nargs="+", required=True, help="folders of stories as .txt or .jsonl; some hundreds of stories"
    )
    parser.add_argument("--drawn", type=int, default=2600, help="scrolls in themes drawn at random (default 2600)")
    parser.add_argument("--per-theme", type=int, default=100, help="scrolls in each named theme (default 100)")
    parser.add_argument("--leave-out", nargs="*", default=[], metavar="THEME", help="named themes to leave out")
    parser.add_argument("--seed", type=int, default=2024, help="what the choice begins with (default 2024)")
    parser.add_argument("--out", type=Path, default=ROOT / "cleaner" / "segments" / "weights.json", help="where the weights go")
    given = parser.parse_args()
    stories = [story for folder in given.data for story in stories_in(folder)]
    bodies = [body for folder in given.data for body in bodies_in(folder)]
    made = list(composed(stories, given.drawn, given.per_theme, given.leave_out, given.seed))
    learned = [learn(list(sheets(bodies, made, RuleSet.default(), course))) for course in COURSES]
    # What is quickly known, and the limits on it, belong together and are taken from the first.
    written = learned[0] | {"whole": mean([each["whole"] for each in learned], [course.share for course in COURSES])}
    given.out.write_text(json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    counts = {name: len(written[name]["single"]) + sum(map(len, written[name]["pairs"].values())) for name in ("quick", "whole")}
    print(f"{len(stories)} stories; weights {counts}; look {written['look']}, read {written['read']}")


if __name__ == "__main__":
    main()

"""`python -m benchmarks.segments`: are the stories of a scroll found, headed right, and told whole?

A story counts as found where an article starts after the body of the story above and no later than its headline. Body and chrome are
counted in characters of the lines that are one or the other, and looked for in the texts of the articles; lines of a head may be in them
or not. With `--leave-out THEME --weights FILE`, that theme is measured again without the rules that carry its own phrases, and by weights
that were learned without it (`python -m benchmarks.learning --leave-out THEME --out FILE`): what is left then is what the library makes
of a theme that nobody prepared it for.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import cleaner
from benchmarks.contenders import RULES_ALONE
from benchmarks.scrolls import Scroll, scrolls, stories_in
from benchmarks.themes import Theme
from cleaner import Part, RuleSet, Zone
from cleaner.segments.evidence import Learned

HERE = Path(__file__).resolve().parent
HEADER = "| theme | boundary F1 | headline right | scrolls exact | chrome removed | body lost |\n|---|---|---|---|---|---|"
BODY = ("paragraph", "subheading")
# The rule sets and rules that belong to a theme: they were written for its phrases, or name little else that it says.
BELONGING = {
    "zox": ("zox", "teslarati"),
    "extracted": ("zox", "teslarati"),
    "newspaper": ("comments.form", "recirculation.block-title", "social.network-name", "author.role-at-edge"),
    "broadsheet": ("ads.slot-break", "social.share-button", "social.follow-outlet"),
    "diario": ("es",),
    "portal": ("ja",),
    "science": ("media.credit-label", "media.credit-by", "newsletter.sign-up-sentence", "social.print-page-note"),
    "station": ("recirculation.teaser-line", "footer.copyright-line", "footer.app-sentence", "contact.tip-question"),
}


@dataclass(frozen=True)
class Segments:
    """What became of the scrolls of one theme.

    Args:
        name: what the theme is called.
        tally: stories, articles found, hits, headlines right, scrolls, exact ones; characters of body and chrome, given and in articles.
    """

    name: str
    tally: Counter[str]

    @property
    def boundary_f1(self) -> float:
        """The harmonic mean of how many articles start where a story does, and how many stories are so found."""
        return 2 * self.tally["hits"] / max(self.tally["found"] + self.tally["stories"], 1)

    @property
    def figures(self) -> dict[str, float]:
        """What floors are set for, by name: the higher the better, 1 at the most."""
        t = self.tally
        return {
            "boundary F1": self.boundary_f1,
            "headline right": t["headlines"] / max(t["stories"], 1),
            "scrolls exact": t["exact"] / max(t["scrolls"], 1),
            "chrome removed": 1 - t["chrome in articles"] / max(t["chrome"], 1),
            "body kept": t["body in articles"] / max(t["body"], 1),
        }

    def row(self) -> str:
        """The theme as a row of a Markdown table."""
        f1, headlines, exact, removed, kept = self.figures.values()
        return f"| {self.name} | {f1:.3f} | {headlines:.3f} | {exact:.3f} | {removed:.1%} | {1 - kept:.3%} |"


def score(scroll: Scroll, rules: RuleSet) -> Counter[str]:
    """What became of one scroll.

    Args:
        scroll: the text, with what is known of it.
        rules: the rules to clean it with.
    """
    articles = cleaner.clean(scroll.text, policy=RULES_ALONE, rules=rules).articles
    tally = Counter(scrolls=1, stories=len(scroll.windows), found=len(articles))
    left = list(scroll.windows)
    for article in articles:
        hit = next((window for window in left if window[1] <= article.start <= window[2]), None)
        if hit is not None:
            left.remove(hit)
            tally["hits"] += 1
            tally["headlines"] += " ".join((article.headline or "").split()).casefold() == hit[0].casefold()
    tally["exact"] += len(articles) == len(scroll.windows) and not left
    told = bytearray(len(scroll.text))
    for article in articles:
        for span in article.spans.get("text", ()):
            told[span.start : span.end] = b"\1" * (span.end - span.start)
    for line in scroll.lines:
        kind = "body" if line.role in BODY else "chrome" if Part[line.role].zone in (Zone.tail, Zone.chrome) else "either"
        tally[kind] += line.end - line.start
        tally[f"{kind} in articles"] += told.count(1, line.start, line.end)
    return tally


def measure(made: Mapping[str, Iterable[Scroll]], rules: RuleSet) -> Iterable[Segments]:
    """What became of the scrolls of each theme, and of all of them.

    Args:
        made: scrolls by the names of their themes.
        rules: the rules to clean them with.
    """
    everything: Counter[str] = Counter()
    for name, theme_scrolls in made.items():
        tally: Counter[str] = Counter()
        for scroll in theme_scrolls:
            tally.update(score(scroll, rules))
        everything.update(tally)
        yield Segments(name, tally)
    yield Segments("all", everything)


def themes_in(paths: Iterable[Path]) -> dict[str, Theme]:
    """The themes of some files, by their names.

    Args:
        paths: Python files with a `THEMES` dictionary.
    """
    themes: dict[str, Theme] = {}
    for path in paths:
        spec = importlib.util.spec_from_file_location(path.stem, path)
        if spec is None or spec.loader is None:
            raise ValueError(f"{path} is not a Python file")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        themes |= module.THEMES
    return themes


def main() -> None:
    """Measure what the arguments name, and print a Markdown table, or two."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.segments", description="Stories found in composed scrolls of known gold.")
    parser.add_argument("--data", type=Path, help="a folder of stories as .txt or .jsonl (default: those of fixtures/ and seeds/)")
    parser.add_argument("--themes", type=Path, action="append", help="a Python file with a THEMES dictionary; may be given again")
    parser.add_argument("--per-theme", type=int, default=40, help="scrolls a theme (default 40)")
    parser.add_argument("--seed", type=int, default=7, help="what the choice of stories begins with (default 7)")
    parser.add_argument("--leave-out", metavar="THEME", help="a theme to measure without what was made for it")
    parser.add_argument("--weights", type=Path, help="weights learned without that theme")
    given = parser.parse_args()
    if (given.leave_out is None) != (given.weights is None):
        parser.error("--leave-out and --weights go together")
    stories = stories_in(given.data)
    if not stories:
        parser.error(f"no stories in {given.data}")
    made = scrolls(stories, themes_in(given.themes or [HERE / "themes.py"]), given.per_theme, given.seed)
    if given.leave_out not in (None, *made):
        parser.error(f"no theme {given.leave_out}: there are {', '.join(made)}")
    if given.leave_out is not None:
        made = {given.leave_out: made[given.leave_out]}
    _print(f"All rules; {len(stories)} stories", made, RuleSet.default())
    if given.leave_out is not None:
        names = BELONGING.get(given.leave_out, ())
        weights = Learned(json.loads(given.weights.read_text(encoding="utf-8")))
        with mock.patch("cleaner.segments.headlines.learned", return_value=weights):
            without = f"\nWithout {', '.join(names) or 'rules of its own'}, by weights learned without {given.leave_out}"
            _print(without, made, RuleSet.default().disable(*names))


def _print(title: str, made: Mapping[str, Iterable[Scroll]], rules: RuleSet) -> None:
    print(f"{title}\n\n{HEADER}")
    for segments in measure(made, rules):
        print(segments.row(), flush=True)


if __name__ == "__main__":
    main()

"""Each pass of `clean()` alone, so that a slow one shows, and the whole beside them.

What a pass takes is made ready before the clock starts. Rules are asked only of lines that no document before had, as `clean()` asks them.
`readings` asks the rules, and `resolve` the passes above it as often as it takes, so their time is in it; they themselves are timed at
their first asking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.contenders import CLEAN, clean_job
from benchmarks.timing import Job, each
from cleaner import Page, Policy, RuleSet
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import PLACED_CLASS
from cleaner.lines.reader import Reader, stripped
from cleaner.passes.context import chrome_runs
from cleaner.passes.places import by_place, fences
from cleaner.passes.teasers import lone_teasers, with_subheadings
from cleaner.pipeline.columns import Columns, fates
from cleaner.pipeline.resolve import resolve
from cleaner.pipeline.scoring import Options
from cleaner.rules.match import Matcher
from cleaner.segments.headlines import Headline, headlines
from cleaner.segments.view import View

_PLACED = re.compile(f"[{PLACED_CLASS}]")


@dataclass(frozen=True)
class Stages:
    """A document as each pass takes it.

    Args:
        text: the document.
        lines: its lines without the white space around them, none empty, each once, and none that a document before it has.
        blocks: its lines, read.
        view: those of them that are not blank.
        places: where rules ask for neighbours.
        found: where its stories open.
        columns: who owns each line.
    """

    text: str
    lines: list[str]
    blocks: Blocks
    view: View
    places: list[int]
    found: list[Headline]
    columns: Columns

    @classmethod
    def of(cls, text: str, reader: Reader, met: set[str]) -> Stages:
        """A document taken through all passes.

        Args:
            text: the document.
            reader: reads its lines.
            met: the lines of the documents before it; its own are added.
        """
        blocks = Blocks.of(Page(text), reader)
        view = View.of(blocks, blocks.kinds)
        columns = Columns.of(resolve(blocks, Policy()))
        lines = [line for line in dict.fromkeys(map(stripped, blocks.page.lines)) if line and line not in met]
        met.update(lines)
        return cls(text, lines, blocks, view, [hit.start() for hit in _PLACED.finditer(view.kinds)], headlines(view), columns)


def jobs(texts: Sequence[str]) -> dict[str, Job]:
    """Every pass over some documents, by its name.

    Args:
        texts: the documents.
    """
    rules = RuleSet.default().for_site(None)
    reader, matcher = Reader(rules), Matcher(rules)
    met: set[str] = set()
    stages = [Stages.of(text, reader, met) for text in texts]
    lines = [stage.blocks.page.lines for stage in stages]
    timed: dict[str, Callable[[Stages], object]] = {
        "blocks": lambda stage: View.of(blocks := Blocks.of(Page(stage.text), reader), blocks.kinds),
        "places": lambda stage: _all(by_place(stage.view, stage.places)),
        "fences": lambda stage: _all(fences(stage.view)),
        "boundaries": lambda stage: headlines(stage.view),
        "headings": lambda stage: (_all(lone_teasers(stage.view, stage.found)), with_subheadings(stage.blocks.kinds)),
        "runs": lambda stage: _all(chrome_runs(stage.view)),
        "resolve": lambda stage: resolve(stage.blocks, Policy()),
        "assemble": lambda stage: stage.columns.cleaned(stage.blocks.page, Options(Policy()), fates(stage.columns.mask, Policy())).articles,
    }
    hits, rest = each(lambda stage: matcher.match(stage.lines), stages), {name: each(run, stages) for name, run in timed.items()}
    return {"rule hits": hits, "readings": lambda: each(Reader(rules).read, lines)(), **rest, CLEAN: clean_job(texts)}


def _all(found: Iterable[object]) -> int:
    return len(list(found))

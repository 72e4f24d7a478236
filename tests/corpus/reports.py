"""Reports of runs for tests: made by hand, and of runs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cleaner.corpus.choices import Records, Removals
from cleaner.corpus.cleaning import Cleaning
from cleaner.corpus.counts import Counts, Failure, FinderCount, RunReport, Sample, Timed
from cleaner.corpus.document import Place
from cleaner.corpus.output import Output
from cleaner.corpus.plan import Plan
from cleaner.corpus.progress import Watch
from cleaner.corpus.run import run
from cleaner.document.claim import MODEL
from cleaner.document.policy import Policy
from cleaner.pipeline.cleaner import PageCleaner
from cleaner.rules.ruleset import RuleSet

PLACE = Place("corpus.jsonl", 12, "line 12")


def sample(text: str, before: str = "", after: str = "", *, start: int = 0, number: int = 12, **more: Any) -> Sample:
    """A sample of a removal from a line of a file of records, with the text whole."""
    place = Place("corpus.jsonl", number, f"line {number}")
    return Sample(number, place, start, start + len(text), text, before, after, **more)


def found(*samples: Sample, part: str = "ad_slot", language: str = "en", size: int | None = None) -> FinderCount:
    """What a finder removed: its samples, or more characters than they have."""
    characters = sum(one.end - one.start for one in samples) if size is None else size
    return FinderCount(part, language, len(samples), characters, 0, {part: len(samples)}, list(samples))


def report_of(finders: Mapping[str, FinderCount], *, kept: int = 1000, **more: Any) -> RunReport:
    """A report whose sums are those of its finders."""
    parts: dict[str, int] = {}
    for one in finders.values():
        parts[one.part] = parts.get(one.part, 0) + one.characters
    removed, rewritten = sum(parts.values()), sum(one.rewritten for one in finders.values())
    counts = Counts(
        documents=more.pop("documents", 3),
        articles=2,
        broken=len(more.get("failures", ())),
        characters=kept + removed + rewritten,
        kept=kept,
        removed=removed,
        rewritten=rewritten,
        parts=parts,
        finders=dict(finders),
        failures=list(more.pop("failures", ())),
        slowest=list(more.pop("slowest", ())),
        kinds=more.pop("kinds", {}),
    )
    return RunReport("out.jsonl", ["corpus.jsonl"], more.pop("settings", {}), {"cleaner": "1"}, counts, elapsed=2.0, **more)


def small_report() -> RunReport:
    """A report with something of everything."""
    because = "short; ends without a stop"
    model = sample(
        "Read on\n", "The port reopened.\n", "Ships came in.\n", start=300, number=7, confidence=0.5, because=because, part="teaser"
    )
    finders = {
        "ads.slot-label": found(sample("Advertisement\n", "A day.\n", "A night.\n", start=60), sample("Anzeige\n", number=9), size=600),
        MODEL: found(model, part="teaser", language="", size=150),
        "de.read-on": found(sample("Weiterlesen\n", number=5), part="teaser", language="de", size=50),
        "rows.share": found(sample("Share | Print\n", number=3), part="social", language="und", size=200),
    }
    finders[MODEL].confidences = {"0.5": 1, "0.9": 3}
    return report_of(
        finders,
        failures=[Failure(Place("corpus.jsonl", 4, "line 4"), "is not JSON")],
        slowest=[Timed(1.25, 5000, PLACE), Timed(0.5, 700, Place("corpus.jsonl", 13, "line 13"))],
        kinds={"article": 2, "forum": 1},
        settings={"policy": "thorough", "one article": False},
        quarantine="out.jsonl.run/quarantine.jsonl",
        warnings=["`text` was guessed"],
    )


def run_on(out: Path, inputs: Sequence[Path], rules: RuleSet, *, removals: Removals = Removals.spans, column: str = "") -> RunReport:
    """The report of a run by rules alone, with a record a document."""
    cleaner = PageCleaner(policy=Policy.named("safe").disabling([MODEL]), rules=rules)
    cleaning = Cleaning(cleaner, records=Records.documents, removals=removals, column=column)
    plan = Plan(tuple(map(str, inputs)), Output.named(str(out)), cleaning, restart=True)
    return run(plan, {"cleaner": "1"}, Watch()).report


def records(path: Path, *texts: str) -> Path:
    """A file of records with a text each."""
    path.write_text("".join(json.dumps({"id": number, "text": text}) + "\n" for number, text in enumerate(texts, 1)), encoding="utf-8")
    return path

"""What is counted and shown of the model, which is sure by degrees."""

from __future__ import annotations

from pathlib import Path

from cleaner.corpus.counting import Counting
from cleaner.corpus.counts import Counts, most_samples
from cleaner.corpus.document import Place
from cleaner.document.claim import MODEL
from cleaner.pipeline.cleaner import PageCleaner
from cleaner.rules.reading import parse
from cleaner.rules.ruleset import RuleSet
from tests.small_rules import ADS

_RULES = RuleSet(tuple(parse(ADS, "ads.toml")))
_PAGE = Path(__file__).parents[2] / "fixtures" / "pages" / "html-edges-of-a-body" / "source.html"


def test_stretches_are_counted_by_confidence() -> None:
    """Each that the model removed, in the tenth that it falls into, however documents are added; those of rules are certain."""
    cleaner, together, apart = PageCleaner(rules=_RULES), Counting(_RULES, {}), Counts()
    for number in range(1, 61):
        page = cleaner.clean_html(_PAGE.read_bytes())
        for counting in (together, one := Counting(_RULES, apart.ranks())):
            counting.add(Place("a", number), page, 1, 1, 0.0)
        apart.add(one.counts())
    sure = [entry.confidence for line, entry in page.ledger.claims.items() if entry.finder == MODEL and not page.ledger.kept[line]]
    wanted: dict[str, int] = {}
    for confidence in sure:
        wanted[str(int(confidence * 10) / 10)] = wanted.get(str(int(confidence * 10) / 10), 0) + 60

    assert sure
    assert apart.finders == together.counts().finders
    assert {name: one.confidences for name, one in apart.finders.items() if one.confidences} == {MODEL: wanted}
    assert {name: len(one.samples) for name, one in apart.finders.items()} == {name: most_samples(name) for name in apart.finders}

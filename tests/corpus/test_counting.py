"""What is counted of documents, held against their ledgers."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from cleaner import RuleSet
from cleaner.corpus.counting import Counting
from cleaner.corpus.counts import SAMPLES, Counts, Sample
from cleaner.corpus.document import Place
from cleaner.document.parts import Fate
from cleaner.pipeline.cleaner import PageCleaner
from tests.corpus.test_removals import PAGES, WAY

PLACES = [Place("a.jsonl", number, f"line {number}") for number in range(1, 60)]


def counted(texts: list[str], way: PageCleaner = WAY) -> Counts:
    """The counts of some documents."""
    counting = Counting(way.rules, {})
    for place, text in zip(PLACES, texts, strict=False):
        counting.add(place, way.clean(text), 1, 1, 0.25)
    return counting.counts()


@given(st.lists(PAGES, max_size=6))
def test_sums_are_those_of_the_entries(texts: list[str]) -> None:
    """By fate, part and finder; each character is kept, removed or rewritten."""
    counts = counted(texts)
    entries = [entry for text in texts for entry in WAY.clean(text).ledger]
    sizes: Counter[str] = Counter()
    parts: Counter[str] = Counter()
    finders: dict[str, Counter[str]] = {}
    for entry in entries:
        sizes[entry.fate] += len(entry.span)
        if entry.fate is Fate.removed:
            parts[entry.part] += len(entry.span)
        if entry.fate is not Fate.kept:
            held = finders.setdefault(entry.finder, Counter())
            held.update({"count": 1, entry.fate: len(entry.span)})

    assert (counts.kept, counts.removed, counts.rewritten) == (sizes["kept"], sizes["removed"], sizes["rewritten"])
    assert counts.characters == sum(map(len, texts)) == counts.kept + counts.removed + counts.rewritten
    assert counts.parts == parts
    told = {name: {"count": one.count, "removed": one.characters, "rewritten": one.rewritten} for name, one in counts.finders.items()}
    assert told == {name: {key: held[key] for key in ("count", "removed", "rewritten")} for name, held in finders.items()}
    assert (counts.documents, counts.articles, counts.rows, counts.seconds) == (len(texts),) * 3 + (0.25 * len(texts),)


def test_samples_say_what_was_removed_and_where() -> None:
    """With the text around it; of the model also why. Half characters are spelled."""
    counts = counted(["The harbour \ud800 reopened.\nTODAY ON VARN\nAdvertisement\n"])

    [removed] = counts.finders["model"].samples
    assert removed == Sample(
        rank=removed.rank,
        place=PLACES[0],
        start=24,
        end=38,
        text="TODAY ON VARN\n",
        before="The harbour \\ud800 reopened.\n",
        after="Advertisement\n",
        confidence=0.99,
        because="all in capitals; few words; nothing like it near",
        part="navigation",
    )
    assert [(one.text, one.because) for one in counts.finders["ads.slot-label"].samples] == [("Advertisement\n", "")]


def test_a_finder_has_few_samples_and_one_of_a_document() -> None:
    """Those of the lowest ranks, however many there were."""
    counts = counted(["Advertisement\nAdvertisement\nThe harbour of Varn reopened.\n"] * 40)

    [found] = [one for name, one in counts.finders.items() if name == "ads.slot-label"]
    ranks = [one.rank for one in found.samples]
    assert (found.count, len(ranks), ranks) == (80, SAMPLES, sorted(ranks))
    assert len({one.place for one in found.samples}) == SAMPLES


def test_samples_that_others_outrank_are_not_taken() -> None:
    """Whoever adds up the parts says below which rank one is wanted."""
    way = PageCleaner(rules=RuleSet.default().select("ads"), model=WAY.model)
    counting = Counting(way.rules, {"ads.slot-label": 0})
    counting.add(PLACES[0], way.clean("Advertisement\nThe harbour of Varn.\n"), 1, 1, 0.0)

    assert [(one.count, one.samples) for one in counting.counts().finders.values()] == [(1, [])]


def test_a_rule_has_the_language_of_its_file() -> None:
    """What is no rule has none."""
    counts = counted(["Anzeige\nLesen Sie auch\nDer Hafen von Varn ist wieder offen.\nTODAY ON VARN\n"])

    assert {name: one.language for name, one in counts.finders.items()} == {"de.ad-label": "de", "de.read-also-label": "de", "model": ""}

"""Removals as they are read off the columns of a ledger, and as records tell them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner import CleanedPage, RuleSet
from cleaner.corpus.choices import Removals
from cleaner.corpus.removals import removal_column, removals
from cleaner.document.parts import Fate
from cleaner.pipeline.cleaner import PageCleaner
from tests.scorers import Capitals

LINES = (
    *("Advertisement", "TODAY ON VARN", "", "", "The harbour of Varn reopened on Tuesday, after nine days.", "Ships &amp; cranes moved."),
    *("Share", "Read more: The pier", "By Ann Bell", "The port pays. (Photo: AP)", "Follow us on Twitter", "logo.png logo.png"),
)
PAGES = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)
WAY = PageCleaner(rules=RuleSet.default(), model=Capitals())


def spans(page: CleanedPage) -> list[list[object]]:
    """What a record tells."""
    held: list[list[object]] = removal_column(page, Removals.spans)["removed"]
    return held


@given(PAGES)
def test_removals_are_the_entries_that_are_not_kept(text: str) -> None:
    """One by one, with who named them and what stands in their place."""
    page = WAY.clean(text)

    assert [(one.start, one.end, one.finder, one.part, one.output) for one in removals(page)] == [
        (entry.span.start, entry.span.end, entry.finder, entry.part, None if entry.fate is Fate.removed else entry.output)
        for entry in page.ledger
        if entry.fate is not Fate.kept
    ]


@given(PAGES)
def test_the_text_follows_from_the_source_and_what_a_record_tells(text: str) -> None:
    """Whatever is told was removed or rewritten, and nothing else."""
    page = WAY.clean(text)
    made, at = "", 0
    for start, end, *_, last in spans(page):
        assert isinstance(start, int)
        assert isinstance(end, int)
        made += text[at:start] + (last if isinstance(last, str) else "")
        at = end

    assert made + text[at:] == page.text


def test_lines_of_one_owner_that_touch_are_told_as_one() -> None:
    """A rewritten stretch has what stands in its place at its end; typed values are objects of the same names."""
    page = WAY.clean("TODAY ON VARN\nMORE ON VARN\nThe harbour of Varn reopened, &amp; ships came.\nAdvertisement\n")

    assert spans(page) == [
        [0, 27, "model", "navigation", 0.99],
        [57, 62, "characters.entity", "artifact", 1.0, "&"],
        [75, 89, "ads.slot-label", "ad_slot", 1.0],
    ]
    assert removal_column(page, Removals.spans, typed=True)["removed"][1] == {
        "start": 57,
        "end": 62,
        "rule": "characters.entity",
        "part": "artifact",
        "confidence": 1.0,
        "output": "&",
    }
    assert removal_column(page, Removals.none) == {}


def test_attributes_are_laid_out_as_dolma_has_them() -> None:
    """For each name the stretches with a score; a name is made of the signs of identifiers."""
    page = WAY.clean("Advertisement\nThe harbour of Varn reopened on Tuesday.\nAdvertisement\n")

    assert removal_column(page, Removals.dolma) == {"attributes": {"cleaner__ads_slot_label__ad_slot": [[0, 14, 1.0], [55, 69, 1.0]]}}

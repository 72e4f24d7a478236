"""The edits of a page are its ledger, said another way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.io.passages import Passage
from cleaner.io.spots import changed_entries, edits
from cleaner.model.cleaned import CleanedPage
from cleaner.model.ledger import Ledger
from cleaner.pipeline.clean import clean
from tests.laws.pages import sources


@given(sources())
def test_the_edits_make_the_cleaned_text(text: str) -> None:
    """Applied to the source, the edits of a page give its cleaned text."""
    page = clean(text)

    assert Passage(text, text).edited(edits(page)) == page.text


@given(sources(), st.data())
def test_what_is_left_stays_and_the_rest_goes(text: str, data: st.DataObject) -> None:
    """Leaving every finding changes nothing but empty lines; leaving some keeps those lines and removes the others."""
    page = clean(text)
    found = [entry for entry in changed_entries(page) if not page.ledger.pieces]
    left = {entry.span.start for entry in found if data.draw(st.booleans())}
    output = Passage(text, text).edited(edits(page, left))
    gone = {entry.span.start for entry in found} - left

    kept = [line for line, start in zip(page.page.lines, page.page.line_starts, strict=False) if line.strip() and start not in gone]
    if not page.ledger.pieces:
        assert [line for line in output.splitlines(keepends=True) if line.strip()] == kept


def test_an_empty_line_goes_with_the_line_above_it(strike: CleanedPage) -> None:
    """A line that is left keeps the empty lines below it, and the other findings are taken out all the same."""
    [skip, entity, slot] = changed_entries(strike)
    text = strike.page.source

    assert [entry.finder for entry in (skip, entity, slot)] == ["nav.skip-link", "characters.entity", "ads.slot-label"]
    left = Passage(text, text).edited(edits(strike, {slot.span.start}))
    assert left == text.removeprefix("Skip to content\n").replace("&nbsp;", " ")
    assert Passage(text, text).edited(edits(strike, {skip.span.start, entity.span.start})) == text.replace("Advertisement\n\n", "")
    assert isinstance(strike.ledger, Ledger)

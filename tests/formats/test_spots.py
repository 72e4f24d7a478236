"""The edits of a page are its ledger, said another way."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.document.parts import Fate, Part
from cleaner.document.result import CleanedPage
from cleaner.formats.in_place import changed_entries, edits
from cleaner.formats.passages import Passage
from cleaner.pipeline.cleaner import clean
from cleaner.pipeline.columns import exempted
from tests.laws.pages import sources


@given(sources())
def test_the_edits_make_the_cleaned_text(text: str) -> None:
    """Applied to the source, the edits of a page give its cleaned text."""
    page = clean(text)

    assert Passage(text, text).edited(edits(page)) == page.text


@given(sources(), st.data())
def test_what_stays_stays_and_the_rest_goes(text: str, data: st.DataObject) -> None:
    """Exempting every finding changes nothing but empty lines; exempting some keeps those lines and removes the others."""
    page = clean(text)
    found = [] if page.ledger.pieces else list(changed_entries(page))
    stay = {entry.span.start: "known" for entry in found if data.draw(st.booleans())}
    left = exempted(page, stay)
    gone = {entry.span.start for entry in found} - stay.keys()

    assert Passage(text, text).edited(edits(left)) == left.text
    assert left.restore() == text
    kept = [line for line, start in zip(page.page.lines, page.page.line_starts, strict=False) if line.strip() and start not in gone]
    if not page.ledger.pieces:
        assert [line for line in left.text.splitlines(keepends=True) if line.strip()] == kept


def test_an_empty_line_goes_with_the_line_above_it(strike: CleanedPage) -> None:
    """A line that is exempted keeps the empty lines below it, and the other findings are taken out all the same."""
    [skip, entity, slot] = changed_entries(strike)
    text = strike.page.source

    assert [entry.finder for entry in (skip, entity, slot)] == ["nav.skip-link", "characters.entity", "ads.slot-label"]
    assert exempted(strike, {slot.span.start: ""}).text == text.removeprefix("Skip to content\n").replace("&nbsp;", " ")
    assert exempted(strike, {skip.span.start: "", entity.span.start: ""}).text == text.replace("Advertisement\n\n", "")


def test_an_exempted_line_says_why_it_stays(strike: CleanedPage) -> None:
    """It is running text, whoever claimed it gave way, and the reason stands in the account."""
    *_, slot = changed_entries(strike)
    line = strike.page.position(slot.span.start)[0] - 1
    [entry] = exempted(strike, {slot.span.start: "a poem"}).ledger.entries(line)

    assert (entry.finder, entry.part, entry.fate, entry.because) == ("allow", Part.paragraph, Fate.kept, "a poem")
    assert "ads.slot-label" in [loser.finder for loser in entry.losers]

"""Pictures and cards show the entries of a ledger and nothing else, at any width."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from cleaner.document.ledger import Ledger
from cleaner.document.page import Page
from cleaner.document.parts import Part
from cleaner.document.policy import Policy
from cleaner.document.result import CleanedPage
from cleaner.formats.explain import PageInFile, cards, entries_at, picture
from cleaner.formats.reports import Tally
from cleaner.formats.terminal import printable, shorten, shorten_start
from cleaner.rules.ruleset import RuleSet

PICTURE = """\
   1 -| Skip to content                                     navigation   nav.skip-link
 --- article 1 of 2: opened by kicker; headline
   2  | Business                                            kicker       heads
   3  | Port of Varn reopens after nine-day strike          headline     heads
   4  | Dockers accept a revised shift plan; ships bert...  deck         heads
   5  | By Mara Lindqvist                                   byline       heads
   6 ~| The port reopened on Tuesday[&nbsp; > " "]after...  paragraph    characters.entity
   8  | • "We got our nights back," said Ilse Brandt.       list_item
   9  | • A vote follows in May.                            list_item
  10  | What comes next                                     subheading
  11 -| Advertisement                                       ad_slot      ads.slot-label
 --- article 2 of 2
  13  | The ferry lines wait for theirs.                    paragraph
  kept 299 + removed 31 + rewritten 6 = 336 characters, all accounted for
  removed: navigation 16, ad_slot 14, blank 1   rewritten: characters.entity 6 to 1"""
REWRITTEN = """\
characters.entity: rewritten to " " as artifact (policy: safe)
  --> strike.txt:6:29-6:34
 6 | ...t reopened on Tuesday&nbsp;after nine idle...
   |                         ^^^^^^
because  &nbsp; stands for a space
to keep  --disable characters.entity"""
REMOVED = """\
ads.slot-label: removed as ad_slot (policy: safe)
  --> strike.txt:11:1-11:13
 11 | Advertisement
    | ^^^^^^^^^^^^^
because  alone on its line
instead  legal.notice wanted 11:1-11:13 as footer and gave way
to keep  --keep ad_slot"""


def test_a_picture_shows_each_line_its_owner_and_the_sum(strike: CleanedPage) -> None:
    """Lines that are empty are left out of the picture, and counted below it."""
    assert "\n".join(line.plain for line in picture(strike, strike.page.position, 90)) == PICTURE


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_a_picture_keeps_to_the_width(strike: CleanedPage, width: int) -> None:
    """No row of the page is wider than the terminal."""
    rows = [line.plain for line in picture(strike, strike.page.position, width) if "|" in line.plain]

    assert all(cell_len(row) <= max(width, 68) for row in rows)


def test_a_change_far_into_a_line_is_in_sight(strike: CleanedPage) -> None:
    """The beginning of a long line gives way to the change in it."""
    row = next(line.plain for line in picture(strike, strike.page.position, 66) if line.plain.startswith("   6"))

    assert row.startswith('   6 ~| ...uesday[&nbsp; > " "]... ')


def test_a_card_shows_the_entry_that_changes_something(strike: CleanedPage) -> None:
    """Of a line in which one character was rewritten, that character is underlined."""
    shown = "\n".join(line.plain for line in cards(entries_at([PageInFile(strike, strike.page.position)], "", 6), RuleSet(), 50))

    assert shown == REWRITTEN


def test_a_card_names_the_losers(strike: CleanedPage) -> None:
    """Who wanted the same characters and gave way is told with place and part."""
    assert "\n".join(line.plain for line in cards(entries_at([PageInFile(strike, strike.page.position)], "", 11), RuleSet(), 80)) == REMOVED


def test_wide_characters_are_underlined_by_columns() -> None:
    """A Chinese character takes two columns, and two carets."""
    page = Page("责任编辑\n", "page.txt")
    ledger = Ledger(page, "p", {"p": Part.paragraph}, {}, b"\1", {}, {})
    cleaned = _cleaned(ledger)
    shown = [line.plain for line in cards(entries_at([PageInFile(cleaned, cleaned.page.position)], "", 1), RuleSet(), 80)]

    assert shown[2:4] == [" 1 | 责任编辑", "   | ^^^^^^^^"]


def test_a_picture_of_an_empty_page_is_its_sum() -> None:
    """A page without lines accounts for no characters."""
    empty = _cleaned(Ledger(Page(""), "", {}, {}, b"", {}, {}))
    shown = [line.plain for line in picture(empty, empty.page.position, 80)]

    assert shown == ["  kept 0 + removed 0 + rewritten 0 = 0 characters, all accounted for"]


def test_a_summary_names_the_parts_that_went_most(strike: CleanedPage) -> None:
    """Sums of several pages are added up."""
    tally = Tally()
    tally.add(strike)
    tally.add(strike)
    tally.files = 2

    assert tally.summary == (
        "2 files, 4 articles: kept 598, removed 62 (9.2%), rewritten 12 of 672 characters\nremoved most: navigation 32, ad_slot 28, blank 2"
    )


@pytest.mark.parametrize("text", ["", "short", "a long line of text", "责任编辑责任编辑责任编辑", "e\u0301" * 20])
def test_shortened_text_fits_and_keeps_its_edge(text: str) -> None:
    """A text that fits is left alone; one that does not keeps its beginning, or its end, before or after dots."""
    begun, ended = shorten(text, 10), shorten_start(text, 10)

    assert cell_len(begun) <= 10 and cell_len(ended) <= 10
    assert begun == ended == text if cell_len(text) <= 10 else text.startswith(begun[:-3]) and text.endswith(ended[3:])


def test_printable_text_holds_no_control_and_no_half_character() -> None:
    """Escape sequences, bidirectional overrides and surrogates are shown and do nothing."""
    assert printable("a\x1b[31m\tb\x9b\u202ec\udcff") == "a␛[31m b��c\\udcff"


def _cleaned(ledger: Ledger) -> CleanedPage:
    return CleanedPage(ledger.page, Policy.named("safe"), ledger, lambda _: ())

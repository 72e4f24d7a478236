"""The lines of a page, cut into marks, and the runs that marks of one reason make."""

from __future__ import annotations

from cleaner.document.parts import Fate, Part
from cleaner.document.result import CleanedPage
from cleaner.formats.explain_html import page_lines

from .conftest import page_of


def test_marks_of_one_line_are_its_entries(strike: CleanedPage) -> None:
    """A line is cut where its ledger entries are, and shows what each became."""
    line = list(page_lines(strike))[5]

    assert [(mark.text, mark.output, mark.entry.fate, mark.run, mark.at) for mark in line.marks] == [
        ("The port reopened on Tuesday", "The port reopened on Tuesday", Fate.kept, 0, ""),
        ("&nbsp;", " ", Fate.rewritten, 2, "6:29-6:34"),
        ("after nine idle days.", "after nine idle days.", Fate.kept, 0, ""),
    ]


def test_lines_tell_what_is_left_of_them(strike: CleanedPage) -> None:
    """Joined, the marks of a line are what the ledger has for it; a line of nothing is blank, one without output gone."""
    told = [(line.number, line.text, line.is_blank, line.is_gone, line.article) for line in page_lines(strike)]

    assert [one for one in told if one[0] in (1, 2, 6, 7, 11, 12, 13)] == [
        (1, "", False, True, 0),
        (2, "Business", False, False, 1),
        (6, "The port reopened on Tuesday after nine idle days.", False, False, 0),
        (7, "", True, False, 0),
        (11, "", False, True, 0),
        (12, "", True, True, 0),
        (13, "The ferry lines wait for theirs.", False, False, 2),
    ]


def test_findings_that_gave_way_are_told(strike: CleanedPage) -> None:
    """A mark says who else wanted its place."""
    (mark,) = list(page_lines(strike))[10].marks

    assert mark.instead == "legal.notice wanted 11:1-11:13 as footer and gave way"


def test_what_one_reason_takes_in_a_row_is_one_run() -> None:
    """Empty lines do not end a run; kept text does, and so does another reason."""
    ad, blank = ("Advertisement", Part.ad_slot, "ads.label"), ("", Part.blank, "")
    page = page_of(ad, blank, ad, ("Share", Part.social, "social.row"), ad, ("The port reopened.", Part.paragraph, ""), ad)

    marks = [mark for line in page_lines(page) for mark in line.marks]

    assert [(mark.run, mark.opens) for mark in marks] == [(1, True), (0, False), (1, False), (2, True), (3, True), (0, False), (4, True)]


def test_control_characters_are_shown_as_pictures() -> None:
    """No mark holds a character that steers what shows it, or half a character."""
    page = page_of(("Port\x1b[2J \x00of\u202e \ud800Varn", Part.paragraph, ""))

    assert [line.text for line in page_lines(page)] == ["Port␛[2J ␀of\ufffd \\ud800Varn"]

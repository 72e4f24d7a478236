"""The legend: what was changed, by part and by reason."""

from __future__ import annotations

from cleaner.document.parts import Fate, Part
from cleaner.document.result import CleanedPage
from cleaner.formats.explain_html import Reason, ReasonSum, Sum, by_part, by_reason, page_lines

from .conftest import NO_RULES, page_of


def test_parts_are_summed_in_the_order_of_the_anatomy(strike: CleanedPage) -> None:
    """Each changed part has its runs, its marks and its size in the source; blank lines are nobody's."""
    assert list(by_part(list(page_lines(strike))).items()) == [
        (Part.navigation, Sum(1, 1, 16)),
        (Part.ad_slot, Sum(1, 1, 14)),
        (Part.artifact, Sum(1, 1, 6)),
    ]


def test_reasons_that_change_most_come_first() -> None:
    """A reason counts all its marks, and says how to keep such text."""
    ad = ("Ad", Part.ad_slot, "ads.label")
    lines = list(page_lines(page_of(ad, ad, ("The port reopened.", Part.paragraph, ""), ("Share this", Part.social, "social.row"), ad)))

    assert by_reason(lines, NO_RULES) == [
        ReasonSum(Reason("social.row", Part.social, Fate.removed), Sum(1, 1, 11), "", "--keep social"),
        ReasonSum(Reason("ads.label", Part.ad_slot, Fate.removed), Sum(2, 3, 9), "", "--keep ad_slot"),
    ]

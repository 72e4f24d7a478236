"""The words for a page."""

from __future__ import annotations

from cleaner import Part, Zone


def test_zones_hold_these_parts() -> None:
    """Each part lies in one zone, in the order in which a page shows them."""
    assert {zone.value: [part.value for part in Part if part.zone is zone] for zone in Zone} == {
        "head": ["kicker", "headline", "deck", "byline", "dateline", "timestamp"],
        "body": ["paragraph", "subheading", "list_item", "table", "block_quote", "pull_quote", "embed"],
        "tail": ["author_bio", "correction", "disclaimer", "contact"],
        "chrome": [
            *("masthead", "navigation", "breadcrumb", "social", "ad_slot", "caption", "credit", "teaser", "newsletter"),
            *("paywall", "consent", "comments", "footer", "form", "other"),
        ],
        "residue": ["alt_text", "repeat", "artifact", "markup", "blank"],
    }


def test_each_part_has_one_sentence_of_meaning() -> None:
    """Meanings are told apart and end in a full stop."""
    assert [part for part in Part if not part.meaning.endswith(".")] == []
    assert len({part.meaning for part in Part}) == len(Part)

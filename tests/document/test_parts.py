"""The words for a page and its parts, and the kinds of pages by their names."""

from __future__ import annotations

import pytest

from cleaner import PageKind, Part, Zone
from cleaner.errors import PolicyError


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


def test_a_kind_is_known_by_its_name() -> None:
    """None and a kind stay what they are."""
    assert [PageKind.named(kind) for kind in ("forum", PageKind.forum, None)] == [PageKind.forum, PageKind.forum, None]


def test_an_unknown_kind_gets_a_suggestion() -> None:
    """The error names the word, and what may have been meant."""
    with pytest.raises(PolicyError, match=r"^no kind of page is called 'forums'; did you mean forum\?$"):
        PageKind.named("forums")


def test_each_kind_says_what_it_is() -> None:
    """In one sentence."""
    assert [kind for kind in PageKind if not kind.meaning.endswith(".") or ". " in kind.meaning] == []


def test_what_is_no_name_is_no_kind() -> None:
    """It is told at once, and as what it is."""
    with pytest.raises(TypeError, match=r"^kind is the name of a kind of page, such as 'forum', not int$"):
        PageKind.named(3)  # type: ignore[arg-type]

"""Kinds of pages by their names."""

from __future__ import annotations

import pytest

from cleaner.document.page_kind import PageKind
from cleaner.errors import PolicyError


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

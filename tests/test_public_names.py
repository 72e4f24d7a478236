"""What users import, and the attributes that the documentation shows."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from msgspec.structs import fields

import cleaner
from cleaner import CleanedPage, Entry, Page, Policy
from cleaner.document.policy import DEFAULT_POLICY


def test_these_names_are_public() -> None:
    """The package exports these names, each of them there."""
    assert sorted(cleaner.__all__) == [
        "Article",
        "CleanedPage",
        "Cleaner",
        "CleanerError",
        "Copy",
        "Entry",
        "Fate",
        "Ledger",
        "Page",
        "PageKind",
        "Part",
        "Policy",
        "Rule",
        "RuleSet",
        "Span",
        "Story",
        "Uncleaned",
        "Zone",
        "__version__",
        "clean",
        "clean_files",
        "clean_html",
        "clean_many",
        "clean_stream",
        "learn",
        "read_text",
        "stories",
    ]
    assert [name for name in cleaner.__all__ if not hasattr(cleaner, name)] == []


def test_clean_takes_a_text_and_named_arguments() -> None:
    """All but the text are given by name, and have a default."""
    signature = inspect.signature(cleaner.clean)

    assert {name: (parameter.kind.name, parameter.default) for name, parameter in signature.parameters.items()} == {
        "text": ("POSITIONAL_OR_KEYWORD", inspect.Parameter.empty),
        "policy": ("KEYWORD_ONLY", DEFAULT_POLICY),
        "rules": ("KEYWORD_ONLY", None),
        "model": ("KEYWORD_ONLY", None),
        "url": ("KEYWORD_ONLY", None),
        "name": ("KEYWORD_ONLY", ""),
        "reference": ("KEYWORD_ONLY", None),
        "kind": ("KEYWORD_ONLY", None),
        "one": ("KEYWORD_ONLY", False),
    }


def test_the_attributes_of_a_result_are_there() -> None:
    """A cleaned page, its articles and its entries have the attributes that the documentation shows."""
    page = cleaner.clean("News\nPort of Varn reopens after nine-day strike\nThe harbour reopened on Tuesday after nine idle days.\n")

    assert isinstance(page, CleanedPage)
    assert [(type(getattr(page, name)).__name__) for name in ("text", "body", "articles", "ledger")] == ["str", "str", "tuple", "Ledger"]
    assert [name for name in ("headline", "bylines", "text", "opened_by") if not hasattr(page.articles[0], name)] == []
    assert [name for name in ("span", "part", "fate", "finder") if not hasattr(page.ledger[0], name)] == []
    assert page.restore() == page.page.source


def test_the_fields_of_data_do_not_change_unnoticed() -> None:
    """Records of results are read by others: their fields are part of the interface."""
    assert {kind.__name__: [field.name for field in fields(kind)] for kind in (Entry, Page, Policy)} == {
        "Entry": ["span", "part", "fate", "finder", "output", "losers", "because", "path"],
        "Page": ["source", "name", "form", "url", "html", "offset", "above", "encoding"],
        "Policy": ["name", "confidence", "removed", "asked_for", "disabled", "min_confidence", "min_confidence_of_several", "asks_again"],
    }


def test_bytes_are_refused_with_advice() -> None:
    """Text that is not decoded is refused by name, not guessed at."""
    with pytest.raises(TypeError, match=r"^clean\(\) takes a str, not bytes; decode"):
        cleaner.clean(b"News")  # type: ignore[arg-type]


def test_an_unknown_policy_is_refused_with_the_known_ones() -> None:
    """The error of a wrong policy name lists the right ones."""
    with pytest.raises(cleaner.CleanerError, match=r"^no policy is called 'bold'; choose one of safe, thorough, or pass a Policy$"):
        cleaner.clean("", policy="bold")


def test_the_record_of_an_article_has_these_keys() -> None:
    """An article tells its place, its parts, what opened it, and where each part stands."""
    [article] = cleaner.clean("The harbour reopened on Tuesday after nine idle days, and the fog had not lifted.").articles

    assert list(article.to_dict()) == [
        *("start", "end", "headline", "kicker", "deck", "bylines", "byline_lines", "roles", "agencies", "published", "published_text"),
        *("updated", "updated_text", "dateline", "text", "captions", "credits", "embeds", "author_bio", "contact", "corrections"),
        *("opened_by", "canonical_url", "site_name", "language", "sources", "spans"),
    ]


@pytest.mark.parametrize("reference", ["2026-01-20", date(2026, 1, 20), 1768867200], ids=["spelled", "a date", "seconds"])
def test_a_reference_that_is_no_time_is_told_at_once(reference: object) -> None:
    """By every function that takes one, before anything is cleaned, with what to write instead."""
    ways: list[Callable[..., object]] = [
        *(partial(cleaner.clean, "x"), partial(cleaner.clean_html, "<p>x"), partial(cleaner.clean_many, ["x"])),
        *(partial(cleaner.clean_files, ["x.txt"]), lambda reference: list(cleaner.clean_stream(["x"], reference=reference))),
    ]
    said = r"^reference is a datetime, not (str; write datetime\.fromisoformat|\w+; write datetime\(year)"
    for way in ways:
        with pytest.raises(TypeError, match=said):
            way(reference=reference)

"""A file per article: which lines it holds, and what it is called."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import clean
from cleaner.formats.render import Format, article_files, slug, stretches
from tests.laws.pages import sources


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Port of Varn reopens after nine-day strike", "port-of-varn-reopens-after-nine-day-strike"),
        ("Größte Fähre läuft aus: “Endlich!”", "grosste-fahre-lauft-aus-endlich"),
        ("Musk’s 3.2k § a/b\\c:d*e?f|g", "musks-3-2k-a-b-c-d-e-f-g"),
        ("ŁÓDŹ Ørsted İstanbul", "lodz-orsted-istanbul"),
        ("港は再び開かれた", ""),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("w" * 300, "w" * 60),
    ],
)
def test_a_headline_becomes_a_slug(headline: str, expected: str) -> None:
    """Letters lose their marks, all else is a hyphen, and words are not cut where that can be helped."""
    assert slug(headline) == expected


@given(st.text(max_size=300))
def test_a_slug_is_safe_on_every_file_system(headline: str) -> None:
    """It holds letters a to z, digits and single hyphens, is short, and is the slug of itself."""
    made = slug(headline)

    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert len(made) <= 60
    assert slug(made) == made


@settings(max_examples=100)
@given(sources())
def test_the_files_of_a_page_hold_its_text(source: str) -> None:
    """Joined, they are the text of the page; there is one for each article, and no two have one name."""
    page = clean(source)
    files = list(article_files(page, Format.text))

    assert b"".join(raw for _, raw in files).decode() == (page.text if page.articles else "")
    assert len({name.casefold() for name, _ in files}) == len(files) == len(page.articles)
    assert [name for name, _ in files if not re.fullmatch(r"\d{3,}(?:-[a-z0-9]+)*\.txt", name)] == []


@settings(max_examples=50)
@given(sources())
def test_each_article_lies_in_its_own_stretch(source: str) -> None:
    """Stretches touch, cover the page, and each holds the text of its article."""
    page = clean(source)
    found = stretches(page)

    assert [line for lines in found for line in lines] == list(range(len(page.ledger.kept) if found else 0))
    for article, own in zip(page.articles, found, strict=True):
        lines = (page.ledger.output(line).strip() for line in own)
        assert set(article.text.splitlines()) <= {*lines, ""}


def test_the_file_of_an_article_is_its_record_in_json() -> None:
    """Both kinds of JSON hold one record a file, under their own ending."""
    page = clean(
        "Port of Varn reopens after nine-day strike\nBy Mara Lindqvist\nThe port reopened on Tuesday after nine idle days of strike.\n"
    )
    for form in (Format.json, Format.jsonl):
        [(name, raw)] = article_files(page, form)

        assert name == f"001-port-of-varn-reopens-after-nine-day-strike{form.suffix}"
        assert json.loads(raw)["bylines"] == ["Mara Lindqvist"]

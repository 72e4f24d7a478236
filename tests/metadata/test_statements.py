"""The address that a page states for itself decides which rules of sites hold, unless somebody who knows better gives one."""

from __future__ import annotations

import pytest

from cleaner import clean_html
from cleaner.html.parse import parse
from cleaner.metadata.statements import stated_address
from tests.small_rules import own_box

RULES = own_box('select = ".own"', "<p class='own'>⟦a⟧</p>", "<p>a</p>", 'sites = ["example.com"]')
CANONICAL = "<link rel='alternate canonical' href=' https://www.example.com/a '>"
OPEN_GRAPH = "<meta property='og:url' content='https://example.com/a'>"
OTHER = "<link rel=canonical href='https://example.org/a'>"


@pytest.mark.parametrize(
    ("head", "address"),
    [
        (CANONICAL, "https://www.example.com/a"),
        (OPEN_GRAPH, "https://example.com/a"),
        (OPEN_GRAPH + OTHER, "https://example.org/a"),
        ("<link rel=canonical href='/a'>" + OPEN_GRAPH, "https://example.com/a"),
        ("<link rel=canonical href='https://[a'>", None),
        ("<link rel=canonical href='javascript:example.com'>", None),
        ("<link rel=canonical><meta property='og:url'>", None),
        ("", None),
    ],
)
def test_the_canonical_address_counts_before_that_of_open_graph(head: str, address: str | None) -> None:
    """Only whole addresses of the web are addresses; what cannot be read is passed over."""
    assert stated_address(parse(f"<head>{head}</head><p>Text</p>")) == address


@pytest.mark.parametrize(
    ("head", "url", "text"),
    [
        (CANONICAL, None, "Text\n"),
        (OPEN_GRAPH, None, "Text\n"),
        (OTHER, None, "Text\nOther\n"),
        ("", None, "Text\nOther\n"),
        (OTHER, "https://example.com/a", "Text\n"),
        (CANONICAL, "https://example.org/a", "Text\nOther\n"),
    ],
)
def test_rules_of_a_site_hold_where_the_page_says_it_is_of_it(head: str, url: str | None, text: str) -> None:
    """What the caller knows counts for more."""
    page = f"<head>{head}</head><p>Text</p><p class=own>Other</p>"

    assert clean_html(page, rules=RULES, url=url).text == text
    assert clean_html(page.encode(), rules=RULES, url=url).text == text

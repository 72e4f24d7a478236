"""The headline of a page: which of its headings and titles is the story's."""

from __future__ import annotations

import pytest

from cleaner.metadata.titles import slug_of
from tests.metadata import stated

SITE = "<meta property='og:site_name' content='Varn Courier'>"
TITLE = "Port of Varn reopens"
COOKIES = "<div class=cookie-banner><h1>We value your privacy</h1></div>"


@pytest.mark.parametrize(
    ("html", "url", "headline"),
    [
        (f"{SITE}<title>{TITLE} | Varn Courier</title><h1>Varn Courier</h1><h1>{TITLE}</h1>", "", TITLE),
        (f"<title>{TITLE} | Varn Courier</title>{COOKIES}<h2>{TITLE}</h2>", "", TITLE),
        (f"<title>{TITLE} | Varn Courier</title><h1 class=breadcrumb>Home / Port</h1><h2>{TITLE}</h2>", "", TITLE),
        (f"<title>{TITLE}</title><h1>3 March 2026</h1><h2>{TITLE}</h2>", "", TITLE),
        (f"<title>3 March 2026 – Mara Lindqvist</title><h1>By Mara Lindqvist</h1><h2>{TITLE}</h2>", "", TITLE),
        (f"<title>{TITLE} | Varn Courier</title><h1>Varn Courier {TITLE}</h1>", "", TITLE),
        # One word that is a part of a longer title is a section; what the title begins with is the story.
        (f"<meta property='og:title' content='{TITLE} and all of its old ferries return'><h1>Ferries</h1>", "", None),
        ("<title>Ferries | all of the old ones that still go</title><h1>Ferries</h1>", "", "Ferries"),
        # The title is written for those who search; the address says what the heading says.
        ("<title>Best Mole Tips | Berths</title><h1>How we berthed ferries</h1>", "/how-we-berthed-ferries", "How we berthed ferries"),
        ("<title>Ferries of the Arctic - Raspberry Quay Forums</title>", "https://forums.raspberryquay.example/t", "Ferries of the Arctic"),
    ],
)
def test_the_headline_is_the_storys(html: str, url: str, headline: str | None) -> None:
    """Names of sites, cookie banners, trails, dates, authors and joined headings are no headlines; agreement counts, not brevity."""
    found = stated(html, url or None).headline

    assert found is not None
    assert found.value == (headline or f"{TITLE} and all of its old ferries return")


def test_a_kicker_is_a_part_of_the_title_where_statements_agree() -> None:
    """What is written for sharing and for search engines agrees word for word; the heading alone is only its end."""
    whole = "A day of remembrance on the mole: Ships for all"
    linked = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{whole}"}}</script>'
    shared = f"<meta property='og:title' content='{whole}'>"

    assert [stated(f"{said}<h1>Ships for all</h1>").headline.value for said in (shared + linked, shared)] == [whole, "Ships for all"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("https://a.example/news/2026/port-of-varn-reopens.html", {"port", "of", "varn", "reopens"}),
        ("https://a.example/en/stable/quickstart/", {"quickstart"}),
        ("https://a.example", set()),
        ("https://[bad", set()),
    ],
)
def test_the_slug_is_the_part_with_most_words(address: str, words: set[str]) -> None:
    """Numbers count for little, and of parts with as many words the last is taken."""
    assert slug_of(address) == words

"""What a page states of its story, from which place, and what wins where places disagree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner import clean, clean_html
from cleaner.document.article import SourcedValue
from cleaner.metadata.bylines import people_in
from cleaner.metadata.dates import iso
from cleaner.metadata.page import with_statements
from tests.metadata import stated

HEAD = (
    '<html lang="en-GB"><head><title>Port of Varn reopens | Varn Courier</title><link rel="canonical" href="/2026/port">'
    '<meta property="og:title" content="Port of Varn reopens - Varn Courier"><meta property="og:site_name" content="Varn Courier">'
    '<script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"#m","name":"Mara Lindqvist"},{"@type":"NewsArticle",'
    '"headline":"Port of Varn reopens","author":[{"@id":"#m"},{"@type":"Organization","name":"Varn Courier"}],'
    '"datePublished":"2026-05-03T10:00:00.123Z","dateModified":"2026-05-04"}]}</script></head>'
)
BODY = (
    "<body><main><h1>Port of Varn reopens</h1><p>The port of Varn reopened on Tuesday after nine days of strike, and ships that had "
    "waited off the mole were berthed by noon.</p></main></body></html>"
)


def test_each_value_has_its_source() -> None:
    """Headline, authors and times are told with the place that states them; address, site and language are told whole."""
    page = stated(HEAD + BODY, "https://courier.example/a")

    assert page.headline == SourcedValue("Port of Varn reopens", "h1")
    assert page.authors == (SourcedValue("Mara Lindqvist", "json-ld"),)
    assert page.published == SourcedValue("2026-05-03T10:00:00+00:00", "json-ld")
    assert page.updated == SourcedValue("2026-05-04", "json-ld")
    assert (page.canonical, page.site_name, page.language) == ("https://courier.example/2026/port", "Varn Courier", "en-GB")
    assert page.is_article


def test_a_long_address_is_none() -> None:
    """So that the records of a page's stories, each of which tells it, are no longer than some times the page."""
    longest = f"https://courier.example/{'a' * 2024}"
    for address, canonical in ((longest, longest), (longest + "a", None), ("a" * 2024, longest), ("a" * 2025, None)):
        assert stated(f"<link rel=canonical href='{address}'>{BODY}", "https://courier.example/").canonical == canonical


@pytest.mark.parametrize("engine", ["blocks", "trafilatura"])
def test_the_article_tells_what_the_page_states(engine: str) -> None:
    """The story of a page has the stated values where no line tells them, and says what told each."""
    [article] = clean_html(HEAD + BODY, url="https://courier.example/a", engine=engine).articles

    assert (article.headline, article.bylines, article.published) == (
        "Port of Varn reopens",
        ("Mara Lindqvist",),
        "2026-05-03T10:00:00+00:00",
    )
    assert dict(article.sources) == {"headline": "h1", "bylines": "json-ld", "published": "json-ld", "updated": "json-ld"}
    assert (article.canonical_url, article.site_name, article.language) == ("https://courier.example/2026/port", "Varn Courier", "en-GB")


@pytest.mark.parametrize(
    ("html", "headline"),
    [
        ("<title>Ships berth at noon - Varn Courier</title><meta property='og:site_name' content='Varn Courier'>", "Ships berth at noon"),
        ("<title>Ships berth at noon - a day on the mole</title>", "Ships berth at noon - a day on the mole"),
        # The wrapper is called after the sidebar; the sidebar stands in it beside the main element.
        (
            "<title>Ships - Guide to Varn - Old and new</title><div class='with-sidebar'><div class='sidebar'><h1>Guide to Varn</h1></div>"
            "<main><h1>Ships</h1></main></div>",
            "Ships",
        ),
        ("<meta property='og:title' content='Ships berth'><h1>Varn Courier</h1><h1>Ships berth at noon</h1>", "Ships berth at noon"),
        ("<title>Ships berth</title><nav><h1>Strike in Varn</h1></nav><h2>Ships berth</h2>", "Ships berth"),
        # The paper's name stands in the first heading and behind the title's dash; the story's own heading is of the second rank.
        (
            "<title>Ships berth at noon - Varn Courier</title><header><h1>Varn Courier</h1></header><h2>Home / News</h2>"
            "<article><h2>Ships berth at noon</h2></article>",
            "Ships berth at noon",
        ),
        ("<p>No title.</p>", None),
    ],
)
def test_a_title_is_the_heading_it_agrees_with(html: str, headline: str | None) -> None:
    """The site's name is cut only where the page gives it; headings in menus and names of the site are no titles."""
    found = stated(html).headline

    assert (found and found.value) == headline


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Mara Lindqvist and Tomas Okafor", ["Mara Lindqvist", "Tomas Okafor"]),
        ("Mara Lindqvist, PhD", ["Mara Lindqvist"]),
        ("Mara Lindqvist, Tomas Okafor", ["Mara Lindqvist", "Tomas Okafor"]),
        ("https://courier.example/mara", []),
        ("mara@courier.example", []),
        ("262588213843476", []),
    ],
)
def test_statements_name_people(value: str, names: list[str]) -> None:
    """Labels, credentials, addresses and numbers are no names."""
    assert people_in(value) == names


def test_a_body_stands_in_where_no_people_are_named() -> None:
    """The site as its own author is told only where nobody else is."""
    alone = '<meta name="author" content="Varn Courier"><meta property="og:site_name" content="Varn Courier">'
    page = stated(alone)

    assert page.authors == ()
    assert page.corporate_author == SourcedValue("Varn Courier", "meta author")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By <a class=author href=/m>Mara Lindqvist</a> <span>Varn Courier</span>", ["Mara Lindqvist"]),
        ("<b class=author-name><a href=/author/m>Mara Lindqvist</a></b> <i>Sailor & Writer</i>", ["Mara Lindqvist"]),
        ("<a href=/author/m>Mara Lindqvist</a> and <a href=/author/t>Tomas Okafor</a>", ["Mara Lindqvist", "Tomas Okafor"]),
        ("By Mara Lindqvist <a class=author-link href=/m></a>", ["Mara Lindqvist"]),
    ],
)
def test_what_stands_beside_the_names_of_a_byline_is_no_part_of_them(byline: str, names: list[str]) -> None:
    """Where elements in a byline hold the names, roles and papers beside them are left out."""
    assert [one.value for one in stated(f"<div class=byline>{byline}</div>").likely_authors] == names


@pytest.mark.parametrize(
    ("text", "body"),
    [("By Harbour Desk", "Harbour Desk"), ("Varn Courier", "Varn Courier"), ("Learn more about our team", None), ("Our Team", None)],
)
def test_a_byline_may_name_a_body(text: str, body: str | None) -> None:
    """A byline that is the site's name, or that ends in what a body calls itself, tells who stands in for an author."""
    page = f"<meta property='og:site_name' content='Varn Courier'><p class=author>{text}</p>"

    assert stated(page).corporate_author == (SourcedValue(body, "byline") if body else None)


def test_authors_of_answers_are_not_those_of_the_question() -> None:
    """Of marked authors, those of the first item count."""
    item = '<div itemscope><span itemprop="author" itemscope><b itemprop="name">{}</b></span><p>Text.</p></div>'

    assert stated(item.format("dockhand7") + item.format("pilot")).authors == (SourcedValue("dockhand7", "microdata"),)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2026-05-03", "2026-05-03"),
        ("2026-05-03T10:00Z", "2026-05-03T10:00:00+00:00"),
        ("2026-05-03 10:00:00 +0200", "2026-05-03T10:00:00+02:00"),
        ("May 3, 2026", "2026-05-03"),
        ("1970-01-01T00:00:00Z", None),
        ("soon", None),
    ],
)
def test_statements_of_time_become_iso(value: str, moment: str | None) -> None:
    """Seconds have no fractions, and a clock that was never set says nothing."""
    assert iso(value) == moment


@pytest.mark.parametrize("script", ["[" * 100_000, '{"author":' * 5_000, "{broken", "null", ""])
def test_broken_json_states_nothing(script: str) -> None:
    """What is no JSON is passed over, however deep it is nested."""
    assert stated(f'<script type="application/ld+json">{script}</script>').authors == ()


@pytest.mark.parametrize("page", ["<canvas><frame><i>", "<h1>&#x1f</h1><s>"])
def test_an_odd_page_states_nothing(page: str) -> None:
    """Of a page without statements nothing is guessed."""
    metadata = stated(page)

    assert (metadata.likely_authors, metadata.likely_published) == ((), None)


@pytest.mark.parametrize(("title", "authors"), [("Ferries collide", [(), ("Ilse Brandt",)]), ("Old boats", [("Ilse Brandt",), ()])])
def test_metadata_belong_to_the_story_with_the_stated_headline(title: str, authors: list[tuple[str, ...]]) -> None:
    """Other stories of a page are not given its author; where no story has the stated headline, the first is the page's own."""
    [story] = clean("The harbour reopened on Tuesday after nine idle days, and the fog had not lifted.").articles
    page = stated(f"<title>{title}</title><meta name='author' content='Ilse Brandt'>")
    stories = with_statements((replace(story, headline="Port reopens"), replace(story, headline="Ferries collide")), page)

    assert [article.bylines for article in stories] == authors


@pytest.mark.parametrize(
    ("said", "read"),
    [
        (
            '{"@type":"Product","description":"&lt;p&gt;A jacket.&lt;/p&gt;&lt;p&gt;It is warm &amp;amp; light.&lt;/p&gt;"}',
            "A jacket. It is warm & light.",
        ),
        (
            '{"@graph":[{"@type":"Brand","description":"A brand."},{"@type":["Thing","Product"],"description":"A\\njacket."}]}',
            "A jacket.",
        ),
        ('{"@type":"http://schema.org/ProductGroup","description":"A < B"}', "A < B"),
        ('{"@type":"Product","description":"<script>no()</script>"}', None),
        ('{"@type":"NewsArticle","description":"A story."}', None),
        ('{"@type":"Product","description":["A jacket."]}', None),
    ],
)
def test_a_product_is_described_by_what_its_shop_states(said: str, read: str | None) -> None:
    """As plain text, however it is written; what other things are said to be is no product."""
    page = clean_html(f'<script type="application/ld+json">{said}</script><p>A jacket</p>')

    assert page.metadata is not None
    assert page.metadata.description == (None if read is None else SourcedValue(read, "json-ld"))

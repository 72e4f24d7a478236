"""Which lines stand in the head of a story, and what is read from them: nothing is invented, and nothing printed there is missed."""

from __future__ import annotations

from datetime import datetime

import pytest

from cleaner import clean, clean_html
from cleaner.document.article import Article
from cleaner.metadata.head import HEAD

TEXT = (
    "The port of Varn reopened on Tuesday after nine days of strike, and ships that had waited off the mole were berthed by noon.",
    "Old ferries were berthed first, and the harbour master counted forty of them before the fog came back from the open sea.",
)
TITLE = "Port of Varn reopens"


def of_text(*lines: str, reference: datetime | None = None) -> tuple[Article, ...]:
    return clean("\n\n".join(lines), reference=reference).articles


def of_html(head: str, body: str, url: str | None = None) -> Article:
    page = f"<head><title>{TITLE}</title>{head}</head><body>{body}</body>"
    return clean_html(page, url=url, engine="blocks", policy="safe").articles[0]


def story(*above: str, below: str = "") -> str:
    lines = "".join(f"<p>{line}</p>" for line in above)
    return f"<main><h1>{TITLE}</h1>{lines}{''.join(f'<p>{line}</p>' for line in TEXT)}{below}</main>"


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, *TEXT, "© 2024 Tidings"),
        (TITLE, "posted 1 year ago", *TEXT),
        (TITLE, TEXT[0], "The old mole was built on 12 May 1997 by hand.", TEXT[1]),
        (TITLE, *TEXT, "Comments", "12 May 2024 at 7:45 pm", "13 May 2024 at 7:45 pm"),
        (TITLE, "Received: 3 July 2022", *TEXT),
        (TITLE, "Member since", "3 July 2022", *TEXT),
        (TITLE, "The harbour of Varn on the eve of the strike, 3 March 2019", *TEXT),
        (TITLE, "12 June 2026 – 14 June 2026", *TEXT),
        (TITLE, *TEXT, "Last updated: 3 March 2026"),
    ],
)
def test_no_day_is_invented(lines: tuple[str, ...]) -> None:
    """Copyright lines, ages without a reference, days of the text, of comments, manuscripts, members, pictures and spans are none."""
    assert [article.published for article in of_text(*lines)] == [None]
    assert of_html("", story(*lines[1:-2])).published is None


@pytest.mark.parametrize(
    ("lines", "day", "source"),
    [
        (("3 March 2026",), "2026-03-03", "timestamp line"),
        (("By Mara Lindqvist, 3 March 2026",), "2026-03-03", "byline line"),
        (("Essay - Published: 2026.03.03 | harbours | strikes |",), "2026-03-03", HEAD),
        (("Submitted on Tue, 2026-03-03 08:15",), "2026-03-03T08:15:00", HEAD),
        (("Published", "1 week ago", "on", "March 3, 2026", "By", "Mara Lindqvist"), "2026-03-03", "timestamp line"),
        (("Forum", "Start date Mar 3, 2026", "Dockhand", "Oct 25, 2017"), "2026-03-03", HEAD),
        (("2026. március 3. 08:15",), "2026-03-03T08:15:00", "timestamp line"),
        (("Publié le 3 mars 2026 à 06h15, modifié le 4 mars 2026 à 11h02 • Lecture 2 min.",), "2026-03-03T06:15:00", HEAD),
    ],
)
def test_the_day_beside_the_headline_is_found(lines: tuple[str, ...], day: str, source: str) -> None:
    """A day that the head prints, alone or with a name, is told with the kind of line that tells it, in text and in a web page."""
    [text] = of_text(TITLE, *lines, *TEXT)
    page = of_html("", story(*lines))

    assert (text.published, text.sources["published"]) == (day, source)
    assert page.published == day


def test_a_printed_day_beats_one_that_is_counted() -> None:
    """ "1 week ago" is only as exact as a week; the date beside it is the day."""
    [article] = of_text(TITLE, "Published", "1 week ago", "on", "March 3, 2026", *TEXT, reference=datetime(2026, 3, 12))

    assert article.published == "2026-03-03"


def test_every_story_of_a_page_has_its_own_day() -> None:
    """The head of each story is read, not that of the first alone."""
    other = ("News", "Old ferries are counted again", "Published", "2 weeks ago", "on", "February 20, 2026", "By", "Ilse Brandt")
    found = of_text("News", TITLE, "Published", "1 week ago", "on", "March 3, 2026", "By", "Mara Lindqvist", *TEXT, *other, *reversed(TEXT))

    assert [(article.published, article.bylines) for article in found] == [
        ("2026-03-03", ("Mara Lindqvist",)),
        ("2026-02-20", ("Ilse Brandt",)),
    ]


@pytest.mark.parametrize(
    ("head", "body", "url", "found"),
    [
        ("", story(), "https://tidings.example/2026/03/03/port", ("2026-03-03", "address")),
        ("", story(), "https://tidings.example/news/2026-03-03-port", ("2026-03-03", "address")),
        ("", story(), "https://tidings.example/2026/03/port", (None, None)),
        ("", story(), "https://tidings.example/2026/13/03/port", (None, None)),
        ("", story("<time datetime='2026-03-03'>a year ago</time>"), None, ("2026-03-03", "time")),
        ("", story(below="<div class=related><time datetime='2026-03-03'>today</time></div>"), None, (None, None)),
        ("<meta name=date content=2026-03-03>", story("5 March 2026"), None, ("2026-03-03", "meta date")),
        # A page that was moved states the day of the move.
        ("<meta name=date content=2026-03-03>", story("5 March 2019"), None, ("2019-03-05", "timestamp line")),
        ("<meta name=date content=2026-03-03>", story("5 March 2019"), "https://tidings.example/2026/03/03/a", ("2026-03-03", "meta date")),
        ("<meta name=date content=2024>", story(), None, (None, None)),
        ("<meta name=copyright content='1 January 2024'>", story(), None, (None, None)),
    ],
)
def test_where_a_page_states_its_day(head: str, body: str, url: str | None, found: tuple[str | None, str | None]) -> None:
    """Statements, time elements beside the headline and whole days in addresses count; each is named."""
    article = of_html(head, body, url)

    assert (article.published, article.sources.get("published")) == found


@pytest.mark.parametrize(
    ("lines", "names", "roles"),
    [
        (("Mara Lindqvist | Senior Reporter | 3 March 2026",), ("Mara Lindqvist",), {"Mara Lindqvist": "Senior Reporter"}),
        (("3 March 2026 · Mara Lindqvist",), ("Mara Lindqvist",), {}),
        (("by: Mara Lindqvist, 3 March 2026",), ("Mara Lindqvist",), {}),
        (("World News | 3 March 2026",), (), {}),
        (("Mara Lindqvist", "Per Okafor", "Volume 23 (2026)"), ("Mara Lindqvist", "Per Okafor"), {}),
        (("Mara Lindqvist", "3 March 2026"), ("Mara Lindqvist",), {}),
        (("Szerző: Halász Emese",), ("Halász Emese",), {"Halász Emese": "Szerző"}),
        (
            ("By Mara Lindqvist", "Responsible editor: Dora Quill", "Translated by Ivo Brand", "Photos: Una Lens"),
            ("Mara Lindqvist",),
            {"Dora Quill": "Responsible editor", "Ivo Brand": "Translated by", "Una Lens": "Photos"},
        ),
    ],
)
def test_people_of_the_head(lines: tuple[str, ...], names: tuple[str, ...], roles: dict[str, str]) -> None:
    """Names beside a date, between bars or on lines of their own are found; those who helped are told by what they did."""
    [article] = of_text(TITLE, *lines, *TEXT)

    assert (article.bylines, dict(article.roles)) == (names, roles)


def test_what_stands_above_the_own_story_is_no_story() -> None:
    """A banner that looks like a story does not take the page's statements or the first place."""
    banner = "<div><h2>Get our report on harbours</h2><p>By Dora Quill</p>" + f"<p>{TEXT[1]}</p></div>"
    page = f"<title>{TITLE}</title><meta name=author content='Mara Lindqvist'>{banner}<main><h1>{TITLE}</h1><p>{TEXT[0]}</p></main>"
    [article] = clean_html(page, engine="blocks", policy="safe").articles

    assert (article.headline, article.bylines) == (TITLE, ("Mara Lindqvist",))


@pytest.mark.parametrize("line", ["From Wikipedia, the free encyclopedia", "Aus Wikipedia, der freien Enzyklopädie"])
def test_what_a_wiki_says_of_itself_is_no_headline(line: str) -> None:
    """The title is the line above it."""
    [article] = of_text("Varn (town)", line, "Jump to: navigation, search", *TEXT)

    assert article.headline == "Varn (town)"

"""Pages of which somebody knows that they hold one story."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given

from cleaner import CleanedPage, Page, Policy, RuleSet, clean, clean_files, clean_html, clean_many
from cleaner.lines.reader import Reader
from cleaner.pipeline.clean import Cuts, clean_page
from cleaner.pipeline.scoring import Options
from tests.laws.pages import sources
from tests.laws.texts import SENTENCES

EN = SENTENCES["en"]
FIRST = ["News", "Port of Varn reopens after nine-day strike", "By Odile Marchetti", "March 3, 2024", *EN[:4]]
SECOND = ["News", "Council votes down the tunnel it had asked for", "By Odile Marchetti", "March 4, 2024", *EN[4:8]]
TEXT = "\n".join([*FIRST, *SECOND])


def test_two_heads_are_one_story() -> None:
    """The first head is that of the story; the lines of the other are text of it, and the ledger is as ever."""
    plain, one = clean(TEXT), clean(TEXT, one=True)

    assert [article.headline for article in plain.articles] == [FIRST[1], SECOND[1]]
    [article] = one.articles
    assert (article.headline, article.kicker, article.start, article.end) == (FIRST[1], "News", 0, len(TEXT))
    assert article.text.splitlines() == [*EN[:4], *SECOND[:2], *EN[4:8]]
    assert [span.cut(TEXT) for span in article.spans["headline"]] == [FIRST[1]]
    assert (list(one.ledger), one.text) == (list(plain.ledger), plain.text)


def test_the_headline_is_that_of_the_pages_own_story() -> None:
    """A page that states its title has the head with that title, wherever it stands; text above it is text of the story too."""
    lines = "".join(f"<{'h1' if line in (FIRST[1], SECOND[1]) else 'p'}>{line}" for line in TEXT.splitlines())
    html = f'<meta property="og:title" content="{SECOND[1]}">{lines}'
    [article] = clean_html(html, one=True).articles

    assert article.headline == SECOND[1]
    assert [line for line in article.text.splitlines() if line in EN] == [*EN[:8]]


@given(sources())
def test_a_page_has_one_story_or_none(source: str) -> None:
    """One where anything is kept; its text holds each kept line of the body, in order, and the account does not change."""
    page, plain = clean(source, one=True), clean(source)
    ledger = plain.ledger
    body = [ledger.output(line).strip() for line, kept in enumerate(ledger.kept) if kept and ledger.part(line).zone == "body"]
    told = iter([line for article in page.articles for line in article.text.splitlines()])

    assert len(page.articles) == bool(page.text.strip())
    assert list(page.ledger) == list(plain.ledger)
    assert [line for line in body if line and line not in told] == []


def test_a_long_page_is_one_story() -> None:
    """However often it is cut."""
    page = clean_page(
        Page(TEXT), Reader(RuleSet.default().for_site(None)), Options(Policy.named("safe"), one=True), Cuts(4, 400, 2, 200, 200)
    )

    assert [(article.start, article.end) for article in page.articles] == [(0, len(TEXT))]


def test_every_function_of_whole_pages_knows_it(tmp_path: Path) -> None:
    """Texts and files."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    pages = [*clean_many([TEXT], one=True), *clean_files([path], one=True)]

    assert [len(page.articles) for page in pages if isinstance(page, CleanedPage)] == [1, 1]

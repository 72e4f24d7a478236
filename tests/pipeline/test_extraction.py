"""The engine `trafilatura`: what it removes is in the account, and what it misses comes back where the page shows why."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cleaner import CleanedPage, Fate, Part, clean_html
from cleaner.errors import ExtraError
from cleaner.pipeline import extraction

PARAGRAPHS = [
    "The port of Varn reopened on Tuesday after nine days of strike, and ships that had waited off the mole were berthed by noon.",
    "Dockers accepted a revised shift plan late on Monday night, with two thirds of the crews voting for it in a show of hands.",
    "The harbour master said that the backlog would be cleared within a week if the weather held and no crane failed again.",
]
ROWS = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
LINKS = "<div><a href='/a'>Weather</a><a href='/b'>Sport</a></div>"
PAGE = f"<html><body><article><h1>Port of Varn reopens</h1>{ROWS}</article>{LINKS}<footer>Varn Courier</footer></body></html>"


def _told(page: CleanedPage) -> list[tuple[str, str, Fate, str, list[str]]]:
    """Of each line outside the story: its text, its part, its fate, who named it and who gave way."""
    story = {"Port of Varn reopens", *PARAGRAPHS}
    lines = [(entry.span.cut(page.page.source).strip(), entry) for entry in page.ledger]
    return [(text, e.part, e.fate, e.finder, [loser.finder for loser in e.losers]) for text, e in lines if text not in story]


def test_what_is_left_out_is_accounted_for() -> None:
    """`thorough` removes what the library leaves out; its name stands in the account of each such line, also where a rule owns it."""
    page = clean_html(PAGE, policy="thorough")

    assert _told(page) == [
        ("Weather Sport", Part.navigation, Fate.removed, "trafilatura", []),
        ("Varn Courier", Part.footer, Fate.removed, "landmarks.footer", ["trafilatura"]),
    ]
    assert page.restore() == page.page.source


def test_safe_does_not_follow_what_is_left_out() -> None:
    """`safe` keeps what no rule names, as the part that the rules read it to be; that the library left it out stands in the account."""
    page = clean_html(PAGE, policy="safe")

    assert _told(page) == [
        ("Weather Sport", Part.paragraph, Fate.kept, "", ["trafilatura"]),
        ("Varn Courier", Part.footer, Fate.removed, "landmarks.footer", ["trafilatura"]),
    ]
    assert page.restore() == page.page.source


LEFT_OUT = [
    [PARAGRAPHS[0]],
    PARAGRAPHS[1:2],
    [PARAGRAPHS[0], "Share this article", PARAGRAPHS[2]],
    ["Weather Sport", "Varn Courier"],
    [],
]


@pytest.mark.parametrize("held", LEFT_OUT)
def test_safe_loses_nothing_by_the_extraction(held: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever an extraction leaves out, `safe` keeps and tells the stories that the rules alone would."""
    html = PAGE.replace("</article>", "<p>Share this article</p><p>Advertisement</p></article>")
    monkeypatch.setattr("cleaner.pipeline.engines.extracted", lambda html, url: "\n".join(held))
    page, alone = clean_html(html, policy="safe"), clean_html(html, policy="safe", engine="blocks")

    assert [(e.span, e.part, e.fate, e.finder) for e in page.ledger] == [(e.span, e.part, e.fate, e.finder) for e in alone.ledger]
    assert set(PARAGRAPHS) <= set(page.body.splitlines())
    assert page.articles == alone.articles


def test_the_headline_is_left_to_the_rules() -> None:
    """A library that gives the title as metadata leaves it out of the text; the stated title is no chrome."""
    page = clean_html(PAGE.replace("<body>", "<head><title>Port of Varn reopens</title></head><body>"))

    assert page.text.splitlines() == ["Port of Varn reopens", *PARAGRAPHS]


def test_lines_built_alike_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph lost at the end is kept when the same template made it."""
    monkeypatch.setattr("cleaner.pipeline.engines.extracted", lambda html, url: "\n".join(PARAGRAPHS[:2]))

    assert clean_html(PAGE).body.splitlines()[-3:] == PARAGRAPHS


def test_where_nothing_is_found_all_blocks_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty extraction says nothing of the page."""
    monkeypatch.setattr("cleaner.pipeline.engines.extracted", lambda html, url: "")

    assert clean_html(PAGE).text == clean_html(PAGE, engine="blocks").text


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)

    with pytest.raises(ExtraError, match=r"needs trafilatura, which is not installed; pip install './cleaner\[html\]'"):
        extraction.extracted(PAGE, None)


def test_importing_the_package_imports_no_engine() -> None:
    """trafilatura is loaded by those who ask for it."""
    code = "import cleaner, sys; cleaner.clean('News'); print('trafilatura' in sys.modules, 'lxml' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False False\n"


@pytest.mark.parametrize(("rows", "fast"), [(10, False), (6_000, True)])
def test_other_extractors_are_not_asked_about_very_many_elements(rows: int, fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library compares what others extract only where a page is small enough for them."""
    asked = list[object]()
    monkeypatch.setattr("trafilatura.extract", lambda html, **options: asked.append(options["fast"]))
    extraction.extracted("<p>x</p>" * rows, None)

    assert asked == [fast]

"""The engine `trafilatura`: what it removes is in the account, and what it misses comes back where the page shows why."""

from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext

import pytest

from cleaner import CleanedPage, Fate, Part, Policy, clean_html
from cleaner.errors import ExtraError
from cleaner.pipeline import engines

PARAGRAPHS = [
    "The port of Varn reopened on Tuesday after nine days of strike, and ships that had waited off the mole were berthed by noon.",
    "Dockers accepted a revised shift plan late on Monday night, with two thirds of the crews voting for it in a show of hands.",
    "The harbour master said that the backlog would be cleared within a week if the weather held and no crane failed again.",
]
ROWS = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
LINKS = "<div><a href='/a'>Weather</a><a href='/b'>Sport</a></div>"
PAGE = f"<html><body><article><h1>Port of Varn reopens</h1>{ROWS}</article>{LINKS}<footer>Varn Courier</footer></body></html>"


def thorough(html: str) -> CleanedPage:
    """A page cleaned with what the library leaves out."""
    return clean_html(html, policy="thorough", engine="trafilatura")


def _told(page: CleanedPage) -> list[tuple[str, str, Fate, str, list[str]]]:
    """Of each line outside the story: its text, its part, its fate, who named it and who gave way."""
    story = {"Port of Varn reopens", *PARAGRAPHS}
    lines = [(entry.span.cut(page.page.source).strip(), entry) for entry in page.ledger]
    return [(text, e.part, e.fate, e.finder, [loser.finder for loser in e.losers]) for text, e in lines if text not in story]


def test_what_is_left_out_is_accounted_for() -> None:
    """`thorough` removes what the library leaves out; its name stands in the account of each such line, also where a rule owns it."""
    page = thorough(PAGE)

    assert _told(page) == [
        ("Weather Sport", Part.navigation, Fate.removed, "trafilatura", []),
        ("Varn Courier", Part.footer, Fate.removed, "landmarks.footer", ["trafilatura"]),
    ]
    assert page.restore() == page.page.source


@pytest.mark.parametrize("policy", ["safe", Policy.named("thorough").disabling(["trafilatura"])], ids=["safe", "disabled"])
def test_a_policy_that_would_not_follow_it_does_not_ask(policy: str | Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the library leaves out is less than certain: where that counts for nothing, the rules alone are asked, installed or not."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    page, alone = (clean_html(PAGE, policy=policy, engine=engine) for engine in ("trafilatura", "blocks"))

    assert list(page.ledger) == list(alone.ledger)
    assert set(PARAGRAPHS) <= set(page.body.splitlines())
    assert page.articles == alone.articles


def test_the_headline_is_left_to_the_rules() -> None:
    """A library that gives the title as metadata leaves it out of the text; the stated title is no chrome."""
    page = thorough(PAGE.replace("<body>", "<head><title>Port of Varn reopens</title></head><body>"))

    assert page.text.splitlines() == ["Port of Varn reopens", *PARAGRAPHS]


def test_lines_built_alike_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph lost at the end is kept when the same template made it."""
    monkeypatch.setattr("cleaner.pipeline.engines.extracted", lambda html, url: "\n".join(PARAGRAPHS[:2]))

    assert thorough(PAGE).body.splitlines()[-3:] == PARAGRAPHS


def test_where_nothing_is_found_all_blocks_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty extraction says nothing of the page."""
    monkeypatch.setattr("cleaner.pipeline.engines.extracted", lambda html, url: "")

    assert thorough(PAGE).text == clean_html(PAGE, policy="thorough").text


def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)

    with pytest.raises(ExtraError, match=r"needs trafilatura, which is not installed; pip install 'article-cleaner\[html\]'"):
        engines.extracted(PAGE, None)


def test_importing_the_package_imports_no_engine() -> None:
    """trafilatura is loaded by those who ask for it."""
    code = "import cleaner, sys; cleaner.clean('News'); print('trafilatura' in sys.modules, 'lxml' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False False\n"


@pytest.mark.parametrize(("rows", "fast"), [(10, False), (6_000, True)])
def test_other_extractors_are_not_asked_about_very_many_elements(rows: int, fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library compares what others extract only where a page is small enough for them; where it is not, a warning says so."""
    asked = list[object]()
    monkeypatch.setattr("trafilatura.extract", lambda html, **options: asked.append(options["fast"]))
    with pytest.warns(engines.FewerExtractorsWarning, match="over 5,000 elements") if fast else nullcontext() as warned:
        thorough("<p>x</p>" * rows)

    assert asked == [fast]
    assert [one.filename for one in warned or ()] == [__file__] * fast

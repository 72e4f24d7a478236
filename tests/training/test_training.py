"""From a folder of pages to weights."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from cleaner.errors import ReadingError
from cleaner.model.line_model import LineModel
from cleaner.model.weights import dumps, loads
from cleaner.pipeline.cleaner import clean_html
from cleaner.training import fitting, training
from cleaner.training import pages as from_pages
from cleaner.training.pages import read_pages
from cleaner.training.training import Key, Score, described, trained, validate, word_f1

_TOWNS = ("Vik", "Dal", "Nes", "Lund", "Holm", "Berg", "Sund", "Fors", "Torp", "Skog")
_MENU = ("Home", "World", "Sport", "Business", "Culture", "Weather", "Sign in", "Shop")


def _page(number: int) -> tuple[str, str]:
    """A web page with a menu, a story and a footer, and its main content."""
    town = _TOWNS[number % len(_TOWNS)]
    story = [
        f"The council of {town} voted on plan {number}, and the street by the harbour will be closed until it is done in {part} weeks."
        for part in range(2, 9)
    ]
    menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in _MENU[number % 3 :])
    teasers = "".join(f"<p class='teaser'><a href='/{n}'>Boats of {_TOWNS[n]} stay in port again</a></p>" for n in range(number % 5 + 2))
    body = "".join(f"<p>{line}</p>" for line in story)
    top, text, more = f"<div class='top'><ul>{menu}</ul></div>", f"<div class='text'>{body}</div>", f"<div class='more'>{teasers}</div>"
    html = f"<body>{top}{text}{more}<p>Town Herald {number}</p></body>"
    return html, "\n".join(story)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty pages of thirty hosts, some of them packed."""
    made = tmp_path_factory.mktemp("pages")
    (made / "html").mkdir()
    rows = []
    for number in range(60):
        html, gold = _page(number)
        url = f"https://www.h{number % 30}.example/{number}"
        rows.append({"id": str(number), "url": url, "page_type": "article", "main_content": gold})
        target = made / "html" / f"{number}.html"
        if number % 2:
            target.write_text(html, encoding="utf-8")
        else:
            target.with_suffix(".html.gz").write_bytes(gzip.compress(html.encode()))
    (made / "gold.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return made


def test_pages_teach_what_is_body_and_the_same_pages_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A model of composed pages cleans others like them, and its bytes follow from pages and seed, however processes are started."""
    pages = read_pages(folder)
    steps: list[str] = []
    weights = trained(pages, described(pages, "composed", "none", 3), measure=False, say=steps.append)
    for module in (from_pages, fitting, training):
        monkeypatch.setattr(module, "Pool", partial(get_context("spawn").Pool, 2))
    again = trained(pages, described(pages, "composed", "none", 3), measure=False, say=steps.append)
    scores: dict[Key, Score] = {}
    validate([page for page in pages if int(page.id) < 8], pages[0].fold, weights, scores)
    html, gold = _page(77)
    cleaned = clean_html(html, policy="thorough", model=LineModel(loads(dumps(weights))))

    assert dumps(weights) == dumps(again)
    assert scores["html", "thorough", "all"].figures()["F1"] > 0.95
    assert word_f1(cleaned.body, gold) > 0.95
    assert steps == ["reading 60 pages", "learning from all pages"] * 2


def test_too_few_pages_are_refused(folder: Path) -> None:
    """Some hosts must be held out from each part."""
    pages = read_pages(folder)[:6]

    with pytest.raises(ReadingError, match="too few"):
        trained(pages, described(pages, "composed", "none", 3), measure=False, say=print)


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        (None, "holds no gold.jsonl"),
        ("{", "is no row of a page"),
        ('{"id": "gone"}', "lacks the page gone"),
        ('{"url": 3}', "is no row"),
        ('{"id": "1", "page_type": "blog"}', "1: is no row of a page: no kind of page is called 'blog'"),
        ('{"id": "1", "url": "http://[x/"}', "1: is no row of a page"),
    ],
)
def test_folders_that_cannot_be_read_are_told(tmp_path: Path, gold: str | None, message: str) -> None:
    """The file, the row and the page are named."""
    if gold is not None:
        (tmp_path / "gold.jsonl").write_text(gold, encoding="utf-8")

    with pytest.raises(ReadingError, match=message):
        read_pages(tmp_path)


@pytest.mark.parametrize("damage", [lambda packed: packed[:-9], lambda packed: packed[:14] + b"\xff\xff" + packed[16:]])
def test_a_damaged_archive_is_told(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """A packed file that ends early, or is none inside, is an error, no shorter folder."""
    (tmp_path / "gold.jsonl.gz").write_bytes(damage(gzip.compress(b'{"id": "1"}\n' * 100)))

    with pytest.raises(ReadingError, match="cannot be read"):
        read_pages(tmp_path)


@pytest.mark.parametrize(
    ("found", "gold", "f1"), [("", "", 1.0), ("a", "", 0.0), ("", "a", 0.0), ("A b", "a B", 1.0), ("a a b", "a b c", 2 / 3)]
)
def test_f1_is_that_of_words(found: str, gold: str, f1: float) -> None:
    """Words count as often as they stand, without case; nothing is right only where nothing is wanted."""
    assert word_f1(found, gold) == pytest.approx(f1)


def test_body_is_counted_in_runs_and_chrome_in_words() -> None:
    """A word of the body that is lost takes along every run of four it stood in."""
    score = Score()
    score.add("menu one two three four five imprint", "one two three four imprint", "one two three four", "one two three four five")

    assert score.figures() == {"pages": 1, "F1": 0.8889, "body lost": 0.5, "chrome removed": 0.5}

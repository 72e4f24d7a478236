"""Whole pages: each folder of `fixtures/pages` holds a scrape, what must be left of it, and why it is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner import CleanedPage, clean, clean_html

_FILES = ("expected.json", "expected.txt", "notes.md")
FOLDERS = sorted(path for path in (Path(__file__).parents[1] / "fixtures" / "pages").iterdir() if path.is_dir())


def cleaned(folder: Path) -> CleanedPage:
    """The page of a folder, cleaned by rules alone."""
    if (html := folder / "source.html").exists():
        return clean_html(html.read_bytes(), policy="safe", engine="blocks")
    return clean((folder / "source.txt").read_text(encoding="utf-8"))


def ids(folder: Path) -> str:
    """A page is called as its folder is."""
    return folder.name


@pytest.mark.parametrize("folder", FOLDERS, ids=ids)
def test_a_page_is_cleaned_to_what_is_expected(folder: Path) -> None:
    """What is left of the scrape is the expected text, character by character."""
    assert cleaned(folder).text == (folder / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", FOLDERS, ids=ids)
def test_a_page_tells_the_expected_stories(folder: Path) -> None:
    """Each story has the head and the paragraphs that it should have."""
    told = [
        {
            "kicker": story.kicker,
            "headline": story.headline,
            "deck": story.deck,
            "bylines": list(story.bylines),
            "published": story.published,
            "body": story.text.split("\n"),
        }
        for story in cleaned(folder).articles
    ]

    assert told == json.loads((folder / "expected.json").read_text(encoding="utf-8"))["articles"]


@pytest.mark.parametrize("folder", FOLDERS, ids=ids)
def test_what_is_removed_is_what_should_be(folder: Path) -> None:
    """Each removed line that is not blank is told with the zone of its part."""
    ledger = cleaned(folder).ledger
    gone = [line for line, kept in enumerate(ledger.kept) if not kept and ledger.page.lines[line].strip()]
    told = [[line + 1, ledger.part(line).zone.value, ledger.page.lines[line].strip()] for line in gone]

    assert told == json.loads((folder / "expected.json").read_text(encoding="utf-8"))["removed"]


@pytest.mark.parametrize("folder", FOLDERS, ids=ids)
def test_a_page_is_explained(folder: Path) -> None:
    """A folder holds these files, and its notes say what the page shows."""
    files = {path.name for path in folder.iterdir()}

    assert files in ({*_FILES, "source.txt"}, {*_FILES, "source.html"})
    assert (folder / "notes.md").read_text(encoding="utf-8").startswith("# ")

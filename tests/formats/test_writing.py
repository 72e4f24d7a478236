"""Outputs are whole, in their place, and valid UTF-8."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cleaner
from cleaner.document.ledger import Ledger
from cleaner.document.page import Page
from cleaner.document.parts import Part
from cleaner.document.policy import Policy
from cleaner.document.result import CleanedPage
from cleaner.errors import WritingError
from cleaner.formats.markdown import markdown
from cleaner.formats.render import Format, render
from cleaner.formats.sources import Source
from cleaner.formats.writing import renamed, targets, write_file

MARKDOWN = """\
**Business**

# Port of Varn reopens after nine-day strike

*Dockers accept a revised shift plan; ships berth at noon.*

By Mara Lindqvist

The port reopened on Tuesday after nine idle days.

- "We got our nights back," said Ilse Brandt.
- A vote follows in May.

## What comes next

---

The ferry lines wait for theirs.
"""


def test_markdown_shows_parts_by_their_marks(strike: CleanedPage) -> None:
    """Headings, deck, list and stories are told apart; what was removed is absent, what was rewritten is in its new form."""
    assert render(strike, Format.markdown).decode() == MARKDOWN


def test_text_is_the_text_of_the_page(strike: CleanedPage) -> None:
    """Nothing is added to what the ledger keeps."""
    assert render(strike, Format.text).decode() == strike.text


def test_json_is_the_record_of_the_page(strike: CleanedPage) -> None:
    """One line holds everything that the page knows of itself."""
    raw = render(strike, Format.json)

    assert raw.count(b"\n") == 1 and json.loads(raw) == json.loads(json.dumps(strike.to_dict()))


@pytest.mark.parametrize("form", [Format.text, Format.markdown])
def test_half_a_character_is_refused_with_its_offset(form: Format) -> None:
    """UTF-8 has no bytes for it, and a file that held some could not be read back."""
    with pytest.raises(WritingError) as caught:
        render(_page("half: \ud83d!\n"), form)

    fault = "offset 6 of the output is half a character (U+D83D), which UTF-8 cannot hold; write JSON instead"
    assert str(caught.value) == f"page.txt: {fault}"


def test_json_can_spell_half_a_character() -> None:
    """The record is valid UTF-8 and gives the same text back."""
    assert json.loads(render(_page("half: \ud83d! \\ud83d\n"), Format.json).decode())["text"] == "half: \ud83d! \\ud83d\n"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("page.txt", "page.md"),
        ("page", "page.md"),
        ("page.2024-01-02", "page.2024-01-02.md"),
        ("a/b.c/page.HTML", "a/b.c/page.md"),
        ("page.txt.gz", "page.md"),
        ("page.gz", "page.md"),
    ],
)
def test_only_the_ending_of_a_text_file_is_replaced(name: str, written: str) -> None:
    """What follows the last dot of another name belongs to it, so that no two pages of a folder fall together."""
    assert renamed(Path(name), ".md") == Path(written)


def test_two_outputs_in_one_place_are_refused(tmp_path: Path) -> None:
    """Two pages that differ only in the ending cannot lie in one folder."""
    sources = [Source(Path(name), Path(name)) for name in ("page.txt", "page.html")]
    with pytest.raises(WritingError, match=r"would hold both page\.txt and page\.html"):
        targets(sources, tmp_path / "out", lambda _: ".txt")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    """The old content stays and no half-written file lies beside it."""
    (tmp_path / "out.txt").mkdir()
    (tmp_path / "out.txt" / "old").write_bytes(b"old")
    with pytest.raises(WritingError, match=r"out\.txt: "):
        write_file(tmp_path / "out.txt", b"new")

    assert sorted(path.name for path in tmp_path.rglob("*")) == ["old", "out.txt"]


def test_a_new_file_takes_the_place_of_the_old(tmp_path: Path) -> None:
    """Folders are made, and the file holds the new bytes alone."""
    path = tmp_path / "deep" / "out.txt"
    write_file(path, b"a longer first text")
    write_file(path, b"second\r\n")

    assert path.read_bytes() == b"second\r\n" and [path] == list(path.parent.iterdir())


def _page(source: str) -> CleanedPage:
    page = Page(source, "page.txt")
    return CleanedPage(page, Policy.named("safe"), Ledger(page, "p", {"p": Part.paragraph}, {}, b"\1", {}, {}), lambda _: ())


def test_only_what_is_surely_a_heading_is_one() -> None:
    """In a text, words between running text are; counts, names, rows of controls and what stands at an end are not."""
    said = "The port of Varn reopened on Tuesday after nine days of strike, and ships were berthed by noon, the harbour master said."
    labels = ["1 of 7", "What comes next", "Share | Print | Email", "Editing by Tom Ford", "    return share", "COPY --from=build /x /"]
    text = "Port of Varn reopens after nine-day strike\n\nBy Mara Lindqvist\n\n" + "".join(f"{said} {one}.\n\n{one}\n\n" for one in labels)
    made = markdown(cleaner.clean(f"{text}{said}\n\nMore\n", policy="safe"))

    assert [line for line in made.splitlines() if line.startswith("#")] == [
        "# Port of Varn reopens after nine-day strike",
        "## What comes next",
    ]

"""Web pages among the inputs: decoded as browsers do, written in every form, and told of by their places in the file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cleaner.document.policy import DEFAULT_POLICY

from .conftest import Command

PAGE = """\
<!DOCTYPE html><meta charset=windows-1252><title>Varn</title>
<body><main class="story big">
  <h1>Port of Varn reopens</h1><p>The café at the <a href="/pier">pier</a> reopened at noon, said Ilse Brandt.</p>
  <ul><li>Advertisement<li>Two ships berthed.</ul>
  <p>Mara Lindqvist covers <b>shipping for us. Tips: mara@example.com</b></p>
""".encode("cp1252")
TEXT = """\
Port of Varn reopens
The café at the pier reopened at noon, said Ilse Brandt.
Two ships berthed.
Mara Lindqvist covers shipping for us.
"""
MARKDOWN = """\
# Port of Varn reopens

The café at the [pier](/pier) reopened at noon, said Ilse Brandt.

- Two ships berthed.

Mara Lindqvist covers **shipping for us.**
"""
HTML = """\
<article>
<h1>Port of Varn reopens</h1>
<p>The café at the <a href="/pier">pier</a> reopened at noon, said Ilse Brandt.</p>
<ul>
<li>Two ships berthed.</li>
</ul>
<p>Mara Lindqvist covers <strong>shipping for us.</strong></p>
</article>
"""
FOUND = "page.html:4:11 ad_slot ads.label\npage.html:5:48 contact ads.tips\n"
CARD = f"""\
ads.label: removed as ad_slot (policy: {DEFAULT_POLICY})
  --> page.html:4:11-4:23
 4 | Advertisement
   | ^^^^^^^^^^^^^
element  body > main.story.big > ul > li
why      An ad slot carries a label.
instead  ads.wide-label wanted 4:11-4:23 as footer and gave way
to keep  --disable ads.label, or --keep ad_slot, or add a counterexample to the rule
"""
_BLOCKS = ("--engine", "blocks")


@pytest.fixture
def page(folder: Path) -> str:
    """The name of a file that holds the page above."""
    (folder / "page.html").write_bytes(PAGE)
    return "page.html"


@pytest.mark.parametrize(("form", "written"), [("text", TEXT), ("markdown", MARKDOWN)])
def test_a_web_page_is_written_as_text_and_markdown(command: Command, page: str, form: str, written: str) -> None:
    """Bytes are read in the encoding that the page names, and what is kept is written."""
    result = command("clean", page, "-q", "--format", form, *_BLOCKS)

    assert (result.exit_code, result.stdout, result.stderr) == (0, written, "")


def test_a_web_page_is_written_as_html(command: Command, page: str) -> None:
    """What is kept stands in the body of a new document."""
    written = command("clean", page, "-q", "--format", "html", *_BLOCKS).stdout

    assert written[written.index("<body>") :] == f"<body>\n{HTML}</body>\n</html>\n"


def test_a_web_page_is_written_as_a_record(command: Command, page: str) -> None:
    """The source of the ledger is the visible text, and each entry names its element."""
    record = json.loads(command("clean", page, "-q", "--format", "json", *_BLOCKS).stdout)

    assert record["text"] == TEXT
    assert [entry["path"] for entry in record["ledger"] if entry["fate"] == "removed"] == [
        "body > main.story.big > ul > li",
        "body > main.story.big > p",
    ]


def test_standard_input_is_a_web_page_if_it_begins_as_one(command: Command) -> None:
    """Comments and white space may come first; a text that speaks of elements is a text."""
    web, text = b"\n<!-- a --><!doctype HTML><p>One &amp; two.</p>", b"The <p>One &amp; two.</p>\n"

    assert command("clean", "-", "-q", *_BLOCKS, stdin=web).stdout == "One & two.\n"
    assert command("clean", "-", "-q", *_BLOCKS, stdin=text).stdout_bytes == text


def test_an_output_is_named_by_its_form(command: Command, folder: Path, page: str) -> None:
    """A compressed page is a page, and the ending of the input goes."""
    (folder / "in").mkdir()
    (folder / "in" / "a.html.gz").write_bytes(gzip.compress(PAGE))
    (folder / "in" / "b.xhtml").write_bytes(PAGE)
    command("clean", "in", "-o", "out", "--format", "markdown", "-q", *_BLOCKS)

    assert {path.name: path.read_text(encoding="utf-8") for path in (folder / "out").iterdir()} == {"a.md": MARKDOWN, "b.md": MARKDOWN}


def test_stories_of_a_web_page_are_files_of_their_own(command: Command, folder: Path, page: str) -> None:
    """In each form an article's file holds its elements."""
    command("clean", page, "--split", "-o", "out", "--format", "html", "-q", *_BLOCKS)

    assert [HTML in path.read_text(encoding="utf-8") for path in (folder / "out").iterdir()] == [True]


def test_what_is_no_web_page_is_an_error(command: Command, folder: Path) -> None:
    """The name alone makes no page."""
    (folder / "page.html").write_bytes(b"%PDF-1.7 x")
    result = command("clean", "page.html")

    assert (result.exit_code, result.stderr) == (2, "cleaner: page.html: is a PDF, no web page; convert it to one first\n")


def test_findings_have_the_place_of_their_text_in_the_file(command: Command, page: str) -> None:
    """Lines and columns are those of the HTML, which editors open."""
    result = command("check", page, "-q")

    assert (result.exit_code, result.stdout) == (1, FOUND)


def test_a_web_page_is_never_rewritten(command: Command, folder: Path, page: str) -> None:
    """The error says what writes the rest elsewhere, and every byte stays."""
    result = command("fix", page)

    assert (result.exit_code, (folder / page).read_bytes()) == (2, PAGE)
    assert result.stderr == (
        "cleaner: page.html: is HTML, which is never rewritten in place; cleaner clean --format html writes what is left of it elsewhere\n"
    )


def test_the_picture_shows_lines_of_the_file_and_elements(command: Command, page: str) -> None:
    """Each visible line stands beside the number of its line in the HTML and the end of its element's path."""
    lines = command("explain", page, *_BLOCKS).stdout.splitlines()

    assert [(line[:6], line.split("  ")[-1].strip()) for line in lines if line[:4].strip().isdigit()] == [
        ("   3  ", "body > main.story.big > h1"),
        ("   3  ", "body > main.story.big > p"),
        ("   4 -", "... > main.story.big > ul > li"),
        ("   4  ", "... > main.story.big > ul > li"),
        ("   5 ~", "body > main.story.big > p"),
    ]


@pytest.mark.parametrize("place", ["page.html:4:11", "page.html:4:15"])
def test_a_place_of_the_file_is_explained_by_what_stands_there(command: Command, page: str, place: str) -> None:
    """Line and column are those that `check` tells; the card names the element."""
    result = command("explain", place, *_BLOCKS)

    assert (result.exit_code, result.stdout, result.stderr) == (0, CARD, "")


def test_a_line_of_the_file_is_explained_by_all_that_begins_there(command: Command, page: str) -> None:
    """Two items on one line of the HTML, one of them named, are one card; a line without text is an error."""
    assert command("explain", f"{page}:4", *_BLOCKS).stdout == CARD

    result = command("explain", f"{page}:1", *_BLOCKS)
    assert (result.exit_code, result.stderr) == (2, "cleaner: page.html: shows no text that begins at 1\n")


def test_an_engine_is_configured(command: Command, folder: Path, page: str) -> None:
    """`engine` in a configuration says which one; a word that names none is an error."""
    (folder / "cleaner.toml").write_text('engine = "guess"\n')
    result = command("check", page)

    assert result.exit_code == 2
    assert result.stderr == f"cleaner: {folder / 'cleaner.toml'}: no engine is called 'guess'; choose one of blocks, trafilatura\n"

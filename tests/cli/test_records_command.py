"""`--format jsonl`, `--front-matter`, `--split` and `cleaner schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from .conftest import Command

BODY = "The port of Varn reopened on Tuesday after nine idle days, and the first freighter was unloaded before noon.\n"
PAGE = f"Port of Varn reopens after nine-day strike\nBy Mara Lindqvist\nMarch 3, 2024\n\n{BODY}Advertisement\n\n{BODY}"
STORY = "001-port-of-varn-reopens-after-nine-day-strike"


@pytest.fixture
def page(folder: Path) -> Path:
    """A page of one story, alone in its folder."""
    path = folder / "in" / "page.txt"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_the_schema_is_printed(command: Command) -> None:
    """What is printed is JSON, and the shape of what `--format jsonl` writes."""
    schema = json.loads(command("schema").stdout)
    told = json.loads(command("clean", "-", "-q", "--format", "jsonl", stdin=BODY.encode()).stdout)

    assert list(told) == schema["required"]


def test_records_of_several_pages_are_lines_of_one_stream(full_command: Command, page: Path) -> None:
    """A line an article, each with the name of its page."""
    (page.parent / "second.txt").write_text(BODY, encoding="utf-8")
    told = [json.loads(line) for line in full_command("clean", str(page.parent), "-q", "--format", "jsonl").stdout.splitlines()]

    assert [(line["page"], line["number"], line["bylines"], line["published"]) for line in told] == [
        (str(page.parent / "page.txt"), 1, ["Mara Lindqvist"], "2024-03-03"),
        (str(page.parent / "second.txt"), 1, [], None),
    ]


def test_front_matter_stands_above_markdown(full_command: Command, page: Path) -> None:
    """First the fields as YAML, then an empty line, then the Markdown that is written without them."""
    plain = full_command("clean", str(page), "-q", "--format", "markdown").stdout
    _, fields, text = full_command("clean", str(page), "-q", "--format", "markdown", "--front-matter").stdout.split("---\n", 2)

    assert text == f"\n{plain}"
    assert yaml.safe_load(fields)["headline"] == "Port of Varn reopens after nine-day strike"


def test_one_input_is_split_into_the_folder(full_command: Command, page: Path, folder: Path) -> None:
    """Each article is a file in the folder that -o names."""
    result = full_command("clean", str(page), "--split", "-o", "out", "--format", "markdown", "--front-matter", "-q")

    assert (result.exit_code, result.output) == (0, "")
    assert [path.name for path in (folder / "out").iterdir()] == [f"{STORY}.md"]
    assert (folder / "out" / f"{STORY}.md").read_text(encoding="utf-8").startswith('---\npage: "')


def test_several_inputs_are_split_into_a_folder_each(full_command: Command, page: Path, folder: Path) -> None:
    """Below the folder that -o names, an input's articles lie as the input lay."""
    (page.parent / "deep").mkdir()
    (page.parent / "deep" / "other.txt").write_text(PAGE, encoding="utf-8")
    result = full_command("clean", str(page.parent), "--split", "-o", "out", "-q")

    assert (result.exit_code, result.output) == (0, "")
    assert sorted(str(path.relative_to(folder / "out")) for path in (folder / "out").rglob("*.txt")) == [
        f"deep/other/{STORY}.txt",
        f"page/{STORY}.txt",
    ]


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("--split",), "--split: writes a file per article; name a folder with -o"),
        (("--split", "-o", "in/page.txt"), "--split: writes a file per article; name a folder with -o"),
        (("--images",), "--images: belong in Markdown or HTML, not text; add --format markdown"),
        (("--front-matter",), "--front-matter: belongs above Markdown, not text; add --format markdown"),
    ],
)
def test_options_that_cannot_be_met_are_wrong_use(command: Command, page: Path, options: tuple[str, ...], fault: str) -> None:
    """The message says what is missing, and nothing is written."""
    result = command("clean", str(page), *options)

    assert (2, f"cleaner: {fault}\n", "") == (result.exit_code, result.stderr, result.stdout)


def test_an_article_does_not_replace_an_input(full_command: Command, page: Path) -> None:
    """A page that is called as its article's file would be stays as it is."""
    named = page.with_name(f"{STORY}.txt")
    page.rename(named)
    result = full_command("clean", str(named), "--split", "-o", str(page.parent), "-q")

    assert (result.exit_code, named.read_text(encoding="utf-8")) == (2, PAGE)
    assert "is an input" in result.stderr


AGO = """
[ruleset]
name = "ages"
title = "Ages"
language = "en"

[rule.hours]
part = "timestamp"
why = "A story tells how long ago it was published."
pattern = '\\d+ hours ago'
keywords = ["hours ago"]
examples = ["⟦3 hours ago⟧"]
counterexamples = ["He left the port hours ago."]
"""


def test_a_reference_time_dates_what_was_published_hours_ago(command: Command, folder: Path) -> None:
    """Without it such a time is told as it stands and read as none."""
    (folder / "ages.toml").write_text(AGO, encoding="utf-8")
    body = "The port reopened on Tuesday after nine idle days of waiting, and the first freighter was unloaded.\n"
    page = f"News\nPort of Varn reopens after nine-day strike\n3 hours ago\n{body}"
    asked = ["clean", "-", "-q", "--format", "jsonl", "--rules", "ages.toml"]
    told = [json.loads(command(*asked, *more, stdin=page.encode()).stdout_bytes) for more in ((), ("--reference", "2026-01-20T12:00"))]

    assert [(record["published"], record["published_text"]) for record in told] == [
        (None, "3 hours ago"),
        ("2026-01-20T09:00:00", "3 hours ago"),
    ]

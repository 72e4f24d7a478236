"""What people who use linters expect of `check`: `--fix`, `--diff`, `--output-format`; and one way of exempting texts for all commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.document.policy import DEFAULT_POLICY

from .conftest import Command

TEXT, FIXED = "The port reopened.\n\nAdvertisement\n\nThe ferries wait.\n", "The port reopened.\n\nThe ferries wait.\n"
HTML = "<p>The port reopened.\n<p>Advertisement"
ROWS = '{"text": "fine"}\r\n{"text": "Advertisement", "n": 1.50}'


@pytest.fixture
def files(folder: Path) -> Path:
    """A text, records, and a web page, each with one finding."""
    for name, held in {"a.txt": TEXT, "b.jsonl": ROWS, "c.html": HTML}.items():
        (folder / name).write_bytes(held.encode())
    return folder


def test_fix_rewrites_and_tells_what_is_left(command: Command, files: Path) -> None:
    """What cannot be rewritten is told with its reason and counts; once all is fixed the exit code is 0."""
    result = command("check", "--fix")

    assert (result.exit_code, result.stdout) == (1, "c.html:2:4 ad_slot ads.label\n")
    assert "c.html: is HTML, which is never rewritten in place" in result.stderr
    assert "2 findings fixed in 2 of 3 files" in result.stderr
    assert ((files / "a.txt").read_text(), (files / "c.html").read_text()) == (FIXED, HTML)
    assert (files / "b.jsonl").read_bytes() == ROWS.replace("Advertisement", "").encode()
    (files / "a.txt").write_text(TEXT)
    assert [command("check", "--fix", "a.txt", "-q").exit_code, command("check", "a.txt").exit_code] == [0, 0]


def test_diff_is_a_patch_and_changes_nothing(command: Command, files: Path) -> None:
    """As `diff -u` writes it, ends of lines and of files included; the exit code tells that there is something."""
    result = command("check", "--diff", "a.txt", "b.jsonl", "-q")

    assert (result.exit_code, result.stderr) == (1, "")
    assert result.stdout_bytes.decode() == (
        "--- a.txt\n+++ a.txt\n@@ -1,5 +1,3 @@\n The port reopened.\n \n-Advertisement\n-\n The ferries wait.\n"
        '--- b.jsonl\n+++ b.jsonl\n@@ -1,2 +1,2 @@\n {"text": "fine"}\r\n'
        '-{"text": "Advertisement", "n": 1.50}\n\\ No newline at end of file\n'
        '+{"text": "", "n": 1.50}\n\\ No newline at end of file\n'
    )
    assert ((files / "a.txt").read_text(), (files / "b.jsonl").read_bytes()) == (TEXT, ROWS.encode())
    assert command("check", "--diff", "--disable", "ads").exit_code == 0


def test_the_form_of_a_report_is_an_output_format(command: Command, files: Path) -> None:
    """What is left after a fix is told in it; a form that nobody knows gets a suggestion."""
    found = json.loads(command("check", "--fix", "--output-format", "json", "-q").stdout)["findings"]
    assert [one["path"] for one in found] == ["c.html"]

    wrong = command("check", "--output-format", "jsno")
    assert (wrong.exit_code, "did you mean json?" in wrong.stderr) == (2, True)


@pytest.mark.parametrize("words", [("--fix", "--diff"), ("--fix", "--write-baseline"), ("--diff", "--output-format", "json")])
def test_options_that_do_different_things_are_wrong_use(command: Command, files: Path, words: tuple[str, ...]) -> None:
    """Nothing is read or written."""
    result = command("check", *words)

    assert (result.exit_code, result.stdout, (files / "a.txt").read_text()) == (2, "", TEXT)


@pytest.mark.parametrize("word", ["md", "markdown"])
def test_markdown_has_two_names(command: Command, files: Path, word: str) -> None:
    """The short one too; another that nobody knows gets a suggestion."""
    assert command("clean", "a.txt", "-q", "--format", word).stdout == "The port reopened.\n\nThe ferries wait.\n"
    assert "did you mean" in command("clean", "a.txt", "--format", "markdwon").stderr


def test_what_is_allowed_stays_in_every_command(command: Command, folder: Path) -> None:
    """A text that a configuration allows is running text to all of them, and the account says who allows it and why."""
    (folder / "a.txt").write_text(f"{TEXT}Mara Lindqvist covers shipping for us. Tips: mara@example.com\n")
    (folder / "b.jsonl").write_text('{"text": "The port.\\nAdvertisement"}\n')
    allowed = "".join(f"[[allow]]\ntext = '{text}'\nwhy = 'A poem.'\n" for text in ("Advertisement", "Tips: mara@example.com"))
    (folder / "cleaner.toml").write_text(allowed)
    held = {path.name: path.read_bytes() for path in folder.iterdir()}
    for name in ("a.txt", "b.jsonl"):
        assert command("clean", name, "-q").stdout_bytes == held[name]
        assert (command("check", name).exit_code, command("fix", name).exit_code) == (0, 0)
    [record] = [json.loads(line) for line in command("clean", "a.txt", "-q", "--format", "jsonl").stdout.splitlines()]
    card = command("explain", "a.txt:3").stdout.splitlines()

    assert "Advertisement" in record["text"]
    assert card[0] == f"allow: kept as paragraph (policy: {DEFAULT_POLICY})"
    assert f"because  {folder / 'cleaner.toml'} allows it: A poem." in card
    assert "instead  ads.label wanted 3:1-3:13 as ad_slot and gave way" in card


@pytest.mark.parametrize(("key", "value"), [("disable", ["ads"]), ("keep", ["ad_slot", "footer"]), ("select", ["ads.tips"])])
def test_each_setting_holds_for_clean_and_explain(command: Command, files: Path, key: str, value: list[str]) -> None:
    """As for check: where it finds nothing, nothing is removed and explained as removed."""
    (files / "cleaner.toml").write_text(f"{key} = {value}\n")

    assert command("check").exit_code == 0
    assert command("clean", "a.txt", "-q").stdout == TEXT
    assert command("clean", "b.jsonl", "-q").stdout_bytes == ROWS.encode()
    assert "removed as" not in command("explain", "a.txt:3").stdout


def test_excluded_files_are_left_out_of_folders(command: Command, files: Path) -> None:
    """`clean` passes them over in a folder, and cleans one that is named."""
    (files / "cleaner.toml").write_text("exclude = ['*.jsonl', 'c.html', 'cleaner.toml']\n")

    assert command("clean", "-q").stdout == FIXED
    assert command("clean", "b.jsonl", "-q").stdout_bytes == ROWS.replace("Advertisement", "").encode()

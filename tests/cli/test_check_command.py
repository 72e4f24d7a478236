"""`cleaner check`: findings as lines, and exit codes that hooks can rely on."""

from __future__ import annotations

from pathlib import Path

from .conftest import Command

PAGE = b"The port reopened.\n\nAdvertisement\n\nMara Lindqvist covers shipping for us. Tips: mara@example.com\n"
FOUND = "page.txt:3:1 ad_slot ads.label\npage.txt:5:39 contact ads.tips\n"


def test_each_removal_is_a_line_with_its_place(command: Command, folder: Path) -> None:
    """Lines and columns count from 1; empty lines are no findings; something found is exit code 1."""
    (folder / "page.txt").write_bytes(PAGE)
    result = command("check", "page.txt")

    assert (result.exit_code, result.stdout) == (1, FOUND)
    assert result.stderr == (
        "2 findings in 1 of 1 file; cleaner explain FILE:LINE says why\n  1  ads.label  ad_slot\n  1  ads.tips  contact\n"
    )


def test_a_clean_page_says_nothing(command: Command) -> None:
    """Nothing found is silence and exit code 0."""
    result = command("check", "-", stdin=b"The port reopened on Tuesday.\n")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_what_clean_has_written_is_clean(command: Command) -> None:
    """A result of `clean` passes `check`."""
    cleaned = command("clean", "-", "-q", stdin=PAGE).stdout_bytes

    assert command("check", "-", stdin=cleaned).exit_code == 0


def test_an_unreadable_input_counts_for_more_than_a_finding(command: Command, folder: Path) -> None:
    """The other inputs are still checked, and the exit code is 2."""
    (folder / "page.txt").write_bytes(PAGE)
    result = command("check", "missing.txt", "page.txt", "--quiet")

    assert (result.exit_code, result.stdout, result.stderr) == (2, FOUND, "cleaner: missing.txt: no such file or folder; check the path\n")


def test_file_names_cannot_break_a_line(command: Command, folder: Path) -> None:
    """A line feed in a file name is shown as a picture of itself."""
    (folder / "odd\nname.txt").write_bytes(b"Advertisement\n")
    result = command("check", "odd\nname.txt", "-q")

    assert result.stdout == "odd␊name.txt:1:1 ad_slot ads.label\n"

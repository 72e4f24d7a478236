"""`cleaner explain`: the picture of a page and the card of a line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.document.policy import DEFAULT_POLICY

from .conftest import Command

PAGE = b"""\
The port reopened on Tuesday after nine idle days.
Advertisement

Mara Lindqvist covers shipping for us. Tips: mara@example.com
"""
CARD = f"""\
ads.label: removed as ad_slot (policy: {DEFAULT_POLICY})
  --> page.txt:2:1-2:13
 2 | Advertisement
   | ^^^^^^^^^^^^^
why      An ad slot carries a label.
instead  ads.wide-label wanted 2:1-2:13 as footer and gave way
to keep  --disable ads.label, or --keep ad_slot, or add a counterexample to the rule
"""
INLINE_CARD = f"""\
ads.tips: removed as contact (policy: {DEFAULT_POLICY})
  --> page.txt:4:40-4:61
 4 | Mara Lindqvist covers shipping for us. Tips: mara@example.com
   |                                        ^^^^^^^^^^^^^^^^^^^^^^
why      An invitation to send tips talks to readers.
to keep  --disable ads.tips, or --keep contact, or add a counterexample to the rule
"""
KEPT_CARD = f"""\
kept as paragraph (policy: {DEFAULT_POLICY})
  --> page.txt:1:1-1:50
 1 | The port reopened on Tuesday after nine idle days.
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
why      Nothing that the policy follows names this line, so it is kept.
"""


@pytest.fixture
def page(folder: Path) -> str:
    """The name of a file that holds the page above."""
    (folder / "page.txt").write_bytes(PAGE)
    return "page.txt"


@pytest.mark.parametrize(("line", "card"), [("1", KEPT_CARD), ("2", CARD), ("4", INLINE_CARD)])
def test_a_line_is_explained_by_its_own_entries(command: Command, page: str, line: str, card: str) -> None:
    """The card names the owner, the place, the reason, who gave way, and how to keep the text."""
    result = command("explain", f"{page}:{line}", "--disable", "model")

    assert (0, card, "") == (result.exit_code, result.stdout, result.stderr)


def test_the_picture_ends_in_a_sum_of_every_character(command: Command, page: str) -> None:
    """Kept, removed and rewritten add up to the length of the page, and removed is told by part."""
    lines = command("explain", page).stdout.splitlines()

    assert lines[-2:] == [
        "  kept 90 + removed 38 + rewritten 0 = 128 characters, all accounted for",
        "  removed: contact 23, ad_slot 14, blank 1",
    ]


def test_the_picture_marks_what_went(command: Command, page: str) -> None:
    """A removed line has a minus, a line of which a part went a tilde and that part in brackets."""
    lines = command("explain", page).stdout.splitlines()

    changed = 'Mara Lindqvist covers shipping for us.[ Tips: mara@example.com > ""]'

    assert lines[2:4] == [
        f"   2 -| {'Advertisement':<68}  ad_slot      ads.label",
        f"   4 ~| {changed:<68}  paragraph    ads.tips",
    ]


def test_output_has_no_colour_codes_in_a_pipe(command: Command, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where colour is asked for, a file or a pipe gets text alone."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    result = command("explain", page)

    assert b"\x1b" not in result.stdout_bytes + result.stderr_bytes


def test_a_page_cannot_steer_the_terminal(command: Command) -> None:
    """Control characters of a page are shown as pictures."""
    result = command("explain", "-", stdin=b"The port \x1b[2J reopened \x07 today.\n")

    assert b"\x1b" not in result.stdout_bytes
    assert "The port ␛[2J reopened ␇ today." in result.stdout


def test_a_line_the_page_does_not_have_is_wrong_use(command: Command, page: str) -> None:
    """The message says which lines there are."""
    result = command("explain", f"{page}:99")

    fault = "cleaner: page.txt: has no text from line 99 on; the last one begins on line 4\n"
    assert (result.exit_code, result.stderr, result.stdout) == (2, fault, "")


def test_a_file_whose_name_ends_like_a_place_is_taken_as_it_is(command: Command, folder: Path) -> None:
    """`notes:2` is the file of that name where there is one."""
    (folder / "notes:2").write_bytes(b"Advertisement\n")

    assert command("explain", "notes:2").stdout.startswith("   1 -| Advertisement")
    assert command("explain", "notes:2:1").stdout.startswith("ads.label: removed as ad_slot")


@pytest.mark.parametrize("words", [["-:2"], ["--", "-:2"], ["-:2", "--policy", "safe"], ["--policy", "safe", "-:2"]], ids=str)
def test_standard_input_has_lines_too(command: Command, words: list[str]) -> None:
    """`-:2` is the second line of standard input, although it begins like an option."""
    assert "  --> <stdin>:2:1-2:13" in command("explain", *words, stdin=PAGE).stdout.splitlines()


def test_the_account_is_written_for_a_browser(command: Command, page: str) -> None:
    """One file holds it, and standard output stays empty."""
    result = command("explain", page, "--html", "out/account.html")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert Path("out/account.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("place", "out", "message"),
    [
        ("page.txt", "page.txt", "page.txt: is the input; choose another place for --html"),
        ("page.txt:2", "account.html", "account.html: holds a whole page; leave out the line, or --html"),
    ],
)
def test_an_account_that_cannot_be_meant_is_refused(command: Command, page: str, place: str, out: str, message: str) -> None:
    """It replaces no input, and holds no single line."""
    result = command("explain", place, "--html", out)

    assert (result.exit_code, result.stderr, Path(page).read_bytes()) == (2, f"cleaner: {message}\n", PAGE)

"""Differences are patches: applied to what a file is, they give what it would be."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.formats.differences import unified_difference

_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n")
_NO_BREAK = "\\ No newline at end of file\n"
# Few different ones, so that most of them come again.
_LINES = st.lists(st.sampled_from(["\n", "a\n", "b\n", "c\r\n", "-a\n", "\\ b\n"]), max_size=40)


@st.composite
def pairs(draw: st.DrawFn, fates: tuple[str, ...] = ("stays", "stays", "stays", "goes", "rewritten")) -> tuple[list[str], list[str]]:
    """Lines, and the same with some removed and some rewritten; the last one may end without a break."""
    before = [*draw(_LINES), *draw(st.sampled_from([[], ["a"], ["end"]]))]
    after: list[str] = []
    for line in before:
        fate = draw(st.sampled_from(fates))
        if fate == "rewritten":
            other = draw(st.sampled_from(["", "a", "new", "c"]))
            after.append(other + "\n" * line.endswith("\n") if other or line.endswith("\n") else "x")
        elif fate == "stays":
            after.append(line)
    return before, after


def difference(before: list[str], after: list[str]) -> list[str]:
    """The lines of the patch, with their breaks."""
    return re.findall(r"[^\n]*\n", unified_difference("a.txt", [("".join(before), "".join(after))]).decode())


def patched(before: list[str], patch: list[str]) -> list[str]:
    """The lines that a patch makes of others; it must say of each hunk where it stands in both, and how long it is in both."""
    rest, after, at = list(patch), list[str](), 0
    if rest:
        assert [rest.pop(0), rest.pop(0)] == ["--- a.txt\n", "+++ a.txt\n"]
    while rest:
        found = _HUNK.fullmatch(rest.pop(0))
        assert found
        first, length, new_first, new_length = (1 if number is None else int(number) for number in found.groups())
        start = first - 1 if length else first
        after += before[at:start]
        assert len(after) == (new_first - 1 if new_length else new_first)
        old, new = list[str](), list[str]()
        while rest and not rest[0].startswith("@@"):
            sign, line = rest[0][0], rest.pop(0)[1:]
            if rest and rest[0] == _NO_BREAK:
                line = line.removesuffix("\n")
                rest.pop(0)
            old += [line] if sign in " -" else []
            new += [line] if sign in " +" else []
        assert (old, len(old), len(new)) == (before[start : start + length], length, new_length)
        after += new
        at = start + length
    return after + before[at:]


@given(pairs())
def test_a_difference_is_a_patch(pair: tuple[list[str], list[str]]) -> None:
    """Applied to the old text it gives the new one, whichever lines come again; the numbers of its hunks are right."""
    before, after = pair

    assert patched(before, difference(before, after)) == after


@given(_LINES, _LINES)
def test_a_difference_of_any_two_texts_is_a_patch(before: list[str], after: list[str]) -> None:
    """Also where lines are added, or nothing is alike."""
    assert patched(before, difference(before, after)) == after


@given(pairs(("stays", "stays", "goes")))
def test_where_lines_only_go_none_is_added(pair: tuple[list[str], list[str]]) -> None:
    """As many lines are removed as there are fewer."""
    before, after = pair
    signs = [line[0] for line in difference(before, after)[2:]]

    assert (signs.count("+"), signs.count("-")) == (0, len(before) - len(after))


@given(pairs(("stays", "stays", "rewritten")))
def test_where_lines_are_only_rewritten_each_is_told_alone(pair: tuple[list[str], list[str]]) -> None:
    """A line that is rewritten to one that comes later anyway moves nothing."""
    before, after = pair
    changed = sum(old != new for old, new in zip(before, after, strict=True))
    signs = [line[0] for line in difference(before, after)[2:]]

    assert (signs.count("+"), signs.count("-")) == (changed, changed)


@pytest.mark.parametrize("goes_into", ["file", "pipe"])
def test_what_goes_into_no_file_steers_nothing(tmp_path: Path, goes_into: str) -> None:
    """A file gets a patch to the character. Through a pipe it may come to a terminal or a log, which no line of a page may command."""
    before = "a\tb\xa0c\x1b[31m\r\n::error::x\nd\re\n\u202ef"
    program = f"from cleaner.formats.differences import unified_difference as d, sys; sys.stdout.buffer.write(d('a', [({before!r}, '')]))"
    with (tmp_path / "a.patch").open("wb") as file:
        run = subprocess.run([sys.executable, "-c", program], stdout=file if goes_into == "file" else subprocess.PIPE, check=True)
    told = ((tmp_path / "a.patch").read_bytes() if goes_into == "file" else run.stdout).decode()
    shown = before if goes_into == "file" else "a\tb\xa0c␛[31m\r\n::error::x\nd␍e\n\ufffdf"

    assert told == "--- a\n+++ a\n@@ -1,4 +0,0 @@\n" + "".join(f"-{line}\n" for line in shown.split("\n")) + _NO_BREAK


def test_what_stays_around_commands_no_log() -> None:
    """The space in front of a line that stays does not keep a log from taking it for a command."""
    before = ["::error::x\n", "b\n", "##[error]x\n"]
    with mock.patch("cleaner.formats.differences._goes_into_file", lambda: False):
        told = difference(before, [before[0], before[2]])

    assert told[-3:] == [" \\::error::x\n", "-b\n", " ##\\[error]x\n"]


def test_hunks_have_three_lines_around_and_join_where_these_meet() -> None:
    """Removed lines come before added ones, and what stays is told three lines deep."""
    before = [f"{number}\n" for number in range(1, 21)]
    after = [*before[:1], "x\n", "y\n", *before[3:9], *before[10:18], "19\n", "20"]

    assert "".join(difference(before, after)) == (
        "--- a.txt\n+++ a.txt\n"
        "@@ -1,13 +1,12 @@\n 1\n-2\n-3\n+x\n+y\n 4\n 5\n 6\n 7\n 8\n 9\n-10\n 11\n 12\n 13\n"
        f"@@ -17,4 +16,4 @@\n 17\n 18\n 19\n-20\n+20\n{_NO_BREAK}"
    )
    assert difference(before, before) == []

"""Nothing that is shown steers a terminal or a log, whoever chose it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from cleaner.document.parts import Fate, Part
from cleaner.formats.in_place import Spot
from cleaner.formats.reports import Report, report
from cleaner.formats.terminal import log_safe, show, tell

COMMANDS = ["::error::x", "  ::error::x", "\n::error::x", "##[error]x", "a ##[error]x", "a\r::b"]
HOSTILE = [*COMMANDS, "\x1b]0;x\x07", "\x9b2J", "\u202e", "\ud800"]
texts = st.lists(st.sampled_from([*HOSTILE, ":", "#", "[", " ", "a", "\x85", "\u2028"]) | st.characters(), max_size=12).map("".join)


def _is_name(text: str) -> bool:
    """Whether a file can be called so; half characters in names stand for bytes that are not UTF-8."""
    return re.search(r"[\ud800-\udc7f\udd00-\udfff\0]", text) is None


def dangerous(line: str) -> bool:
    """Whether a line steers a terminal, or is a command to GitHub, or is more than one."""
    return re.search(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]|^\s*::|##\[", line) is not None


@given(texts)
def test_a_line_does_nothing_but_stand_there(text: str) -> None:
    """Whatever it holds, it is one line; and to make it safe again changes nothing."""
    line = log_safe(text)

    assert not dangerous(line)
    assert log_safe(line) == line


@given(texts.filter(_is_name), texts)
def test_a_finding_does_nothing_but_stand_there(path: str, text: str) -> None:
    """Its file name and its text were chosen by others, in every form of the report."""
    spot = Spot(path, 1, 2, Part.ad_slot, "ads.label", Fate.removed, text)
    [annotation] = report([spot], Report.github, "1", {})
    assert annotation.startswith("::error file=") and "\n" not in annotation and "\r" not in annotation
    assert annotation[2:].count("::") == 1 or "::" in text
    for form in (Report.json, Report.sarif):
        [document] = report([spot], form, "1", {"ads.label": text})
        assert not any(dangerous(line.replace("\t", " ")) for line in document.split("\n"))
        json.loads(document)


def test_a_file_whose_name_is_a_command_is_named_by_its_folder() -> None:
    """Editors still find it."""
    assert str(Spot("::error::a.txt", 1, 2, Part.ad_slot, "ads.label", Fate.removed, "")) == "./::error::a.txt:1:2 ad_slot ads.label"


@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_is_shown_and_told_is_harmless(hostile: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Both streams, plain and styled lines: as many lines come out as went in."""
    show([hostile, Text(hostile)])
    tell(f"cleaner: {hostile}: no such file", hostile)
    written = capfdbinary.readouterr()

    for stream in (written.out, written.err):
        lines = stream.decode().split("\n")
        assert (len(lines), [line for line in lines if dangerous(line)]) == (3, [])


def test_nothing_is_told_where_standard_error_is_closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """There is nobody to tell."""
    monkeypatch.setattr("sys.stderr", None)
    tell("cleaner: a.txt: is empty")

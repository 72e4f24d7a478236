"""The search for what breaks a law: it counts what it tried, holds the laws of the library, and finds what breaks one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from benchmarks import fuzz
from benchmarks.fuzz import KINDS, Kind, by_hypothesis
from benchmarks.fuzz_files import SUFFIXES, file_of
from benchmarks.fuzz_pages import Way, check_page
from cleaner import clean


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A round of a few examples."""
    monkeypatch.setattr(fuzz, "_SETTINGS", settings(fuzz._SETTINGS, max_examples=20))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_and_counted(kind: str) -> None:
    """A round is always whole, and each of its examples holds."""
    tried, broken = by_hypothesis(KINDS[kind], 0.01)

    assert (tried % 20, tried > 0, broken) == (0, True, [])


def test_what_breaks_a_law_is_found_and_made_small(capsys: pytest.CaptureFixture[str]) -> None:
    """It is told as small as it could be made, and the search goes on."""

    def check(drawn: Any, way: Way) -> None:
        assert "b" not in drawn, "a b"

    tried, broken = by_hypothesis(Kind(st.text("ab", min_size=5), check, bytes), 0.01)

    assert tried > 0
    assert [str(error).partition("\n")[0] for error in broken] == ["a b"]
    assert "'aaaab'" in capsys.readouterr().out


def test_what_takes_too_long_breaks_a_law(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the clock of the process."""
    monkeypatch.setattr(fuzz, "LONGEST", -1.0)

    with pytest.raises(AssertionError, match=r"^it takes \d"):
        fuzz.timed(lambda drawn, way: None, "", ("safe", "blocks"))


def test_a_page_whose_account_is_wrong_breaks_a_law() -> None:
    """The laws could not hold by checks that find nothing."""
    page = clean("Advertisement\nThe port reopened.\n")
    check_page(page)

    with pytest.raises(AssertionError, match="the ledger does not tile"):
        check_page(replace(page, ledger=clean("The port.\n").ledger))
    with pytest.raises(AssertionError, match="articles overlap"):
        check_page(replace(page, write_articles=lambda ledger: (*clean("a\n").articles, *page.articles)))


def test_bytes_name_the_ending_of_a_file() -> None:
    """Whatever the bytes are, they make a file."""
    assert [file_of(bytes([number]) + b"x") for number in (0, len(SUFFIXES))] == [(SUFFIXES[0], b"x")] * 2
    assert file_of(b"") == ("", b"")

"""The gate: floors hold, rise unasked, and fall only where someone says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer import Typer
from typer.testing import CliRunner

from benchmarks import gate
from benchmarks.accuracy import fixtures
from benchmarks.floors import Figures, FloorError, Floors, faults, pin, read, write
from benchmarks.scrolls import ROOT

FIGURES = st.dictionaries(st.sampled_from("abcd"), st.floats(0, 100), min_size=1)
SOURCE = "Skip to content\nPort of Varn reopens after nine-day strike\nThe port of Varn reopened on Tuesday after nine idle days.\n"


@given(FIGURES, st.floats(0, 0.9))
def test_floors_hold_for_what_they_were_pinned_on(found: dict[str, float], allowance: float) -> None:
    """Nothing is wrong with figures whose floors were pinned just now, whatever the allowance."""
    measured = Figures("in", found)

    assert faults(pin(None, measured, allowance, False), measured) == []


@given(FIGURES, FIGURES, st.floats(0, 0.9))
def test_floors_never_fall_unasked(before: dict[str, float], now: dict[str, float], allowance: float) -> None:
    """Pinning again leaves every floor where it was or higher, or is refused."""
    held = pin(None, Figures("in", before), allowance, False)
    try:
        again = pin(held, Figures("in", now), allowance, False)
    except FloorError:
        return

    assert [name for name, least in held.floors.items() if again.floors[name] < least] == []


def test_what_is_wrong_is_said() -> None:
    """Other inputs, figures below their floors, and figures that were not measured are each told."""
    held = Floors("before", {"F1": 0.9, "speed": 2.0, "gone": 1.0, "fine": 0.5})

    assert faults(held, Figures("now", {"F1": 0.89, "fine": 0.5}, {"speed": "datatrove is missing"})) == [
        "the inputs are not those that the floors were pinned on; see what changed, then pin",
        "F1: 0.8900 is below its floor of 0.9",
        "speed: has a floor of 2.0 and was not measured: datatrove is missing",
        "gone: has a floor of 1.0 and was not measured: no such figure",
    ]


def test_a_floor_falls_where_someone_says_so() -> None:
    """With `lower`, floors are what was measured, less the allowance, and those of other figures go."""
    held = Floors("before", {"F1": 0.9, "gone": 1.0})

    assert pin(held, Figures("now", {"F1": 0.8}), 0.5, True) == Floors("now", {"F1": 0.4})


def test_chance_does_not_lower_a_floor() -> None:
    """A figure above its floor, though less than the allowance above it, leaves the floor as it is; a higher one lifts it."""
    held = Floors("in", {"same": 0.7, "higher": 0.7})

    assert pin(held, Figures("in", {"same": 0.8, "higher": 2.0}), 0.3, False) == Floors("in", {"same": 0.7, "higher": 1.4})


def test_floors_are_written_as_they_are_read(tmp_path: Path) -> None:
    """A file gives back what it was given; a file that is not there gives nothing."""
    held = {"speed": Floors("in", {"a": 0.25})}
    write(tmp_path / "floors.json", held)

    assert read(tmp_path / "floors.json") == held
    assert read(tmp_path / "none.json") == {}


def test_the_command_fails_pins_and_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without floors, and with fallen ones, the exit code is 1; floors are pinned when asked for, and lowered when asked for twice."""
    app, path = Typer(), tmp_path / "floors.json"
    app.command()(gate.main)

    def run(figure: float, *arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(gate, "accuracy", lambda: Figures("in", {"F1": figure}))
        result = CliRunner().invoke(app, ["--only", "accuracy", "--floors", str(path), *arguments])
        return result.exit_code, result.output.splitlines()[-1]

    assert run(0.9) == (1, "accuracy: no floors are pinned; pin them with --pin")
    assert run(0.9, "--pin") == (0, f"pinned in {path}")
    assert run(0.9) == (0, "all floors hold")
    assert run(0.8) == (1, "accuracy: F1: 0.8000 is below its floor of 0.9")
    assert run(0.8, "--pin") == (1, "accuracy: nothing was pinned; say --lower if floors shall fall")
    assert read(path) == {"accuracy": Floors("in", {"F1": 0.9})}
    assert run(0.8, "--pin", "--lower") == (0, f"pinned in {path}")
    assert read(path) == {"accuracy": Floors("in", {"F1": 0.8})}
    assert run(0.8, "--lower")[0] == 2


def test_floors_are_pinned_for_what_the_gate_measures() -> None:
    """The file that ships has floors for accuracy and speed, with the digests of their inputs."""
    held = read(gate.PINNED)

    assert list(held) == list(gate.Kind)
    assert [len(floors.inputs) for floors in held.values()] == [64, 64]


def test_a_wrong_page_costs_its_share(tmp_path: Path) -> None:
    """Of two pages, one with another text and a story that is not told as expected, half is right."""
    story = json.loads((ROOT / "fixtures/pages/harbor-strike/expected.json").read_text(encoding="utf-8"))
    story["articles"][0]["headline"] = "Another headline"
    folder = tmp_path / "page"
    folder.mkdir()
    (folder / "source.txt").write_text(SOURCE, encoding="utf-8")
    (folder / "expected.txt").write_text(SOURCE, encoding="utf-8")
    (folder / "expected.json").write_text(json.dumps(story), encoding="utf-8")

    assert fixtures([ROOT / "fixtures/pages/harbor-strike", folder]) == {"pages exact": 0.5, "stories exact": 0.5}

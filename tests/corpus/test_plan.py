"""Plans: what decides the output of a run."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from cleaner.corpus import plan as plans
from cleaner.corpus.cleaning import Cleaning
from cleaner.corpus.fields import Fields
from cleaner.corpus.plan import Otherwise
from tests.corpus.plans import cleaning, plan


def test_rules_are_hashed_once_for_each_way_of_cleaning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many inputs have it: a folder may hold millions."""
    hashed: list[Cleaning] = []

    def cleans(how: Cleaning) -> dict[str, int]:
        hashed.append(how)
        return {"rules": len(how.cleaner.rules)}

    monkeypatch.setattr(plans, "_cleans", cleans)
    wanted = plan([], tmp_path / "out.jsonl")
    other = Otherwise(cleaning(), Fields())
    many = msgspec.structs.replace(wanted, others={f"{number}.txt": other for number in range(1000)})

    assert many.fingerprint() == msgspec.structs.replace(wanted, others={"a.txt": other}).fingerprint()
    assert many.ways == (many.cleaning, other.cleaning)
    assert len(hashed) == 4

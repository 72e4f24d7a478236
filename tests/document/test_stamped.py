"""A compiled twin is used only where it says what the sources beside it say."""

from __future__ import annotations

from unittest import mock

import pytest

from cleaner.document import stamped


@pytest.mark.parametrize("package", sorted(stamped.TWINS))
def test_a_twin_of_other_sources_is_left_aside(package: str) -> None:
    """A twin that was compiled before its sources changed is never used."""
    if stamped.twin(package) is None:
        pytest.skip("this installation found no compiler")
    with mock.patch.dict(stamped.TWINS, {package: ("_compiled.pyx",)}):
        assert stamped.twin(package) is None


@pytest.mark.parametrize("package", sorted(stamped.TWINS))
def test_a_twin_can_be_left_aside(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """`CLEANER_COMPILED=0` leaves it aside."""
    monkeypatch.setenv("CLEANER_COMPILED", "0")

    assert stamped.twin(package) is None

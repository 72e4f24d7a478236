"""Columns of records: found, and replaced."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.fields import replaced, value_of

names = st.sampled_from(["a", "b", "a.b", "a.b.c", "b.a"])
records = st.dictionaries(
    st.sampled_from(["a", "b", "a.b"]),
    st.recursive(st.integers(), lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=2), max_leaves=4),
)


@given(records, names)
def test_what_is_replaced_is_what_is_found(record: dict[str, Any], name: str) -> None:
    """The new value is where the old one was, everything else stays, and the record that was given is as it was."""
    before = repr(record)
    after = replaced(record, name, "new")

    assert value_of(after, name) == "new" and repr(record) == before
    old = value_of(record, name)
    if old is not None:
        assert replaced(after, name, old) == record and list(after) == list(record)

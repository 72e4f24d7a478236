"""Sums of a run: the same in whatever order they are added up, and the same when they are read back."""

from __future__ import annotations

from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.counts import SAMPLES, SLOWEST, Counts, Failure, FinderCount, RunReport, Sample, Timed, most_samples
from cleaner.corpus.document import Place

PLACES = st.builds(Place, st.sampled_from(["a", "b"]), st.integers(1, 99), st.just("line 1"))
SAMPLE = st.builds(Sample, st.integers(0, 2**48 - 1), PLACES, st.just(0), st.just(1), st.text(max_size=3))
NUMBERS = st.integers(0, 9)
FINDERS = st.builds(
    lambda part, count, size, samples, tenth: FinderCount(
        part, "en", count, size, 0, {part: count}, sorted(samples, key=lambda one: one.rank)[:SAMPLES], {tenth: count}
    ),
    st.sampled_from(["social", "ad_slot"]),
    st.integers(1, 9),
    NUMBERS,
    st.lists(SAMPLE, max_size=12, unique_by=lambda one: one.rank),
    st.sampled_from(["0.4", "0.9"]),
)
COUNTS = st.builds(
    Counts,
    documents=NUMBERS,
    removed=NUMBERS,
    parts=st.dictionaries(st.sampled_from(["social", "ad_slot"]), NUMBERS),
    finders=st.dictionaries(st.sampled_from(["x.a", "x.b", "model"]), FINDERS),
    slowest=st.lists(st.builds(Timed, st.integers(0, 9), NUMBERS, PLACES), max_size=30).map(
        lambda held: sorted(held, key=lambda one: (-one.seconds, one.place))[:SLOWEST]
    ),
    failures=st.lists(st.builds(Failure, PLACES, st.just("is broken")), max_size=3).map(sorted),
)


@given(st.lists(COUNTS, max_size=5), st.randoms(use_true_random=False))
def test_the_order_of_adding_means_nothing(parts: list[Counts], rng: Random) -> None:
    """Sums, the part that is named, samples, and what was slowest; those that were added stay as they were."""
    before = msgspec.json.encode(parts)
    one, other = Counts(), Counts()
    for part in parts:
        one.add(part)
    for part in rng.sample(parts, len(parts)):
        other.add(part)

    # Two documents that took as long are told in either order.
    assert [(timed.seconds, timed.place) for timed in one.slowest] == [(timed.seconds, timed.place) for timed in other.slowest]
    one.slowest = other.slowest = []
    assert msgspec.json.encode(one.in_order()) == msgspec.json.encode(other.in_order())
    assert msgspec.json.encode(parts) == before
    assert one.removed == sum(part.removed for part in parts)
    assert all(len(finder.samples) <= most_samples(name) for name, finder in one.finders.items())


@given(COUNTS)
def test_a_report_is_read_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, counts: Counts) -> None:
    """Every field of it."""
    path = tmp_path_factory.mktemp("run") / "report.json"
    report = RunReport("out.jsonl", ["a", "b"], {"policy": "safe"}, {"cleaner": "0"}, counts, warnings=["b: is gone"])

    path.write_bytes(report.to_json(path.parent))
    assert RunReport.read(path) == msgspec.structs.replace(report, counts=counts.in_order())


def test_a_finder_is_called_by_the_part_it_found_most() -> None:
    """Over all parts of a run, not in the last one; of equals the first by name."""
    found = FinderCount(parts={"social": 2})
    found.add(FinderCount(parts={"ad_slot": 3}))
    assert found.part == "ad_slot"
    found.add(FinderCount(parts={"social": 1}))
    assert found.part == "ad_slot"
    found.add(FinderCount(parts={"social": 1}))
    assert found.part == "social"

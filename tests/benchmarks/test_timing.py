"""Jobs in turn, and what is made of their seconds. The clock is a list of what happened, so nothing here takes or tells time."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.timing import Job, Run, Spread, each, interleave


class Clock:
    """A clock that stands still unless someone works.

    Args:
        told: what happened, in order.
    """

    def __init__(self) -> None:
        self.now, self.told = 0.0, list[str]()

    def __call__(self) -> float:
        """The seconds so far."""
        return self.now

    def job(self, name: str, seconds: float) -> Job:
        """A job that takes some seconds, and ten to be made ready.

        Args:
            name: what it is called.
            seconds: how long it works.
        """

        def run() -> None:
            self.now += seconds

        def ready() -> Callable[[], object]:
            self.told.append(name)
            self.now += 10
            return run

        return ready


def test_jobs_have_their_turns_one_after_the_other() -> None:
    """Each job runs once a round, and every round begins with another."""
    clock = Clock()

    interleave({name: clock.job(name, 1) for name in "abc"}, 4, clock)

    assert "".join(clock.told) == "abc" + "bca" + "cab" + "abc"


def test_making_ready_is_not_timed() -> None:
    """Seconds are those of the work alone."""
    clock = Clock()

    assert interleave({"quick": clock.job("quick", 1), "slow": clock.job("slow", 3)}, 2, clock) == {"quick": (1, 1), "slow": (3, 3)}


def test_a_job_goes_over_what_it_is_given_once() -> None:
    """Each thing has its turn, in order, whenever the job runs."""
    met: list[int] = []

    run = each(met.append, [3, 1, 2])()
    run()

    assert met == [3, 1, 2]


def test_ratios_are_taken_round_by_round() -> None:
    """A round in which the machine was slow for both leaves their ratio as it is."""
    run = Run("", 6.0, {"own": (1.0, 10.0, 2.0), "base": (2.0, 20.0, 6.0)})

    assert run.ratio("own", "base") == Spread(2.0, 2.0, 3.0)
    assert run.best("own", "base") == 2.0
    assert run.speed("own") == Spread(3.0, 0.6, 6.0)

"""Jobs timed in turn, so that a slow moment of the machine meets all of them; only ratios within one run mean anything elsewhere.

The clock is the processor's: what else runs on a shared machine disturbs it least. Every round begins with another job, and what a job
needs is made ready before the clock starts.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

# Makes ready what is timed, and gives it.
Job = Callable[[], Callable[[], object]]


@dataclass(frozen=True)
class Spread:
    """A figure measured several times.

    Args:
        median: the one in the middle.
        least: the least.
        most: the greatest.
    """

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, figures: tuple[float, ...]) -> Spread:
        """The spread of some figures, at least one.

        Args:
            figures: one a round.
        """
        return cls(median(figures), min(figures), max(figures))


@dataclass(frozen=True)
class Run:
    """Seconds of each round of several jobs over one corpus, taken in turn.

    Args:
        corpus: what the corpus is called.
        megabytes: its size as UTF-8, in millions of bytes.
        seconds: seconds of processor time, one a round, by the names of the jobs.
    """

    corpus: str
    megabytes: float
    seconds: Mapping[str, tuple[float, ...]]

    def speed(self, job: str) -> Spread:
        """How fast a job was, in millions of bytes a second.

        Args:
            job: its name.
        """
        return Spread.of(tuple(self.megabytes / seconds for seconds in self.seconds[job]))

    def ratio(self, job: str, base: str) -> Spread:
        """How many times as fast as another a job was, round by round.

        Args:
            job: its name.
            base: the name of the other.
        """
        return Spread.of(tuple(other / own for own, other in zip(self.seconds[job], self.seconds[base], strict=True)))

    def best(self, job: str, base: str) -> float:
        """How many times as fast as another a job was, each in its fastest round: the figure that a busy machine shifts least.

        Args:
            job: its name.
            base: the name of the other.
        """
        return min(self.seconds[base]) / min(self.seconds[job])


def each(run: Callable[[Any], object], given: Sequence[Any]) -> Job:
    """The job of going over some things one by one, keeping nothing of what comes of them.

    Args:
        run: what is done with each.
        given: the things.
    """

    def go_over() -> None:
        for one in given:
            run(one)

    return lambda: go_over


def interleave(jobs: Mapping[str, Job], rounds: int, clock: Callable[[], float] = time.process_time) -> dict[str, tuple[float, ...]]:
    """Seconds of each round of each job.

    Args:
        jobs: what to time, by name.
        rounds: how often each has its turn.
        clock: tells the seconds.
    """
    names = list(jobs)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds):
        first = turn % len(names)
        for name in names[first:] + names[:first]:
            run = jobs[name]()
            gc.collect()
            start = clock()
            run()
            taken[name].append(clock() - start)
    return {name: tuple(seconds) for name, seconds in taken.items()}

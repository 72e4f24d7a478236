"""How time grows with the size of a document, the number of documents, and the number of rules.

An exponent of 1 means: twice the work, twice the time. It is the slope of a straight line through the logarithms of the medians.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log
from statistics import linear_regression, median
from string import ascii_lowercase

from msgspec.structs import replace

from benchmarks import passes
from benchmarks.contenders import CLEAN, clean_job
from benchmarks.corpora import Corpus, first, seeds, varied
from benchmarks.timing import Job, interleave
from cleaner import Rule, RuleSet

_LARGEST = 3
# As shares and multiples of what is asked for.
_STEPS = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1)
_RULE_SHARES, _RULE_TIMES = (1 / 8, 1 / 4, 1 / 2, 1), (2, 4, 8)


@dataclass(frozen=True)
class Curve:
    """Seconds of a job at several amounts of work.

    Args:
        job: what was timed.
        amounts: how much work there was each time, least first.
        seconds: at each amount, the seconds of each round.
    """

    job: str
    amounts: tuple[float, ...]
    seconds: tuple[tuple[float, ...], ...]

    @property
    def medians(self) -> tuple[float, ...]:
        """The median at each amount."""
        return tuple(map(median, self.seconds))

    @property
    def exponent(self) -> float:
        """By which power of the amount the time grows, over the largest amounts: at small ones, what every job costs at least weighs in."""
        amounts, seconds = self.amounts[-_LARGEST:], self.medians[-_LARGEST:]
        return linear_regression([log(amount) for amount in amounts], list(map(log, seconds))).slope


@dataclass(frozen=True)
class Growth:
    """Curves over one kind of work.

    Args:
        by: what grows, in the plural.
        unit: what one of it is called.
        curves: one a job.
    """

    by: str
    unit: str
    curves: tuple[Curve, ...]


def curves(jobs: Mapping[tuple[str, float], Job], rounds: int) -> tuple[Curve, ...]:
    """Curves of jobs at amounts of work, all timed in turn.

    Args:
        jobs: by name and amount.
        rounds: how often each has its turn.
    """
    taken = interleave({f"{amount} {name}": job for (name, amount), job in jobs.items()}, rounds)
    names = list(dict.fromkeys(name for name, _ in jobs))
    amounts = {name: tuple(sorted(amount for other, amount in jobs if other == name)) for name in names}
    return tuple(Curve(name, amounts[name], tuple(taken[f"{amount} {name}"] for amount in amounts[name])) for name in names)


def by_size(megabytes: float, rounds: int) -> Growth:
    """One document of growing size, each pass alone.

    Args:
        megabytes: the size of the largest, in millions of bytes.
        rounds: how often each has its turn.
    """
    made: dict[tuple[str, float], Job] = {}
    for size in (megabytes * step for step in _STEPS):
        document = "\n".join(first(varied(seeds()), size))
        reached = round(Corpus("", (document,)).megabytes, 3)
        made |= {(name, reached): job for name, job in passes.jobs([document]).items()}
    return Growth("size of a document", "MB", curves(made, rounds))


def by_number(megabytes: float, rounds: int) -> Growth:
    """More and more documents as long as a seed.

    Args:
        megabytes: the size of the most of them together, in millions of bytes.
        rounds: how often each number has its turn.
    """
    texts = first(varied(seeds()), megabytes)
    numbers = [max(1, round(len(texts) * step)) for step in _STEPS]
    return Growth("number of documents", "documents", curves({(CLEAN, number): clean_job(texts[:number]) for number in numbers}, rounds))


def by_rules(corpora: Sequence[Corpus], rounds: int) -> Growth:
    """The same documents under more and more rules: shares of those that ship, then those and copies that speak in letters moved on.

    A share of the rules also finds a share of the chrome, so time grows there with what is found; where copies join it does not.

    Args:
        corpora: what is measured, each by itself.
        rounds: how often each number has its turn.
    """
    rules = RuleSet.default().rules
    sets = [tuple(islice(rules, 0, None, round(1 / share))) for share in _RULE_SHARES]
    sets += [(*rules, *(copy for moved in range(1, times) for copy in copies(rules, moved))) for times in _RULE_TIMES]
    jobs = {(f"{CLEAN}, {corpus.name}", float(len(held))): clean_job(corpus.texts, held) for corpus in corpora for held in sets}
    return Growth("number of rules", "rules", curves(jobs, rounds))


def copies(rules: Iterable[Rule], moved: int) -> list[Rule]:
    """Copies of the rules that find by Latin phrases, each letter moved on in the alphabet: as many and as long, but other words.

    Args:
        rules: the rules.
        moved: by how many letters, 1 to 25.
    """
    table = str.maketrans(ascii_lowercase, ascii_lowercase[moved:] + ascii_lowercase[:moved])
    made: list[Rule] = []
    for rule in rules:
        phrases = tuple(phrase.translate(table) for phrase in rule.phrases if phrase.isascii() and any(map(str.isalpha, phrase)))
        if phrases and rule.finder != "sequence":
            made.append(replace(rule, id=f"{rule.id}.moved-{moved}", phrases=phrases))
    return made

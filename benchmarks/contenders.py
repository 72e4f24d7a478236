"""What is timed over a corpus: `clean()`, the floors below it, and one alternation of its rules; peers stand in `benchmarks.peers`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import cleaner
from benchmarks.timing import Job, each
from cleaner import Rule, RuleSet

FLOOR, REFERENCE, ALTERNATION = "cut and join (floor)", "look up each line (REF)", "one re alternation"
CLEAN, KNOWN = "clean()", "clean(), lines known"
# What is timed beside floors that know no model either.
RULES_ALONE = cleaner.Policy.named("safe").disabling(["model"])


@dataclass(frozen=True)
class Contender:
    """Something that goes over documents one by one.

    Args:
        name: what tables call it.
        run: what it does with one document.
        prepare: makes of a text what `run` takes; this is not timed.
    """

    name: str
    run: Callable[[Any], object]
    prepare: Callable[[str], object] = str

    def job(self, texts: Sequence[str]) -> Job:
        """Going over some documents.

        Args:
            texts: the documents.
        """
        return each(self.run, [self.prepare(text) for text in texts])


def cleaned(text: str, way: cleaner.Cleaner) -> object:
    """What cleaning makes of a text: kept text, articles and ledger.

    Args:
        text: the text.
        way: what cleans it, and remembers its lines.
    """
    page = way.clean(text)
    return page.text, page.articles, page.ledger


def unread(rules: tuple[Rule, ...] | None = None) -> cleaner.Cleaner:
    """A cleaner by rules alone, which are ready, that remembers no line.

    Args:
        rules: the rules; None for all that ship.
    """
    way = cleaner.Cleaner(policy=RULES_ALONE, rules=RuleSet(RuleSet.default().rules if rules is None else rules))
    way.clean("start")
    return way


def clean_job(texts: Sequence[str], rules: tuple[Rule, ...] | None = None) -> Job:
    """Cleaning documents by one cleaner that has met none of their lines before.

    Args:
        texts: the documents.
        rules: the rules; None for all that ship.
    """
    return lambda: each(partial(cleaned, way=unread(rules)), texts)()


def known_job(texts: Sequence[str]) -> Job:
    """Cleaning documents all of whose lines the cleaner has met, where they fit its memory.

    Args:
        texts: the documents.
    """
    job = each(partial(cleaned, way=unread()), texts)
    job()()
    return job


def floors() -> list[Contender]:
    """The least that must be done: cut and join, look each line up, and try all rules as one expression."""
    phrases = dict.fromkeys(phrase for rule in RuleSet.default() for phrase in rule.phrases)
    alternation, _ = one_alternation(RuleSet.default())

    def look_up(text: str) -> int:
        return sum(line.strip().casefold() in phrases for line in text.splitlines())

    def try_all(text: str) -> int:
        return sum(alternation.fullmatch(line.strip().casefold()) is not None for line in text.splitlines())

    return [
        Contender(FLOOR, lambda raw: "\n".join(raw.decode("utf-8").splitlines()).encode("utf-8"), lambda text: text.encode("utf-8")),
        Contender(REFERENCE, look_up),
        Contender(ALTERNATION, try_all),
    ]


def one_alternation(rules: Iterable[Rule]) -> tuple[re.Pattern[str], int]:
    """Rules as one expression for a casefolded line, and how many patterns it lacks because `re` cannot read them.

    Args:
        rules: the rules.
    """
    branches: list[str] = []
    lacking = 0
    for rule in rules:
        if rule.scope == "element":
            continue  # it finds elements of HTML, and no lines
        if rule.pattern is None:
            branches += map(_WRITTEN[rule.finder].format, map(_escaped, rule.phrases or filter(None, rule.steps[0])))
        elif (branch := _readable(rule)) is None:
            lacking += 1
        else:
            branches.append(branch)
    return re.compile("|".join(branches)), lacking


_WRITTEN = {"equals": "{}", "starts": "{}.*", "ends": ".*{}", "contains": ".*?{}.*", "sequence": "{}"}
_FLAGS = re.compile(r"\(\?([aiLmsux]+)\)")


def _escaped(phrase: str) -> str:
    """A folded phrase as `re` reads it; folding writes any number as one sign."""
    return re.escape(phrase).replace(r"\#", r"\d+")


def _readable(rule: Rule) -> str | None:
    """A rule's pattern as a branch, if `re` can read it; flags in front are made flags of the branch."""
    pattern = rule.pattern or ""
    flags = _FLAGS.match(pattern)
    branch = f"(?{flags[1]}:{pattern[flags.end() :]})" if flags else f"(?:{pattern})"
    try:
        re.compile(branch)
    except re.error:
        return None
    return f".*?{branch}.*" if rule.scope == "inline" else branch

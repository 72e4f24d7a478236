"""Rules that belong together: loaded from files, extended, thinned out, and narrowed to a page's site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from msgspec import Struct

from cleaner.document.claim import FINDERS, finders_named, is_named
from cleaner.errors import RuleError, suggestion
from cleaner.rules.match import Matcher
from cleaner.rules.rule import Rule
from cleaner.rules.selectors import Selectors
from cleaner.rules.shipped import shipped_rules


class RuleSet(Struct, frozen=True, eq=False, dict=True, weakref=True):
    """Rules in an order that means nothing: shuffling them changes no result.

    Args:
        rules: the rules; ids are unique.

    Raises:
        RuleError: if two rules share an id.
    """

    rules: tuple[Rule, ...] = ()

    def __post_init__(self) -> None:
        seen: dict[str, Rule] = {}
        for rule in self.rules:
            if rule.id in seen:
                raise RuleError(rule.source, rule.id, "id", f"is taken already, in {seen[rule.id].source}; choose another")
            seen[rule.id] = rule

    def __reduce__(self) -> tuple[type[RuleSet], tuple[tuple[Rule, ...]]]:
        # Another process arranges the rules sooner than it reads how they were arranged.
        return RuleSet, (self.rules,)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @classmethod
    def default(cls) -> RuleSet:
        """Every rule that ships with the library, site files included."""
        return _default()

    @classmethod
    def load(cls, *paths: str | Path) -> RuleSet:
        """Rules from TOML files, or from folders that are searched for them.

        Raises:
            RuleError: if a file is missing, is not TOML, or holds a faulty rule.
        """
        from cleaner.rules.reading import parse, rule_files, rule_text  # not needed where there are only the packed rules

        rules: list[Rule] = []
        for path in map(Path, paths):
            for file in rule_files(path):
                rules += parse(rule_text(file), str(file))
        return cls(tuple(rules))

    def extend(self, other: RuleSet) -> RuleSet:
        """These rules and others; a rule of the same id takes the place of the one here."""
        return RuleSet((*(rule for rule in self.rules if rule.id not in other.by_id), *other.rules))

    def select(self, *names: str) -> RuleSet:
        """These rules alone, each named by its id or its rule set.

        Raises:
            RuleError: if a name fits no rule.
        """
        return RuleSet(tuple(self._named(names)))

    def disable(self, *names: str) -> RuleSet:
        """The others than these, each named by its id or its rule set.

        Raises:
            RuleError: if a name fits no rule.
        """
        named = {rule.id for rule in self._named(names)}
        return RuleSet(tuple(rule for rule in self.rules if rule.id not in named))

    def _named(self, names: Iterable[str]) -> list[Rule]:
        for name in names:
            if not knows(self.rules, name):
                if finders_named((name,)):
                    raise RuleError("(command)", name, "id", "is no rule; Policy.disabling() leaves out what it says")
                raise RuleError("(command)", name, "id", f"no such rule or rule set; {rule_suggestion(self.rules, name)}")
        return [rule for rule in self.rules if any(is_named(rule.id, name) for name in names)]

    def for_site(self, url: str | None) -> RuleSet:
        """The rules that hold on a page: the common ones, and those of its own site, if it is known."""
        host = _host_of(url) if url else ""
        named = frozenset(site for site in self._sites if host == site or host.endswith("." + site))
        if not self._sites:
            return self
        if named not in self._narrowed:
            self._narrowed[named] = RuleSet(tuple(rule for rule in self.rules if not rule.sites or rule.sites & named))
        return self._narrowed[named]

    @cached_property
    def matcher(self) -> Matcher:
        """The rules, arranged so that a line finds those it meets."""
        return Matcher(self.rules)

    @cached_property
    def selectors(self) -> Selectors:
        """The rules about elements, arranged so that an element finds those it may meet."""
        return Selectors(self.rules)

    @cached_property
    def _sites(self) -> frozenset[str]:
        return frozenset(site for rule in self.rules for site in rule.sites)

    @cached_property
    def _narrowed(self) -> dict[frozenset[str], RuleSet]:
        return {}


@cache
def _default() -> RuleSet:
    return RuleSet(shipped_rules())


def knows(rules: Iterable[Rule], name: str) -> bool:
    """Whether a word names a rule or a rule set."""
    return any(is_named(rule.id, name) for rule in rules)


def rule_suggestion(rules: Iterable[Rule], word: str) -> str:
    """What may have been meant by a word that names no rule: rules of that set, rules and other finders spelled in another way."""
    ids = {rule.id for rule in rules}
    return suggestion(word, ids | {one.rpartition(".")[0] or one for one in ids} | {*FINDERS}, "`cleaner rules list` shows them all")


def _host_of(url: str) -> str:
    """The host of an address, given with or without its scheme; empty where there is none to be read."""
    from urllib.parse import urlsplit  # most pages come without an address

    try:
        host = urlsplit(url if "//" in url else "//" + url).hostname
    except ValueError:
        return ""
    return (host or "").rstrip(".")

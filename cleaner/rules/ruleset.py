"""Rules that belong together: loaded from files, extended, thinned out, and narrowed to a page's site.

The only module that reads `cleaner/rulesets`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from cleaner.errors import RuleError
from cleaner.model.finders import is_named
from cleaner.model.records import dataclass
from cleaner.rules.files import rule_files, rule_text
from cleaner.rules.guard import Guard
from cleaner.rules.hosts import host_of
from cleaner.rules.match import Matcher
from cleaner.rules.naming import refuse_unknown
from cleaner.rules.packed import pack, pack_told
from cleaner.rules.rule import Rule
from cleaner.rules.selectors import Selectors
from cleaner.rules.stored import load, save, stamp
from cleaner.rules.suspects import pack_limits

_PACKAGE = Path(__file__).parent.parent
_HEADER_KEYS = {"name", "title", "language", "sites"}


@dataclass(frozen=True, eq=False)
class RuleSet:
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

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """The rules by their ids."""
        return {rule.id: rule for rule in self.rules}

    @classmethod
    def default(cls) -> RuleSet:
        """Every rule that ships with the library, site files included."""
        return _default()

    @classmethod
    def load(cls, *paths: str | Path) -> RuleSet:
        """Rules from files or folders of files.

        Args:
            paths: TOML files, or folders that are searched for them.

        Raises:
            RuleError: if a file is missing, is not TOML, or holds a faulty rule.
        """
        rules: list[Rule] = []
        for path in map(Path, paths):
            for file in rule_files(path):
                rules += parse(rule_text(file), str(file))
        return cls(tuple(rules))

    def extend(self, other: RuleSet) -> RuleSet:
        """These rules and others; a rule of the same id takes the place of the one here.

        Args:
            other: the rules to add.
        """
        return RuleSet((*(rule for rule in self.rules if rule.id not in other.by_id), *other.rules))

    def select(self, *names: str) -> RuleSet:
        """Some of these rules alone.

        Args:
            names: rule ids, or names of whole rule sets.

        Raises:
            RuleError: if a name fits no rule.
        """
        refuse_unknown(self.rules, names)
        return RuleSet(tuple(rule for rule in self.rules if any(is_named(rule.id, name) for name in names)))

    def disable(self, *names: str) -> RuleSet:
        """These rules without some.

        Args:
            names: rule ids, or names of whole rule sets.

        Raises:
            RuleError: if a name fits no rule.
        """
        refuse_unknown(self.rules, names)
        return RuleSet(tuple(rule for rule in self.rules if not any(is_named(rule.id, name) for name in names)))

    def for_site(self, url: str | None) -> RuleSet:
        """The rules that hold on a page: the common ones, and those of its own site.

        Args:
            url: where the page came from, or None where nobody knows.
        """
        host = host_of(url) if url else ""
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


def parse(text: str, where: str) -> list[Rule]:
    """The rules of one file.

    Args:
        text: the file's TOML.
        where: what errors call the file.

    Raises:
        RuleError: if the text is not TOML or a rule is faulty.
    """
    # Not needed where the rules were compiled before.
    import tomllib

    from cleaner.rules.schema import RuleTable

    try:
        document = tomllib.loads(text)
    except RecursionError as error:
        raise RuleError(where, "(none)", "file", "is TOML nested too deeply to be read") from error
    except ValueError as error:  # dates and numbers out of range are no error of TOML
        raise RuleError(where, "(none)", "file", f"is not TOML: {error}") from error
    header = document.get("ruleset")
    if not isinstance(header, dict) or not header.get("name") or not header.get("title"):
        raise RuleError(where, "(none)", "ruleset", "a file begins with [ruleset], its name and its title")
    for key in [*(document.keys() - {"ruleset", "rule"}), *(header.keys() - _HEADER_KEYS)]:
        raise RuleError(where, "(none)", key, f"no such key; a file holds [ruleset] ({', '.join(sorted(_HEADER_KEYS))}) and [[rule]]")
    tables: Any = document.get("rule", [])
    language, sites = header.get("language", "und"), header.get("sites", [])
    if not isinstance(tables, list):
        raise RuleError(where, "(none)", "rule", "is one table; write [[rule]], with two brackets, for each rule")
    if not all(isinstance(header[key], str) for key in ("name", "title")) or not isinstance(language, str):
        raise RuleError(where, "(none)", "ruleset", "its name, title and language are strings")
    if not isinstance(sites, list) or not all(isinstance(site, str) and site for site in sites):
        raise RuleError(where, "(none)", "sites", 'is a list of hosts, such as ["example.com"]')
    hosts = frozenset(site.lower() for site in sites)
    return [RuleTable(table, where, place).rule(header["name"], language, hosts) for place, table in enumerate(tables, 1)]


@cache
def _default() -> RuleSet:
    folder = _PACKAGE / "rulesets"
    made_from = stamp([folder, folder / "languages", folder / "sites", _PACKAGE / "rules", _PACKAGE / "model"])
    kept = load("rules", made_from)
    if isinstance(kept, RuleSet):
        return kept
    files = sorted(folder.rglob("*.toml"), key=lambda file: file.name)
    rules = RuleSet(tuple(rule for file in files for rule in parse(file.read_text(encoding="utf-8"), file.name)))
    # Kept with the matcher for pages of no known site, which nearly all are.
    common = rules.for_site(None)
    common.matcher, common.selectors  # noqa: B018
    owners: list[Rule | Guard] = [*rules, *(guard for rule in rules for guard in rule.guards)]
    for owner in owners:
        if owner.pattern is not None:
            pack(owner, owner.pattern)
    for rule in rules:
        if rule.keywords:
            pack_limits(rule)
        # What only people ask for, and phrases that the matcher has on file.
        seldom = ["why", "examples", "counterexamples", "language", "source", *(("phrases",) if rule.finder != "contains" else ())]
        pack_told(rule, [name for name in Rule.__match_args__ if name not in ("id", *seldom)], seldom)
    save("rules", made_from, rules)
    return rules

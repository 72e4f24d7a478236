"""`cleaner rules`: the rules as a list, one of them in full, and the proof that their examples hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from rich.text import Text

from cleaner.cli.examples import run_examples
from cleaner.cli.session import extended, outcome
from cleaner.document.claim import FINDERS
from cleaner.document.policy import Policy
from cleaner.errors import PolicyError, RuleError, suggestion
from cleaner.formats.explain import rule_page
from cleaner.formats.terminal import counted, shorten, show, tell, terminal_width
from cleaner.rules.rule import Rule
from cleaner.rules.ruleset import RuleSet, rule_suggestion

if TYPE_CHECKING:
    import typer


def add_to(app: typer.Typer) -> None:
    """The commands below `rules`, with their options."""
    import typer

    from cleaner.cli.options import with_options

    group = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
    group.command(
        "list", help="List the rules: id, part, language, and why.", epilog="Example: cleaner rules list --part social --language de"
    )(with_options(list_command))
    group.command("languages", help="Count the rules of each language.", epilog="Example: cleaner rules languages")(
        with_options(languages_command)
    )
    group.command("show", help="Show one rule: reason, finder, guards, examples.", epilog="Example: cleaner rules show ads.slot-label")(
        with_options(show_command)
    )
    group.command(
        "test",
        help="Clean every example and counterexample of rules, and say which do not come true.",
        epilog="Exit codes: 0 all hold, 1 some do not, 2 a rule file is faulty.",
    )(with_options(test_command))
    group.command("schema", help="Print the JSON Schema of rule files, for editors.", epilog="Example: cleaner rules schema > rules.json")(
        schema_command
    )
    app.add_typer(group, name="rules", help="List, show and test rules.")


def list_command(part: str | None = None, language: str | None = None, rules: list[Path] | None = None) -> None:
    """Print one line a rule, sorted by id."""
    with outcome():
        chosen = extended(rules or ())
        found = sorted(_chosen(chosen, part, language), key=lambda rule: rule.id)
        show(_table(found, terminal_width()))


def languages_command(rules: list[Path] | None = None) -> None:
    """Print one line a language, the one with most rules first; `und` are rules that hold in any language."""
    with outcome():
        counts = Counter(rule.language for rule in extended(rules or ()))
        show(f"{language:<8}{count:>5}" for language, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def show_command(rule_id: str, rules: list[Path] | None = None) -> None:
    """Print what the rule file says of one rule."""
    with outcome():
        chosen = extended(rules or ())
        if rule_id in chosen.by_id:
            show(rule_page(chosen.by_id[rule_id]))
        elif rule_id in FINDERS:
            show([f"{rule_id}: {FINDERS[rule_id]} Part of the library, not of a rule file; --disable {rule_id} leaves it out."])
        else:
            raise RuleError("(command)", rule_id, "id", f"no such rule; {rule_suggestion(chosen, rule_id)}")


def test_command(rule_files: list[Path] | None = None) -> None:
    """Run the examples of the files given, or of the shipped rules, among all rules."""
    with outcome() as result:
        tested = RuleSet.load(*rule_files) if rule_files else RuleSet.default()
        for advice in _advice(rule_files or ()):
            tell(str(advice))
        count = sum(len(rule.examples) + len(rule.counterexamples) for rule in tested)
        failed = 0
        for failure in run_examples(tested, RuleSet.default().extend(tested) if rule_files else tested):
            show(failure.lines)
            failed += 1
        result.found = failed > 0
        tell(f"{counted(len(tested), 'rule')}, {counted(count, 'example')}: " + (f"{failed:,} do not hold" if failed else "all hold"))


def schema_command() -> None:
    """Print what a rule file may hold."""
    from cleaner.rules.tables import RuleFile

    with outcome():
        show(msgspec.json.format(msgspec.json.encode(msgspec.json.schema(RuleFile))).decode().splitlines())


def _advice(paths: Sequence[Path]) -> Iterator[RuleError]:
    """What files without a fault should say otherwise."""
    from cleaner.rules.reading import lint, rule_files, rule_text

    for file in (file for path in paths for file in rule_files(path)):
        yield from lint(rule_text(file), str(file))


def _chosen(rules: RuleSet, part: str | None, language: str | None) -> Iterator[Rule]:
    """The rules of a part or zone and of a language, where they are asked for."""
    if part is not None:
        Policy().keeping([part])  # raises for a word that names neither
    languages = sorted({rule.language for rule in rules})
    if language is not None and language not in languages:
        otherwise = f"there are rules in {', '.join(languages)}"
        raise PolicyError(f"no rule is in {language!r}; {suggestion(language, languages, otherwise)}")
    for rule in rules:
        if part in (None, rule.part.value, rule.part.zone.value) and language in (None, rule.language):
            yield rule


def _table(rules: Sequence[Rule], width: int) -> Iterator[Text]:
    """A line a rule, in columns, under a line of their names."""
    rows = [("rule", "part", "language", "why"), *((rule.id, rule.part.value, rule.language, rule.why) for rule in rules)]
    sizes = [max(len(row[column]) for row in rows) for column in range(3)]
    for place, row in enumerate(rows):
        cells = "  ".join(f"{row[column]:<{sizes[column]}}" for column in range(3))
        yield Text(f"{cells}  {shorten(row[3], max(width - len(cells) - 2, 30))}", style="bold" if place == 0 else "")

"""What a person's answers come to: texts that a configuration allows, or examples for the files of rules."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.corpus.sampling import Judged, RemovalSample, Verdict
from cleaner.errors import WritingError
from cleaner.formats.config import read_config
from cleaner.formats.config_file import Allowance
from cleaner.formats.terminal import counted, printable
from cleaner.paths import exists
from cleaner.rules.rule import CLOSING, OPENING, Example, Rule

_SHARED = "pyproject.toml"
_MARKS = re.compile(f"[{OPENING}{CLOSING}]")


class Written(NamedTuple):
    """What is written, and what a person should know of what is not."""

    text: str
    notes: list[str]


def verdicts(judged: Iterable[Judged]) -> Iterator[str]:
    """A line for each finder that was wrong, the one with most wrong removals first, and one for all together."""
    wrong, told = Counter[str](), Counter[str]()
    for one in judged:
        if one.verdict is not Verdict.skipped:
            told[one.removal.finder] += 1
            wrong[one.removal.finder] += one.verdict is Verdict.body
    for finder, count in sorted(wrong.items(), key=lambda item: (-item[1], item[0])):
        if count:
            yield f"{printable(finder)}: {count:,} of {told[finder]:,} wrong"
    yield f"{counted(told.total(), 'removal')} judged: {wrong.total():,} wrong"


def allowances(judged: Iterable[Judged]) -> tuple[list[Allowance], list[str]]:
    """The texts that must stay, each once with its finder, and notes on those that cannot be named."""
    wrong = [one.removal for one in judged if one.verdict is Verdict.body]
    right = {(one.removal.finder, one.removal.text) for one in judged if one.verdict is Verdict.chrome}
    made: dict[tuple[str, str], Allowance] = {}
    notes = list[str]()
    for removal in wrong:
        place = printable(str(removal.sample.place))
        if fault := _why_not_named(removal):
            notes.append(f"{place}: {removal.finder}: {fault}")
            continue
        if (removal.finder, removal.text) in right:
            notes.append(f"{place}: {removal.finder}: {_shown(removal.text)} was judged both ways; it stays wherever it stands")
        for line in filter(None, map(str.strip, removal.text.splitlines())):
            made.setdefault((removal.finder, line), Allowance(line, f"Judged to be body at {place}.", (), removal.finder))
    return list(made.values()), notes


def _why_not_named(removal: RemovalSample) -> str:
    if not removal.whole:
        return f"{_shown(removal.text)} is not known whole, so it cannot be allowed; disable the rule, or keep the part"
    return f"{_shown(removal.text)} holds a NUL, which no configuration can name" if "\0" in removal.text else ""


def _shown(text: str) -> str:
    return repr(printable(text if len(text) <= 60 else text[:60] + "..."))


def accept_list(judged: Iterable[Judged], into: Path | None = None) -> Written:
    """Tables of a configuration that let what was wrongly removed stay.

    Args:
        judged: what a person said.
        into: a configuration that they are added to; what it says, and allows already, stays as it is. A file that is not there is new.

    Raises:
        ConfigError: if it is there and is no configuration.
        WritingError: if no tables can be added to it.
    """
    wanted, notes = allowances(judged)
    before, known = _configuration(into) if into and exists(into) else ("", ())
    held = {(one.finder, one.text) for one in known if not one.paths}
    new = [one for one in wanted if (one.finder, one.text) not in held]
    if len(new) < len(wanted):
        notes.append(f"{into}: allows {counted(len(wanted) - len(new), 'text')} of these already")
    key = "tool.cleaner.allow" if into and into.name == _SHARED else "allow"
    text = "\n".join([before.rstrip("\n") + "\n"] * bool(before and new) + [_table(one, key) for one in new]) if new else before
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WritingError(f"{into}: names what it allows in one piece, to which nothing can be added; write [[{key}]] tables") from error
    return Written(text, notes)


def _configuration(path: Path) -> tuple[str, tuple[Allowance, ...]]:
    """The text of a configuration, and what it allows."""
    config = read_config(path)
    return path.read_bytes().decode(), config.allow if config else ()


def _table(allowance: Allowance, key: str) -> str:
    named = {"text": allowance.text, "why": allowance.why, "finder": allowance.finder}
    return "".join([f"[[{key}]]\n", *(f"{name} = {_toml(value)}\n" for name, value in named.items())])


def _toml(text: str) -> str:
    """A text as a basic string of TOML, whose escapes are those of JSON; what would steer a terminal or a log is escaped as well."""
    spelled = (one if one == printable(one) else f"\\u{ord(one):04x}" for one in json.dumps(text, ensure_ascii=False))
    return "".join(spelled).replace("##[", "##\\u005b")


# Whether a rule finds, of an example, what is marked, and nothing else.
Holds = Callable[[Rule, Example], bool]


def rule_examples(judged: Iterable[Judged], rules: Mapping[str, Rule], holds: Holds) -> Written:
    """Examples of what was rightly removed and counterexamples of what was not, as TOML: a table for each rule, named by its id.

    Each is the text alone where the rule finds it so, else with the lines around it. What a rule has already is left out.
    """
    lists: dict[str, dict[str, list[str]]] = {}
    notes = list[str]()
    for one in sorted(judged):
        removal = one.removal
        rule = rules.get(removal.finder)
        if one.verdict is Verdict.skipped:
            continue
        if fault := _why_no_example(removal, rule):
            notes.append(f"{printable(str(removal.sample.place))}: {removal.finder}: {fault}")
        elif rule:
            right = one.verdict is Verdict.chrome
            example = next((each for each in _examples(removal, rule) if holds(rule, each)), None) or _examples(removal, rule)[-1]
            text = example.text if right else example.plain
            if text not in {each.text for each in (rule.examples if right else rule.counterexamples)}:
                line = f"  {{ text = {_toml(text)}, seen = {_toml(example.seen)} }},\n"
                found = lists.setdefault(rule.id, {}).setdefault("examples" if right else "counterexamples", [])
                found += [line] if line not in found else []
    return Written("\n".join(_rule_table(rules[name], lists[name]) for name in sorted(lists)), notes)


def _rule_table(rule: Rule, lists: Mapping[str, Sequence[str]]) -> str:
    named = "".join(f"{key} = [\n{''.join(lines)}]\n" for key, lines in sorted(lists.items(), reverse=True))
    where = f"# {printable(rule.source)}: put these into the lists of the rule; cleaner rules test says which hold."
    return f"{where}\n[{_toml(rule.id)}]\n{named}"


def _why_no_example(removal: RemovalSample, rule: Rule | None) -> str:
    if rule is None:
        return "is no rule that could have an example; --as allow keeps what it removed wrongly"
    if rule.scope == "element":
        return "finds elements, whose examples are HTML; --as allow keeps what it removed wrongly"
    if not removal.whole:
        return f"{_shown(removal.text)} is not known whole, so it is no example"
    return f"{_shown(removal.text)} holds a mark of examples itself" if _MARKS.search(removal.text) else ""


def _examples(removal: RemovalSample, rule: Rule) -> list[Example]:
    """The text of a removal marked, in its line if it is a piece of one: alone, below the line before it, among all that is known."""
    sample = removal.sample
    before, after = _MARKS.sub("", sample.before), _MARKS.sub("", sample.after)
    left, right = sample.text[: -len(sample.text.lstrip())], sample.text[len(sample.text.rstrip()) :]
    marked = f"{left}{OPENING}{removal.text}{CLOSING}{right}"
    above, below = before.splitlines(keepends=True), after.splitlines(keepends=True)
    if rule.scope == "inline":
        marked = "".join((*_open(above), marked, *below[:1]))
        above = above[: len(above) - len(_open(above))]
        below = below[1:]
    near = [line for line in above if line.strip()][-1:]
    # What is cut off at the beginning of a line, or at its end, is another line.
    wide = "".join((*(above[1:] if sample.start > len(sample.before) else above), marked, *below[:-1]))
    texts = dict.fromkeys(text.strip() for text in (marked, "".join((*near, marked)), wide))
    return [Example(text, printable(str(sample.place))) for text in texts]


def _open(lines: Sequence[str]) -> Sequence[str]:
    """The last of some lines, if it goes on."""
    return [line for line in lines[-1:] if line.splitlines() == [line]]

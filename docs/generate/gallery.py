"""The gallery: every rule that ships with its reason, examples and counterexamples, a page for each rule set, and an index of all."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cleaner.document.claim import Claim
from cleaner.document.parts import Part
from cleaner.document.policy import PRESETS
from cleaner.rules.rule import CLOSING, OPENING, Example, Rule
from cleaner.rules.ruleset import RuleSet
from cleaner.rules.shipped import PACKAGE
from docs.generate.firing import sources

ANY = "und"
_RIGHT_TO_LEFT = ("ar", "fa", "he")
_THEMES, _LANGUAGES, _SITES = "By theme", "By language", "By site"
# What each finder looks for; the number is that of its phrases, names or steps.
_FINDERS = {
    "equals": "a line that is one of these phrases",
    "starts": "a line that begins with one of these phrases",
    "ends": "a line that ends with one of these phrases",
    "contains": "a line that holds one of these phrases",
    "row": "a line that is a row of such labels",
    "pattern": "a line that fits a pattern",
    "sequence": "lines in this order",
    "select": "elements of a web page by a selector",
    "names": "elements of a web page by words of their classes and ids",
}


class Group(NamedTuple):
    """A rule set.

    Args:
        name: what the ids of its rules begin with.
        title: what it is for.
        shelf: whether it is one of a theme, a language or a site.
        rules: its rules, as the file has them.
    """

    name: str
    title: str
    shelf: str
    rules: Sequence[Rule]


def groups(rules: RuleSet) -> list[Group]:
    """The rule sets, those of themes first, then those of languages and sites, each by name."""
    found = []
    for file, members in groupby(sorted(rules, key=lambda rule: rule.source), key=lambda rule: rule.source):
        path = next((PACKAGE / "rulesets").rglob(file))
        header = tomllib.loads(path.read_text(encoding="utf-8"))["ruleset"]
        shelf = {"languages": _LANGUAGES, "sites": _SITES}.get(path.parent.name, _THEMES)
        found.append(Group(header["name"], header["title"], shelf, list(members)))
    return sorted(found, key=lambda group: ([_THEMES, _LANGUAGES, _SITES].index(group.shelf), group.name))


def gallery_pages(rules: RuleSet, counts: Mapping[str, int]) -> dict[str, str]:
    """The pages as Markdown, by their paths below the folder of documents.

    Args:
        rules: the rules that are shown.
        counts: how often each of them found something.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.globals.update(
        finds=finds, marked=marked, fates=fates, language_name=language_name, written=written, any=ANY, right_to_left=_RIGHT_TO_LEFT
    )
    shown = groups(rules)
    page = environment.get_template("rule_set.md.jinja")
    pages = {f"rules/{group.name}.md": page.render(group=group, entry=_entry(group), counts=counts) for group in shown}
    index = environment.get_template("rules.md.jinja")
    pages["rules/index.md"] = index.render(
        shelves=[(shelf, list(some)) for shelf, some in groupby(shown, key=lambda group: group.shelf)],
        rules=sorted(rules, key=lambda rule: rule.id),
        **matrix(rules),
        counts=counts,
        pages=len(sources()),
    )
    return pages


def menu(rules: RuleSet) -> list[object]:
    """The entries of the gallery in the menu of the site."""
    entries: list[object] = ["rules/index.md"]
    for shelf, some in groupby(groups(rules), key=lambda group: group.shelf):
        entries.append({shelf: [{_entry(group): f"rules/{group.name}.md"} for group in some]})
    return entries


def _entry(group: Group) -> str:
    """What a rule set is called where it is listed."""
    return f"{language_name(group.name)} ({group.name})" if group.shelf == _LANGUAGES else group.name


def matrix(rules: RuleSet) -> dict[str, object]:
    """How many rules each language has for each part, with the sums; languages by their number of rules, parts by their order."""
    cells = Counter((rule.language, rule.part) for rule in rules)
    languages = Counter(rule.language for rule in rules)
    parts = Counter(rule.part for rule in rules)
    return {
        "cells": cells,
        "languages": sorted(languages.items(), key=lambda pair: (-pair[1], pair[0])),
        "parts": [(part, parts[part]) for part in Part if parts[part]],
    }


def language_name(code: str) -> str:
    """A language by its code, in English."""
    return "any language" if code == ANY else Locale.parse(code).get_display_name("en") or code


def fates(rule: Rule) -> list[str]:
    """What becomes of what a rule finds, in words: the same under all policies, or told for each."""
    if rule.rewrite_to is not None:
        return [f"rewritten to “{rule.rewrite_to}”" if rule.rewrite_to else "taken out of its line"]
    found = ["removed" if policy.removes(rule.claim) else "kept" for policy in PRESETS.values()]
    return found[:1] if len(set(found)) == 1 else [f"{fate} under {name}" for fate, name in zip(found, PRESETS, strict=True)]


def marked(rule: Rule, example: Example) -> Markup:
    """A text with what the rule finds in it struck out where it goes, highlighted where it stays, and replaced where it is rewritten."""
    claim: Claim = rule.claim
    tag = "del" if claim.rewrite_to is not None or PRESETS["safe"].removes(claim) else "mark"
    after = f"<ins>{escape(claim.rewrite_to)}</ins>" if claim.rewrite_to else ""
    text = escape(example.text.strip("\n"), quote=False).replace(OPENING, f"<{tag}>").replace(CLOSING, f"</{tag}>{after}")
    # A line of its own would be read as Markdown.
    return Markup(text.replace("\r", "").replace("\n", "&#10;"))


def finds(rule: Rule) -> str:
    """What a rule looks for, in words."""
    what = _FINDERS[rule.finder]
    return "a stretch of a line that fits a pattern" if rule.scope == "inline" else what


def written(rule: Rule) -> Iterator[str]:
    """What a rule looks for, as its file has it with all definitions written out: a piece for each phrase, name, step or pattern."""
    if rule.finder == "pattern" and rule.pattern:
        yield rule.pattern
    elif rule.finder == "sequence":
        yield from (" | ".join(step) for step in rule.steps)
    elif rule.select:
        yield rule.select
    elif rule.names:
        yield from (" ".join(run) for run in rule.names)
    else:
        yield from (*rule.phrases, *rule.beside)

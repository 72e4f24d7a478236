"""What was learned of a site, written as a rule file that a person reads, corrects and commits.

A rule names the lines of one part that stand at the same place and on as many pages. Striking a phrase out takes that line alone back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import count, groupby

from cleaner.corpus.site_lines import LearnedLine, NearestBody, Place
from cleaner.corpus.site_slots import NAME
from cleaner.rules.rule import CLOSING, OPENING

_PLACES: dict[Place, str] = {
    "above": "above the running text",
    "below": "below the running text",
    "around": "above the running text of one page and below that of another",
    "apart": "on pages without running text",
}
# So many examples and counterexamples are enough to see what a rule does.
_EXAMPLES = 3
_WIDTH = 120
# Rules with such a guard apply when the model has seen the page as it came: without its menus it would know less of the rest.
_BETWEEN = 'unless = [{ why = "Between two paragraphs a line belongs to the story.", previous = ["prose"], next = ["prose"] }]'
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def written(learned: Sequence[LearnedLine], kept: NearestBody, pages: int, host: str) -> str:
    """A rule file; empty where nothing was learned, or nothing is kept on any page that rules could be told apart from.

    Args:
        learned: the lines, those on most pages first.
        kept: the lines that stay.
        pages: how many pages were learned from that are no copies of each other.
        host: the site that the rules are for; empty for rules that name no site.
    """
    rules = [list(lines) for _, lines in groupby(learned, key=lambda line: (line.pages, line.place, line.part, line.pattern))]
    patterns = count(1)
    tables = [table for lines in rules if (table := _rule(lines, kept, pages, host, f"-{next(patterns)}" if lines[0].pattern else ""))]
    if not tables:
        return ""
    define = [f"[define]\nslot_name = '''{NAME}'''\n"] if any("{slot_name}" in line.pattern for line in learned) else []
    return "\n".join([_header(host, pages), *define, *tables])


def _header(host: str, pages: int) -> str:
    site = host or "one site"
    lines = [
        f"# Proposed by `cleaner learn` from {pages} pages: lines that repeat, and are chrome wherever they stand. Read them, and",
        "# strike out what belongs to stories; then name the file with --rules, or among the `rules` of cleaner.toml.",
        "[ruleset]",
        f"name = {_quoted(name_of(host))}",
        f"title = {_quoted(f'Lines that repeat on the pages of {site}')}",
    ]
    return "\n".join([*lines, *([f"sites = [{_quoted(host)}]"] if host else []), ""])


def name_of(host: str) -> str:
    """The name of the rules of a site."""
    return _NOT_IN_NAMES.sub("-", host).strip("-") or "site"


def _rule(lines: Sequence[LearnedLine], kept: NearestBody, pages: int, host: str, number: str) -> str:
    first = lines[0]
    counterexamples = kept.of([line.key for line in lines], _EXAMPLES)
    if not counterexamples:
        return ""
    shown = first.texts[:_EXAMPLES] if first.pattern else [line.texts[0] for line in lines[:_EXAMPLES]]
    likely = max(line.body for line in lines)
    why = f"On {first.pages} of {pages} pages{f' of {host}' if host else ''}, {_PLACES[first.place]}; body at most {likely:.0%} likely."
    return "\n".join(
        [
            f"[rule.{first.part}-{first.place}-on-{first.pages}{number}]".replace("_", "-"),
            f"part = {_quoted(first.part)}",
            f"why = {_quoted(why)}",
            *(_finder(first) if first.pattern else _listed("equals", [line.key for line in lines])),
            _BETWEEN,
            *_listed("examples", [OPENING + text + CLOSING for text in shown]),
            *_listed("counterexamples", counterexamples),
            "",
        ]
    )


def _finder(line: LearnedLine) -> list[str]:
    """What finds the lines that a pattern fits."""
    written_out = f"pattern = '''{line.pattern}'''" if "'''" not in line.pattern else f"pattern = {_quoted(line.pattern)}"
    return [written_out, f"keywords = [{_quoted(line.key)}]"]


def _listed(key: str, words: Sequence[str]) -> Iterator[str]:
    """A list of strings, one a line where they do not fit on one."""
    quoted = list(map(_quoted, words))
    whole = f"{key} = [{', '.join(quoted)}]"
    if len(whole) <= _WIDTH:
        yield whole
        return
    yield f"{key} = ["
    yield from (f"  {word}," for word in quoted)
    yield "]"


def _quoted(text: str) -> str:
    """A string of TOML: one of JSON, but for the delete sign, which JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

"""Definitions of rule files: what stands for what, and what is refused."""

from __future__ import annotations

import pytest

from cleaner.errors import RuleError
from cleaner.rules.definitions import DefinitionError, Definitions, Shared
from cleaner.rules.reading import lint, parse

_RULE = """
[rule.letter]
part = "dateline"
why = "A letter."
pattern = '{pattern}'
keywords = {keywords}
examples = ["⟦Dear x⟧"]
counterexamples = ["x"]
"""


def _file(define: str, pattern: str = "Dear", keywords: str = '["dear"]', header: str = "") -> str:
    rule = _RULE.replace("{pattern}", pattern).replace("{keywords}", keywords)
    return f'[ruleset]\nname = "own"\ntitle = "Own"\n{header}\n[define]\n{define}\n{rule}'


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("{greeting}!", "(?:dear|hello) \\p{Lu}x!"),
        ("{months} \\d{1,2}", "(?:may|june?) \\d{1,2}"),
        ("\\p{greeting}\\{months}", "\\p{greeting}\\{months}"),
        ("x{2,}{e<=1}", "x{2,}{e<=1}"),
    ],
)
def test_only_names_stand_for_definitions(pattern: str, found: str) -> None:
    """Fragments stand as they are, lists as groups; what `regex` reads in braces is left to it."""
    own = {"name_word": "\\p{Lu}x", "greeting": "(?:dear|hello) {name_word}", "months": ["may", "june?"]}

    assert Definitions(own, {"name_word": "other"}).pattern(pattern) == found


def test_words_of_a_list_stand_among_others() -> None:
    """In a list of words a name stands for words, through lists within lists, but never for a pattern."""
    definitions = Definitions({"spring": ["may", "june"], "year": ["january", "{spring}"], "short": ["jan\\\\.?"]}, {})

    assert definitions.words(["by", "{year}", "{date}"]) == ["by", "january", "may", "june", "{date}"]
    with pytest.raises(DefinitionError, match="which is a pattern and no word"):
        definitions.words(["{short}"])


def test_definitions_that_double_each_other_are_refused() -> None:
    """They would fill the memory before the pattern is looked at."""
    own = {f"part_{number}": f"{{part_{number + 1}}}" * 2 for number in range(60)} | {"part_60": "x"}

    with pytest.raises(DefinitionError, match="is longer than 200,000 characters, written out"):
        Definitions(own, {}).pattern("{part_0}")


def test_a_template_completes_a_rule() -> None:
    """A rule takes what it does not say; with a finder of its own it takes neither finder nor guards."""
    guard = {"why": "A.", "line": {"max_words": 3}}
    shared = Shared({}, {"letter": {"part": "byline", "max_words": 7, "pattern": "{word} xy", "keywords": ["xy"], "only": [guard]}})
    text = _file('word = "Dear"', header="templates = true")
    own = parse(text, "own.toml", shared)[0]
    taken = parse(text.replace("pattern = 'Dear'\nkeywords = [\"dear\"]\n", ""), "own.toml", shared)[0]

    assert (own.part, own.max_words, own.pattern, own.keywords, own.guards) == ("dateline", 7, "Dear", ("dear",), ())
    assert (taken.part, taken.pattern, taken.keywords, len(taken.guards)) == ("dateline", "Dear xy", ("xy",), 1)
    assert parse(text.replace("templates = true", ""), "own.toml", shared)[0].max_words == 40


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """Each on a line of its own; the error itself has the first."""
    text = _file("", pattern="(", keywords='["D"]').replace('why = "A letter."', "max_words = -1") + '\n[rule.other]\npart = "x"\n'
    with pytest.raises(RuleError) as caught:
        parse(text, "own.toml")

    told = [line.split(": ")[1:3] for line in str(caught.value).splitlines()]
    letter = [["rule own.letter", key] for key in ("max_words", "why", "pattern", "keywords")]
    assert told == [*letter, *(["rule own.other", key] for key in ("why", "part", "finder", "examples", "counterexamples"))]
    assert (caught.value.key, len(caught.value.others)) == ("max_words", len(told) - 1)


def test_what_is_too_long_or_unused_is_told_by_lint() -> None:
    """A pattern needs a reason for its length, or parts with names; a definition needs a use."""
    long = "x" * 401
    faults = lint(_file(f'used = "a"\nunused = "b"\nlong = "{long}"', pattern="{used}{long}" + long), "own.toml")

    assert [fault.key for fault in faults] == ["define.unused", "define.long", "pattern"]
    assert lint(_file("", pattern=long).replace("why =", "why_long = 'A list.'\nwhy ="), "own.toml") == []

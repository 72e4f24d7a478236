"""What answers come to: texts that a configuration allows, and examples for rule files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.cli.examples import run_examples
from cleaner.corpus.judgements import accept_list, rule_examples, verdicts
from cleaner.corpus.sampling import Judged, RemovalSample, Verdict
from cleaner.errors import ConfigError, WritingError
from cleaner.formats.config import read_config
from cleaner.formats.config_file import Allowance
from cleaner.rules.reading import parse
from cleaner.rules.rule import Example, Rule
from cleaner.rules.ruleset import RuleSet
from tests.small_rules import ADS, own_box

from .reports import sample

STORY = "The port of Varn reopened on Tuesday after nine days of strikes, and the first ships went out at dawn."
_RULES = RuleSet(tuple(parse(ADS, "ads.toml")))


def judged(verdict: Verdict, text: str, finder: str = "ads.label", before: str = "", after: str = "", **more: Any) -> Judged:
    """A removal with what a person said of it."""
    return Judged(RemovalSample(finder, "ad_slot", sample(text, before, after, **more)), verdict)


def allowed(text: str, folder: Path) -> list[Allowance]:
    """What a configuration allows that holds some tables."""
    path = folder / "cleaner.toml"
    path.write_text(text, encoding="utf-8")
    config = read_config(path)
    return list(config.allow) if config else []


def holds(rule: Rule, example: Example, rules: RuleSet = _RULES) -> bool:
    """Whether a rule finds what is marked, among some rules."""
    return not list(run_examples([msgspec.structs.replace(rule, examples=(example,), counterexamples=())], rules))


def test_what_was_wrong_is_allowed_by_rule_and_text(tmp_path: Path) -> None:
    """Each text once, with its finder and where it was judged; what was right or passed over is not there."""
    said = [
        judged(Verdict.body, "Advertisement\n"),
        judged(Verdict.body, "Advertisement\n", number=99),
        judged(Verdict.chrome, "Ad\n"),
        judged(Verdict.skipped, "Ads\n"),
        judged(Verdict.body, "Line one\n\n  Line two\n", "model"),
    ]
    why = "Judged to be body at corpus.jsonl: line 12."

    assert allowed(accept_list(said).text, tmp_path) == [
        Allowance("Advertisement", why, (), "ads.label"),
        Allowance("Line one", why, (), "model"),
        Allowance("Line two", why, (), "model"),
    ]


@given(st.text().filter(lambda text: text.strip() and "\0" not in text), st.text(min_size=1))
def test_any_text_reads_back(text: str, finder: str) -> None:
    """Whatever signs a text holds, the configuration names each of its lines as it stood, without the space around."""
    tables = tomllib.loads(accept_list([judged(Verdict.body, text, finder)]).text)["allow"]

    assert [one["text"] for one in tables] == list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
    assert {one["finder"] for one in tables} == {finder}


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("cleaner.toml", ""),
        ("cleaner.toml", 'policy = "safe"'),
        ("cleaner.toml", '[[allow]]\ntext = "Anzeige"\nwhy = "A poem."\n'),
        ("pyproject.toml", '[project]\nname = "x"\n'),
        ("pyproject.toml", '[tool.cleaner]\npolicy = "safe"\n\n[tool.other]\na = 1\n'),
    ],
)
def test_a_configuration_is_added_to(tmp_path: Path, name: str, before: str) -> None:
    """What it said stays, to the letter; what it allows already is not named again."""
    path = tmp_path / name
    path.write_text(before, encoding="utf-8")
    said = [judged(Verdict.body, "Advertisement\n")]
    first = accept_list(said, path)
    path.write_text(first.text, encoding="utf-8")
    again = accept_list(said, path)
    config = read_config(path)

    assert first.text.startswith(before)
    assert config is not None
    assert config.allow[-1].text == "Advertisement"
    assert (again.text, again.notes) == (first.text, [f"{path}: allows 1 text of these already"])


def test_a_configuration_that_cannot_be_added_to_is_an_error(tmp_path: Path) -> None:
    """One with its list in one piece, and one that is none."""
    path = tmp_path / "cleaner.toml"
    path.write_text('allow = [{ text = "a", why = "b" }]\n', encoding="utf-8")
    with pytest.raises(WritingError, match=r"write \[\[allow\]\] tables"):
        accept_list([judged(Verdict.body, "Advertisement\n")], path)
    path.write_text("allow = 3\n", encoding="utf-8")
    with pytest.raises(ConfigError):
        accept_list([judged(Verdict.body, "Advertisement\n")], path)


def test_what_cannot_be_allowed_is_told() -> None:
    """A text of which only the beginning is known, and one that no configuration can name; and one that was judged both ways."""
    cut = judged(Verdict.body, "The port")
    cut = msgspec.structs.replace(cut, removal=msgspec.structs.replace(cut.removal, whole=False))
    said = [cut, judged(Verdict.body, "a\0b"), judged(Verdict.body, "Ad"), judged(Verdict.chrome, "Ad")]
    made = accept_list(said)

    assert [one["text"] for one in tomllib.loads(made.text)["allow"]] == ["Ad"]
    assert made.notes == [
        "corpus.jsonl: line 12: ads.label: 'The port' is not known whole, so it cannot be allowed; disable the rule, or keep the part",
        "corpus.jsonl: line 12: ads.label: 'a␀b' holds a NUL, which no configuration can name",
        "corpus.jsonl: line 12: ads.label: 'Ad' was judged both ways; it stays wherever it stands",
    ]


def test_answers_are_counted_by_finder() -> None:
    """A line for each that was wrong, and the sum; what was passed over counts for nothing."""
    said = [
        judged(Verdict.chrome, "a"),
        judged(Verdict.body, "b", "model"),
        judged(Verdict.chrome, "c", "model"),
        judged(Verdict.skipped, "d", "x"),
    ]

    assert list(verdicts(said)) == ["model: 1 of 2 wrong", "3 removals judged: 1 wrong"]


def lists(text: str) -> Mapping[str, Mapping[str, list[Mapping[str, str]]]]:
    """The lists of examples by the ids of their rules."""
    return tomllib.loads(text)


def test_answers_are_examples_of_their_rules() -> None:
    """What was right is marked, what was wrong is not, and each says where it was seen; nothing that the rule has is told again."""
    said = [
        judged(Verdict.chrome, "ADVERTISEMENT »\n", before="A day.\n", after="A night.\n"),
        judged(Verdict.chrome, "Advertisement\n"),
        judged(Verdict.body, "- Advertisement -\n", number=5),
    ]

    assert lists(rule_examples(said, _RULES.by_id, holds).text) == {
        "ads.label": {
            "examples": [{"text": "⟦ADVERTISEMENT »⟧", "seen": "corpus.jsonl: line 12"}],
            "counterexamples": [{"text": "- Advertisement -", "seen": "corpus.jsonl: line 5"}],
        }
    }


def test_examples_hold_in_a_rule_file() -> None:
    """Pasted into the lists of the rule, an example comes true, and a counterexample shows what is to be mended."""
    said = [judged(Verdict.chrome, "ADVERTISEMENT »\n"), judged(Verdict.body, "- Advertisement -\n", number=5)]
    right, wrong = (line for line in rule_examples(said, _RULES.by_id, holds).text.splitlines() if line.startswith("  "))
    pasted = ADS.replace('examples = ["⟦Advertisement⟧"]', f'examples = ["⟦Advertisement⟧",\n{right}\n]')
    pasted = pasted.replace('counterexamples = ["Advertisement revenue fell."]', f"counterexamples = [\n{wrong}\n]")
    failures = list(run_examples(parse(pasted, "ads.toml"), _RULES))

    assert [str(failure) for failure in failures] == [
        "ads.toml: ads.label: counterexample 1\n  found, but must not be: '- Advertisement -'"
    ]


def test_a_piece_of_a_line_is_shown_in_its_line() -> None:
    """A rule that finds within lines has its example from one."""
    story = "Mara covers shipping."
    one = judged(Verdict.chrome, " Tips: a@example.com", "ads.tips", f"{story}\n{story}", " She\nThe end.\n", start=len(story) * 2 + 1)

    assert lists(rule_examples([one], _RULES.by_id, holds).text)["ads.tips"]["examples"] == [
        {"text": f"{story} ⟦Tips: a@example.com⟧ She", "seen": "corpus.jsonl: line 12"}
    ]


def test_a_rule_that_asks_for_neighbours_has_them() -> None:
    """The least of what is known that the rule needs to find the text."""
    guard = 'equals = ["read on"]\nonly = [{ why = "Below a story.", previous = ["prose"] }]'
    rules = own_box(guard, f"{STORY}\\n⟦Read on⟧", "Read on")
    one = judged(Verdict.chrome, "Read on »\n", "own.box", f"Varn\n{STORY}\n", "The end\n", start=len(STORY) + 6)
    found = rule_examples([one], rules.by_id, lambda rule, example: holds(rule, example, rules))

    assert lists(found.text)["own.box"]["examples"] == [{"text": f"{STORY}\n⟦Read on »⟧", "seen": "corpus.jsonl: line 12"}]


def test_what_has_no_examples_is_told() -> None:
    """The model is no rule, and a text with the signs of marks would mark itself."""
    said = [judged(Verdict.body, "Read on", "model"), judged(Verdict.body, "⟦x⟧")]

    assert rule_examples(said, _RULES.by_id, holds) == (
        "",
        [
            "corpus.jsonl: line 12: ads.label: '⟦x⟧' holds a mark of examples itself",
            "corpus.jsonl: line 12: model: is no rule that could have an example; --as allow keeps what it removed wrongly",
        ],
    )

"""Faulty rule files: each is refused with a message that names the file, the rule, the key, and what to write instead."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest

from cleaner import RuleSet
from cleaner.errors import RuleError
from cleaner.rules.reading import parse
from cleaner.rules.tables import RuleTable
from tests.small_rules import own_box

FILES = sorted((Path(__file__).parents[2] / "fixtures" / "rules" / "invalid").glob("*.toml"))
_EXPECT = "# expect: "


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_faulty_file_is_refused_with_the_message_it_expects(file: Path) -> None:
    """The error begins with the file and holds the text that the file's first line tells."""
    expected = file.read_text(encoding="utf-8").splitlines()[0]
    with pytest.raises(RuleError) as caught:
        RuleSet.load(file)

    assert expected.startswith(_EXPECT)
    assert str(caught.value).startswith(f"{file}: rule ")
    assert expected.removeprefix(_EXPECT) in str(caught.value)
    assert str(caught.value) == f"{caught.value.where}: rule {caught.value.rule}: {caught.value.key}: {caught.value.fault}"


_ANYTHING: tuple[object, ...] = (3, -1, True, 1.5, "", "(", "{nope}", [], [[]], [1], ["("], {}, {"x": 1}, [{}], [{"why": 3, "line": 3}])


@pytest.mark.parametrize("key", RuleTable.__struct_fields__)
@pytest.mark.parametrize("value", _ANYTHING, ids=repr)
def test_whatever_a_key_holds_there_are_rules_or_a_rule_error(key: str, value: object) -> None:
    """No value makes another error, beside whichever finder it stands."""
    inline = json.dumps(value).replace('": ', '" = ')
    for finder in ("equals = ['box']", "names = ['box']", "pattern = 'box'\nkeywords = ['box']", "row = ['share', 'print']"):
        keys = {"part": "'teaser'", "why": "'w'", "examples": "['⟦box⟧']", "counterexamples": "['b']"} | dict(
            [finder.split("\n")[0].split(" = ")]
        )
        body = "\n".join(f"{name} = {text}" for name, text in (keys | {key: inline}).items())
        with contextlib.suppress(RuleError):
            assert len(parse(f"[ruleset]\nname = 'own'\ntitle = 'Own'\n[rule.box]\n{body}", "own.toml")) == 1


def test_a_second_list_of_keywords_goes_with_a_pattern_alone() -> None:
    """Phrases are found whole, so that nothing else needs to stand in the line; and it is lowered as the first list is."""
    with pytest.raises(RuleError, match="also: only a pattern has keywords"):
        own_box("equals = ['box']\nalso = ['1']", "⟦Box⟧", "Other")
    with pytest.raises(RuleError, match="also: 'A' must be in lower case"):
        own_box("pattern = 'Box A'\nkeywords = ['box']\nalso = ['A']", "⟦Box A⟧", "Other")


def test_a_faulty_file_in_a_folder_is_refused() -> None:
    """A folder is loaded as all of its files, so one fault is enough."""
    with pytest.raises(RuleError):
        RuleSet.load(FILES[0].parent)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """What cannot be read is named."""
    with pytest.raises(RuleError, match=r"missing\.toml: rule \(none\): file: cannot be read: "):
        RuleSet.load(tmp_path / "missing.toml")


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    """Rule files are UTF-8; nothing is guessed."""
    (tmp_path / "latin.toml").write_bytes(b'title = "\xe9"')
    with pytest.raises(RuleError, match="file: cannot be read: 'utf-8' codec"):
        RuleSet.load(tmp_path)

"""Patterns of the library itself, as they are written in its modules."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
import regex

from tests.test_floors import modules

# An escape or a class of characters, in which the signs mean nothing; or a quantifier that gives nothing back, or an atomic group.
_TOKENS = regex.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(?P<found>[*+?}]\+|\(\?>)", regex.DOTALL)
_TAKE_PATTERNS = {"compile", "findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"}


def never_gives_back(pattern: str) -> bool:
    """Whether a pattern, or a part of one, has a possessive quantifier or an atomic group."""
    return any(token["found"] for token in _TOKENS.finditer(pattern))


def patterns(tree: ast.Module) -> Iterator[str]:
    """The texts that go into the patterns of the standard library's `re`: those in its calls, and what is assigned to names in these."""
    calls = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr in _TAKE_PATTERNS) == ("re", True)
        and node.args
    ]
    assigned: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                for name in ast.walk(target):
                    if isinstance(name, ast.Name):
                        assigned.setdefault(name.id, []).append(node.value)
    asked, known = [*calls], set[str]()
    while asked:
        for node in ast.walk(asked.pop()):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                yield node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            elif isinstance(node, ast.Name) and node.id not in known:
                known.add(node.id)
                asked += assigned.get(node.id, [])


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        *[(r"a++", True), (r"(?:a|b)*+c", True), (r"a?+", True), (r"a{2}+", True), (r"(?>a)", True)],
        *[(r"a+", False), (r"\++", False), (r"[*+]+", False), (r"[]*+]", False), (r"(?:a)+\+", False)],
    ],
)
def test_what_gives_nothing_back_is_told_from_signs(pattern: str, found: bool) -> None:
    """Quantifiers and groups are found; the same signs as characters are not."""
    assert never_gives_back(pattern) is found


def test_patterns_of_re_give_back() -> None:
    """No pattern of the standard library's `re` has a possessive quantifier or an atomic group, which the first 3.11 match wrongly."""
    found = {name: [text for text in patterns(tree) if never_gives_back(text)] for name, tree in modules().items()}

    assert {name: texts for name, texts in found.items() if texts} == {}
    # What the library passes to `re` is seen at all.
    assert len([text for tree in modules().values() for text in patterns(tree)]) > 200

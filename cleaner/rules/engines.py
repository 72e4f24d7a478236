"""Literals as a prefix tree, written as a regular expression."""

from __future__ import annotations

import re
from collections.abc import Iterable

_Tree = dict[str, "_Tree"]


def written(literals: Iterable[str]) -> str:
    """Literals as a pattern that takes the longest one."""
    root: _Tree = {}
    for literal in literals:
        node = root
        for character in literal:
            node = node.setdefault(character, {})
        node[""] = {}
    return _written(root)


def _written(tree: _Tree) -> str:
    branches = [re.escape(character) + _written(below) for character, below in sorted(tree.items()) if character]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if "" in tree else joined

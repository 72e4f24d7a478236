"""Faults of a pattern that would make a page expensive: repetition inside repetition, which backtracks without bound."""

from __future__ import annotations

import regex

# One token of a pattern: an escape, a character class, a group's opening with its kind, a closing, a quantifier, or a character.
_TOKEN = regex.compile(
    r"\\[pP]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*+\]|\((?:\?(?:[:=!>|]|<[=!]|P?<\w+>|[a-zA-Z-]+[:)]?))?|\)|[*+?]|\{\d*,?\d*\}|.",
    regex.DOTALL,
)
_UNBOUNDED = regex.compile(r"[*+]|\{\d*,\}")
_QUANTIFIER = regex.compile(r"[*+?]|\{\d*,?\d*\}")
# Repetition up to a few times of something unbounded stays polynomial and short; beyond that it does not.
_FEW = 12


def _repeats(token: str) -> bool:
    """Whether a token is a quantifier that repeats without bound or many times."""
    if _UNBOUNDED.fullmatch(token):
        return True
    bounds = regex.fullmatch(r"\{\d*,(\d+)\}|\{(\d+)\}", token)
    return bounds is not None and int(bounds[1] or bounds[2]) > _FEW


def pattern_fault(pattern: str) -> str | None:
    """What is wrong with a pattern, or None.

    Args:
        pattern: a regular expression that compiles.
    """
    tokens = _TOKEN.findall(pattern)
    holds_unbounded = [False]
    for position, token in enumerate(tokens):
        previous = tokens[position - 1] if position else ""
        following = tokens[position + 1] if position + 1 < len(tokens) else ""
        if token.startswith("(") and not token.endswith(")"):
            holds_unbounded.append(False)
        elif token == ")" and len(holds_unbounded) > 1:
            inside = holds_unbounded.pop()
            possessive = position + 2 < len(tokens) and tokens[position + 2] == "+"
            if inside and _repeats(following) and not possessive:
                return "repeats a group that itself repeats without bound; bound one of the two, or make the inner one possessive"
            holds_unbounded[-1] |= inside
        elif _UNBOUNDED.fullmatch(token) and following != "+" and not (token == "+" and _QUANTIFIER.fullmatch(previous)):
            holds_unbounded[-1] = True
    return None

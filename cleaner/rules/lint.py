"""Faults of a pattern that would make a page expensive: repetition inside repetition, which backtracks or grows without bound."""

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


# `regex` writes out what is repeated a fixed number of times: counts within counts would fill the memory.
_COUNT = regex.compile(r"\{(\d+),?\d*\}")
_MOST_WRITTEN_OUT, _LONGEST_PATTERN = 100_000, 200_000


def size_fault(pattern: str) -> str | None:
    """Why a pattern would take too much memory to be compiled, or None.

    Args:
        pattern: what may be a regular expression.
    """
    if len(pattern) > _LONGEST_PATTERN:
        return f"is longer than {_LONGEST_PATTERN:,} characters; make several rules of it"
    # Tokens written out, of each group that is open; the last one read is repeated by a count after it.
    open_groups, last = [0], 0
    for token in _TOKEN.findall(pattern):
        if count := _COUNT.fullmatch(token):
            times = max(1, min(int(count[1][:9]), _MOST_WRITTEN_OUT))
            open_groups[-1] += last * (times - 1)
            last *= times
        elif token.startswith("(") and not token.endswith(")"):
            open_groups.append(0)
            last = 1
        elif token == ")" and len(open_groups) > 1:
            last = open_groups.pop() + 1
            open_groups[-1] += last
        else:
            last = 1
            open_groups[-1] += 1
        if max(last, open_groups[-1]) > _MOST_WRITTEN_OUT:
            return f"stands for over {_MOST_WRITTEN_OUT:,} characters, counts multiplied; count fewer"
    return None


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

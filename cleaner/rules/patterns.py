"""Patterns that rules need: what is wrong with one, those of placeholders in sequences, and the one that a row of labels makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import regex

# One token of a pattern: an escape, a character class, a group's opening with its kind, a closing, a quantifier, or a character.
_TOKEN = re.compile(
    r"\\[pP]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\((?:\?(?:[:=!>|]|<[=!]|P?<\w+>|[a-zA-Z-]+[:)]?))?|\)|[*+?]|\{\d*,?\d*\}|.",
    re.DOTALL,
)
_UNBOUNDED = re.compile(r"[*+]|\{\d*,\}")
_QUANTIFIER = re.compile(r"[*+?]|\{\d*,?\d*\}")
# Repetition up to a few times of something unbounded stays polynomial and short; beyond that it does not.
_FEW = 12
# `regex` writes out what is repeated a fixed number of times: counts within counts would fill the memory.
_COUNT = re.compile(r"\{(\d+),?\d*\}")
_MOST_WRITTEN_OUT, LONGEST_PATTERN = 100_000, 200_000

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september"
    r"|october|november|december)\.?"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? "
_CLOCK = r"(?:,? (?:at |- )?\d{1,2}[:.]\d\d(?::\d\d)? ?(?:[ap]\.?m\.?)?(?: \(?[a-z]{2,4}\)?)?)?"
# What a step of a sequence may ask for instead of a phrase.
PLACEHOLDERS: dict[str, str] = {
    "{date}": (
        rf"(?i)(?:{_DAY})?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
        rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日){_CLOCK}"
    ),
    "{ago}": r"(?i)(?:\d{1,3}|an?|one|two|three) (?:second|sec|minute|min|hour|hr|day|week|month|year)s? ago",
    "{name}": r"\p{Lu}[\p{L}'’.-]+(?: (?:\p{Lu}[\p{L}'’.-]*|de|da|del|van|von|der|bin|al|la|le|y)){1,3}|\p{Han}{1,3}[ 　・]\p{L}{1,5}",
    "{number}": r"\d{1,3}(?:(?:[.,]?\d{3})*|[.,]\d{1,2})[kKM]?",
}

# What parts two labels of a row: white space and marks, or nothing where a capital follows a small letter ("FacebookTwitter"). Arrows do
# not count: they part the steps of a path through menus, as manuals write it.
_GLUED = r"(?-i:(?<=\p{Ll})(?=\p{Lu}))"
_BETWEEN = rf"(?:[\s|｜/·•‧∙⋅●▪,;:、・，：—–-]{{1,6}}|{_GLUED})"
_BEFORE, _AFTER = rf"(?:(?<!\w)|{_GLUED})", rf"(?:(?!\w)|{_GLUED})"
_AROUND = r"[\s|｜/·•‧∙⋅●▪◦▸►\-–—*,:：()\[\]]{0,6}"
# How often something was shared or liked.
_SHARES = r"(?:\s?[(:]?\s?\d[\d.,]{0,6}\s?[kKmM]?\+?\)?)?"
_MOST_LABELS = 15


def size_fault(pattern: str) -> str | None:
    """Why what may be a regular expression would take too much memory to be compiled, or None."""
    if len(pattern) > LONGEST_PATTERN:
        return f"is longer than {LONGEST_PATTERN:,} characters; make several rules of it"
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


def pattern_fault(pattern: str) -> str | None:
    """Why a regular expression that compiles would make a page expensive: a repetition inside a repetition backtracks without bound."""
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


def _repeats(token: str) -> bool:
    """Whether a token is a quantifier that repeats without bound or many times."""
    if _UNBOUNDED.fullmatch(token):
        return True
    bounds = re.fullmatch(r"\{\d*,(\d+)\}|\{(\d+)\}", token)
    return bounds is not None and int(bounds[1] or bounds[2]) > _FEW


def fills(line: str, placeholder: str) -> bool:
    """Whether a line, without the white space around it, is what one of `PLACEHOLDERS` asks for."""
    return _compiled(placeholder).fullmatch(line) is not None


@cache
def _compiled(placeholder: str) -> regex.Pattern[str]:
    import regex  # few texts hold what opens a sequence

    return regex.compile(PLACEHOLDERS[placeholder])


def row_pattern(labels: Sequence[str], beside: Sequence[str] = ()) -> str:
    """A pattern that fits a line of two labels or more, one of them of the first kind.

    Args:
        labels: labels that show what the row is, in lower case; at least one.
        beside: labels that stand in such rows too, and prove nothing by themselves.
    """
    one = _any_label({*labels, *beside}) + _SHARES
    # The labels are written once, for the first as for those after it: compiling them takes most of the time.
    row = rf"(?i)(?:(?:\A{_AROUND}|(?!\A){_BETWEEN}(?:\d[\d.,]{{0,6}}[kKmM]?{_BETWEEN})?){one}){{2,{_MOST_LABELS + 1}}}{_AROUND}"
    # Tried last, and backwards: most lines are no rows.
    return rf"{row}(?<={_BEFORE}{_any_label(labels)}{_AFTER}.{{0,200}})" if beside else row


def _any_label(labels: Iterable[str]) -> str:
    """One of some labels: spaces of any kind, and any number where a label has `#`."""
    return any_of(labels).replace("\\ ", r"\s").replace("\\#", r"\d[\d.,]{0,6}")


def any_of(words: Iterable[str]) -> str:
    """A pattern that takes the longest of some words, written as a prefix tree, so that it does not backtrack over them."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return _branches(root)


def _branches(tree: dict[str, Any]) -> str:
    branches = [re.escape(character) + _branches(below) for character, below in sorted(tree.items()) if character]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if "" in tree else joined

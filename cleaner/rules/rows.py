"""The pattern of a row: a line that consists of labels, such as `Share | Print | Email`, whatever parts them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.rules.engines import written

# What parts two labels: white space and marks, or nothing where a capital follows a small letter ("FacebookTwitter"). Arrows do not
# count: they part the steps of a path through menus, as manuals write it.
_GLUED = r"(?-i:(?<=\p{Ll})(?=\p{Lu}))"
_BETWEEN = rf"(?:[\s|｜/·•‧∙⋅●▪,;:、・，：—–-]{{1,6}}|{_GLUED})"
_BEFORE, _AFTER = rf"(?:(?<!\w)|{_GLUED})", rf"(?:(?!\w)|{_GLUED})"
_AROUND = r"[\s|｜/·•‧∙⋅●▪◦▸►\-–—*,:：()\[\]]{0,6}"
# How often something was shared or liked.
_COUNT = r"(?:\s?[(:]?\s?\d[\d.,]{0,6}\s?[kKmM]?\+?\)?)?"
_MOST = 15


def row_pattern(labels: Sequence[str], beside: Sequence[str] = ()) -> str:
    """A pattern that fits a line of two labels or more, one of them of the first kind.

    Args:
        labels: labels that show what the row is, in lower case; at least one.
        beside: labels that stand in such rows too, and prove nothing by themselves.
    """
    one = _any_of({*labels, *beside}) + _COUNT
    row = rf"(?i){_AROUND}{one}(?:{_BETWEEN}(?:\d[\d.,]{{0,6}}[kKmM]?{_BETWEEN})?{one}){{1,{_MOST}}}{_AROUND}"
    # Asked last, and backwards: most lines are no rows.
    return rf"{row}(?<={_BEFORE}{_any_of(labels)}{_AFTER}.{{0,200}})" if beside else row


def _any_of(labels: Iterable[str]) -> str:
    """One of some labels, as a prefix tree: spaces of any kind, and any number where a label has `#`."""
    return written(labels).replace("\\ ", r"\s").replace("\\#", r"\d[\d.,]{0,6}")

"""CSS selectors in parts: what stands between commas, and what is asked of the element itself."""

from __future__ import annotations

import re

# What is asked in brackets about other elements, or about values, says nothing of the names that the element itself must have.
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def alternatives(selector: str) -> list[str]:
    """The selectors of a list, cut at the commas outside brackets and quotes.

    Args:
        selector: a CSS selector list.
    """
    return [part for part in map(str.strip, cut(selector, ",")) if part]


def last_compound(selector: str) -> str:
    """What a selector asks of the element itself, without what it asks of those around it or in it.

    Args:
        selector: one CSS selector.
    """
    last = cut(re.sub(r"\s*([>+~])\s*", r"\1", selector), " >+~")[-1]
    return re.sub(r":[\w-]+(\(.*\))?", "", _QUOTED.sub("", last))


def cut(text: str, signs: str) -> list[str]:
    """A text cut at signs outside brackets and quotes.

    Args:
        text: a CSS selector, or a list of them.
        signs: the signs.
    """
    parts, depth, quote = [""], 0, ""
    for character in text:
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif depth == 0 and character in signs:
            parts.append("")
            continue
        parts[-1] += character
    return parts

"""The numbers of the items of a list, where they are not simply one after the other."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.html.markup import Elements

# A list begins with a number of so many digits at most.
_NUMBER = re.compile(r"\s*[0-9]{1,9}\s*")


class Run(NamedTuple):
    """Items of a list that are counted on from a number of their own.

    Args:
        first: the element of the first of them.
        number: its number.
    """

    first: int
    number: int


def number_in(value: str | None) -> int | None:
    """The number that an attribute states; None where it states none that a list in Markdown may begin with.

    Args:
        value: the attribute.
    """
    return int(value) if value and _NUMBER.fullmatch(value) else None


def runs(elements: Elements) -> dict[int, Run]:
    """For each item that no longer follows the number its list begins with, the run it belongs to.

    Args:
        elements: the elements of a page.
    """
    following, under_way = dict[int, int](), dict[int, Run]()
    found: dict[int, Run] = {}
    for element, tag in enumerate(elements.tags):
        parent = elements.parents[element]
        if tag != "li" or parent < 0 or elements.tags[parent] != "ol":
            continue
        expected = following.get(parent)
        if expected is None:
            expected = number_in((elements.attributes[parent] or {}).get("start"))
            expected = 1 if expected is None else expected
        stated = number_in((elements.attributes[element] or {}).get("value"))
        number = expected if stated is None else stated
        if number != expected:
            under_way[parent] = Run(element, number)
        following[parent] = number + 1
        if parent in under_way:
            found[element] = under_way[parent]
    return found

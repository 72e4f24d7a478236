"""The numbers of the items of numbered lists, as the page states and counts them."""

from __future__ import annotations

import re

from cleaner.html.markup import Elements

# A list in Markdown begins with a number of so many digits at most.
_NUMBER = re.compile(r"\s*[0-9]{1,9}\s*")
_MOST = 999_999_999


def number_in(value: str | None) -> int | None:
    """The number that an attribute states; None where it states none that a list in Markdown may begin with.

    Args:
        value: the attribute.
    """
    return int(value) if value and _NUMBER.fullmatch(value) else None


def numbers(elements: Elements) -> dict[int, int]:
    """The number of each item of a numbered list.

    Args:
        elements: the elements of a page.
    """
    following, found = dict[int, int](), dict[int, int]()
    for element, tag in enumerate(elements.tags):
        parent = elements.parents[element]
        if tag != "li" or parent < 0 or elements.tags[parent] != "ol":
            continue
        if parent not in following:
            start = number_in(elements.attributes[parent].get("start"))
            following[parent] = 1 if start is None else start
        stated = number_in(elements.attributes[element].get("value"))
        found[element] = min(following[parent] if stated is None else stated, _MOST)
        following[parent] = found[element] + 1
    return found

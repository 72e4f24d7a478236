"""Lines that a sequence may ask for by what they are."""

from __future__ import annotations

import pytest

from cleaner.rules.patterns import PLACEHOLDERS, fills

_FILLING = {
    "{date}": [
        "July 12, 2023",
        "12 July 2023",
        "Jul. 12, 2023",
        "Wednesday, July 12, 2023",
        "July 12th, 2023 at 4:15 pm",
        "2023-07-12",
        "12.07.2023",
        "12/7/23",
        "2023年7月12日",
        "sept 3 2023, 16:15 (UTC)",
    ],
    "{ago}": ["3 hours ago", "an hour ago", "one day ago", "12 mins ago", "2 Weeks Ago"],
    "{name}": ["Mara Lindqvist", "J. R. R. Tolkien", "Ludwig van Beethoven", "Conan O’Brien", "Анна Каренина"],
    "{number}": ["0", "12", "1,234", "3.2k", "10K", "1.234.567"],
}
_CLOSE = {
    "{date}": ["July", "12", "the 12th of July 2023", "July 12, 2023 was a Wednesday", "2023"],
    "{ago}": ["hours ago", "long ago", "3 hours", "3 hours ago today"],
    "{name}": ["Mara", "mara lindqvist", "Mara Lindqvist reports", "NEWS", "A B C D E F"],
    "{number}": ["", "one", "12 a", "#"],
}


@pytest.mark.parametrize(("placeholder", "line"), [(name, line) for name, lines in _FILLING.items() for line in lines])
def test_a_line_fills_its_placeholder(placeholder: str, line: str) -> None:
    """Dates, times ago, names and numbers are known in the forms that pages print."""
    assert [name for name in PLACEHOLDERS if fills(line, name)] == [placeholder]


@pytest.mark.parametrize(("placeholder", "line"), [(name, line) for name, lines in _CLOSE.items() for line in lines])
def test_a_line_that_holds_more_or_less_does_not(placeholder: str, line: str) -> None:
    """The whole line is what is asked for."""
    assert fills(line, placeholder) is False

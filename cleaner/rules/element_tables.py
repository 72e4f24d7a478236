"""From a TOML table to a rule about elements: the selectors or the words that it finds by."""

from __future__ import annotations

from cleaner.rules.compounds import alternatives
from cleaner.rules.rule import Rule
from cleaner.rules.selectors import Selectors, name_words
from cleaner.rules.table import Table


def selector(table: Table) -> str:
    """A list of CSS selectors that a parser understands."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError  # rules about lines need no parser

    text: str = table.table["select"]
    try:
        LexborHTMLParser("").css(text)
    except SelectolaxError as error:
        raise table.fault("select", f"is not a CSS selector: {text!r}") from error
    return ", ".join(alternatives(text))


def names(table: Table) -> tuple[tuple[str, ...], ...]:
    """Runs of words, each as the words of class names are read."""
    made = []
    for phrase in table.words(table.table["names"], "names"):
        words = name_words(phrase.replace(" ", "-"))
        if phrase != phrase.lower() or " ".join(words) != phrase:
            raise table.fault("names", f"{phrase!r} must be words in lower case with single spaces between, such as {'share bar'!r}")
        made.append(words)
    return tuple(made)


def filed(table: Table, rule: Rule) -> Rule:
    """The rule, if an element can be told by what it selects."""
    try:
        Selectors([rule])
    except ValueError as error:
        raise table.fault("select", f"{error}; every page would be searched for it") from error
    return rule

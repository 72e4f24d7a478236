"""The finders that are no rules: what the library itself says of lines, each under a name that can be disabled as rules can."""

from __future__ import annotations

from collections.abc import Iterable

# The finder of claims that a model makes; a policy has a confidence of its own for them.
MODEL = "model"
FINDERS: dict[str, str] = {
    "between.stories": "Labels and headings that stand between two stories, below what closes the first.",
    "breaks": "Empty lines after a removed line, and at the end of a page.",
    "characters.doubled": "A line that is the same picture name twice.",
    "characters.entity": "Entities such as &nbsp; that stand in a text for a character.",
    "duplicates": "Copies of stories that are kept on another page.",
    "echoes.names-story": "A label and the headline of a story of the page: a link to it.",
    "echoes.said-again": "Lines that stand word for word in three stories of a page.",
    "fences": "The fence around a whole text.",
    "heads": "Where stories open: kicker, headline and deck.",
    MODEL: "What the line model takes for chrome by its words, shape, neighbours and place.",
    "pull-quotes.said-in-paragraph": "Sentences of a story that are set again for effect.",
    "runs.menu": "Rows of labels, most of them known from menus.",
    "subheadings.untexted": "Headings with no text below them.",
    "teaser-lists.headline": "Headlines below a label that announces other stories.",
    "teaser-lists.label": "Labels above such headlines.",
    "trafilatura": "What the engine of that name leaves out of a web page.",
}


def finders_named(names: Iterable[str]) -> frozenset[str]:
    """The finders above that some words name; other words name none.

    Args:
        names: names of finders, or of groups of them: what stands before the dot.
    """
    wanted = tuple(names)
    return frozenset(finder for finder in FINDERS if any(is_named(finder, name) for name in wanted))


def is_named(finder: str, name: str) -> bool:
    """Whether a word names a finder: by its whole name, or by that of its group.

    Args:
        finder: the id of a rule, or the name of another finder.
        name: the word.
    """
    return finder == name or finder.startswith(f"{name}.")

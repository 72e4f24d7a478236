"""Lines that belong to the content because they stand as its other lines do: built by the same template, or between them."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.html.align import words_of
from cleaner.html.markup import Markup
from cleaner.html.tags import BLOCKS, Mark
from cleaner.html.written import attributes_in

# What stands in these is beside the content, however it is built.
_BESIDE = Mark.nav | Mark.aside | Mark.footer | Mark.form | Mark.dialog | Mark.hidden
_MOST_LINKED = 0.5
# Beyond the first and last known lines, one must have so many words: a template also shapes labels above and below the content.
_LONG = 15
_SHORT = 8

# An element and the one around it, each by its name and class.
Template = tuple[str, str, str, str]


def in_company(markup: Markup, known: Sequence[bool], *, between: bool) -> list[bool]:
    """The known lines of the content, and those that stand as they do.

    Args:
        markup: the lines of the page.
        known: for each line whether it is known to be content; at least one is.
        between: whether all text between known lines is content too, unless it says little.
    """
    parents, lines = markup.elements.parents, [line for line, held in enumerate(known) if held]
    first, last = lines[0], lines[-1]
    blocks = {_block(markup, line) for line in lines}
    around = {parents[block] for block in blocks}
    templates = {_template(markup, block) for block in blocks}
    found = list(known)
    for line, held in enumerate(known):
        if held or _beside(markup, line) or not (words := len(words_of(markup.lines[line]))):
            continue
        block, inside = _block(markup, line), first < line < last
        alike = parents[block] in around or _template(markup, block) in templates
        found[line] = (alike and (inside or words >= _LONG)) or (between and inside and words >= _SHORT)
    return found


def _beside(markup: Markup, line: int) -> bool:
    return bool(markup.marks(line) & _BESIDE) or markup.link_density(line) > _MOST_LINKED


def _block(markup: Markup, line: int) -> int:
    """The element that begins and ends a line."""
    elements, element = markup.elements, markup.element[line]
    while elements.tags[element] not in BLOCKS and elements.parents[element] >= 0:
        element = elements.parents[element]
    return element


def _template(markup: Markup, element: int) -> Template:
    """What an element and the one around it are called: elements that a template makes are called alike."""
    elements, parent = markup.elements, markup.elements.parents[element]
    around = (elements.tags[parent], _class(markup, parent)) if parent >= 0 else ("", "")
    return (elements.tags[element], _class(markup, element), *around)


def _class(markup: Markup, element: int) -> str:
    return attributes_in(markup.elements.written[element]).get("class") or ""

"""In which language a block of code is written, as classes of its elements say it."""

from __future__ import annotations

import re

from cleaner.html.markup import Elements

# `language-python`, `lang-py`, `highlight-source-python`, `sourceCode python`, `src-python`, `hljs python`, `brush: python; x`.
_NAMED = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-|highlight-|src-|(?:sourceCode|hljs)\s+(?:language-)?|brush:\s*)"
    r"([A-Za-z0-9+#._-]{1,30})(?=[\s;]|$)"
)
# Of the boxes around a block only these say something of it: `lang-en` there is a language of people.
_NAMED_AROUND = re.compile(
    r"(?:^|\s)(?:language-|highlight-source-|highlight-text-|highlight-|sourceCode\s+|brush:\s*)([A-Za-z0-9+#._-]{1,30})(?=[\s;]|$)"
)
_NONE = frozenset({"none", "text", "plain", "plaintext", "txt", "default", "auto", "nohighlight", "no-highlight", "undefined", "unknown"})
# How many boxes around a block are looked at, and how many lines, such as a name of a file and a button, they may hold beside it.
_BOXES, _BESIDE = 2, 2


def language_of(elements: Elements, element: int) -> str:
    """The language that a block of code names, in the word that the page has for it; empty where it names none.

    Args:
        elements: the elements of a page.
        element: the number of the block, such as a `pre`.
    """
    inner = element + 1
    own = (element, inner) if inner < elements.ends[element] and elements.tags[inner] == "code" else (element,)
    for one in own:
        if found := _named(_NAMED, elements, one):
            return found
    around = elements.parents[element]
    for _ in range(_BOXES):
        if around < 0 or _lines(elements, around) > _lines(elements, element) + _BESIDE:
            break
        if found := _named(_NAMED_AROUND, elements, around):
            return found
        around = elements.parents[around]
    return ""


def _named(pattern: re.Pattern[str], elements: Elements, element: int) -> str:
    attributes = elements.attributes[element]
    stated = attributes.get("data-lang") or attributes.get("data-language") or ""
    found = pattern.search(f"language-{stated}" if stated else attributes.get("class") or "")
    return found[1] if found and found[1].lower() not in _NONE else ""


def _lines(elements: Elements, element: int) -> int:
    return elements.last[element] - elements.first[element]

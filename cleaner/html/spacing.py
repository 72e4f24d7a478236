# cython: language_level=3
"""White space: what a browser collapses, and where it shows some that only a style sheet knows of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.document import cython
else:
    try:
        import cython
    except ImportError:
        from cleaner.document import cython

COMPILED: bool = cython.compiled

# White space that a browser collapses, and breaks that Python knows beside it: a line must stay one line.
_SPACE = re.compile("[ \\t\\n\\r\\f\\v\\x1c-\\x1e\\x85\u2028\u2029]+")
BREAKS = re.compile("\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
# What stands between two cells while a line is under way; white space of the page itself has become spaces by the time it is read.
CELL = "\x1f"
# How the text to come is parted from the text before it: not at all, by a mark of letters, by another element that opens, by one that
# ends, by one that ends and one that opens, or surely, as two links are.
NO_EDGE, MARKED, OPENED, CLOSED, TOUCHING, PARTED = range(6)
RAISED = frozenset({"sub", "sup"})
# Authors mark letters within words by these, as in the names of products and genes; they part a bold label from its sentence at most.
LETTERS = frozenset({"b", "i", "em", "strong", "mark", "u"})
# Touching, these are two words.
_PARTING = frozenset({"a", "button"})
_WORD_END = re.compile(r"[^\W\d_]{4}$|[.!?…»”\"]$")
_STOPS = frozenset(".!?…:;)]}»”\"'%")
# What ends like a word and what begins like one, in scripts that put spaces between words: one letter may be set in a dress of its own.
_ENDED, _BEGUN = re.compile(r"[^\W_][^\W_]$"), re.compile(r"[^\W_][^\W_]")
# A word with more behind it: a sentence or a label, and not merely the second half of a name such as `JavaScript`.
_SENTENCE = re.compile(r"\w\w+(?: |:\s*$)")
_CAPITALISED = re.compile(r"[^\W\d_][a-z]")
# The ending of an ordinal, or a unit: `22nd`, `16px`.
_ENDING = re.compile(r"[^\W\d_]{2}(?![^\W_])")


def edge(tag: str, before: int, text: str) -> int:
    """What parts the text to come from the text before, once an element opens within a line; `before` is what parted them so far."""
    if tag in LETTERS:
        return before or MARKED
    if tag in RAISED:
        # The number of a note is set apart from the word that it hangs on; a power or an index is part of its unit.
        return PARTED if tag == "sup" and _WORD_END.search(text) else NO_EDGE
    if before < CLOSED:
        return OPENED
    return PARTED if tag in _PARTING else max(before, TOUCHING)


def are_apart(before: str, after: str, edge: int, alike: bool = True) -> bool:
    """Whether a style sheet, which is not at hand, surely sets two texts apart that elements part and no space does.

    Two links or buttons that touch are two words. Of other elements, those that touch so that one text ends like a word and the other
    begins like a new one; a capital after a small letter does not occur within words, where authors mark letters one by one. Elements that
    are called differently hold different things, such as a name and its price; those of an editor, which cuts words, are called alike.
    """
    if edge == PARTED:
        return True
    last, first = before[-1], after[0]
    if edge == MARKED:
        return last.islower() and first.isupper() and bool(_ENDED.search(before) and _SENTENCE.match(after))
    if first.isupper():
        if last.islower() or (edge == TOUCHING and (last.isdigit() or last in _STOPS)):
            return True
        if edge == CLOSED and last.isdigit():
            return _CAPITALISED.match(after) is not None
    if edge != TOUCHING:
        return False
    if first.isdigit() and (last.islower() or last in _STOPS or (last.isdigit() and len(before) > 1)):
        return True
    return (not alike or (last.isupper() and not first.islower())) and _are_words(before, after)


def _are_words(before: str, after: str) -> bool:
    """Whether one text ends like a word and the other begins like one, by letters that know capitals, and digits."""
    cased = all(sign.islower() or sign.isupper() or sign.isdigit() for sign in (before[-1], after[0]))
    return cased and bool(_ENDED.search(before) and _BEGUN.match(after)) and not (before[-1].isdigit() and _ENDING.match(after))


def collapsed(text: str) -> str:
    """A text with its white space as a browser shows it."""
    start: cython.Py_ssize_t = 0
    end: cython.Py_ssize_t = len(text)
    while start < end and _is_space(text[start]):
        start += 1
    while start < end and _is_space(text[end - 1]):
        end -= 1
    at: cython.Py_ssize_t
    for at in range(start, end):
        if _is_space(text[at]) and (text[at] != " " or _is_space(text[at + 1])):
            return _SPACE.sub(" ", text[start:end])
    return text[start:end]


def shown_line(line: str) -> str:
    """A line as a browser shows it, with tabs between the cells of a row."""
    return "\t".join([collapsed(cell) for cell in line.split(CELL)]).strip("\t") if CELL in line else collapsed(line)


@cython.cfunc
@cython.inline
def _is_space(sign: cython.Py_UCS4) -> cython.bint:
    """Whether a browser collapses a character, or Python breaks lines at it."""
    return sign == " " or "\t" <= sign <= "\r" or "\x1c" <= sign <= "\x1e" or sign == "\x85" or sign == "\u2028" or sign == "\u2029"

"""Lines of a story's head on which a date stands beside a name, a section or a reading time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from cleaner.document.article import People
from cleaner.fields.dates import has_label, is_dated_by_label, without_days
from cleaner.fields.labels import label_of
from cleaner.fields.names import is_role, names_alone, read_people
from cleaner.fields.words import AROUND_DATES, MODIFIERS, PARTICLES, ROLES

_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?。！？]\W*$")
# Signs of a script without capitals that are more are a sentence's.
_MOST_SIGNS = 24
_SET_APART = re.compile(r"[|｜•·–—]|\s-\s")
# So near below its headline, a line beside the date may be a name.
_NEAR = 4
_BARS = re.compile(r"\s*[|｜•·●・⋅∙/—–]\s*|\s+-\s+|(?:\s*,)+\s*$|^(?:\s*,)+|(?:\s*,){2,}|\s{2,}")


def is_dated(line: str, text: str) -> bool:
    """Whether a line names a day and says little beside: no sentence, and no span of days.

    Args:
        line: a line of a head.
        text: the story, which shows the language.
    """
    left = without_days(line, text)
    if left is None or (_SENTENCE.search(left) and not is_labelled(line)):
        return False
    return has_label(line) or _is_sparse(left)


def is_nothing_but_dated(line: str) -> bool:
    """Whether a line that looks like a sentence is days with their labels and hours, and the words that stand around them.

    Args:
        line: a line of a head.
    """
    return any(map(str.isdigit, line)) and (left := without_days(line)) is not None and _is_sparse(left)


def _is_sparse(left: str) -> bool:
    """Whether what is left of a line without its days are names, roles and the small words around them."""
    words = _WORDS.findall(left)
    caseless = sum(len(word) for word in words if word.lower() == word.upper())
    return caseless <= _MOST_SIGNS and all(map(_beside_dates, words))


def _beside_dates(word: str) -> bool:
    """Whether a word may stand on a line with a date: a name's, a role's or one of the small ones that lead to either."""
    return not word[0].islower() or len(word) == 1 or word in AROUND_DATES or word in PARTICLES or word in ROLES or word in MODIFIERS


def says_when_or_who(line: str) -> bool:
    """Whether a heading or a title is a date or a byline and nothing else.

    Args:
        line: its text.
    """
    if any(map(str.isdigit, line)) and (left := without_days(line)) is not None:
        parts = [part for part in _BARS.split(left) if _WORDS.search(part)]
        return not parts or (_SET_APART.search(line) is not None and all(map(names_alone, parts)))
    label, names = label_of(line, known=True)
    return label is not None and bool(names_alone(names))


def is_labelled(line: str) -> bool:
    """Whether a line begins with words that stand before names or before the day of a text.

    Args:
        line: a line of a head.
    """
    return label_of(line, known=True)[0] is not None or is_dated_by_label(line)


def people_beside_dates(lines: Sequence[str], text: str) -> People:
    """Those whose names share a line with a date: behind a label, or between bars and alone but for their role.

    Args:
        lines: lines of a head.
        text: the story, which shows the language.
    """
    shared = (read_people([" | ".join(_naming(line, text))]) for line in lines if is_dated(line, text))
    return next((people for people in shared if people.bylines), People())


def people_listed(lines: Sequence[str], text: str) -> tuple[str, ...]:
    """Those whose names stand on lines of their own: several right below the headline, or one beside a date.

    Args:
        lines: the lines of a head below its headline, in order.
        text: the story, which shows the language.
    """
    names = [_whole_name(line) for line in lines]
    if len(run := list(takewhile(bool, names))) > 1:
        return tuple(name for own in run for name in own)
    for number, own in enumerate(names[:_NEAR]):
        if own and any(is_dated(one, text) for one in (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])):
            return own
    return ()


def _whole_name(line: str) -> tuple[str, ...]:
    """The names of a line in capitals and small letters that holds nothing else, and no role."""
    names = names_alone(line)
    cased = line.casefold() != line and all(word[0].isupper() or word.casefold() in PARTICLES for word in line.split())
    return names if cased and not any(word.casefold().strip(".,") in ROLES for word in line.split()) else ()


def _naming(line: str, text: str) -> Iterator[str]:
    """The stretches of a line between bars that name people, without the date."""
    waiting = False
    for stretch in filter(None, map(str.strip, _BARS.split(without_days(line, text) or ""))):
        label, _ = label_of(stretch, known=True)
        if label or names_alone(stretch) or (waiting and is_role(stretch)):
            yield stretch
        waiting = label is not None or bool(names_alone(stretch))

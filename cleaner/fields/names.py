"""Byline lines to people: names told apart from labels, roles, agencies, places and dates.

A name is known by its shape and its neighbours, never from a list of names. What is not surely a person's name is left out; the
line itself stays at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.document.article import People
from cleaner.fields.labels import Label, bare_label, label_of
from cleaner.fields.words import (
    AGENCIES,
    BODIES,
    BYS,
    GIVEN_TOO,
    HELPERS,
    HELPING,
    MODIFIERS,
    MONTHS,
    PARTICLES,
    ROLES,
    SECTIONS,
    STOPS,
    TOWNS,
    WRITERS,
)

_SEGMENTS = re.compile(
    rf"\s+[|｜•·–—/-]+\s*|\s*[|｜•]\s*|[—–]\s+|\.\s+(?=Last |Updated|Published)"
    rf"|[.;]\s+(?=(?i:{HELPING})\s+(?i:{BYS})\s)|\s+(?=(?i:{WRITERS}|{HELPERS})[・：:＝=／])"
)
_MORE = re.compile(
    r"\s*[,;、，；]\s*(?:(?:and|und|et|y|e|og|och|en|with)\s+)?|\s*&\s*|\s+(?:(?i:and|und|with|mit|avec|och|og)|et|en|y|e|i|ja|и|і|та|ve|con|com|met|och|med|और|و)\s+"
    r"|(?<=[가-힣])·(?=[가-힣])|(?<=[一-鿿])[和与與](?=[一-鿿]{2,4}$)"
)
_WRAPPING = "()（）[]［］【】*_ \t\u3000:：,"
_UNCLOSED, _UNOPENED = re.compile(r"\s*[(\[（［【][^)\]）］】]*$"), re.compile(r"^([^(\[（［【]*?)\s*[)\]）］】].*")
_AGENCY = re.compile(rf"(?i)(?<![\w-])(?:{'|'.join(sorted(map(re.escape, AGENCIES), key=len, reverse=True))})(?![\w-])")
_TRADE_ENDING = re.compile(r".{2,}(?:olog|cultural|econom|nutrition|scient|physic)ists?|.{3,}icians?|economists?|scientists?")
_ABBREVIATED = re.compile(r"(?:\b\w\.|\b[JS]r\.)$")
_GLUED = re.compile(r"(?P<name>[一-鿿]{2,4}|[가-힣]{2,4})(?P<role>記者|记者|特派員|特派员|기자|특파원)$")
_MOST_WORDS, _UNSPACED_MOST = 5, 16


class _Found:
    """What the lines have told so far."""

    def __init__(self) -> None:
        self.writers: dict[str, None] = {}
        self.helpers: dict[str, None] = {}
        self.roles: dict[str, str] = {}
        self.agencies: dict[str, None] = {}

    def add(self, names: Sequence[str], label: Label, role: str) -> None:
        """Note people under a label, with the role that stands behind them if one does."""
        for name in names:
            (self.writers if label.writes else self.helpers).setdefault(name)
            if said := role or label.role:
                self.roles.setdefault(name, said)


def read_people(lines: Sequence[str]) -> People:
    """The people that byline lines name.

    Args:
        lines: the lines, in order; a label may stand on one and its names on the next.
    """
    found, waiting = _Found(), None
    for line in lines:
        text = " ".join(line.split()).strip(_WRAPPING)
        if label := bare_label(text):
            waiting = label
        elif text:
            _read_line(text, waiting or Label("", True), found)
            waiting = None
    return People(tuple(found.writers or found.helpers), found.roles, tuple(found.agencies))


def agencies_in(text: str) -> tuple[str, ...]:
    """The news agencies that a text names; short ones only in the capitals they are known by.

    Args:
        text: a stretch of a byline or dateline.
    """
    hits = (hit[0] for hit in _AGENCY.finditer(text))
    return tuple(dict.fromkeys(AGENCIES[hit.casefold()] for hit in hits if len(hit) > 4 or hit == AGENCIES[hit.casefold()]))


def balanced(name: str) -> str:
    """A name without a bracket that is never closed, or closed and never opened, and what stands within or behind it.

    Args:
        name: the name as it was cut out.
    """
    return _UNOPENED.sub(r"\1", _UNCLOSED.sub("", name))


def names_alone(stretch: str) -> tuple[str, ...]:
    """The names of a stretch that holds nothing else but their roles; none where one of them is a single word, which may be anything.

    Args:
        stretch: a stretch of a line between bars.
    """
    names: list[str] = []
    for item in _MORE.split(stretch):
        words = item.strip(_WRAPPING).split()
        name, role = _name_and_role(words, alone=False)
        if not name or {_folded(words[0]), _folded(words[-1])} & SECTIONS or len(f"{name} {role}".split()) < len(words):
            return ()
        names.append(name)
    return tuple(names)


def _read_line(text: str, waiting: Label, found: _Found) -> None:
    label, rest = label_of(text)
    for number, segment in enumerate(_SEGMENTS.split(rest)):
        own, stretch = label_of(segment) if number else (label, segment)
        found.agencies.update(dict.fromkeys(agencies_in(stretch)))
        if number == 0 or own:
            for names, role in _groups(stretch):
                found.add(names, own or waiting, role)
        elif found.writers and is_role(segment):
            found.add([name for name in found.writers if name in text], Label("", True), segment.strip(_WRAPPING).rstrip("."))


def _groups(stretch: str) -> Iterator[tuple[list[str], str]]:
    """People that share a role, with that role: it stands behind the last of them."""
    names: list[str] = []
    for place, item in enumerate(_MORE.split(stretch)):
        words = item.strip(_WRAPPING).split()
        name, role = _name_and_role(words, alone=place == 0)
        if name:
            names.append(name)
        if role and names:
            yield names, role
            names = []
        if not name and not role and any(map(_dated, words)):
            break
    if names:
        yield names, ""


def _name_and_role(words: Sequence[str], *, alone: bool) -> tuple[str, str]:
    """The name that some words begin with and the role behind it; either may be empty. Only a first name may stand alone."""
    if len(words) == 1 and (glued := _GLUED.fullmatch(words[0])):
        return glued["name"], glued["role"]
    end = next((place for place, word in enumerate(words) if _ends_name(words, place, word)), len(words))
    trade = next((place for place, word in enumerate(words) if _trade(word)), None)
    if trade is not None:
        while trade > 0 and (_folded(words[trade - 1]) in MODIFIERS or words[trade - 1].endswith(("ische", "ischer"))):
            trade -= 1
        end = min(end, trade)
    chosen = words[:end]
    while chosen and _folded(chosen[-1]) in PARTICLES:
        chosen = chosen[:-1]
    name = " ".join(chosen) if _is_name(chosen, alone) else ""
    role = "" if trade is None else " ".join(words[end:] if name else words).strip(_WRAPPING)
    name = balanced(name)
    return name if _ABBREVIATED.search(name) else name.rstrip(".;:,"), role


def _ends_name(words: Sequence[str], place: int, word: str) -> bool:
    """Whether a word is no part of a name that stands before it."""
    folded = _folded(word)
    if any(character.isdigit() or character in "@/#" for character in word) or (folded in AGENCIES and not word.istitle()):
        return True
    if folded in PARTICLES:
        return False
    if folded in MONTHS and any(map(str.isdigit, "".join(words[place + 1 : place + 2]))):
        return True
    letter = next((character for character in word if character.isalpha()), "")
    return not letter or letter.islower() or (place > 0 and folded in STOPS)


def _is_name(words: Sequence[str], alone: bool) -> bool:
    """Whether words that may all be part of a name are the name of a person."""
    folded = [_folded(word) for word in words]
    text = " ".join(words)
    stopped = folded[:1] and folded[0] in STOPS and not (len(words) > 1 and folded[0] in GIVEN_TOO)
    if not words or len(words) > _MOST_WORDS or stopped or any(word in BODIES for word in folded) or " ".join(folded) in TOWNS:
        return False
    if any(_acronym(word) for word in words) or agencies_in(text) == (text,) or text.casefold() in AGENCIES:
        return False
    if len(words) == 1:
        caseless = text[0].lower() == text[0].upper()
        return 2 <= len(text) <= _UNSPACED_MOST if caseless else alone and len(text) > 1
    return True


def is_role(stretch: str) -> bool:
    """Whether a stretch says what somebody is, and nothing more.

    Args:
        stretch: a stretch of a line between bars.
    """
    words = stretch.split()
    return 0 < len(words) <= _MOST_WORDS + 1 and any(map(_trade, words)) and not any(map(_dated, words))


def _trade(word: str) -> bool:
    return _folded(word) in ROLES or _TRADE_ENDING.fullmatch(_folded(word)) is not None


def _dated(word: str) -> bool:
    return any(map(str.isdigit, word))


def _acronym(word: str) -> bool:
    """Whether a word is three or more capitals that nobody can pronounce: an outlet or a degree."""
    letters = word.strip(".,")
    return len(letters) > 2 and letters.isascii() and letters.isupper() and letters.isalpha() and not set(letters) & set("AEIOUY")


def _folded(word: str) -> str:
    return word.casefold().strip(".,;:()")

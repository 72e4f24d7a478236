"""Which rules an element meets by its name and attributes. The cost grows with the elements that some rule might mean, not with the rules.

Each selector is filed under one thing that its element must have: an id, a class, an attribute or a name, and is asked only of elements
that have it. Words of class names are found by dictionary; what a class attribute meets is remembered, since pages repeat few of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from cleaner.rules.rule import Rule

# How many class attributes are remembered before the memory starts afresh.
_REMEMBERED = 50_000
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+|[^\W\d_]+")
# What has more words than this is made of a text, such as the title of a section.
_LONGEST = 8
# Other signs stand in what a style framework computes with, such as `top-[var(--nav-height)]`.
_NAMES = re.compile(r"[\w-]+")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NAME = r"[A-Za-z_][\w-]*"
_COMPOUND_ID, _COMPOUND_CLASS = re.compile(rf"#({_NAME})"), re.compile(rf"\.({_NAME})")
_COMPOUND_ATTRIBUTE, _COMPOUND_TAG = re.compile(rf"\[\s*({_NAME})"), re.compile(rf"({_NAME})")
_VALUE = re.compile(rf"\[\s*({_NAME})\s*\*?=\s*[\"']?([\w :-]+?)[\"']?(?:\s+i)?\s*\]")


# What is asked in brackets about other elements, or about values, says nothing of the names that the element itself must have.
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


class Meeting(Struct, frozen=True):
    """A rule that an element may meet.

    Args:
        selector: what must still be asked of the element; None where its file under a name says it all.
        value: in lower case, what stands in the attribute it is filed under; to ask a selector takes much longer than to look.
    """

    rule: Rule
    selector: str | None = None
    value: str = ""


_NONE: tuple[Meeting, ...] = ()
_Met = TypeVar("_Met")


class Selectors:
    """Rules about elements, arranged so that an element finds those it may meet; rules about lines are passed over."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._tags: dict[str, list[Meeting]] = defaultdict(list)
        self._attributes: dict[str, list[Meeting]] = defaultdict(list)
        self._classes: dict[str, list[Meeting]] = defaultdict(list)
        self._ids: dict[str, list[Meeting]] = defaultdict(list)
        self._filed = (self._tags, self._attributes, self._classes, self._ids)
        self._names: dict[str, list[tuple[tuple[str, ...], Meeting]]] = defaultdict(list)
        for rule in sorted(rules, key=lambda rule: rule.id):
            for selector in alternatives(rule.select or ""):
                self._file(rule, selector)
            for words in rule.names:
                self._names[words[0]].append((words, Meeting(rule)))
        selectors = {meeting.selector for held in self._filed for met in held.values() for meeting in met}
        # All selectors that are left to ask, as one list.
        self.asked = ", ".join(sorted(selector for selector in selectors if selector is not None))
        # Names of elements, and of attributes whatever their values, that are enough.
        self.tags, self._enough = _enough(self._tags), _enough(self._attributes)
        # The rules that class attributes and ids, those of headings aside, meet without a selector; and what single classes and ids meet.
        self.remembered: dict[str, tuple[Rule, ...]] = {}
        self.identified: dict[str, tuple[Rule, ...]] = {}
        self._met: dict[str, tuple[Meeting, ...]] = {}

    def _file(self, rule: Rule, selector: str) -> None:
        last = last_compound(selector)
        for pattern, held in (
            (_COMPOUND_ID, self._ids),
            (_COMPOUND_CLASS, self._classes),
            (_COMPOUND_ATTRIBUTE, self._attributes),
            (_COMPOUND_TAG, self._tags),
        ):
            bare = last if held is self._attributes else re.sub(r"\[.*?\]", "", last)
            found = pattern.match(bare) if held is self._tags else pattern.search(bare)
            if found:
                whole = found[0] == selector or selector == f"[{found[1]}]"
                stated = _VALUE.match(selector) if held is self._attributes and len(cut(selector, " >+~")) == 1 else None
                value = stated[2].lower() if stated and stated[1] == found[1] else ""
                held[found[1]].append(Meeting(rule, None if whole else selector, value))
                return
        raise ValueError(f"{selector!r} names no element, class, id or attribute")

    def meet(self, tag: str, attributes: Mapping[str, str | None]) -> Sequence[Meeting]:
        """The rules that an element of this name and attributes may meet."""
        found: Sequence[Meeting] = self._tags.get(tag, _NONE)
        if name := attributes.get("class"):
            found = [*found, *self._read(name)]
        if ident := attributes.get("id"):
            found = [*found, *self._identified(tag, ident)]
        if not self._attributes.keys().isdisjoint(attributes):
            found = [*found, *self._stated(attributes)]
        return found

    def named(self, tag: str, attributes: Mapping[str, str]) -> tuple[Rule, ...]:
        """The rules that an element meets by its name, its classes and its id, without a selector that must be asked."""
        found = self.tags.get(tag, ())
        if name := attributes.get("class"):
            remembered = self.remembered.get(name)
            found += self._remember(self.remembered, name, _plain(self._read(name))) if remembered is None else remembered
        if ident := attributes.get("id"):
            if tag in HEADINGS:
                found += _plain(self._identified(tag, ident))
            else:
                met = self.identified.get(ident)
                found += self._remember(self.identified, ident, _plain(self._identified(tag, ident))) if met is None else met
        if self.thorough:
            found += _plain(self._stated({one: attributes[one] for one in self._enough.keys() & attributes.keys()}))
        return found

    @property
    def thorough(self) -> bool:
        """Whether an element may meet a rule by an attribute that is neither its class nor its id, whatever its value."""
        return bool(self._enough)

    def _identified(self, tag: str, ident: str) -> tuple[Meeting, ...]:
        """What an id meets; that of a heading is made of its text."""
        named = () if tag in HEADINGS else self._named(ident)
        return (*self._ids[ident], *named) if ident in self._ids else named

    def _stated(self, attributes: Mapping[str, str | None]) -> Iterator[Meeting]:
        for attribute, value in attributes.items():
            if attribute in self._attributes:
                lowered = (value or "").lower()
                yield from (meeting for meeting in self._attributes[attribute] if meeting.value in lowered)

    def _read(self, value: str) -> Iterator[Meeting]:
        for name in value.split():
            yield from self._classes.get(name, _NONE)
            yield from self._named(name)

    def _named(self, name: str) -> tuple[Meeting, ...]:
        """The rules of which a run of words stands in a class or an id."""
        remembered = self._met.get(name)
        if remembered is not None:
            return remembered
        words = name_words(name) if _NAMES.fullmatch(name) else ()
        met: list[Meeting] = []
        if len(words) <= _LONGEST and not self._names.keys().isdisjoint(words):
            for place, word in enumerate(words):
                met += (meeting for wanted, meeting in self._names.get(word, ()) if words[place : place + len(wanted)] == wanted)
        return self._remember(self._met, name, met)

    @staticmethod
    def _remember(memory: dict[str, tuple[_Met, ...]], value: str, met: Iterable[_Met]) -> tuple[_Met, ...]:
        if len(memory) >= _REMEMBERED:
            memory.clear()
        made = memory[value] = tuple(met)
        return made


def _plain(met: Iterable[Meeting]) -> tuple[Rule, ...]:
    """The rules that are met with no selector left to ask, each once."""
    return tuple({id(meeting.rule): meeting.rule for meeting in met if meeting.selector is None}.values())


def _enough(filed: Mapping[str, Iterable[Meeting]]) -> dict[str, tuple[Rule, ...]]:
    """The names under which rules are filed that are met with no selector left to ask."""
    return {name: rules for name, met in filed.items() if (rules := _plain(met))}


def name_words(name: str) -> tuple[str, ...]:
    """The words of a class or an id, which authors join by hyphens, underscores or capitals."""
    return tuple(map(str.lower, _WORD.findall(name)))


def alternatives(selector: str) -> list[str]:
    """The selectors of a list, cut at the commas outside brackets and quotes."""
    return [part for part in map(str.strip, cut(selector, ",")) if part]


def last_compound(selector: str) -> str:
    """What a selector asks of the element itself, without what it asks of those around it or in it."""
    last = cut(re.sub(r"\s*([>+~])\s*", r"\1", selector), " >+~")[-1]
    return re.sub(r":[\w-]+(\(.*\))?", "", _QUOTED.sub("", last))


def cut(text: str, signs: str) -> list[str]:
    """A text cut at signs outside brackets and quotes."""
    parts, depth, quote = [""], 0, ""
    for character in text:
        if quote:
            quote = "" if character == quote else quote
        elif character in "\"'":
            quote = character
        elif character in "([":
            depth += 1
        elif character in ")]":
            depth -= 1
        elif depth == 0 and character in signs:
            parts.append("")
            continue
        parts[-1] += character
    return parts

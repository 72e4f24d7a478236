"""What a rule file may hold, as records that `msgspec` reads tables into. `reading` checks what types cannot say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from cleaner.errors import suggestion

Text = Annotated[str, Meta(pattern=r"\S", description="a string that is not empty")]
Flag = Annotated[bool, Meta(description="true or false")]
Count = Annotated[int, Meta(ge=0, description="a whole number, 0 or more")]
Words = Annotated[list[Annotated[str, Meta(pattern=r"\S")]], Meta(min_length=1, description="a list of one or more non-empty strings")]
Measures = Annotated[dict[str, Count], Meta(min_length=1, description="a table of least or greatest measures, such as { max_prose = 0 }")]
Steps = Annotated[
    list[Annotated[list[str], Meta(min_length=1)]],
    Meta(description="a list of steps; each step is a list of phrases, placeholders or an empty string"),
]
Fault = Callable[[str, str], None]
_Record = TypeVar("_Record", bound=Struct)
_LONGEST_SHOWN = 60


class HeaderTable(Struct, frozen=True):
    """`[ruleset]`."""

    name: Text = ""
    title: Text = ""
    language: Text = "und"
    sites: Annotated[list[Text], Meta(description='a list of hosts, such as ["example.com"]')] = []
    templates: Flag = False


class ExampleTable(Struct, frozen=True):
    """An example of which is told where it was seen; others are mere strings."""

    text: Text = ""
    seen: Text = ""


class LineTable(Struct, frozen=True, omit_defaults=True):
    """What a guard says about the line itself."""

    min_words: Count = 0
    max_words: Count | None = None
    min_chars: Count = 0
    max_chars: Count | None = None
    pattern: Text | None = None


class GuardTable(Struct, frozen=True):
    """A guard: about the line and its neighbours, or about an element."""

    why: Text = ""
    line: LineTable | None = None
    previous: Words | None = None
    next: Words | None = None
    element: Measures | None = None


class RuleTable(Struct, frozen=True):
    """`[rule.<words-with-dashes>]`."""

    part: Text = ""
    why: Text = ""
    scope: Text | None = None
    needs_context: Flag = False
    bare: Flag = False
    rewrite_to: Annotated[str, Meta(description="a string")] | None = None
    max_words: Count = 40
    min_words: Count = 1
    keywords: Words | None = None
    also: Words | None = None
    pattern: Text | None = None
    why_long: Text | None = None
    row: Words | None = None
    beside: Words | None = None
    sequence: Steps | None = None
    select: Text | None = None
    names: Words | None = None
    equals: Words | None = None
    starts: Words | None = None
    ends: Words | None = None
    contains: Words | None = None
    only: Annotated[list[GuardTable], Meta(description="a list of guards, such as [{ why = '…', line = { max_words = 12 } }]")] = []
    unless: Annotated[list[GuardTable], Meta(description="a list of guards, such as [{ why = '…', previous = ['prose'] }]")] = []
    examples: Annotated[list[str | ExampleTable], Meta(min_length=1, description="a list of one or more texts")] | None = None
    counterexamples: Annotated[list[str | ExampleTable], Meta(min_length=1, description="a list of one or more texts")] | None = None


class RuleFile(Struct, frozen=True):
    """A whole file; its JSON Schema is that of rule files."""

    ruleset: HeaderTable
    define: Mapping[str, Text | Words] = {}
    rule: Mapping[str, RuleTable] = {}


def record(kind: type[_Record], table: Any, fault: Fault, under: str = "") -> _Record:
    """A table as a record, in which whatever is at fault has its default.

    Args:
        kind: the record.
        table: what stands in the file.
        fault: takes the path of each key that is unknown or holds something else, and what is wrong with it.
        under: the keys that lead to the table, with a dot behind each.
    """
    hints = get_type_hints(kind, include_extras=True)
    kept: dict[str, Any] = {}
    for key, value in table.items():
        if key not in hints:
            fault(f"{under}{key}", f"no such key; {suggestion(key, hints, 'known keys: ' + ', '.join(hints))}")
            continue
        parts = list(_parts(hints[key]))
        inner = next((part for part in parts if isinstance(part, type) and issubclass(part, Struct)), None)
        many = any(get_origin(part) is list for part in parts)
        if inner and not many and isinstance(value, dict):
            kept[key] = record(inner, value, fault, f"{under}{key}.")
        elif inner and many and isinstance(value, list) and value and all(isinstance(one, dict) or str in parts for one in value):
            kept[key] = [record(inner, one, fault, f"{under}{key}.") if isinstance(one, dict) else str(one) for one in value]
        else:
            try:
                kept[key] = msgspec.convert(value, hints[key])
            except msgspec.ValidationError:
                fault(f"{under}{key}", f"must be {_description(parts)}, not {_shown(value)}")
    return kind(**kept)


def _parts(hint: Any) -> Iterator[Any]:
    """A type and all that it is made of, the outer before the inner."""
    yield hint
    for part in reversed(get_args(hint)):
        yield from _parts(part)


def _description(parts: Iterable[Any]) -> str:
    """What the outermost of a type's parts that has a description says."""
    return next((part.description for part in parts if isinstance(part, Meta) and part.description), "a table")


def _shown(value: Any) -> str:
    """A value as an error repeats it: in TOML's words, and short."""
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"

"""What a rule file may hold, as records that `msgspec` reads tables into. `reading` checks what types cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

Text = Annotated[str, Meta(pattern=r"\S", description="a string that is not empty")]
Flag = Annotated[bool, Meta(description="true or false")]
Count = Annotated[int, Meta(ge=0, description="a whole number, 0 or more")]
Words = Annotated[list[Annotated[str, Meta(pattern=r"\S")]], Meta(min_length=1, description="a list of one or more non-empty strings")]
Measures = Annotated[dict[str, Count], Meta(min_length=1, description="a table of least or greatest measures, such as { max_prose = 0 }")]
Steps = Annotated[
    list[Annotated[list[str], Meta(min_length=1)]],
    Meta(description="a list of steps; each step is a list of phrases, placeholders or an empty string"),
]


class HeaderTable(Struct, frozen=True):
    """`[ruleset]`."""

    name: Text = ""
    title: Text = ""
    language: Text = "und"
    sites: Annotated[list[Text], Meta(description='a list of hosts, such as ["example.com"]')] = []
    templates: Flag = False


class ExampleTable(Struct, frozen=True):
    """An example with where it was seen; others are mere strings."""

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

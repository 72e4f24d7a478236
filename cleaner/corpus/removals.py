"""What was removed from a document or rewritten in it, read off the columns of its ledger: no object is made for what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from cleaner.corpus.choices import Removals
from cleaner.document.parts import Part
from cleaner.document.result import CleanedPage
from cleaner.formats.in_place import touched

# What removes lines that nobody claims: empty ones.
_BREAKS = "breaks"
# What the values of a stretch are called; the last one is only told where there is one.
SPAN = ("start", "end", "rule", "part", "confidence", "output")


class Removal(NamedTuple):
    """A stretch that was removed or rewritten.

    Args:
        start: offset of its first code point in the source.
        end: offset after its last one.
        finder: the rule, the pass or the model that named it.
        part: what it was taken for.
        confidence: 0 to 1; a rule is certain.
        output: what stands in its place; None where it was removed.
        line: the number of its line, from 0.
    """

    start: int
    end: int
    finder: str
    part: Part
    confidence: float
    output: str | None
    line: int


def removals(page: CleanedPage) -> Iterator[Removal]:
    """The stretches of a page that were removed or rewritten, in order: whole lines, and pieces of lines."""
    ledger, starts = page.ledger, page.page.line_starts
    kept, kinds, ground, claims = ledger.kept, ledger.kinds, ledger.ground, ledger.claims
    for line in touched(page):
        start = starts[line]
        if not kept[line]:
            owner = claims.get(line)
            finder, confidence = (owner.finder or _BREAKS, owner.confidence) if owner else (_BREAKS, 1.0)
            yield Removal(start, starts[line + 1], finder, ground[kinds[line]], confidence, None, line)
            continue
        for piece in ledger.pieces[line]:
            claim = piece.claim
            yield Removal(start + piece.start, start + piece.end, claim.finder, claim.part, claim.confidence, claim.rewrite_to, line)


# What the column is called that tells what was removed.
LEDGER_COLUMNS = {Removals.spans: "removed", Removals.dolma: "attributes"}


def removal_column(page: CleanedPage, how: Removals, *, typed: bool = False) -> dict[str, Any]:
    """The column that tells what was removed; nothing where none is wanted. Lines that touch and have one owner are one stretch.

    Args:
        typed: whether a stretch is an object instead of a list of values of several types.
    """
    if how is Removals.none:
        return {}
    found = _joined(removals(page))
    if how is Removals.spans and typed:
        return {LEDGER_COLUMNS[how]: [dict(zip(SPAN, (*one[:3], str(one.part), *one[4:6]), strict=True)) for one in found]}
    if how is Removals.spans:
        return {LEDGER_COLUMNS[how]: [[*one[:3], str(one.part), one.confidence, *_rewritten(one)] for one in found]}
    attributes: dict[str, list[list[Any]]] = {}
    for one in found:
        attributes.setdefault(_attribute(one), []).append([one.start, one.end, one.confidence])
    return {LEDGER_COLUMNS[how]: attributes}


def _joined(found: Iterator[Removal]) -> Iterator[Removal]:
    """Removals of which those that touch each other and are told alike are one."""
    held: Removal | None = None
    for one in found:
        if held and held.end == one.start and held.output is None and one.output is None and held[2:5] == one[2:5]:
            held = held._replace(end=one.end)
        else:
            if held:
                yield held
            held = one
    if held:
        yield held


def _rewritten(one: Removal) -> list[str]:
    return [] if one.output is None else [one.output]


def _attribute(one: Removal) -> str:
    """The name of an attribute as dolma makes them: who tags, with what, and what was found; no other signs than those of identifiers."""
    finder = "".join(sign if sign.isalnum() else "_" for sign in one.finder)
    return f"cleaner__{finder}__{one.part}"

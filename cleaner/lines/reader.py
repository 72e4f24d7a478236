"""Reads lines: each distinct one once, by the rules, and by its characters: pictures named twice and entities that were left over.

Pages of a site repeat most of their lines, so readings are remembered. The memory is a cache and nothing else: whatever was read before,
a line reads the same.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct, field

from cleaner.document.claim import Claim, Piece, without
from cleaner.document.parts import Part, Zone
from cleaner.lines.kinds import BLANK, CONTEXT, LETTER, PLACED, SHAPES, shape
from cleaner.rules.match import Match
from cleaner.rules.rule import Rule
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    import regex

_KEPT = (Zone.head, Zone.body)
_REMEMBERED = 16_000_000
# How many lines are read in one go: enough to be fast, and few enough that their copies while they are read take little room.
_AT_ONCE = 8192
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"
# Both kinds in one go: by turns, each change of kind at an edge would take a copy of the line.
_EDGES = _INVISIBLE + "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
_ENTITY_FINDER = "characters.entity"
# Text about HTML shows entities on purpose, so a line that holds tags or code is left alone, and so is any entity whose character would
# change how the line is cut or read: control characters, letters, digits, and the signs that entities are made of.
# An ampersand may itself have been escaped, any number of times, in any of its spellings.
_AMPERSANDS = r"(?:(?:amp|AMP|#0*+38|#[xX]0*+26);)"
_ENTITY = rf"&{_AMPERSANDS}*(?:[a-zA-Z][a-zA-Z0-9]{{1,31}}|#0*+\d{{1,7}}|#[xX]0*+[0-9a-fA-F]{{1,6}});"
# How sure it is that an entity which may be quoted on purpose was left over.
_QUOTABLE = 0.9
_ESCAPED = rf"&{_AMPERSANDS}+(?=[#\w]+;)"
# An address is looked for from where a word begins, so that a word of many addresses is read once.
_CODE = r"[<>{}`\\=]|(?<!\S)(?:(?!https?://)\S)*+https?://\S*&|&(?:[lg]t|[LG]T|#0*6[02]|#[xX]0*3[cCeE]);"
# A name of a picture that stands twice: so many hyphens or underscores at least, so many spaces at most, and so many characters.
_JOINTS, _SPACES, _NAME_LENGTH = 3, 1, range(12, 200)


class Reading(Struct, frozen=True, eq=False):
    """What is known of a line by itself, shared by every line with the same text.

    Args:
        kind: one letter, see `cleaner.lines.kinds`.
        claims: what rules say of the whole line for certain, the one that wins first.
        open: rules that would name the line, given the right place or context.
        pieces: what rules say of some of its characters, ordered and disjoint.
        of_element: whether the line is owned by an element of a web page rather than named by its own text.
        cache: what passes worked out from the text of the line, each under a name of its own.
    """

    kind: str
    claims: tuple[Claim, ...] = ()
    open: tuple[Rule, ...] = ()
    pieces: tuple[Piece, ...] = ()
    of_element: bool = False
    cache: dict[str, Any] = field(default_factory=dict)


SHAPED = {kind: Reading(kind) for kind in (*SHAPES, BLANK)}
DOUBLED = Reading(LETTER[Part.alt_text], (Claim(Part.alt_text, "characters.doubled", because="the same picture name twice on one line"),))


class Reader:
    """Reads lines by one rule set.

    Args:
        rules: the rules, already narrowed to the page's site.
        most: how much text is remembered, in code points, before the memory starts afresh.
    """

    def __init__(self, rules: RuleSet, most: int = _REMEMBERED) -> None:
        self._matcher, self.most = rules.matcher, most
        self._memory: dict[str, Reading] = {}
        # Several threads may read by one reader.
        self._lock = Lock()
        self._remembered = 0

    def read(self, lines: Sequence[str]) -> list[Reading]:
        """What is known of each line by itself; lines come with their breaks, as the page has them."""
        with self._lock:
            return self._remembered_or_read(lines)

    def _remembered_or_read(self, lines: Sequence[str]) -> list[Reading]:
        memory = self._memory
        readings = list(map(memory.get, lines))
        if not all(readings):
            unread = list(dict.fromkeys(line for line, reading in zip(lines, readings, strict=True) if reading is None))
            fresh: dict[str, Reading] = {}
            for at in range(0, len(unread), _AT_ONCE):
                some = unread[at : at + _AT_ONCE]
                fresh.update(zip(some, self._read(some), strict=True))
            # Asked of the few new lines, which are at hand, and not of the whole memory again.
            readings = [fresh[line] if reading is None else reading for line, reading in zip(lines, readings, strict=True)]
            self._remembered += sum(map(len, unread))
            if self._remembered > self.most:
                self._start_afresh(fresh)
            else:
                memory.update(fresh)
        return cast("list[Reading]", readings)

    def _start_afresh(self, fresh: dict[str, Reading]) -> None:
        """Remember the last of the lines just read and nothing else: what follows a stretch of a long text is read with its end."""
        self._memory.clear()
        self._remembered = 0
        for line, reading in reversed(fresh.items()):
            self._remembered += len(line)
            if self._remembered > self.most:
                self._remembered -= len(line)
                break
            self._memory[line] = reading

    def _read(self, lines: list[str]) -> list[Reading]:
        bare = [text if text.isascii() else stripped(text) for text in map(str.strip, lines)]
        # Most lines match no rule; they share one reading for each shape.
        readings = [SHAPED[shape(text) if text else BLANK] for text in bare]
        places = [place for place, text in enumerate(bare) if text]
        matches = self._matcher.match([bare[place] for place in places])
        found = {place: list[Match]() for place, text in enumerate(bare) if "&" in text and ";" in text}
        found |= {places[number]: met for number, met in matches.items()}
        for place, met in found.items():
            readings[place] = self._reading(lines[place], bare[place], met)
        for place in _doubled(bare):
            readings[place] = DOUBLED
        return readings

    def _reading(self, line: str, text: str, matches: list[Match]) -> Reading:
        """The reading of a line some rule meets, or that may hold entities.

        Where rules take characters out of a line, it is read by what they leave: else a second cleaning would find what the first
        laid bare.
        """
        named = _named(text, matches)
        if named.claims:
            return named
        offset = line.index(text)
        inside = [Piece(offset + m.start, offset + m.end, m.rule.claim) for m in matches if m.rule.scope == "inline"]
        pieces = _painted([*inside, *(Piece(offset + p.start, offset + p.end, p.claim) for p in _entities(text))])
        if not pieces:
            return named
        left = stripped(without(line, pieces))
        if not left:
            return Reading(LETTER[pieces[0].claim.part], (pieces[0].claim,))
        rest = _named(left, self._matcher.match([left]).get(0, []))
        if rest.claims and rest.claims[0].part.zone not in _KEPT:
            return rest
        return Reading(rest.kind, rest.claims, rest.open, pieces)


def _named(text: str, matches: list[Match]) -> Reading:
    """What the rules that speak of whole lines say of one."""
    open_rules = tuple(m.rule for m in matches if m.rule.needs_place)
    whole = [m.rule for m in matches if m.rule.scope != "inline" and not m.rule.needs_place]
    if whole:
        whole.sort(key=lambda rule: rank(rule.claim, 0))
        return Reading(LETTER[whole[0].part], tuple(rule.claim for rule in whole), open_rules)
    kind = shape(text)
    if open_rules:
        kind = (CONTEXT if all(rule.needs_only_context for rule in open_rules) else PLACED)[kind]
    return Reading(kind, (), open_rules)


def rank(claim: Claim, length: int) -> tuple[bool, bool, int, bool, bool, str]:
    """A sort key for claims that want the same characters: the least wins.

    A rule before a model, a rule of the site before a common one, the longer before the shorter, a kept part before a removed one, a common
    rule set before that of one language, and at last the name of the finder: nothing depends on the order in which rules were loaded. A
    part that is kept is the ground on which claims about some of its characters stand; it never takes those characters.

    Args:
        length: how many code points the claim is made of.
    """
    # A rule set with a name of two letters speaks for one language.
    of_language = claim.finder.find(".") == 2
    return claim.confidence < 1, not claim.site, -length, claim.part.zone not in _KEPT or claim.bare, of_language, claim.finder


def stripped(line: str) -> str:
    """A line without the white space and invisible characters around it."""
    text = line.strip()
    if text and (text[0] in _INVISIBLE or text[-1] in _INVISIBLE):
        return text.strip(_EDGES)
    return text


def _painted(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Overlapping pieces to disjoint ones: the winner takes its characters, and a loser that overlaps it gives way."""
    taken: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (rank(p.claim, p.end - p.start), p.start)):
        # Taken pieces are disjoint and in order, so only the two around the new one can overlap it.
        at = bisect_right(taken, piece.start, key=lambda p: p.start)
        if (at == 0 or taken[at - 1].end <= piece.start) and (at == len(taken) or piece.end <= taken[at].start):
            taken.insert(at, piece)
    return tuple(taken)


def _entities(line: str) -> Iterator[Piece]:
    """The forgotten entities of a line."""
    if "&" not in line or ";" not in line or _compiled(_CODE).search(line):
        return
    for hit in _compiled(_ENTITY).finditer(line):
        if claim := _decoded(hit[0]):
            yield Piece(hit.start(), hit.end(), claim)


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    import regex  # most texts hold no entity

    return regex.compile(pattern)


def _decoded(entity: str) -> Claim | None:
    """What is claimed of an entity, unless its character had better stay escaped."""
    from html import unescape  # most texts hold no entity

    text = unescape(_compiled(_ESCAPED).sub("&", entity))
    if len(text) != 1 or not (text.isprintable() or text == "\xa0") or (text.isascii() and text.isalnum()) or text in "#;":
        return None
    # Spaces and ampersands are never escaped for show; a text on typography or markup may show the others on purpose.
    confidence = 1.0 if text.isspace() or text == "&" else _QUOTABLE
    return Claim(Part.artifact, _ENTITY_FINDER, confidence, f"{entity} stands for {text!r}", " " if text == "\xa0" else text)


def _doubled(lines: Sequence[str]) -> list[int]:
    """The numbers of the lines, stripped, that are one machine-made name twice, its words joined by hyphens or underscores."""
    return [
        number
        for number, line in enumerate(lines)
        if len(line) % 2
        and line[(half := len(line) // 2)] == " "
        and half in _NAME_LENGTH
        and line[:half] == line[half + 1 :]
        and max(line.count("-", 0, half), line.count("_", 0, half)) >= _JOINTS
        and line.count(" ", 0, half) <= _SPACES
    ]

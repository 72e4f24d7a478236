"""One letter for each kind of line, so that a page is a string of kinds and its structure can be searched like text.

Small letters are shapes, for lines no rule names; a line that a rule names for certain has the letter of its part. A shape is
raised into another alphabet when some rule would name the line in context, and into a third when one would in a certain place.
"""

from __future__ import annotations

from cleaner.document.parts import Part, Zone

BLANK = " "
PROSE, TITLE, SENTENCE, QUESTION, HEADING, LABEL, NUMBER, ITEM = "p", "t", "s", "q", "h", "l", "n", "i"
SHAPES = (PROSE, TITLE, SENTENCE, QUESTION, HEADING, LABEL, NUMBER, ITEM)

# Shape to part, for lines that nothing names; headings become subheadings where text follows, see passes.teasers.
GROUND: dict[str, Part] = {
    BLANK: Part.blank,
    PROSE: Part.paragraph,
    TITLE: Part.paragraph,
    SENTENCE: Part.paragraph,
    QUESTION: Part.paragraph,
    HEADING: Part.paragraph,
    LABEL: Part.paragraph,
    NUMBER: Part.paragraph,
    ITEM: Part.list_item,
}

LETTER: dict[Part, str] = dict(zip(Part, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_", strict=False))
PART: dict[str, Part] = {letter: part for part, letter in LETTER.items()}
GROUND.update(PART)

# All kinds are Latin-1, so that a page's kinds are as good as bytes.
_CONTEXT, _PLACED = 0x80, 0x40
CONTEXT: dict[str, str] = {shape: chr(ord(shape) + _CONTEXT) for shape in SHAPES}
PLACED: dict[str, str] = {shape: chr(ord(shape) + _PLACED) for shape in SHAPES}
CONTEXT_CLASS, PLACED_CLASS = "".join(CONTEXT.values()), "".join(PLACED.values())
RAISED_CLASS = CONTEXT_CLASS + PLACED_CLASS
_LOWERED: dict[str, str] = {raised: shape for table in (CONTEXT, PLACED) for shape, raised in table.items()}
_LOWER = bytes.maketrans(RAISED_CLASS.encode("latin-1"), "".join(map(_LOWERED.__getitem__, RAISED_CLASS)).encode("latin-1"))
_FILLED = bytes(0 if chr(code) == BLANK else 1 for code in range(256))
GROUND.update({raised: GROUND[shape] for raised, shape in _LOWERED.items()})


def lower(kinds: str) -> str:
    """Kinds, one letter a line, without regard to rules that need a place or context."""
    return kinds.encode("latin-1").translate(_LOWER).decode("latin-1")


def filled(kinds: str) -> bytes:
    """One byte a line, 0 where its kind is that of blank lines."""
    return kinds.encode("latin-1").translate(_FILLED)


_SHAPE_WORDS = {
    PROSE: "prose",
    TITLE: "prose",
    SENTENCE: "sentence",
    QUESTION: "sentence",
    HEADING: "heading",
    LABEL: "label",
    NUMBER: "number",
    ITEM: "prose",
}
EDGE_BEFORE, EDGE_AFTER = frozenset({"start"}), frozenset({"end"})


def letters(*zones: Zone) -> str:
    """The letters of all parts of some zones, for use in a character class."""
    return "".join(letter for part, letter in LETTER.items() if part.zone in zones)


def words(kind: str) -> frozenset[str]:
    """The words by which a rule may ask for a line of this kind."""
    return _WORDS[kind]


def _described() -> dict[str, frozenset[str]]:
    shapes = {kind: frozenset({word}) for kind, word in _SHAPE_WORDS.items()}
    raised = {raised: shapes[shape] for raised, shape in _LOWERED.items()}
    parts = {letter: frozenset({part.value, part.zone.value}) for letter, part in PART.items()}
    return {**shapes, **raised, **parts}


_WORDS = _described()

# What closes a quotation in one language opens it in another.
_CLOSERS = "\"'”’»›“‘«‹)]」』* "
_OPENERS = frozenset("\"'“„«»‘‹「『(")
_ASKING = frozenset("?!？！؟")
_STOPS = frozenset(".!?…。！？।؟:;")
_BULLET = frozenset("•‣▪●○◦–—-*·")
# Scripts without spaces: from here on words of about two characters, and in these blocks (Thai and Lao, Myanmar, Khmer) of about four.
_UNSPACED = "\u2e80"
_UNSPACED_LETTERS = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"))
_LONG, _TITLE_WORDS, _PROSE_WORDS, _QUESTION_WORDS, _SENTENCE_WORDS, _LABEL_WORDS = 160, 24, 16, 16, 7, 3
# So many characters of a script without spaces, where a word has two, are as much as those words.
_SENTENCE_SIGNS, _LABEL_SIGNS = 15, 12


def shape(line: str) -> str:
    """The shape of a line that is stripped and not empty."""
    if len(line) > _LONG:
        return PROSE
    count = line.count(" ") + 1
    last = line[-1]
    if last in _CLOSERS:
        last = line.rstrip(_CLOSERS)[-1:] or last
    if count >= _PROSE_WORDS:
        return PROSE if last in _STOPS or count > _TITLE_WORDS or line[0] in _BULLET else TITLE
    if last in _STOPS:
        if last in _ASKING and line[0] not in _OPENERS and count < _QUESTION_WORDS:
            return QUESTION
        return PROSE if count >= _SENTENCE_WORDS else _unspaced_or(line, SENTENCE, _SENTENCE_SIGNS, PROSE)
    if line[0] in _BULLET and count > 1:
        return ITEM
    if count <= _LABEL_WORDS:
        if not any(map(str.isalpha, line)):
            return NUMBER
        return _unspaced_or(line, LABEL, _LABEL_SIGNS, HEADING)
    return HEADING


def _unspaced_or(line: str, kind: str, limit: int, longer: str) -> str:
    """A kind for a line of few words, unless its script writes without spaces and it is long."""
    if len(line) < limit or line.isascii():
        return kind
    return longer if sum(map(_halves, line)) >= 2 * limit else kind


def _halves(character: str) -> int:
    """How much of a script without spaces a character is, in halves of one of which two are a word."""
    if character >= _UNSPACED:
        return 2
    return int(any(first <= character <= last for first, last in _UNSPACED_LETTERS))

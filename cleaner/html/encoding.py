"""The encoding of bytes that carry no mark of it and are not UTF-8: one that is beyond doubt, or none.

A wrong guess turns letters into other letters and nobody notices. So the bytes are read in every encoding that may be meant, those of
old DOS and Macintosh files among them, and one is certain only if in it the text is of a language that is known, free of faults, and no
other reading comes near; or if in every other the letters of its foreign names are worse than that. Encodings that give the same text are
no rivals. Bytes that are mostly UTF-8 are damaged UTF-8, not something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from cleaner.html.readings import Evidence, languages, spaced, spaceless

# By the names that Python has for them; of those that give the same text the first is named, so the usual ones come first.
_OF_ONE_BYTE = (
    # Those of pages on the web.
    *("cp1252", "cp1251", "cp1250", "koi8-r", "koi8-u", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp866"),
    *(f"iso8859-{number}" for number in (15, 2, 5, 7, 8, 6, 13, 4, 10, 3, 14, 16)),
    # Those of old files.
    *("mac-roman", "mac-latin2", "mac-cyrillic", "mac-greek", "mac-turkish", "mac-iceland", "mac-croatian", "mac-romanian"),
    *(f"cp{number}" for number in (850, 437, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 869, 720, 737, 775, 1125)),
    *("ptcp154", "kz1048", "hp-roman8"),
)
_OF_TWO_BYTES = ("cp932", "gb18030", "big5hkscs", "euc_jp", "cp949", "johab", "shift_jis_2004", "euc_jis_2004")
# They have the letters of Europe in two bytes; texts of Japanese are the same in the usual ones.
_OF_RARE_LETTERS = ("shift_jis_2004", "euc_jis_2004")
_OF_OLD_FILES = frozenset(_OF_ONE_BYTE[_OF_ONE_BYTE.index("mac-roman") :]) | {"johab", *_OF_RARE_LETTERS}
ENCODINGS = (*_OF_ONE_BYTE, *_OF_TWO_BYTES)
# So many faults, by the characters beyond ASCII, are a foreign name or two; so many more make a rival worse.
_MOST_FAULTS, _WORSE_BY = 0.02, 0.01
# The letters of a name are at most this share of the characters beyond ASCII of a text that is no English.
_OF_A_NAME = 0.1
# How much of the bytes is looked at: the first lines with bytes beyond ASCII, and the surroundings of each value that they lack.
_SAMPLE, _AROUND, _TIMES = 3_000, 120, 3
# How many likely encodings are worth naming.
_NAMED = 3
_LINE = re.compile(rb"[^\r\n]+")
_INLINE = re.compile(rb"</?(?:a|abbr|b|cite|code|em|font|i|mark|q|small|span|strong|sub|sup|time|u)\b[^<>]*>", re.IGNORECASE)
# What is never closed goes on to the end, as in browsers; to look for its end again and again would take the square of the size.
_MARKUP = re.compile(rb"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[a-z/!?][^<>]*>", re.DOTALL | re.IGNORECASE)


class Detected(Struct, frozen=True):
    """The encoding of bytes that is beyond doubt, or None, and the likeliest ones, best first; none for damaged UTF-8."""

    certain: str | None = None
    likely: tuple[str, ...] = ()


def detect(raw: bytes, *, markup: bool = False) -> Detected:
    """The encoding that is certain, and those that are likely."""
    if damaged_utf8(raw):
        return Detected()
    found = sorted(_readings(raw, _MARKUP.sub(b"\n", _INLINE.sub(b"", raw)) if markup else raw), key=_merit)
    if not found:
        return Detected()
    return Detected(_certain(raw, found) or _only_names(raw, found), _likely(raw, found))


def damaged_utf8(raw: bytes) -> bool:
    """Whether bytes hold at least as many characters of valid UTF-8 beyond ASCII as bytes that are not."""
    text = raw.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= character <= "\udcff" for character in text)
    return broken <= sum(character > "\x7f" for character in text) - broken


def candidates(likely: tuple[str, ...]) -> str:
    """What to do about bytes whose encoding is not certain."""
    if not likely:
        return "fetch it again, or convert it to UTF-8"
    names = [name.upper().replace("_", "-") for name in likely]
    return f"perhaps {' or '.join(names)}: name it (--encoding, encoding=), or convert it (iconv -f {names[0]} -t UTF-8)"


def _certain(raw: bytes, found: list[tuple[str, Evidence]]) -> str | None:
    """The encoding of the best reading, if it is good and no other comes near."""
    name, best = found[0]
    if not _good(name, best):
        return None
    text = raw.decode(name)
    rivals = [other for other, evidence in found[1:] if _near(other, evidence, best) or _names_instead(other, evidence, name, best)]
    return None if any(raw.decode(other) != text for other in rivals) else name


def _only_names(raw: bytes, found: list[tuple[str, Evidence]]) -> str | None:
    """The encoding of the web whose only faults are foreign letters in names, if any other reading has worse ones."""
    likely = [name for name, evidence in found if _with_names(evidence)]
    if not likely or likely[0] in _OF_OLD_FILES or len({raw.decode(name) for name in likely}) > 1:
        return None
    return likely[0]


def _readings(raw: bytes, prose: bytes) -> Iterator[tuple[str, Evidence]]:
    """Every encoding that has a character for each of the bytes, with what speaks for it in the prose among them."""
    values, lines = bytes(sorted(set(raw))), list(_sample(prose))
    seen: dict[str, Evidence] = {}
    for name in _OF_ONE_BYTE:
        try:
            characters = values.decode(name)
        except UnicodeDecodeError:
            continue
        if any("\x80" <= character <= "\x9f" for character in characters):
            continue
        text = "\n".join(line.decode(name) for line in lines)
        if text not in seen:
            seen[text] = spaceless(text, "th") if "\u0e00" <= max(text, default="") <= "\u0e7f" else spaced(text.split("\n"))
        yield name, seen[text]
    for name in _OF_TWO_BYTES:
        try:
            raw.decode(name)
            text = prose.decode(name)
        except UnicodeDecodeError:
            continue
        part = "\n".join(line for line in text[: 4 * _SAMPLE].splitlines() if not line.isascii())[:_SAMPLE]
        if name not in _OF_RARE_LETTERS:
            yield from ((name, spaceless(part or text, code)) for code in languages().spaceless if code != "th")
        yield name, spaced(part.split("\n"))


def _sample(raw: bytes) -> Iterator[bytes]:
    """Lines, or parts of lines, that hold every value of a byte beyond ASCII that there is."""
    taken, missing = 0, {value for value in raw if value > 127}
    for found in _LINE.finditer(raw):
        if taken >= _SAMPLE:
            break
        line = found[0][: _SAMPLE - taken]
        if not line.isascii():
            yield line
            taken += len(line)
            missing.difference_update(line)
    for value in sorted(missing):
        at = -1
        for _ in range(_TIMES):
            if (at := raw.find(value, at + 1)) < 0:
                break
            yield re.split(rb"[\r\n]", raw[max(at - _AROUND, 0) : at])[-1] + re.split(rb"[\r\n]", raw[at : at + _AROUND])[0]


def _merit(reading: tuple[str, Evidence]) -> tuple[bool, float, int, int]:
    """What readings are sorted by, the best first."""
    evidence = reading[1]
    return not evidence.sure, evidence.faults / max(evidence.beyond, 1), -evidence.known, evidence.capitals


def _good(name: str, evidence: Evidence) -> bool:
    """Whether a reading may be meant. One for old files has no faults: else it is found only because a byte is damaged."""
    if name in _OF_OLD_FILES:
        return evidence.sure and not evidence.faults and not evidence.unseen
    return evidence.sure and evidence.faults <= _MOST_FAULTS * evidence.beyond


def _with_names(evidence: Evidence) -> bool:
    """Whether a reading is of a known language and has no faults but foreign letters in names."""
    return evidence.sure and evidence.faults <= evidence.foreign


def _names_instead(name: str, evidence: Evidence, best_name: str, best: Evidence) -> bool:
    """Whether a reading has a letter of foreign names where the best has little to show that it has none.

    `Muñoz` of an old file may be `Mu–oz` of a page, and the other way round. But where a page has `it’s`, `für` or `Widget™`, it is no old
    file with `itís`. Of two old files the one without foreign letters is as likely as the one with a single name in much other text.
    """
    if evidence.foreign_letters != 1 or not _with_names(evidence):
        return False
    old, best_old = name in _OF_OLD_FILES, best_name in _OF_OLD_FILES
    if best.supported:
        return old and best_old and evidence.known >= best.known and evidence.foreign <= _OF_A_NAME * evidence.beyond
    return best_old or not old or not (best.own_letters or best.usual)


def _near(name: str, evidence: Evidence, best: Evidence) -> bool:
    """Whether a reading is too good for another to be certain."""
    few = evidence.faults <= best.faults + _WORSE_BY * evidence.beyond
    return few and evidence.known >= best.known - 1 and _good(name, evidence)


def _likely(raw: bytes, found: list[tuple[str, Evidence]]) -> tuple[str, ...]:
    """The names of the best readings, of those that give the same text one; of old files only where no page is read without doubt."""
    likely = [reading for reading in found if _with_names(reading[1])] or found
    least = min(evidence.faults / max(evidence.beyond, 1) for _, evidence in likely)
    good = [name for name, evidence in likely if evidence.faults / max(evidence.beyond, 1) <= least + _WORSE_BY]
    page = [name for name, evidence in found if evidence.sure and name not in _OF_OLD_FILES][:1]
    named: dict[str, str] = {}
    for name in [name for name in good if name not in _OF_OLD_FILES] or page + good:
        named.setdefault(raw.decode(name), name)
        if len(named) == _NAMED:
            break
    return tuple(named.values())

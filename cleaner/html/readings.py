"""How well bytes read in one encoding make a text of some language: the words that are known, and what no text has.

A wrong encoding turns letters into others, so the words that hold them are unknown, letters of other alphabets stand in them, capitals
stand within words, and signs between letters. Each of these is a fault of the reading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from msgspec import Struct, toml

from cleaner.html.signs import CERTAIN, is_letter, odd_signs, placed

_WORD = re.compile(r"[^\W\d_]+")
_BEYOND = r"[^\W\d_\x00-\x7fªº]"
# A letter beyond ASCII beside a digit, or beside a sign that no word holds: the second byte of a character of two bytes.
_BESIDE = re.compile(rf"(?<=[0-9~^|\\{{}}@_<>\[\]]){_BEYOND}|{_BEYOND}(?=[0-9~^|\\{{}}@_<>])")
# Of so many known words a language is surely known, and they are at least this share of all words.
_KNOWN, _KNOWN_SHARE, _OF_LINE, _SHORT = 5, 0.1, 2, 2
# Words of so many letters may be foreign names.
_NAME = 3
# A vowel that is a foreign word, as in `Ó Briain` and `vis-à-vis`.
_ALONE = re.compile(r"(?:^|(?<=[^\W\d_][ -])|(?<=[,.;:!?] ))[À-ÆÈ-ÏÒ-ÖØ-Ýà-æè-ïò-öø-ýÿŐőŰű](?=[ -][^\W\d_])")
# Letters that show of no language that it is meant: most of Europe has them, and English too.
_EVERYWHERE = frozenset("éÉ")
# The same for the characters of languages without spaces; Thai is counted in syllables.
_COMMON, _KINDS = 8, 5
_COMMON_SHARE = {"th": 0.06, "ko": 0.3, "ja": 0.4, "zh": 0.3, "zh-Hant": 0.3}
_KANA_SHARE, _KANJI_SHARE, _HANJA_SHARE = 0.2, 0.25, 0.1
# A Thai letter beside a Latin one, or a sign that stands above or below a letter where none is.
_THAI_ODD = re.compile("[A-Za-z][\u0e01-\u0e4e]|[\u0e01-\u0e4e](?=[A-Za-z])|(?<![\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_PAIRS = (("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉"), ("【", "】"), ("〔", "〕"), ("（", "）"))
_CJK_SIGNS = frozenset("、。，．·・；：？！“”‘’—…～〜　％－–±×°℃＄￥" + "".join(map("".join, _PAIRS)))


class Evidence(Struct, frozen=True):
    """What speaks for and against a reading.

    Args:
        faults: how often it has what no text of its language has.
        beyond: how many characters beyond ASCII it has.
        known: how many common words of the language, some of them twice, or how many common characters.
        sure: whether they are enough to know the language by.
        capitals: how many of its letters beyond ASCII are capitals.
        foreign: how many of the faults are no more than a foreign letter in a word that may be a name, as in `Muñoz` for English.
        foreign_letters: how many different letters these are.
        own_letters: how many different letters of the language it has, such as the `ß` of German.
        supported: whether it has such letters, or signs that are no letters of another encoding, as in `it’s`.
        usual: whether it has signs where such signs often stand, as in `Widget™`.
        unseen: how many soft hyphens and no-break spaces stand between two letters that may be of one word.
    """

    faults: int
    beyond: int
    known: int
    sure: bool
    capitals: int = 0
    foreign: int = 0
    foreign_letters: int = 0
    own_letters: int = 0
    supported: bool = False
    usual: bool = False
    unseen: int = 0


class Languages(Struct, frozen=True):
    """What texts of a language are known by, from `languages.toml`.

    Args:
        letters: for each language that parts words by spaces, its letters beyond ASCII, of both cases.
        words: for each common word, in lower case, the languages that have it.
        spaceless: for each language that is known by single characters or syllables instead, those.
    """

    letters: Mapping[str, frozenset[str]]
    words: Mapping[str, tuple[str, ...]]
    spaceless: Mapping[str, frozenset[str]]


@cache
def languages() -> Languages:
    """The languages of `languages.toml`, read when first asked for."""
    letters: dict[str, frozenset[str]] = {}
    words: dict[str, tuple[str, ...]] = {}
    spaceless: dict[str, frozenset[str]] = {}
    for code, said in toml.decode(Path(__file__).with_name("languages.toml").read_bytes()).items():
        if "spaceless" in said:
            spaceless[code] = frozenset(said["spaceless"].split())
            continue
        letters[code] = frozenset(letter for letter in said["letters"] + said["letters"].upper() if not letter.isascii())
        for word in dict.fromkeys(said["words"].split()):
            words[word] = (*words.get(word, ()), code)
    return Languages(letters, words, spaceless)


def spaced(lines: Iterable[str]) -> Evidence:
    """The evidence of a text whose words are parted by spaces, in the language that most of its words are of."""
    rows = [(line, _WORD.findall(line)) for line in lines if not line.isascii()]
    hits = [_known(words) for _, words in rows]
    # Lines of a sample may overlap, so that the same words come again and again.
    odd = {word: _odd_case(word) + _mixed(word) for word in {word for _, words in rows for word in words} if not word.isascii()}
    alphabet = {character for character in {*"".join(line for line, _ in rows)} if character > "\x7f" and is_letter(character)}
    total: Counter[str] = Counter()
    for one in hits:
        total.update(one)
    faults = beyond = explained = certain = capitals = 0
    spoken, names, own_letters = [], Counter[str](), set[str]()
    for (line, words), own in zip(rows, hits, strict=True):
        found = [character for character in line if character > "\x7f"]
        letters = [character for character in found if character in alphabet]
        codes = _languages_of(own, total)
        spoken.append((line, codes))
        code = min(codes, key=lambda code: sum(letter not in languages().letters[code] for letter in letters))
        foreign = [letter for letter in letters if letter not in languages().letters[code]]
        different = set(foreign)
        own_letters.update(set(letters) - different)
        named = [word for word in words if odd.get(word) == 0 and not different.isdisjoint(word) and _may_be_name(word)]
        names.update(letter for word in (*named, *_ALONE.findall(line)) for letter in word if letter in different)
        faults += len(foreign) + odd_signs(line, codes) + sum(odd.get(word, 0) for word in words) + len(_BESIDE.findall(line))
        beyond += len(found)
        sayings = len(CERTAIN.findall(line))
        certain += sayings
        explained += len(found) if own and max(own.values()) >= _OF_LINE else sayings
        capitals += sum(letter.isupper() for letter in letters)
    signs = placed(spoken, languages().words)
    known = max(total.values(), default=0)
    sure = known >= _KNOWN and known >= _KNOWN_SHARE * sum(len(words) for _, words in rows) and explained * 2 >= beyond
    sure = sure or 0 < certain == beyond
    return Evidence(
        faults + signs.doubtful,
        beyond,
        known,
        sure,
        capitals,
        foreign=names.total(),
        foreign_letters=len(names),
        own_letters=len(own_letters),
        supported=signs.certain > 0 or not own_letters <= _EVERYWHERE,
        usual=signs.usual > 0,
        unseen=signs.unseen,
    )


def spaceless(text: str, code: str) -> Evidence:
    """The evidence of a text in a language that is known by its commonest characters."""
    counts = Counter(text)
    kinds: Counter[str] = Counter()
    for character, count in counts.items():
        if character > "\x7f":
            kinds[_kind(character)] += count
    beyond, faults = kinds.total(), kinds["other"] + sum(abs(counts[first] - counts[last]) for first, last in _PAIRS)
    letters = beyond - kinds["sign"] - kinds["other"]
    wanted = languages().spaceless[code]
    known = sum(map(text.count, wanted)) if code == "th" else sum(counts[character] for character in wanted)
    different = sum(character in text for character in wanted)
    faults += letters - _own(kinds, code, letters)
    if code == "th":
        faults += len(_THAI_ODD.findall(text)) + len(_BESIDE.findall(text))
    sure = different >= _KINDS and known >= max(_COMMON, _COMMON_SHARE[code] * letters)
    if code == "ja":
        kanji = sum(counts[character] for character in wanted if _kind(character) == "han")
        sure = sure and kinds["kana"] >= _KANA_SHARE * letters and kanji >= _KANJI_SHARE * kinds["han"]
    return Evidence(faults, beyond, known, sure)


def _known(words: Iterable[str]) -> Counter[str]:
    """How many of some words each language knows; one that is all letters beyond ASCII counts twice, since nothing else spells it."""
    known: Counter[str] = Counter()
    for word in words:
        if codes := languages().words.get(word.lower()):
            twice = len(word) > _SHORT and not any(map(str.isascii, word))
            known.update(dict.fromkeys(codes, 1 + twice))
    return known


def _languages_of(own: Counter[str], total: Counter[str]) -> list[str]:
    """The languages that a line may be of: by its own words, else by those of the text, else any."""
    hits = own if own and max(own.values()) > _OF_LINE else total
    most = max(hits.values(), default=0)
    return [code for code, count in hits.items() if count == most] if most >= _OF_LINE else list(languages().letters)


def _odd_case(word: str) -> int:
    """How many capitals stand after small letters or before them within a word, and small letters at the end of capitals, one of each two
    beyond ASCII."""
    odd = sum(first.islower() and second.isupper() and not (first.isascii() and second.isascii()) for first, second in pairwise(word))
    odd += sum(first.isupper() and not first.isascii() and second.islower() for first, second in pairwise(word[1:]))
    return odd + (len(word) > 2 and word[:-1].isupper() and word[-1].islower() and not word[-1].isascii())


def _may_be_name(word: str) -> bool:
    """Whether a word with foreign letters is as long as names are; no letter of theirs is without case, as `ˆ` is."""
    return len(word) >= _NAME and all(letter.upper() != letter.lower() for letter in word)


def _mixed(word: str) -> bool:
    """Whether a word holds letters of several scripts."""
    return not word.isascii() and len({_script(letter) for letter in word}) > 1


def _script(letter: str) -> int:
    """A number that letters of one script share: Latin is 0, others their block of 256."""
    return 0 if letter < "\u0300" or "\u1e00" <= letter < "\u1f00" else ord(letter) >> 8


def _kind(character: str) -> str:
    """The script of a character of East Asia, `sign` for what stands between words there, or `other`."""
    code = ord(character)
    if 0x3041 <= code <= 0x30FF and character != "・":
        return "kana"
    if 0x4E00 <= code <= 0x9FFF or character == "々":
        return "han"
    if 0xAC00 <= code <= 0xD7A3:
        return "hangul"
    if 0x0E00 <= code <= 0x0E7F:
        return "thai"
    return "sign" if character in _CJK_SIGNS or 0xFF10 <= code <= 0xFF5A else "other"


def _own(kinds: Counter[str], code: str, letters: int) -> int:
    """How many letters are of the scripts of a language."""
    if code == "ja":
        return kinds["kana"] + kinds["han"]
    if code == "ko":
        return kinds["hangul"] + min(kinds["han"], int(_HANJA_SHARE * letters))
    return kinds["thai" if code == "th" else "han"]

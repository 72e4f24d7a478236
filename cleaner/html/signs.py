"""Where signs beyond ASCII stand in prose: a sign where none of its kind stands is a letter that was read in a wrong encoding."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

# The words before `’ve` and its like.
_WHO = "I|[Ww]e|[Yy]ou|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|[Tt]hat|[Tt]here|[Ww]ho|[Ww]hat|[WwCc]ould|[Ss]hould|[Mm]ight|[Mm]ust|n’t"
# What says for itself that it was read well: English contractions and possessives, and a copyright line.
_CONTRACTED = rf"[A-Za-z]’s|[Nn]’t|(?<![^\W_])(?:{_WHO})’(?:re|ll|ve|d|m)"
CERTAIN = re.compile(rf"(?:{_CONTRACTED})(?![^\W_])|(?<![^\W_])©(?= ?(?:19|20)\d\d)")
_TOGETHER = frozenset("“”„‚«»‹›‘’…\xa0—–")
# What begins and ends a part of a sentence: one does not stand at a word without the other somewhere.
_PAIRS = ("‘’‚", "‹›", "“”„", "«»", "–—")
_QUOTES, _DASHES = frozenset("“”„‚«»‹›‘’"), frozenset("–—")
_HYPHEN, _SPACE, _DOTS, _APOSTROPHE = "\xad", "\xa0", "…", "’"
_JOINTS = frozenset((_HYPHEN, _SPACE))
_WEIGHED = _QUOTES | _DASHES | _JOINTS | {_DOTS}
_HAVE_APOSTROPHES = frozenset(("en", "de", "fr", "it", "ca", "pt", "nl", "ga", "cy", "mt", "sq", "eo", "tr", "uk", "be"))
_INVERTED, _HAVE_INVERTED = frozenset("¡¿"), frozenset(("es", "gl", "ca", "eu"))
_RAISED = frozenset("®™ªº°")
_APART = frozenset("©€£¥¢§¶±×÷½¼¾¹²³µ†‡‰№´")
# What French parts from a word by a space that does not break.
_PARTED = frozenset("?!:;%»›")
# Letters before the raised sign of a number or a title.
_NUMBERED = frozenset("NnMD")  # N°, nº, Mª, Dª
# What stands right after a currency for a number.
_MILLIONS = re.compile(r"(?:[km]|bn|mn|tn)\b", re.IGNORECASE)
_BEFORE, _AFTER = re.compile(r"[^\W\d_]*\Z"), re.compile(r"[^\W\d_]*")
_NAMES = frozenset("ODLodl")  # O’Brien, D’Angelo, L’Oréal
# Words that begin with an apostrophe.
_CUT = re.compile(r"(?:em|tis|twas|til|cause|n)\b", re.IGNORECASE)
# The least letters of a part of a word before and after a soft hyphen.
_SYLLABLE = 3
# The least letters of a word with the apostrophe of a plural, as in `ships’`.
_PLURAL = 4
# Words of one letter, which Czech, Portuguese and others tie to the next.
_OF_ONE_LETTER = frozenset("aeiouy")
# How far around a sign its words are looked for.
_NEAR = 40


class Placed(Struct, frozen=True):
    """How the signs of a text stand.

    Args:
        doubtful: how many stand where they would rather be letters.
        well: how many stand as only such signs do.
        joints: how many soft hyphens, and spaces that do not break, stand between two letters that may be of one word.
    """

    doubtful: int
    well: int
    joints: int


def is_letter(character: str) -> bool:
    """Whether a character is a letter or a mark above or below one."""
    return (character.isalpha() and character not in "ªº") or unicodedata.category(character)[0] == "M"


def odd_signs(line: str, codes: Collection[str]) -> int:
    """How many signs beyond ASCII stand where no such sign stands in some languages, or are none of prose."""
    odd = 0
    for at, sign in enumerate(line):
        if sign <= "\x7f" or is_letter(sign):
            continue
        before, after = line[at - 1 : at], line[at + 1 : at + 2]
        if after > "\x7f" and not is_letter(after):
            within = before.isalpha() and line[at + 2 : at + 3].isalpha()
            odd += within or sign not in _TOGETHER or after not in _TOGETHER or (sign == "…" and after in "„‚‘“‹«")
        else:
            odd += _is_odd(sign, before, line[at + 1 :], codes)
    return odd


class Place(Struct, frozen=True):
    """Where a sign stands: the letters that touch it, the characters that do, and the languages that its line may be of."""

    left: str
    right: str
    before: str
    after: str
    codes: Collection[str]


def placed(lines: Iterable[tuple[str, Collection[str]]], words: Mapping[str, Collection[str]]) -> Placed:
    """How those signs of a text stand that may stand beside letters.

    A sign is judged by most of its places: what is an apostrophe in `it’s` is one in `ma’am`, but in `Garc’a` alone it is a letter.

    Args:
        lines: its lines, each with the languages that it may be of.
        words: the words that are known, each with its languages.
    """
    places = list(_places(lines))
    well, doubtful = Counter[str](), Counter[str]()
    joints = 0
    for sign, place in places:
        verdict = _verdict(sign, place, words)
        well[sign] += verdict > 0
        doubtful[sign] += verdict < 0
        joints += verdict <= 0 and sign in _JOINTS and bool(place.left and place.right)
    for sign in (_DOTS, _HYPHEN):  # after one word alone each may be its last letter, as in `città` and `Timişoara`
        well[sign] += not doubtful[sign] and len({place.left for found, place in places if found == sign and place.left}) > 1
    unpaired = 0
    for kind in _PAIRS:
        begin = [place for sign, place in places if sign in kind and _begins(sign, place)]
        end = [place for sign, place in places if sign in kind and _ends(sign, place)]
        alone = sum(bool(place.left or place.right) for place in begin + end)
        if begin and end:
            well[kind] += 1
        elif alone > sum(well[sign] for sign in kind):
            unpaired += alone
    return Placed(unpaired + sum(count for sign, count in doubtful.items() if count > well[sign]), well.total(), joints)


def _places(lines: Iterable[tuple[str, Collection[str]]]) -> Iterator[tuple[str, Place]]:
    """The signs of some lines that are to be weighed, each with where it stands."""
    for line, codes in lines:
        for at, sign in enumerate(line):
            if sign in _WEIGHED:
                left, right = _BEFORE.search(line[max(at - _NEAR, 0) : at]), _AFTER.match(line[at + 1 : at + 1 + _NEAR])
                yield sign, Place(left[0] if left else "", right[0] if right else "", line[at - 1 : at], line[at + 1 : at + 2], codes)


def _begins(sign: str, place: Place) -> bool:
    """Whether a quote or a dash stands at the beginning of a word or of what is quoted; at that of a line, a dash needs no other."""
    if place.left or not place.after.strip():
        return False
    if sign in _DASHES:
        return bool(place.right) and place.before == " "
    return (not place.before.strip() or place.before in "([–—-\"'“„«‘") and not (sign == _APOSTROPHE and _CUT.match(place.right))


def _ends(sign: str, place: Place) -> bool:
    """Whether a quote or a dash stands at the end of a word or of what is quoted."""
    if place.right or not place.before.strip():
        return False
    if sign in _DASHES:
        return bool(place.left) and place.after in tuple(" ,.;:")
    return not (sign == _APOSTROPHE and place.left[-1:] in tuple("sS"))


def _verdict(sign: str, place: Place, words: Mapping[str, Collection[str]]) -> int:
    """1 where a sign stands as only such a sign does, -1 where it would rather be a letter, else 0."""
    if sign in _DASHES and place.before == place.after == " ":
        return 1
    if place.left and place.right:
        return _within(sign, place, words)
    if sign == _APOSTROPHE and place.left[-1:] in tuple("sS") and len(place.left) >= _PLURAL and not place.right:
        return 1
    if sign == _DOTS:
        return -(bool(place.right) and place.before == " ")
    if sign == _SPACE and place.left:
        french = place.after in _PARTED and "fr" in place.codes
        return -(place.after in tuple(" ,.") or (place.after in _PARTED and not french))
    return -(sign == _HYPHEN and place.after != "")


def _within(sign: str, place: Place, words: Mapping[str, Collection[str]]) -> int:
    """The same for a sign between two letters."""
    left, right = place.left, place.right
    if sign == _APOSTROPHE:
        if CERTAIN.search(f"{left}’{right}") or (left in _NAMES and (left.islower() or right[0].isupper())):
            return 1
        return -("en" in place.codes)
    if sign == _HYPHEN:
        return -(min(len(left), len(right)) < _SYLLABLE)
    if sign in _DASHES or sign == _SPACE:
        if (left[-1].islower() and right[0].isupper()) or (sign == _SPACE and left in _OF_ONE_LETTER):
            return 1
        after = len(left) > 1 and _is_known(right, place, words)
        return 1 if after or ((len(right) > 1 or sign == _SPACE) and _is_known(left, place, words)) else -1
    return 0


def _is_known(word: str, place: Place, words: Mapping[str, Collection[str]]) -> bool:
    """Whether a word is one of the languages that the line may be of."""
    return not set(words.get(word.lower(), ())).isdisjoint(place.codes)


def _is_odd(sign: str, before: str, rest: str, codes: Collection[str]) -> bool:
    """Whether a sign does not stand between two characters as signs of its kind do."""
    after = rest[:1]
    if sign in _DASHES or sign in _JOINTS:
        return False
    if sign == _APOSTROPHE:
        return before.isalpha() and after.isalpha() and _HAVE_APOSTROPHES.isdisjoint(codes)
    if sign in "…•":
        return before.isalpha() and after.isalnum()
    if sign in _INVERTED:
        return before.isalpha() or _HAVE_INVERTED.isdisjoint(codes)
    if sign in _QUOTES:
        return before.isalpha() and after.isalpha()
    if sign in _RAISED:
        if before.isalpha() and sign in "°ªº" and before not in _NUMBERED:
            return True
        return not (before.isalnum() or before in ").") or (after.isalpha() and not (sign == "°" and after in "CF"))
    if sign in _APART:
        if before.isalpha() and not (sign in "²³" and before == "m"):
            return True
        return after.isalpha() and sign != "µ" and not (sign in "£€" and _MILLIONS.match(rest))
    return True

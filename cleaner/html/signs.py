"""Where signs beyond ASCII stand in prose: a sign where none of its kind stands is a letter that was read in a wrong encoding."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import Enum, auto

from msgspec import Struct

# The words before `’ve` and its like.
_WHO = "I|[Ww]e|[Yy]ou|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|[Tt]hat|[Tt]here|[Ww]ho|[Ww]hat|[WwCc]ould|[Ss]hould|[Mm]ight|[Mm]ust|n’t"
_CONTRACTED = rf"[A-Za-zé]’s|[Nn]’t|(?<![^\W_])(?:{_WHO})’(?:re|ll|ve|d|m)"
_WRITTEN_SO = "[Mm]a’am|[Yy]’all|[Oo]’clock|[Qq]ur’an|[Aa]ujourd’hui"
# What says for itself that it was read well: contractions, possessives, words written with an apostrophe, and a copyright line.
CERTAIN = re.compile(rf"(?:{_CONTRACTED}|(?<![^\W_])(?:{_WRITTEN_SO}|’n’))(?![^\W_])|(?<![^\W_])©(?= ?(?:19|20)\d\d)")
_TOGETHER = frozenset("“”„‚«»‹›‘’…\xa0—–")
# What begins and ends a part of a sentence: one does not stand at a word without the other somewhere.
_PAIRS = ("‘’‚", "‹›", "“”„", "«»", "–—")
_QUOTES, _DASHES = frozenset("“”„‚«»‹›‘’"), frozenset("–—")
# Quotes that no language parts from what is quoted, as French does guillemets.
_CLOSE_QUOTES = frozenset("“”„‚‘’")
_HYPHEN, _SPACE, _DOTS, _APOSTROPHE = "\xad", "\xa0", "…", "’"
_UNSEEN = frozenset((_HYPHEN, _SPACE))
_MARKS = frozenset("™®")
_WEIGHED = _QUOTES | _DASHES | _UNSEEN | _MARKS | {_DOTS}
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
# Words after which no letter is missing: `thereà`, `waitedà` and the like are no words.
_WHOLE = re.compile(r"[a-z]+(?:[aehkowy]|ed|ing|(?:ai|ea|ee|oo)[a-z])\Z")
_VOWELS = frozenset("aeiouyAEIOUY")
# The least letters of a part of a word before and after a soft hyphen.
_SYLLABLE = 3
# The least letters of a word with the apostrophe of a plural, as in `ships’`.
_PLURAL = 4
# The least letters of a word before `™`: a shorter one may be a `Metrô`, one in capitals a `MALMÖ`.
_MARKED = 5
# Words of one letter, which Czech, Portuguese and others tie to the next.
_OF_ONE_LETTER = frozenset("aeiouy")
# How far around a sign its words are looked for.
_NEAR = 40


class Verdict(Enum):
    """Of a sign that may be a letter of another encoding, whether it is one.

    `SIGN` is no letter, as in `it’s`; `USUAL` stands where such a sign often does, as in `Widget™`; `DOUBTFUL` is rather a letter, as in
    `Garc’a`; of `OPEN` nothing can be said.
    """

    SIGN = auto()
    USUAL = auto()
    OPEN = auto()
    DOUBTFUL = auto()


class Placed(Struct, frozen=True):
    """How the signs of a text stand.

    Args:
        doubtful: how many are rather letters.
        certain: how many are no letters.
        usual: how many stand where such a sign often does.
        unseen: how many soft hyphens and no-break spaces stand between two letters that may be of one word, as in `Timi\xadoara`.
    """

    doubtful: int
    certain: int
    usual: int
    unseen: int


class Neighbours(Struct, frozen=True):
    """What a sign stands between.

    Args:
        left: the letters that end before it.
        right: the letters that begin after it.
        before: the character before it, empty at the beginning of the line.
        after: the character after it, empty at the end of the line.
        codes: the languages that the line may be of.
    """

    left: str
    right: str
    before: str
    after: str
    codes: Collection[str]


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


def placed(lines: Iterable[tuple[str, Collection[str]]], words: Mapping[str, Collection[str]]) -> Placed:
    """How those signs of a text stand that may stand beside letters.

    A sign is judged by most of its places: what is an apostrophe in `it’s` is one in `la’am`, but in `Garc’a` alone it is a letter.

    Args:
        lines: its lines, each with the languages that it may be of.
        words: the words that are known, each with its languages.
    """
    places = list(_places(lines))
    verdicts = [(sign, near, _verdict(sign, near, words)) for sign, near in places]
    certain = Counter(sign for sign, _, verdict in verdicts if verdict is Verdict.SIGN)
    doubtful = Counter(sign for sign, _, verdict in verdicts if verdict is Verdict.DOUBTFUL)
    usual = sum(verdict is Verdict.USUAL for _, _, verdict in verdicts)
    unseen = sum(sign in _UNSEEN and verdict is not Verdict.SIGN and bool(near.left and near.right) for sign, near, verdict in verdicts)
    for sign in (_DOTS, _HYPHEN):  # after one word alone each may be its last letter, as in `città` and `Timişoara`
        if not doubtful[sign] and len({near.left for found, near in places if found == sign and near.left}) > 1:
            certain[sign] += 1
    unpaired = 0
    for pair in _PAIRS:
        begin = [near for sign, near in places if sign in pair and _begins(sign, near)]
        end = [near for sign, near in places if sign in pair and _ends(sign, near)]
        if begin and end:
            certain[pair] += 1
            continue
        quoted = sum(_is_quoted(near, words) for near in begin)
        usual += quoted
        alone = sum(bool(near.left or near.right) for near in begin + end) - quoted
        if alone > sum(certain[sign] for sign in pair):
            unpaired += alone
    return Placed(unpaired + sum(count for sign, count in doubtful.items() if count > certain[sign]), certain.total(), usual, unseen)


def _places(lines: Iterable[tuple[str, Collection[str]]]) -> Iterator[tuple[str, Neighbours]]:
    """The signs of some lines that are to be weighed, each with what it stands between."""
    for line, codes in lines:
        for at, sign in enumerate(line):
            if sign in _WEIGHED:
                left, right = _BEFORE.search(line[max(at - _NEAR, 0) : at]), _AFTER.match(line[at + 1 : at + 1 + _NEAR])
                yield sign, Neighbours(left[0] if left else "", right[0] if right else "", line[at - 1 : at], line[at + 1 : at + 2], codes)


def _begins(sign: str, near: Neighbours) -> bool:
    """Whether a quote or a dash stands at the beginning of a word or of what is quoted; at that of a line, a dash needs no other."""
    if near.left or not near.after.strip():
        return False
    if sign in _DASHES:
        return bool(near.right) and near.before == " "
    return (not near.before.strip() or near.before in "([–—-\"'“„«‘") and not (sign == _APOSTROPHE and _CUT.match(near.right))


def _ends(sign: str, near: Neighbours) -> bool:
    """Whether a quote or a dash stands at the end of a word or of what is quoted."""
    if near.right or not near.before.strip():
        return False
    if sign in _DASHES:
        return bool(near.left) and near.after in ("", " ", ",", ".", ";", ":")
    return not (sign == _APOSTROPHE and near.left.endswith(("s", "S")))


def _is_quoted(near: Neighbours, words: Mapping[str, Collection[str]]) -> bool:
    """Whether the word after a quote is whole without it: `“it` and `“Port` are, `”stersund` may be a letter short."""
    return len(near.right) > 1 and (_is_known(near.right, near, words) or near.right.istitle())


def _verdict(sign: str, near: Neighbours, words: Mapping[str, Collection[str]]) -> Verdict:
    """Whether a sign is a letter, by what it stands between."""
    if sign in _DASHES and near.before == near.after == " ":
        return Verdict.SIGN
    if sign in _CLOSE_QUOTES and near.before in ("", " ") and near.after == " ":
        return Verdict.DOUBTFUL
    if near.left and near.right:
        return _between_letters(sign, near, words)
    if sign == _APOSTROPHE:
        return _apostrophe_at_a_word(near)
    if sign == _DOTS:
        return _dots(near, words)
    if sign in _MARKS:
        return Verdict.USUAL if len(near.left) >= _MARKED and near.left[-1].islower() else Verdict.OPEN
    if sign == _SPACE and near.left:
        french = near.after in _PARTED and "fr" in near.codes
        return Verdict.DOUBTFUL if near.after in ("", " ", ",", ".") or (near.after in _PARTED and not french) else Verdict.OPEN
    if sign == _SPACE and near.before == "." and near.right:
        return Verdict.USUAL
    return Verdict.DOUBTFUL if sign == _HYPHEN and near.after else Verdict.OPEN


def _apostrophe_at_a_word(near: Neighbours) -> Verdict:
    """Whether an apostrophe before or after a word is a letter: in `ships’`, `’em` and `’n’` it is none."""
    plural = near.left.endswith(("s", "S")) and len(near.left) >= _PLURAL
    cut = near.right.islower() and _CUT.fullmatch(near.right)
    return Verdict.SIGN if plural or cut or near.left == "n" else Verdict.OPEN


def _dots(near: Neighbours, words: Mapping[str, Collection[str]]) -> Verdict:
    """Whether dots before or after a word are a letter: in `…and` and `waited…` they are none, in `…sterreich` they are one."""
    if near.right and near.before in ("", " "):
        return Verdict.SIGN if len(near.right) > 1 and _is_known(near.right, near, words) else Verdict.DOUBTFUL
    if near.before == near.after == " ":
        return Verdict.USUAL
    if near.left and (_WHOLE.match(near.left) or (len(near.left) > 1 and _is_known(near.left, near, words))):
        return Verdict.SIGN
    return Verdict.OPEN


def _between_letters(sign: str, near: Neighbours, words: Mapping[str, Collection[str]]) -> Verdict:
    """Whether a sign between two letters is one."""
    left, right = near.left, near.right
    if sign == _APOSTROPHE:
        beside_i = left[-1] == "i" or right[0] == "i"  # Hawai’i: in most encodings the letter would be an `í`, which stands at no `i`
        if CERTAIN.search(f"{left}’{right}") or beside_i or (left in _NAMES and (left.islower() or right[0].isupper())):
            return Verdict.SIGN
        return Verdict.DOUBTFUL if "en" in near.codes else Verdict.OPEN
    if sign == _HYPHEN:
        if min(len(left), len(right)) < _SYLLABLE:
            return Verdict.DOUBTFUL
        long = min(len(left), len(right)) > _SYLLABLE
        return Verdict.USUAL if right[0] not in _VOWELS and (left[-1] not in _VOWELS or long) else Verdict.OPEN
    if sign in _DASHES or sign == _SPACE:
        return Verdict.SIGN if _are_two_words(sign, near, words) else Verdict.DOUBTFUL
    return Verdict.OPEN


def _are_two_words(sign: str, near: Neighbours, words: Mapping[str, Collection[str]]) -> bool:
    """Whether the letters before and after a dash or a no-break space are words of their own."""
    left, right = near.left, near.right
    if (left[-1].islower() and right[0].isupper()) or (sign == _SPACE and left in _OF_ONE_LETTER):
        return True
    if sign == "—" and min(len(left), len(right)) >= _PLURAL and _WHOLE.match(left):
        return True
    if len(left) > 1 and _is_known(right, near, words) and not (sign == "–" and len(right) < _SYLLABLE):  # Se–or
        return True
    return (len(right) > 1 or sign == _SPACE) and _is_known(left, near, words)


def _is_known(word: str, near: Neighbours, words: Mapping[str, Collection[str]]) -> bool:
    """Whether a word is one of the languages that the line may be of."""
    return not set(words.get(word.lower(), ())).isdisjoint(near.codes)


def _is_odd(sign: str, before: str, rest: str, codes: Collection[str]) -> bool:
    """Whether a sign does not stand between two characters as signs of its kind do."""
    after = rest[:1]
    if sign in _DASHES or sign in _UNSEEN:
        return False
    if sign == _APOSTROPHE:
        return before.isalpha() and after.isalpha() and _HAVE_APOSTROPHES.isdisjoint(codes)
    if sign in "…•":
        return before.isalpha() and after.isalnum()
    if sign in _INVERTED:
        return before.isalpha() or _HAVE_INVERTED.isdisjoint(codes)
    if sign in _QUOTES:
        return (before.isalnum() and after.isalpha()) or before == after == "-"
    if sign in _RAISED:
        if before.isalpha() and sign in "°ªº" and before not in _NUMBERED:
            return True
        return not (before.isalnum() or before in ").") or (after.isalpha() and not (sign == "°" and after in "CF"))
    if sign in _APART:
        if before.isalpha() and not (sign in "²³" and before == "m"):
            return True
        return after.isalpha() and sign != "µ" and not (sign in "£€" and _MILLIONS.match(rest))
    return True

"""Lines that say the same of another day or another name on each page, as one pattern with slots for what differs.

Numbers need no slot, since rules read each run of digits as `#`. A pattern is proposed by one line and judged by all that it fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

import regex
from msgspec import Struct

from cleaner.corpus.site_pages import SeenPage
from cleaner.rules.definitions import Definitions, shared_definitions

# What differs, each as a fragment that rule files may use: a day in English words, or a name of two to four words.
NAME = r"\p{Lu}[\p{L}'’.-]+(?: \p{Lu}[\p{L}'’.-]*){1,3}"
SLOTS = {"date_en": "{date_en}", "slot_name": "{slot_name}"}
# A pattern has so many words of its own, one of them of so many letters, and comes from so many pages and texts.
_WORDS, _LETTERS, _LEAST = 2, 4, 3
_MOST_SLOTS = 2
# So many patterns are tried at the most, those that most lines propose.
MOST_PATTERNS = 60
_WORD, _DIGITS = regex.compile(r"\p{L}+"), regex.compile(r"\d+")


class Template(Struct, frozen=True, order=True):
    """A pattern that a line proposes.

    Args:
        pattern: as a rule file has it, with the names of slots in braces.
        keyword: the longest of its own words, in lower case.
    """

    pattern: str
    keyword: str

    @property
    def compiled(self) -> regex.Pattern[str]:
        """The pattern, slots written out."""
        return regex.compile(Definitions({"slot_name": NAME}, shared_definitions().define).pattern(self.pattern))


@cache
def _slots() -> regex.Pattern[str]:
    date = Definitions({}, shared_definitions().define).pattern("{date_en}")
    return regex.compile(rf"(?<!\w)(?:(?P<date_en>{date})|(?P<slot_name>{NAME}))(?!\w)")


def template(text: str) -> Template | None:
    """What a line proposes; None where it has no slot, or too few words beside."""
    pieces: list[str] = []
    own: list[str] = []
    at = slots = 0
    for hit in _slots().finditer(text):
        own.append(text[at : hit.start()])
        pieces += (_literal(own[-1]), SLOTS[hit.lastgroup or ""])
        at, slots = hit.end(), slots + 1
    own.append(text[at:])
    words = [word for piece in own for word in _WORD.findall(piece)]
    longest = max(words, key=len, default="")
    if not 0 < slots <= _MOST_SLOTS or len(words) < _WORDS or len(longest) < _LETTERS:
        return None
    return Template("".join([*pieces, _literal(own[-1])]), longest.lower())


def _literal(text: str) -> str:
    """A pattern that fits a text with any numbers."""
    return r"\d+".join(regex.escape(piece, special_only=True, literal_spaces=True) for piece in _DIGITS.split(text))


def fitting(pages: Sequence[SeenPage], rare: Iterable[str]) -> dict[Template, dict[int, list[int]]]:
    """The patterns that several lines propose, each with the pages, and the rows on them, of all lines that it fits.

    Args:
        pages: the pages of a site.
        rare: how rules read the lines that repeat too seldom to be learned by themselves.
    """
    wanted = frozenset(rare)
    proposed: dict[Template, set[str]] = defaultdict(set)
    for page in pages:
        for line in page.lines:
            if line.key in wanted and line.body is not None and (found := template(line.text)):
                proposed[found].add(line.text)
    several = [one for one, texts in proposed.items() if len(texts) >= _LEAST]
    tried = sorted(several, key=lambda one: (-len(proposed[one]), one))[:MOST_PATTERNS]
    return {one: _rows(one, pages) for one in tried}


def _rows(one: Template, pages: Sequence[SeenPage]) -> dict[int, list[int]]:
    fits, found = one.compiled.fullmatch, {}
    for number, page in enumerate(pages):
        worth = (row for row, line in enumerate(page.lines) if line.key and one.keyword in line.text.lower())
        if rows := [row for row in worth if fits(page.lines[row].text)]:
            found[number] = rows
    return found


def least(asked: int) -> int:
    """On how many pages a pattern must fit a line, where so many are asked of a line that repeats."""
    return max(asked, _LEAST)

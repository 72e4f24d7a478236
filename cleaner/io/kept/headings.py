"""Which lines of a page are surely headings, where no element says so."""

from __future__ import annotations

import re

from cleaner.document.article import Article
from cleaner.document.parts import Part
from cleaner.document.result import CleanedPage
from cleaner.metadata.bylines import label_of
from cleaner.metadata.vocabulary import BYS

# A heading is words: it begins with one, has one of some length, and holds no bars, signs of code or addresses.
_BEGINNING = re.compile(r"[\"'“„«»‘‚¿¡「『《(]*[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{4}|[\u0e00-\u0eff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2}")
_NO_WORDS = re.compile(r"[|•·/\\@=<>{}\[\]()`_#*~^$;]|[:,]\s*$|--|://")
# "Editing by", "Fotos von": a label of a few words and then whose work it is.
_WORK_OF = re.compile(rf"(?i)(?:[^\W\d_]+ ){{0,3}}(?:{BYS}) (?-i:[A-ZÀ-ÞΆ-Я\u05d0-\u06ff\u0900-\u0fff])")
_LETTER = re.compile(r"[^\W\d_]")
_LEAST_LETTERS = 0.6
# Running text ends like a sentence, or is longer than a label.
_SENTENCE_END = re.compile(r"[.!?…:。！？।؟۔][\"'”’»」』)\]]*$")
_LONG = 60


def is_headline(page: CleanedPage, article: Article, line: int) -> bool:
    """Whether a line is the headline of an article.

    Args:
        page: the cleaned page.
        article: the article that the line stands in.
        line: the number of the line, from 0.
    """
    if page.ledger.part(line) is not Part.headline or not article.headline:
        return False
    text, headline = _compared(page.ledger.output(line)), _compared(article.headline)
    return bool(text) and (text in headline or headline in text)


def is_subheading(page: CleanedPage, article: Article | None, line: int) -> bool:
    """Whether a line of a text is surely a heading inside a story: words between running text, and no name of who made it.

    Args:
        page: the cleaned page.
        article: the article that the line stands in.
        line: the number of the line, from 0.
    """
    if page.ledger.part(line) is not Part.subheading:
        return False
    text = page.ledger.output(line).rstrip()
    words = text.strip()
    if text[:1].isspace() or not _BEGINNING.match(words) or not _WORD.search(words) or _NO_WORDS.search(words):
        return False
    if _WORK_OF.match(words) or label_of(words)[0]:
        return False
    if len(_LETTER.findall(words)) < _LEAST_LETTERS * len("".join(words.split())):
        return False
    if not (_is_running(page, line, -1) and _is_running(page, line, 1)):
        return False
    return article is None or not _names(article, words)


def _compared(text: str) -> str:
    return " ".join(text.split()).lstrip("# ").casefold()


def _is_running(page: CleanedPage, line: int, step: int) -> bool:
    """Whether the next kept line above or below is running text, or the head of a story."""
    kept = page.ledger.kept
    place = line + step
    while 0 <= place < len(kept) and not (kept[place] and page.page.lines[place].strip()):
        place += step
    if not 0 <= place < len(kept):
        return False
    part, text = page.ledger.part(place), page.page.lines[place].strip()
    return part in (Part.list_item, Part.block_quote, Part.pull_quote, Part.table) or (
        part is Part.paragraph and (len(text) >= _LONG or _SENTENCE_END.search(text) is not None)
    )


def _names(article: Article, words: str) -> bool:
    """Whether a line names people or agencies that made the story."""
    made = {name.casefold() for name in (*article.bylines, *article.roles, *article.agencies)}
    return words.casefold() in made or any(words in line for line in article.byline_lines)

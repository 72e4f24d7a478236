"""The kept text of a page in pieces, each in the elements written around it: those of a web page, or those that parts of a text mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.document.article import Article
from cleaner.document.parts import Part
from cleaner.document.result import CleanedPage
from cleaner.formats.elements import Step
from cleaner.html.tags import HEADINGS
from cleaner.html.walk import Texts
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
    """Whether a line is the headline of an article."""
    if page.ledger.part(line) is not Part.headline or not article.headline:
        return False
    text, headline = _compared(page.ledger.output(line)), _compared(article.headline)
    return bool(text) and (text in headline or headline in text)


def is_subheading(page: CleanedPage, article: Article | None, line: int) -> bool:
    """Whether a line of a text is surely a heading inside a story: words between running text, and no name of who made it."""
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


class KeptPiece(NamedTuple):
    """A piece of kept text, or an image beside some."""

    line: int
    story: int
    outer: Sequence[Step]
    inner: Sequence[Step]
    text: str
    image: Step | None = None


def placed(page: CleanedPage, lines: range | None = None, *, images: bool = False) -> Iterator[KeptPiece]:
    """What is kept of a page or of some of its lines, in order, each piece in its elements."""
    lines = range(len(page.ledger.kept)) if lines is None else lines
    starts = [article.start for article in page.articles]
    for piece in _of_elements(page, lines, images) if page.page.html is not None else _of_parts(page, lines):
        story = bisect_right(starts, page.page.line_starts[piece.line])
        yield piece._replace(story=story, outer=_held(page, piece, story))


def _of_elements(page: CleanedPage, lines: range, images: bool) -> Iterator[KeptPiece]:
    # Texts have no elements.
    from cleaner.formats.elements import Outline
    from cleaner.formats.web_pages import Pictures, base_of, kept_texts, unwrapped
    from cleaner.html.parse import parse
    from cleaner.html.walk import walk

    tree = parse(page.page.html or "")
    base = base_of(page, tree)
    texts: Texts = []
    markup = walk(unwrapped(tree) if images else tree, None, texts, images=images)
    outline = Outline(markup.elements, base)
    pictures = Pictures(page, markup.elements, base) if images else None
    for line, element, text, image, within in kept_texts(page, markup, texts, lines):
        shown = pictures.shown(image, line, element) if pictures and image else None
        if image and not shown:
            continue
        outer, inner = outline.way(element)
        if shown and not within and not (outer and outer[-1].holds_text):
            outer.append(Step(shown.key, "p"))
        yield KeptPiece(line, 0, outer, inner, text, shown)


def _of_parts(page: CleanedPage, lines: range) -> Iterator[KeptPiece]:
    """The kept lines of a text; items and quotes that follow each other share a list or a quote."""
    run, before = 0, None
    for line in lines:
        text = page.ledger.output(line).strip()
        if not text:
            continue
        part = page.ledger.part(line)
        run += part is not before
        before = part
        outer: list[Step] = []
        if part is Part.list_item:
            outer = [Step(("ul", run), "ul"), Step(line, "li")]
        elif part in (Part.block_quote, Part.pull_quote):
            outer = [Step(("quote", run), "blockquote")]
        yield KeptPiece(line, 0, outer, (), text)


def _held(page: CleanedPage, piece: KeptPiece, story: int) -> Sequence[Step]:
    """The blocks around a piece, with one that holds it: where no heading does, a line that is surely one becomes one."""
    outer = piece.outer
    if (not outer or outer[-1].tag == "p") and not any(step.tag in HEADINGS for step in outer):
        article = page.articles[story - 1] if story else None
        if article and is_headline(page, article, piece.line):
            return [*outer[:-1], Step(("h1", piece.line), "h1")]
        if page.page.html is None and is_subheading(page, article, piece.line):
            return [*outer[:-1], Step(("h2", piece.line), "h2")]
    if outer and outer[-1].holds_text:
        return outer
    return [*outer, Step(("p", piece.line), "p")]

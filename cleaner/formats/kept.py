"""The kept text of a page in pieces, each in the elements written around it: those of a web page, or those that parts of a text mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import accumulate
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from cleaner.document.article import Article
from cleaner.document.parts import Part
from cleaner.document.result import CleanedPage
from cleaner.formats.elements import Step
from cleaner.formats.escapes import SHOWN, whole
from cleaner.html.flow import Flow
from cleaner.html.markup import Elements, Markup
from cleaner.html.opening import Opening
from cleaner.html.tags import PRESERVED
from cleaner.html.walk import Texts
from cleaner.html.written import attributes_in
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


# What the walk over the page neither drops nor collapses, and the breaks at which it begins a line of preserved text.
_BARE = re.compile("[^ \\t\\n\\r\\f\\v\\x1c-\\x1f\\x85\u2028\u2029]+")
_BREAKS = re.compile("\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")


class Image(str):
    """The start tag of an image, among the texts of a page."""

    __slots__ = ()


class Text(NamedTuple):
    """A kept piece of a line, or an image beside the lines."""

    line: int
    element: int
    text: str
    image: Image | None = None
    within: bool = False


def kept_texts(page: CleanedPage, markup: Markup, texts: Texts, lines: range) -> Iterator[Text]:
    """What is kept of some lines, in document order."""
    kept, preserved = page.ledger.kept, _preserved(markup)
    under_way, at, element = -1, 0, 0
    for text, first, element_of_node in texts:
        if isinstance(text, Image):
            if first in lines and not preserved[element_of_node]:
                yield Text(first, element_of_node, "", text, first == under_way and at > 0)
            continue
        for line, piece in enumerate(_BREAKS.split(text) if preserved[element_of_node] else (text,), first):
            if line not in lines or not kept[line]:
                continue
            if line != under_way:
                if under_way >= 0:
                    yield from _rest(page, under_way, element, at)
                under_way, at = line, 0
            # White space alone begins no line; in preserved text there are empty lines.
            if (at == 0 and piece.isspace() and not preserved[element_of_node]) or not (piece or preserved[element_of_node]):
                continue
            element = element_of_node
            end = _reach(page.page.lines[line], at, sum(map(len, _BARE.findall(piece))))
            yield Text(line, element, _output(page, line, at, end))
            at = end
    if under_way >= 0:
        yield from _rest(page, under_way, element, at)


def _rest(page: CleanedPage, line: int, element: int, at: int) -> Iterator[Text]:
    """What no text node was left for, so that nothing of a line is lost."""
    if rest := _output(page, line, at, len(page.page.lines[line].rstrip("\n"))):
        yield Text(line, element, rest)


def _reach(line: str, at: int, count: int) -> int:
    """The offset after some more characters that are no white space."""
    while count > 0 and at < len(line):
        piece = line[at : at + count]
        count -= sum(map(len, _BARE.findall(piece)))
        at += len(piece)
    return at


def _output(page: CleanedPage, line: int, start: int, end: int) -> str:
    """What became of some characters of a kept line."""
    source, made = page.page.lines[line], ""
    for piece in page.ledger.pieces.get(line, ()):
        if piece.end <= start or piece.start >= end:
            continue
        made += source[start : piece.start] if piece.start > start else ""
        made += (piece.claim.rewrite_to or "") if start <= piece.start else ""
        start = min(piece.end, end)
    return made + source[start:end]


def _preserved(markup: Markup) -> bytearray:
    """One byte an element, 1 where text keeps its breaks."""
    elements = markup.elements
    preserved = bytearray(len(elements))
    for element, tag in enumerate(elements.tags):
        parent = elements.parents[element]
        preserved[element] = tag in PRESERVED or (parent >= 0 and preserved[parent])
    return preserved


# Where pages keep the address of an image that a script shows once a reader comes near.
_LATE = ("src", "data-src", "data-lazy-src", "data-original")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
# Images of so many pixels count readers.
_SMALL = frozenset({"0", "1", "2"})
# A figure may have so many boxes around its image and its caption.
_BOXES = 4
_WHOLE_PAGE = frozenset({"html", "body"})


class Pictured(Flow):
    """Takes in the elements of a page, and its images among the texts."""

    def opening(self, written: str) -> Opening:
        """What a start tag says."""
        found = super().opening(written)
        if found.tag == "img" and self.texts is not None:
            self.texts.append((Image(written), len(self.lines), self.row))
        return found


def unwrapped(tree: LexborHTMLParser) -> LexborHTMLParser:
    """The tree, with the image of each `picture` before it: what a `picture` holds is passed over."""
    for picture in tree.css("picture"):
        if image := picture.css_first("img"):
            picture.insert_before(image)
    return tree


class Pictures:
    """Which images of a page are shown, and where they lie."""

    def __init__(self, page: CleanedPage, elements: Elements, base: str | None) -> None:
        self._elements, self._base = elements, base
        self._kept = [0, *accumulate(map(bool, page.ledger.kept))]
        self._count = 0
        # For elements that images were found in, the element around them whose text tells whether they are kept.
        self._among: dict[int, int] = {}

    def shown(self, image: Image, line: int, element: int) -> Step | None:
        """An image as it is written; None where it belongs to what was removed, counts readers or has no address."""
        attributes = attributes_in(image)
        if not _SMALL.isdisjoint((attributes.get("width"), attributes.get("height"))) or not self._is_kept(line, element):
            return None
        address = next(filter(None, (whole(one, self._base, SHOWN) for one in _addresses(attributes))), "")
        if not address:
            return None
        self._count += 1
        words = " ".join(attributes.get("alt", "").split())
        return Step(("img", self._count), "img", f' src="{escape(address)}" alt="{escape(words)}"', address=address, says=words)

    def _is_kept(self, line: int, element: int) -> bool:
        """Whether the text that an image stands among is kept."""
        way: list[int] = []
        while element >= 0 and element not in self._among and not self._tells(element):
            way.append(element)
            element = self._elements.parents[element]
        around = self._among.get(element, element)
        self._among.update(dict.fromkeys(way, around))
        if around < 0:
            return False
        if self._elements.tags[around] in _WHOLE_PAGE:
            # Above the first line and below the last stand logos.
            return 0 < self._kept[min(line, len(self._kept) - 1)] < self._kept[-1]
        return self._kept[min(self._elements.last[around], len(self._kept) - 1)] > self._kept[self._elements.first[around]]

    def _tells(self, element: int) -> bool:
        """Whether the text in an element tells of images in it: not in a figure, whose caption goes where its image may stay."""
        elements = self._elements
        if elements.tags[element] in _WHOLE_PAGE:
            return True
        if elements.first[element] >= elements.last[element] or elements.tags[element] == "figure":
            return False
        for _ in range(_BOXES):
            element = elements.parents[element]
            if element < 0 or elements.tags[element] not in ("a", "div", "span", "figure"):
                return True
            if elements.tags[element] == "figure":
                return False
        return True


def _addresses(attributes: Mapping[str, str]) -> Iterator[str]:
    yield from (attributes[name] for name in _LATE if attributes.get(name))
    yield from (attributes[name].split(",")[0].split()[0] for name in _SETS if attributes.get(name, "").split(",")[0].strip())


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class KeptPiece(NamedTuple):
    """A piece of kept text, or an image beside some."""

    line: int
    story: int
    outer: Sequence[Step]
    inner: Sequence[Step]
    text: str
    image: Step | None = None


def placed(page: CleanedPage, lines: range, *, images: bool = False) -> Iterator[KeptPiece]:
    """What is kept of some lines, in order, each piece in its elements."""
    starts = [article.start for article in page.articles]
    for piece in _of_elements(page, lines, images) if page.page.html is not None else _of_parts(page, lines):
        story = bisect_right(starts, page.page.line_starts[piece.line])
        yield piece._replace(story=story, outer=_held(page, piece, story))


def _of_elements(page: CleanedPage, lines: range, images: bool) -> Iterator[KeptPiece]:
    # Texts have no elements.
    from cleaner.formats.elements import Outline
    from cleaner.formats.escapes import base_of
    from cleaner.html.parse import parse
    from cleaner.html.walk import walk

    tree = parse(page.page.html or "")
    base = base_of(page, tree)
    texts: Texts = []
    markup = walk(unwrapped(tree), None, texts, Pictured) if images else walk(tree, None, texts)
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
    if (not outer or outer[-1].tag == "p") and not any(step.tag in _HEADINGS for step in outer):
        article = page.articles[story - 1] if story else None
        if article and is_headline(page, article, piece.line):
            return [*outer[:-1], Step(("h1", piece.line), "h1")]
        if page.page.html is None and is_subheading(page, article, piece.line):
            return [*outer[:-1], Step(("h2", piece.line), "h2")]
    if outer and outer[-1].holds_text:
        return outer
    return [*outer, Step(("p", piece.line), "p")]

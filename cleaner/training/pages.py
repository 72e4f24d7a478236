"""Pages with their gold text, the texts that scrapers make of them, and which of their lines are body."""

from __future__ import annotations

import gzip
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import numpy as np

from cleaner.document.page import Page
from cleaner.document.parts import PageKind
from cleaner.document.policy import Policy
from cleaner.errors import PolicyError, ReadingError
from cleaner.html.align import matched, words_of
from cleaner.html.parse import parse
from cleaner.html.walk import ElementMatches, walk
from cleaner.lines.blocks import Blocks, named_in
from cleaner.lines.reader import Reader
from cleaner.metadata.statements import stated_address
from cleaner.model.words import Ints, Mask
from cleaner.pipeline.clean_html import owned
from cleaner.rules.ruleset import RuleSet

GOLD = ("gold.jsonl", "gold.jsonl.gz")
FOLDS = 4
# Shares of a line's words, or of its runs of three words, that the gold text must have.
_ALIGNED, _RUNS = 0.5, 0.5
_LONG, _NEAR, _LEFT_OVER = 5, 3, 0.6


class GoldPage(msgspec.Struct, frozen=True, kw_only=True):
    """A web page and the text a reader would call its main content.

    Args:
        id: its name; the page lies in `html/ID.html` or `html/ID.html.gz`.
        url: where it came from.
        page_type: what kind of page it is, as `PageKind` names them.
        main_content: its gold text; empty where nothing on it is worth keeping.
        html: the page itself.
        folder: the name of the folder that it came from.
    """

    id: str
    url: str | None = None
    page_type: str = "article"
    main_content: str = ""
    html: str = ""
    folder: str = ""

    @property
    def host(self) -> str:
        """The host of its address, or its name."""
        return (urlsplit(self.url or "").hostname or self.id).removeprefix("www.")

    @property
    def fold(self) -> int:
        """The part of the pages that it is tested with: all pages of a host are in one."""
        return zlib.crc32(self.host.encode()) % FOLDS


def read_pages(folder: Path) -> list[GoldPage]:
    """The pages of a folder: a line of `gold.jsonl` for each, and its HTML beside it.

    Raises:
        ReadingError: if the folder is none of pages, or a row or page cannot be read.
    """
    source = next((folder / name for name in GOLD if (folder / name).exists()), None)
    if source is None:
        raise ReadingError(str(folder), f"holds no {' or '.join(GOLD)}")
    return [msgspec.structs.replace(page, html=_html(folder, page.id), folder=folder.resolve().name) for page in _rows(source)]


def _rows(source: Path) -> Iterator[GoldPage]:
    decoder = msgspec.json.Decoder(GoldPage)
    for number, line in enumerate(_content(source).splitlines(), 1):
        try:
            page = decoder.decode(line)
            PageKind.named(page.page_type)
            urlsplit(page.url or "")
        except (msgspec.DecodeError, PolicyError, ValueError) as error:
            raise ReadingError(f"{source}:{number}", f"is no row of a page: {error}") from None
        yield page


def _html(folder: Path, name: str) -> str:
    found = next((path for path in (folder / "html" / f"{name}.html", folder / "html" / f"{name}.html.gz") if path.exists()), None)
    if found is None:
        raise ReadingError(str(folder / "html"), f"lacks the page {name}")
    return _content(found).decode("utf-8", "replace")


def _content(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError, zlib.error) as error:
        raise ReadingError(str(path), f"cannot be read: {error}") from None


def _layout(html: str) -> str:
    import html_text

    return str(html_text.extract_text(html, guess_layout=True))


def _inscriptis(html: str) -> str:
    import inscriptis

    return str(inscriptis.get_text(html))


def _shredded(html: str) -> str:
    """Each text of the page on a line of its own, as scrapers without a layout give it."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(html)
    tree.strip_tags(["script", "style", "noscript", "template"])
    return tree.root.text(separator="\n", strip=True) if tree.root else ""


def _trafilatura(html: str) -> str:
    import trafilatura

    return trafilatura.extract(html, include_comments=False) or ""


# The scrapers that make texts, each with how much a page of it counts; extracted texts teach what must be left alone.
RENDERINGS: dict[str, tuple[Callable[[str], str], float]] = {
    "layout": (_layout, 1.0),
    "inscriptis": (_inscriptis, 1.0),
    "shredded": (_shredded, 1.0),
    "trafilatura": (_trafilatura, 0.6),
}
EXTRACTED = frozenset({"trafilatura", "gold"})
GOLD_WEIGHT = 0.6
FORMS = (*RENDERINGS, "gold", "html")


def rendered(page: GoldPage, name: str) -> str:
    """The text that a scraper makes of a page, or its gold text by the name `gold`; empty where the scraper fails."""
    if name == "gold":
        return page.main_content
    try:
        return RENDERINGS[name][0](page.html).replace("\r", "")
    except ImportError:
        raise
    except Exception:  # noqa: BLE001  a page that a scraper fails on, whatever it raises, is no text of its
        return ""


class Example(msgspec.Struct, frozen=True, eq=False):
    """A page in one form.

    Args:
        page: the page.
        form: where its lines come from: a rendering, `gold`, or `html`.
        blocks: its blocks.
        numbers: the lines that rules leave open.
        body: which of them are body.
    """

    page: GoldPage
    form: str
    blocks: Blocks
    numbers: list[int]
    body: Mask

    @property
    def is_html(self) -> bool:
        """Whether its lines have elements."""
        return self.form == "html"

    @property
    def is_extracted(self) -> bool:
        """Whether its chrome was gone before."""
        return self.form in EXTRACTED

    @property
    def kind(self) -> PageKind:
        """What kind of page it is; one whose gold text is empty has no content."""
        return PageKind.named(self.page.page_type) or PageKind.article if self.page.main_content.strip() else PageKind.no_content

    @property
    def weight(self) -> float:
        """How much it counts."""
        return GOLD_WEIGHT if self.form == "gold" else 1.0 if self.is_html else RENDERINGS[self.form][1]


def examples(pages: Sequence[GoldPage]) -> list[Example]:
    """All pages in all forms."""
    with Pool() as pool:
        return [each for found in pool.imap(examples_of, pages, chunksize=8) for each in found]


def examples_of(page: GoldPage) -> list[Example]:
    """A page in each form in which rules leave a line open."""
    safe, found = Policy.named("safe"), []
    for form in FORMS:
        blocks = _html_blocks(page) if form == "html" else Blocks.of(Page(rendered(page, form)), Reader(RuleSet.default()))
        removed = {line for line in named_in(blocks.kinds) if safe.removes(blocks.readings[line].claims[0])}
        numbers = [line for line, text in enumerate(blocks.texts) if text and line not in removed]
        if numbers:
            texts = [blocks.texts[line] for line in numbers]
            body = np.ones(len(texts), bool) if form == "gold" else body_lines(texts, page.main_content)
            found.append(Example(page, form, blocks, numbers, body))
    return found


def _html_blocks(page: GoldPage) -> Blocks:
    tree = parse(page.html)
    rules = RuleSet.default().for_site(page.url or stated_address(tree))
    matches = ElementMatches(rules.selectors)
    markup = walk(tree, matches)
    return Blocks.of(Page(markup.source, url=page.url), Reader(rules), owned(markup, matches), markup=markup)


def body_lines(lines: Sequence[str], gold: str) -> Mask:
    """For each line whether it is body.

    A line is if half of its words align with the gold text. Then lines of five words and more are added, longest first, whose runs of
    three words the gold text has, while it has words that no line took. A line of fewer words needs a longer body line near it.
    """
    own, theirs = [words_of(line) for line in lines], words_of(gold)
    lengths = np.array([len(words) for words in own], np.int64)
    places = np.fromiter(matched([word for words in own for word in words], theirs), np.int64)
    hits = np.bincount(np.repeat(np.arange(len(own)), lengths)[places], minlength=len(own))
    body = (lengths > 0) & (hits >= _ALIGNED * np.maximum(lengths, 1))
    _add_moved(own, theirs, body)
    return _with_body_near(lengths, body)


def _add_moved(own: list[list[str]], theirs: list[str], body: Mask) -> None:
    """Add long lines that the gold text has in another place."""
    runs = set(zip(theirs, theirs[1:], theirs[2:], strict=False))
    left = Counter(theirs)
    left.subtract(word for number in np.flatnonzero(body) for word in own[number])
    for number in sorted(np.flatnonzero(~body), key=lambda number: -len(own[number])):
        words = own[number]
        if len(words) < _LONG:
            break
        found = list(zip(words, words[1:], words[2:], strict=False))
        if sum(run in runs for run in found) >= _RUNS * len(found):
            needed = Counter(words)
            if sum(min(count, max(left[word], 0)) for word, count in needed.items()) >= _LEFT_OVER * len(words):
                body[number] = True
                left.subtract(needed)


def _with_body_near(lengths: Ints, body: Mask) -> Mask:
    """The body lines that are long, or have a long body line near them, or no long line at all."""
    wide = np.ones(2 * _NEAR + 1, np.int64)
    near = slice(_NEAR, _NEAR + len(body))
    long_near = np.convolve(lengths >= _LONG, wide)[near]
    body_near = np.convolve((lengths >= _LONG) & body, wide)[near]
    found: Mask = body & ((lengths >= _LONG) | (body_near > 0) | (long_near == 0))
    return found

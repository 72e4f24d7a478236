"""Pages with their gold text, read from a folder, and the texts that scrapers make of them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from cleaner.document.parts import PageKind
from cleaner.errors import PolicyError, ReadingError

GOLD = ("gold.jsonl", "gold.jsonl.gz")
FOLDS = 4


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

    Args:
        folder: the folder.

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


# What texts come from, each with how much a page of it counts; extracted ones teach what must be left alone.
RENDERINGS: dict[str, tuple[Callable[[str], str], float]] = {
    "layout": (_layout, 1.0),
    "inscriptis": (_inscriptis, 1.0),
    "shredded": (_shredded, 1.0),
    "trafilatura": (_trafilatura, 0.6),
}
EXTRACTED = frozenset({"trafilatura", "gold"})
GOLD_WEIGHT = 0.6


def rendered(page: GoldPage, name: str) -> str:
    """What a scraper makes of a page; empty where it fails on it.

    Args:
        page: the page.
        name: the scraper, or `gold` for the gold text itself.
    """
    if name == "gold":
        return page.main_content
    try:
        return RENDERINGS[name][0](page.html).replace("\r", "")
    except ImportError:
        raise
    except Exception:  # noqa: BLE001  a page that a scraper fails on, whatever it raises, is no text of its
        return ""

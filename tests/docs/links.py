"""What a reader of a built site would stumble over: links that lead nowhere, things fetched from elsewhere, pictures without words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Attributes that fetch something as the page is shown; those of `link` depend on what it is.
_FETCHED = (("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("audio", "src"), ("object", "data"))
_FETCHING_LINKS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"}
_STYLE_ADDRESS = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])((?:https?:)?//[^"')\s]+)""")
_HOST = "https://site.invalid/"


class Site:
    """A built site.

    Args:
        root: the folder that it was built into.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pages = sorted(root.rglob("*.html"))
        self._ids = cache(self._read_ids)

    def broken_links(self) -> list[str]:
        """Links, anchors and files of the site itself that are not there: the page, and what it asks for."""
        return [f"{self.name(page)}: {target}" for page in self.pages for target in self._broken(page)]

    def foreign_resources(self) -> list[str]:
        """What pages and style sheets fetch from other hosts as they are shown."""
        found = [f"{self.name(page)}: {address}" for page in self.pages for address in self._foreign(_tree(page))]
        for sheet in sorted(self.root.rglob("*.css")):
            found += [f"{self.name(sheet)}: {address}" for address in _STYLE_ADDRESS.findall(sheet.read_text(encoding="utf-8"))]
        return found

    def silent_pictures(self) -> list[str]:
        """Pictures that say nothing to those who do not see them; those that are hidden from them are left out."""
        found = []
        for page in self.pages:
            tree = _tree(page)
            found += [f"{self.name(page)}: {one.attributes.get('src')}" for one in tree.css("img") if not one.attributes.get("alt")]
            drawn = tree.css("figure svg, svg[role=img]")
            found += [f"{self.name(page)}: svg" for one in drawn if not (one.css_first("title") and one.css_first("desc"))]
        return found

    def name(self, file: Path) -> str:
        """A file as its address below the site."""
        return file.relative_to(self.root).as_posix()

    def _broken(self, page: Path) -> Iterator[str]:
        base = _HOST + self.name(page)
        for target in dict.fromkeys(_targets(_tree(page))):
            parts = urlsplit(urljoin(base, target))
            if parts.netloc != "site.invalid" or parts.scheme != "https":
                continue
            file = self.root / unquote(parts.path).lstrip("/")
            file = file / "index.html" if file.is_dir() else file
            if not file.is_file() or (parts.fragment and file.suffix == ".html" and unquote(parts.fragment) not in self._ids(file)):
                yield target

    def _read_ids(self, page: Path) -> Counter[str]:
        return Counter(str(one.attributes["id"]) for one in _tree(page).css("[id]"))

    def repeated_ids(self) -> list[str]:
        """Ids that stand on one page several times, so that a link to them leads to the first alone."""
        return [f"{self.name(page)}: {name}" for page in self.pages for name, count in self._ids(page).items() if count > 1]

    @staticmethod
    def _foreign(tree: LexborHTMLParser) -> Iterator[str]:
        addresses = [one.attributes.get(name) for tag, name in _FETCHED for one in tree.css(f"{tag}[{name}]")]
        addresses += [one.attributes.get("href") for one in tree.css("link[href]") if _FETCHING_LINKS & set(_words(one, "rel"))]
        addresses += [word for one in tree.css("[srcset]") for word in _words(one, "srcset")]
        styles = [one.text() for one in tree.css("style")] + [str(one.attributes["style"]) for one in tree.css("[style]")]
        addresses += [address for style in styles for address in _STYLE_ADDRESS.findall(style)]
        yield from (one for one in addresses if one and re.match(r"(?:https?:)?//", one))


@cache
def _tree(page: Path) -> LexborHTMLParser:
    return LexborHTMLParser(page.read_bytes())


def _words(node: LexborNode, name: str) -> list[str]:
    return (node.attributes.get(name) or "").split()


def _targets(tree: LexborHTMLParser) -> Iterator[str]:
    for name in ("href", "src"):
        for node in tree.css(f"[{name}]"):
            yield (node.attributes.get(name) or "").strip()

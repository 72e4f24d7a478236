"""The images of a web page's stories: those that stand among kept text, each with the words that stand in for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from itertools import accumulate

from selectolax.lexbor import LexborHTMLParser

from cleaner.document.result import CleanedPage
from cleaner.html.flow import Flow
from cleaner.html.markup import Elements
from cleaner.html.opening import Opening
from cleaner.html.written import attributes_in
from cleaner.io.kept.addresses import SHOWN, whole
from cleaner.io.kept.pieces import Image
from cleaner.io.kept.writer import Step

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
        """What a start tag says.

        Args:
            written: the tag without its brackets.
        """
        found = super().opening(written)
        if found.tag == "img" and self.texts is not None:
            self.texts.append((Image(written), len(self.lines), self.row))
        return found


def unwrapped(tree: LexborHTMLParser) -> LexborHTMLParser:
    """The tree, with the image of each `picture` before it: what a `picture` holds is passed over.

    Args:
        tree: a parsed page, which is changed.
    """
    for picture in tree.css("picture"):
        if image := picture.css_first("img"):
            picture.insert_before(image)
    return tree


class Pictures:
    """Which images of a page are shown, and where they lie.

    Args:
        page: the cleaned page.
        elements: its elements.
        base: the address that the images are relative to, if known.
    """

    def __init__(self, page: CleanedPage, elements: Elements, base: str | None) -> None:
        self._elements, self._base = elements, base
        self._kept = [0, *accumulate(map(bool, page.ledger.kept))]
        self._count = 0
        # For elements that images were found in, the element around them whose text tells whether they are kept.
        self._among: dict[int, int] = {}

    def shown(self, image: Image, line: int, element: int) -> Step | None:
        """An image as it is written; None where it belongs to what was removed, counts readers or has no address.

        Args:
            image: its start tag.
            line: the line that it stands in or before.
            element: the element that it stands in.
        """
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

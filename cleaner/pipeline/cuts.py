"""Where long texts are cut, and how much around a cut is seen."""

from __future__ import annotations

from cleaner.document.page import Page
from cleaner.document.records import dataclass


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where a long text is cut. Only lines that stay count, so that a text is cut at the same places when it is cleaned again.

    Args:
        lines: the most lines of a stretch.
        size: about the most code points of a stretch.
        look: how many lines are read along above and below it.
        sight: about the most code points that are read along on either side.
        section: of how many code points without a new story a section has enough.
        slack: how many times so many lines and code points are held at once, with those that are blank or removed.
    """

    lines: int = 4096
    size: int = 250_000
    look: int = 512
    sight: int = 64_000
    section: int = 1_000_000
    slack: int = 16

    def needless(self, page: Page) -> bool:
        """Whether a page is short enough to be settled as one.

        Args:
            page: the page.
        """
        return len(page.source) <= self.size and len(page.lines) <= self.lines


CUTS = Cuts()

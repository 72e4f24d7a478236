"""The pages whose examples are run, and the folder that each runs in."""

from __future__ import annotations

import shutil
from pathlib import Path

import cleaner

ROOT = Path(cleaner.__file__).parent.parent
README = ROOT / "README.md"
EXAMPLES = ROOT / "docs" / "examples" / "README.md"
# A reader of these has the repository at hand.
_AT_THE_ROOT = {README: ("seeds", "fixtures"), EXAMPLES: ("seeds", "fixtures")}


def pages() -> list[Path]:
    """README.md and every page of the documentation; none where the library is installed without them."""
    return [page for page in (README, *sorted((ROOT / "docs").rglob("*.md"))) if page.exists()]


def name(page: Path) -> str:
    """How a page is told of: its path from the root."""
    return page.relative_to(ROOT).as_posix()


def furnish(folder: Path, page: Path) -> None:
    """Copies into the folder what a reader of the page has at hand beside the library."""
    for source in _AT_THE_ROOT.get(page, ()):
        shutil.copytree(ROOT / source, folder / source)

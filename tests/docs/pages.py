"""The pages whose examples are run, and the folder that each runs in."""

from __future__ import annotations

import shutil
from pathlib import Path

import cleaner

ROOT = Path(cleaner.__file__).parent.parent
README = ROOT / "README.md"
# A reader of these has the repository at hand; all other pages begin in an empty folder.
_IN_THE_REPOSITORY = (README, ROOT / "docs" / "index.md", ROOT / "docs" / "examples" / "README.md")


def pages() -> list[Path]:
    """README.md and every page of the documentation; none where the library is installed without them."""
    return [page for page in (README, *sorted((ROOT / "docs").rglob("*.md"))) if page.exists()]


def name(page: Path) -> str:
    """How a page is told of: its path from the root."""
    return page.relative_to(ROOT).as_posix()


def furnish(folder: Path, page: Path) -> None:
    """Copies into the folder what a reader of the page has at hand beside the library."""
    if page in _IN_THE_REPOSITORY:
        for source in ("seeds", "fixtures"):
            shutil.copytree(ROOT / source, folder / source)

"""The pages whose examples are run."""

from __future__ import annotations

from pathlib import Path

import cleaner

ROOT = Path(cleaner.__file__).parent.parent
README = ROOT / "README.md"


def pages() -> list[Path]:
    """README.md and every page of the documentation."""
    return [README, *sorted((ROOT / "docs").rglob("*.md"))]


def name(page: Path) -> str:
    """How a page is told of: its path from the root."""
    return page.relative_to(ROOT).as_posix()

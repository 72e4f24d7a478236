"""Files of the repository's root as pages of the site, with links that hold there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Pages by the files that they are.
PAGES = {"contributing.md": "CONTRIBUTING.md", "security.md": "SECURITY.md", "changelog.md": "CHANGELOG.md"}
_PAGES = {file: page for page, file in PAGES.items()} | {"README.md": "index.md", "cleaner/rulesets/README.md": "reference/rule-files.md"}
_LINK = re.compile(r"\[([^\]\[]+)\]\(([^)\s#]+)(#[^)\s]*)?\)")


def root_page(name: str) -> str:
    """A file of the root as a page; its links to files of the repository lead to their pages, or are names where they have none.

    Args:
        name: what the file is called.
    """
    return relinked((ROOT / name).read_text(encoding="utf-8"))


def relinked(text: str) -> str:
    """A text of the root with the links that a page of the site has."""
    return _LINK.sub(_relinked, text)


def _relinked(link: re.Match[str]) -> str:
    text, target, place = link[1], link[2], link[3] or ""
    if re.match(r"[a-z]+:", target):
        return link[0]
    page = target.removeprefix("docs/") if target.startswith("docs/") and target.endswith(".md") else _PAGES.get(target.removeprefix("./"))
    if page is None:
        return text if text.startswith("`") or text == target else f"{text} (`{target}`)"
    # Sections of the README have no page of their own.
    return f"[{text}]({page}{'' if page == 'index.md' else place})"

"""The example programs as one page, each in full with what it says of itself."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parents[1] / "examples"
_LANGUAGES = {".py": "python", ".sh": "bash"}


def programs_page() -> str:
    """All programs of the folder of examples as Markdown, a section each."""
    files = sorted(file for file in FOLDER.iterdir() if file.suffix in _LANGUAGES)
    parts = [f"## `{file.name}` {{#{file.stem}}}\n\n```{_LANGUAGES[file.suffix]}\n{file.read_text(encoding='utf-8')}```" for file in files]
    return "\n\n".join(["# Programs", "What each needs, and what it does, is told in [their overview](README.md).", *parts]) + "\n"

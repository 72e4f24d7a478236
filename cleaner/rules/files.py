"""The files that rules are read from."""

from __future__ import annotations

import os
from pathlib import Path

from cleaner.errors import RuleError


def rule_files(path: Path) -> list[Path]:
    """A file, or the regular files of rules below a folder, sorted.

    Args:
        path: a file, which need not be there, or a folder.

    Raises:
        RuleError: if a link below the folder leads out of it.
    """
    if not os.path.isdir(path):  # noqa: PTH112  that of pathlib raises for links in a circle and for names that are too long
        return [path]
    files = [file for file in sorted(path.rglob("*.toml")) if os.path.isfile(file)]  # noqa: PTH113  as above
    root = os.path.realpath(path)
    for file in files:
        if not Path(os.path.realpath(file)).is_relative_to(root):
            raise RuleError(str(file), "(none)", "file", f"is a link that leads out of {path}, and is not followed; name the file itself")
    return files


def rule_text(file: Path) -> str:
    """What a rule file holds.

    Args:
        file: the file.

    Raises:
        RuleError: if it cannot be read.
    """
    try:
        if os.path.exists(file) and not os.path.isfile(file):  # noqa: PTH110, PTH113  as above
            raise RuleError(str(file), "(none)", "file", "is no regular file; reading it could wait for ever")
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:  # ValueError: it is not UTF-8, or its name holds NUL
        raise RuleError(str(file), "(none)", "file", f"cannot be read: {error}") from error

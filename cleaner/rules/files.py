"""The files that rules are read from."""

from __future__ import annotations

from pathlib import Path

from cleaner.errors import RuleError
from cleaner.paths import exists, is_folder, is_regular, leads_out


def rule_files(path: Path) -> list[Path]:
    """A file, or the regular files of rules below a folder, sorted.

    Args:
        path: a file, which need not be there, or a folder.

    Raises:
        RuleError: if a link below the folder leads out of it.
    """
    if not is_folder(path):
        return [path]
    files = [file for file in sorted(path.rglob("*.toml")) if is_regular(file)]
    for file in files:
        if leads_out(file, path):
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
        if exists(file) and not is_regular(file):
            raise RuleError(str(file), "(none)", "file", "is no regular file; reading it could wait for ever")
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:  # ValueError: it is not UTF-8, or its name holds NUL
        raise RuleError(str(file), "(none)", "file", f"cannot be read: {error}") from error

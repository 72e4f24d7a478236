"""Texts that stay although rules name them, as a configuration lists them, and which of these entries nothing needs any more."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from cleaner.io.config import Allowance, Config
from cleaner.io.sources import find_sources


class Allowed:
    """The allow list of a configuration, and what it was needed for.

    Args:
        config: the configuration.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._by_text: dict[str, list[Allowance]] = {}
        for allowance in config.allow:
            self._by_text.setdefault(allowance.text, []).append(allowance)
        self._used: set[Allowance] = set()

    def allowance(self, path: Path, finder: str, text: str) -> Allowance | None:
        """The entry that allows a finding, or None.

        Args:
            path: its file.
            finder: who says so.
            text: what stands there, without the white space around it.
        """
        held = [one for one in self._by_text.get(text, ()) if one.names(finder) and self._speaks_of(one, path)]
        self._used.update(held)
        return held[0] if held else None

    def stale(self, seen: Collection[Path]) -> Iterator[Allowance]:
        """The entries that no file needed, once every file they speak of was looked at.

        Args:
            seen: the files that were looked at.
        """
        unused = [one for one in self._config.allow if one not in self._used]
        if unused:
            looked_at = {path.absolute() for path in seen}
            for one in unused:
                if all(path in looked_at for path in self._files() if self._speaks_of(one, path)):
                    yield one

    def _speaks_of(self, allowance: Allowance, path: Path) -> bool:
        return not allowance.paths or self._config.matches(allowance.paths, path)

    def _files(self) -> Iterator[Path]:
        """The files that the configuration has a say in."""
        sources, _ = find_sources([self._config.folder])
        return (source.path for source in sources if self._config.wants(source.path))

"""Findings that a project knows of already, and texts that its configuration allows, so that only new findings count.

A finding is known by its file, its rule and its text, and not by its line, so that what moves stays known. Equal ones are counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.errors import ConfigError
from cleaner.formats.config import Config
from cleaner.formats.config_file import Allowance
from cleaner.formats.reading import fault_of
from cleaner.formats.sources import find_sources
from cleaner.formats.writing import write_file
from cleaner.paths import exists, is_link, is_special

VERSION = 1
_SHOWN = 60
# More findings than this no file has.
_MOST = 2**31


class Known(NamedTuple):
    """What a finding is known by."""

    path: str
    finder: str
    digest: str


def known(path: str, finder: str, text: str) -> Known:
    """What a finding is known by."""
    from hashlib import sha256  # takes longer to load than a file to check

    return Known(path, finder, sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16])


class Baseline:
    """Known findings, each with how often it stands in its file."""

    def __init__(self, path: Path, counts: Counter[Known] | None = None, texts: dict[Known, str] | None = None) -> None:
        self.path, self.counts, self.texts = path, Counter(counts), dict(texts or {})
        self._left = Counter(self.counts)

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The findings in a file; a file that is not there holds none.

        Raises ConfigError if it cannot be read, or was not written by this.
        """
        counts: Counter[Known] = Counter()
        texts: dict[Known, str] = {}
        if not exists(path) and not is_link(path):
            return cls(path)
        try:
            # A FIFO would wait for someone to write into it.
            document: Any = json.loads(path.read_bytes()) if not is_special(path) else None
            if document["version"] != VERSION:
                raise ConfigError(str(path), "version", f"is {document['version']!r}, and this reads {VERSION}; write it again")
            for row in document["findings"]:
                one, count, text = Known(row["path"], row["finder"], row["digest"]), row["count"], row["text"]
                if not (all(isinstance(word, str) for word in (*one, text)) and type(count) is int and 0 <= count <= _MOST):
                    raise ValueError(row)
                counts[one] += count
                texts[one] = text
        except OSError as error:
            raise ConfigError(str(path), "", fault_of(error)) from error
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ConfigError(str(path), "", "is no baseline; write one with cleaner check --write-baseline") from error
        return cls(path, counts, texts)

    def takes(self, path: str, finder: str, text: str) -> bool:
        """Whether a finding is known; each known one is taken once."""
        if not self.counts:
            return False
        one = known(path, finder, text)
        if self._left[one] <= 0:
            return False
        self._left[one] -= 1
        return True

    def add(self, path: str, finder: str, text: str) -> None:
        """Know a finding from now on."""
        one = known(path, finder, text)
        self.counts[one] += 1
        self.texts[one] = text if len(text) <= _SHOWN else text[:_SHOWN] + "..."

    def forget(self, paths: Iterable[str]) -> None:
        """Know nothing more of some files."""
        gone = set(paths)
        self.counts = Counter({one: count for one, count in self.counts.items() if one.path not in gone})

    def stale(self, paths: Iterable[str]) -> Iterator[tuple[Known, str]]:
        """The known findings that are not there any more, with the beginning of their texts."""
        seen = set(paths)
        for one, left in sorted(self._left.items()):
            if left > 0 and one.path in seen:
                yield one, self.texts[one]

    def write(self) -> None:
        """Write the file, sorted, a finding a line, so that two versions of it compare well.

        Raises WritingError if it cannot be written.
        """
        rows: list[dict[str, Any]] = [
            {**one._asdict(), "count": count, "text": self.texts[one]} for one, count in sorted(self.counts.items()) if count > 0
        ]
        lines = ",\n".join(f"    {json.dumps(row)}" for row in rows)
        body = f"[\n{lines}\n  ]" if rows else "[]"
        write_file(self.path, f'{{\n  "version": {VERSION},\n  "findings": {body}\n}}\n'.encode(), self.path.parent)


class Allowed:
    """The allow list of a configuration, and what it was needed for."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._by_text: dict[str, list[Allowance]] = {}
        for allowance in config.allow:
            self._by_text.setdefault(allowance.text, []).append(allowance)
        self._used: set[Allowance] = set()

    def allowance(self, path: Path, finder: str, text: str) -> Allowance | None:
        """The entry that allows a finding, or None."""
        held = [one for one in self._by_text.get(text, ()) if one.names(finder) and self._speaks_of(one, path)]
        self._used.update(held)
        return held[0] if held else None

    def reason(self, path: Path, finder: str, text: str) -> str:
        """Why a finding stays; empty where it does not."""
        allowance = self.allowance(path, finder, text)
        return f"{self._config.where} allows it: {allowance.why}" if allowance else ""

    def stale(self, seen: Collection[Path]) -> Iterator[Allowance]:
        """The entries that no file needed, once every file they speak of was looked at."""
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

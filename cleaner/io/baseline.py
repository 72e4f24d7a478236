"""Findings that a project knows of already, kept in a file, so that only new ones count.

A finding is known by its file, its finder and its text, and not by its line, so that what moves stays known. Equal ones are counted.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.errors import ConfigError
from cleaner.io.reading import fault_of
from cleaner.io.writing import write_file
from cleaner.paths import exists, is_link, is_regular

VERSION = 1
_SHOWN = 60
# More findings than this no file has.
_MOST = 2**31


class Known(NamedTuple):
    """What a finding is known by.

    Args:
        path: its file, relative to the configuration, with slashes.
        finder: who says so.
        digest: of its text, 16 hexadecimal digits.
    """

    path: str
    finder: str
    digest: str


def known(path: str, finder: str, text: str) -> Known:
    """What a finding is known by.

    Args:
        path: its file, relative to the configuration.
        finder: who says so.
        text: what stands there, without the white space around it.
    """
    from hashlib import sha256  # takes longer to load than a file to check

    return Known(path, finder, sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16])


class Baseline:
    """Known findings, each with how often it stands in its file.

    Args:
        path: the file they are kept in.
        counts: how often each is known.
        texts: the beginning of each one's text, for people who read the file.
    """

    def __init__(self, path: Path, counts: Counter[Known] | None = None, texts: dict[Known, str] | None = None) -> None:
        self.path, self.counts, self.texts = path, Counter(counts), dict(texts or {})
        self._left = Counter(self.counts)

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The findings in a file; a file that is not there holds none.

        Args:
            path: the file.

        Raises:
            ConfigError: if it cannot be read, or was not written by this.
        """
        counts: Counter[Known] = Counter()
        texts: dict[Known, str] = {}
        if not exists(path) and not is_link(path):
            return cls(path)
        try:
            # A FIFO would wait for someone to write into it.
            document: Any = json.loads(path.read_bytes()) if is_regular(path) or not exists(path) else None
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
        """Whether a finding is known; each known one is taken once.

        Args:
            path: its file, relative to the configuration.
            finder: who says so.
            text: what stands there, without the white space around it.
        """
        if not self.counts:
            return False
        one = known(path, finder, text)
        if self._left[one] <= 0:
            return False
        self._left[one] -= 1
        return True

    def add(self, path: str, finder: str, text: str) -> None:
        """Know a finding from now on.

        Args:
            path: its file, relative to the configuration.
            finder: who says so.
            text: what stands there, without the white space around it.
        """
        one = known(path, finder, text)
        self.counts[one] += 1
        self.texts[one] = text if len(text) <= _SHOWN else text[:_SHOWN] + "..."

    def forget(self, paths: Iterable[str]) -> None:
        """Know nothing more of some files.

        Args:
            paths: the files, relative to the configuration.
        """
        gone = set(paths)
        self.counts = Counter({one: count for one, count in self.counts.items() if one.path not in gone})

    def stale(self, paths: Iterable[str]) -> Iterator[tuple[Known, str]]:
        """The known findings that are not there any more, with the beginning of their texts.

        Args:
            paths: the files that were looked at, relative to the configuration, and those that are gone.
        """
        seen = set(paths)
        for one, left in sorted(self._left.items()):
            if left > 0 and one.path in seen:
                yield one, self.texts[one]

    def write(self) -> None:
        """Write the file, sorted, a finding a line, so that two versions of it compare well.

        Raises:
            WritingError: if it cannot be written.
        """
        rows: list[dict[str, Any]] = [
            {**one._asdict(), "count": count, "text": self.texts[one]} for one, count in sorted(self.counts.items()) if count > 0
        ]
        lines = ",\n".join(f"    {json.dumps(row)}" for row in rows)
        body = f"[\n{lines}\n  ]" if rows else "[]"
        write_file(self.path, f'{{\n  "version": {VERSION},\n  "findings": {body}\n}}\n'.encode(), self.path.parent)

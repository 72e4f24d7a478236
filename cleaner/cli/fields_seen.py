"""Which of the fields that should hold texts occur in files of records, over all files of a command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.errors import ConfigError, ReadingError, suggestion
from cleaner.formats.in_place import field_names
from cleaner.formats.sources import Source
from cleaner.formats.terminal import counted

# How many names of fields a message lists.
_SHOWN = 12


class FieldsSeen:
    """The fields that occur, by who names them and which they are: the files that should have them, each with those that it has."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, tuple[str, ...]], dict[Source, set[str]]] = {}

    def add(self, where: str, fields: tuple[str, ...], source: Source, found: set[str]) -> None:
        """Note what a file has.

        Args:
            where: who names the fields: an option, or the name of a configuration.
            fields: all that are named.
            source: the file.
            found: those that occur in it.
        """
        self._found.setdefault((where, fields), {})[source] = found

    def include(self, other: FieldsSeen) -> None:
        """Note what another process saw."""
        for (where, fields), files in other._found.items():
            for source, found in files.items():
                self.add(where, fields, source, found)

    def faults(self) -> Iterator[ConfigError]:
        """An error for each field that occurs in none of its files: a misspelled one would find nothing."""
        for (where, fields), files in self._found.items():
            for field in dict.fromkeys(fields):
                if not any(field in names for names in files.values()):
                    names = field_names(next(iter(files)))
                    fault = f"{field!r} occurs nowhere in {counted(len(files), 'file')} of records"
                    yield ConfigError(where, "fields", f"{fault}; {suggestion(field, names, _others(names))}")


def without_fields(source: Source, fields: Sequence[str], names: Sequence[str]) -> ReadingError:
    """The error for a file that has none of the fields, but others."""
    return ReadingError(source.name, f"has no field {' or '.join(fields)}; {_others(names)}")


def _others(names: Sequence[str]) -> str:
    more = ", ..." if len(names) > _SHOWN else ""
    return f"there are {', '.join(names[:_SHOWN])}{more}; name those that hold texts with --fields, or as fields in cleaner.toml"

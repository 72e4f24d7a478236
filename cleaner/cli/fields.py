"""Whether the fields that should hold texts occur in records: a misspelled one would find nothing, and nobody would know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.errors import ConfigError, ReadingError, suggestion
from cleaner.formats.in_place import field_names
from cleaner.formats.sources import Source
from cleaner.formats.terminal import counted

# How many names of fields a message lists.
_SHOWN = 12


class FieldsMet:
    """Takes note of the fields that occur in files of records."""

    def __init__(self) -> None:
        # By who names them and which they are, the files that were asked for them with those that occur.
        self._met: dict[tuple[str, tuple[str, ...]], dict[Source, set[str]]] = {}

    def note(self, source: Source, where: str, fields: tuple[str, ...], found: set[str]) -> None:
        """Take note of a file whose records were all read. Raises ReadingError if none occurs, though the file has others."""
        if found:
            self._met.setdefault((where, fields), {})[source] = found
        elif names := field_names(source):
            raise ReadingError(source.name, f"has no field {' or '.join(fields)}; {_others(names)}")

    def missing(self) -> Iterator[ConfigError]:
        """A fault for each field that occurs in none of the files whose records were asked for it."""
        for (where, fields), met in self._met.items():
            for field in dict.fromkeys(fields):
                if not any(field in found for found in met.values()):
                    names = field_names(next(iter(met)))
                    fault = f"{field!r} occurs nowhere in {counted(len(met), 'file')} of records"
                    yield ConfigError(where, "fields", f"{fault}; {suggestion(field, names, _others(names))}")


def _others(names: Sequence[str]) -> str:
    more = ", ..." if len(names) > _SHOWN else ""
    return f"there are {', '.join(names[:_SHOWN])}{more}; name those that hold texts with --fields, or as fields in cleaner.toml"

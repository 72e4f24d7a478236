"""What a run over a corpus does: its inputs, its output, and all that decides what comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from cleaner.corpus.cleaning import Cleaning, all_rules
from cleaner.corpus.document import Broken
from cleaner.corpus.fields import Fields
from cleaner.corpus.inputs import Input
from cleaner.corpus.manifest import digest, fingerprint
from cleaner.corpus.output import Output
from cleaner.corpus.parts import MOST_CHARACTERS, MOST_DOCUMENTS
from cleaner.formats.one_file import require_templates
from cleaner.pipeline.engines import require_engine
from cleaner.rules.ruleset import RuleSet

# What the settings of a run call the columns of inputs that are read otherwise than the others, by their names.
FIELDS = "fields of inputs"


class Otherwise(Struct, frozen=True, eq=False):
    """How some inputs are read and cleaned, where that is not as the others."""

    cleaning: Cleaning
    fields: Fields


class Plan(Struct, frozen=True, eq=False):
    """What a run does.

    Args:
        inputs: paths and URLs of files, folders and archives.
        out: a file, or a folder for several files.
        settings: what else decides the results, and is not told by what cleans, such as a file of weights; plain values by name.
        fields: the columns of records that are read.
        found: what the inputs stand for, as `find_inputs` has told it; None where nobody has asked yet.
        others: what holds instead of `cleaning` and `fields`, by the path or URL of an input.
        processes: how many clean.
        limit: the seconds that a document may take; 0 for any time.
        restart: whether to begin anew, whatever was done before.
        page: the file that the report is written to as a page, in the end.
        documents: a part has at most so many.
        characters: and not many more than so many characters.
    """

    inputs: tuple[str, ...]
    out: Output
    cleaning: Cleaning
    settings: dict[str, Any] = {}
    fields: Fields = Fields()
    found: list[Input | Broken] | None = None
    others: dict[str, Otherwise] = {}
    processes: int = 1
    limit: float = 0.0
    restart: bool = False
    page: Path | None = None
    documents: int = MOST_DOCUMENTS
    characters: int = MOST_CHARACTERS

    def require_extras(self) -> None:
        """Raise ExtraError unless what is asked for can be done in the end, as far as that is known before."""
        if self.page:
            require_templates("run --html")
        for how in self.ways:
            require_engine(how.cleaner.engine, how.cleaner.policy)

    def fields_of(self, name: str) -> Fields:
        """The columns that are read of an input."""
        return self.others[name].fields if name in self.others else self.fields

    @property
    def ways(self) -> tuple[Cleaning, ...]:
        """Each way of cleaning once; the first is that of all inputs which have no other."""
        # Few, though inputs with a way of their own may be many.
        return tuple(dict.fromkeys((self.cleaning, *(one.cleaning for one in self.others.values()))))

    @property
    def rules(self) -> RuleSet:
        """All rules that any input is cleaned by."""
        return all_rules(self.ways)

    def fingerprint(self) -> dict[str, Any]:
        """All that decides what the output is, beside the inputs; plain values."""
        how = self.cleaning
        reads = {"text field": self.fields.text, "html field": self.fields.html, "id field": self.fields.id, "url field": self.fields.url}
        ways = sorted({digest(_cleans(one)) for one in self.ways[1:]})
        cleans = {
            **_cleans(how),
            "overrides": ", ".join(ways) or None,
            FIELDS: {name: one.fields for name, one in sorted(self.others.items()) if one.fields != self.fields},
            "reference": None if how.reference is None else how.reference.isoformat(),
            "one article": how.one,
            "encoding": how.encoding,
            "url": how.url,
        }
        writes = {"records": str(how.records), "column": how.column, "ledger": str(how.removals), "format": self.out.suffix}
        return fingerprint(self.settings, reads, cleans, writes, {"part": [self.documents, self.characters]})


def _cleans(how: Cleaning) -> dict[str, Any]:
    """What decides how an input is cleaned, and may be another for each; plain values."""
    return {
        "policy": f"{how.cleaner.policy.name} ({digest(how.cleaner.policy)})",
        "rules": f"{len(how.cleaner.rules)} ({digest(how.cleaner.rules.rules)})",
        "engine": how.cleaner.engine,
        "page kind": None if how.kind is None else str(how.kind),
    }

"""What a run over a corpus does: its inputs, its output, and all that decides what comes out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from cleaner.corpus.cleaning import Cleaning
from cleaner.corpus.inputs import Fields
from cleaner.corpus.manifest import digest, fingerprint
from cleaner.corpus.output import Output
from cleaner.corpus.parts import MOST_CHARACTERS, MOST_DOCUMENTS


class Plan(Struct, frozen=True, eq=False):
    """What a run does.

    Args:
        inputs: paths and URLs of files, folders and archives.
        out: a file, or a folder for several files.
        settings: what else decides the results, and is not told by what cleans, such as a file of weights; plain values by name.
        fields: the columns of records that are read.
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
    processes: int = 1
    limit: float = 0.0
    restart: bool = False
    page: Path | None = None
    documents: int = MOST_DOCUMENTS
    characters: int = MOST_CHARACTERS

    def fingerprint(self) -> dict[str, Any]:
        """All that decides what the output is, beside the inputs; plain values."""
        how = self.cleaning
        reads = {"text field": self.fields.text, "html field": self.fields.html, "id field": self.fields.id, "url field": self.fields.url}
        cleans = {
            "policy": f"{how.cleaner.policy.name} ({digest(how.cleaner.policy)})",
            "rules": f"{len(how.cleaner.rules)} ({digest(how.cleaner.rules.rules)})",
            "engine": how.cleaner.engine,
            "page kind": None if how.kind is None else str(how.kind),
            "reference": None if how.reference is None else how.reference.isoformat(),
            "one article": how.one,
            "encoding": how.encoding,
            "url": how.url,
        }
        writes = {"records": str(how.records), "column": how.column, "ledger": str(how.removals), "format": self.out.suffix}
        return fingerprint(self.settings, reads, cleans, writes, {"part": [self.documents, self.characters]})

"""What whoever runs over a corpus may choose by a word."""

from __future__ import annotations

from enum import StrEnum

# The seconds that a document, or a text of a file, may take by default.
TIMEOUT = 60.0


class Records(StrEnum):
    """What a record of the output is."""

    articles = "articles"
    documents = "documents"


class Removals(StrEnum):
    """Whether and how a record tells what was removed from its document."""

    none = "none"
    spans = "spans"
    dolma = "dolma"

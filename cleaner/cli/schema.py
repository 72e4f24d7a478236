"""`cleaner schema`: the shape of what `--format jsonl` writes, for those who check it."""

from __future__ import annotations

from cleaner.cli.outcome import outcome
from cleaner.formats.render import article_schema
from cleaner.formats.writing import write_stdout

HELP = "Print the JSON Schema of the records that `cleaner clean --format jsonl` writes."


def schema_command() -> None:
    """Print the schema as it ships."""
    with outcome():
        write_stdout(article_schema().encode("utf-8"))

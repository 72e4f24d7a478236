"""What the tests of outputs share: files of rows, written and read back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import strategies as st

from cleaner.corpus.document import Document
from cleaner.corpus.inputs import documents
from cleaner.corpus.outputs import join_parts, output_form, write_part

texts = st.text(max_size=8)
names = st.text(min_size=1, max_size=4).filter(lambda name: name not in ("text", "html"))


def columns(path: Path) -> list[Mapping[str, Any]]:
    """The records of a part or an output, as they are read."""
    if path.suffix == ".parquet":
        with TemporaryDirectory() as folder:
            join_parts([path], Path(folder) / path.name, "parquet")
            return _read(Path(folder) / path.name)
    return _read(path)


def _read(path: Path) -> list[Mapping[str, Any]]:
    found = list(documents([str(path)]))
    assert all(isinstance(one, Document) for one in found), found
    return [one.columns for one in found if isinstance(one, Document)]


def written(folder: Path, name: str, given_rows: list[dict[str, Any]], **options: Any) -> Path:
    """A part of some rows, all of which were taken."""
    path = folder / name
    assert write_part(path, given_rows, output_form(path)[0], **options) == {}
    return path

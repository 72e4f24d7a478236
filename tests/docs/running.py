"""A page run from its first block to its last."""

from __future__ import annotations

import contextlib
import traceback
from pathlib import Path

from sybil import Document
from sybil.example import SybilFailure

from tests.docs.blocks import BlockParser
from tests.docs.shell import Shell


def failures(page: Path, folder: Path, private: Path) -> list[str]:
    """What each wrong block of a page says, with the line that it stands on; the blocks run in the folder, in their order.

    Raises ValueError for a block of which nobody can tell whether it holds.
    """
    found = []
    document = Document.parse(str(page), BlockParser(Shell(folder, private)))
    document.namespace["__name__"] = "__main__"
    for example in document.examples():
        try:
            with contextlib.chdir(folder):
                example.evaluate()
        except SybilFailure as failure:
            found.append(f"{page.name}:{example.line}: {failure.result}")
        except Exception:  # noqa: BLE001 (an example may raise anything)
            found.append(f"{page.name}:{example.line}: {traceback.format_exc(limit=-2)}")
    return found

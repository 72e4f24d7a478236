"""Tables and code as HTML, which Markdown takes as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

_TICKED = re.compile(r"`([^`]+)`")


def code(text: str) -> str:
    """A name or a value as code; nothing for an empty one."""
    return f"<code>{escape(text, quote=False)}</code>" if text else ""


def prose(text: str) -> str:
    """Plain text in which names stand between backticks, as HTML."""
    return _TICKED.sub(r"<code>\1</code>", escape(text, quote=False))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose cells are HTML already; line breaks in them, which would end the block, are spaces."""
    lines = ["<table>", "<thead><tr>", *(f'<th scope="col">{name}</th>' for name in header), "</tr></thead>", "<tbody>"]
    lines += ("<tr>" + "".join(f"<td>{' '.join(cell.split())}</td>" for cell in row) + "</tr>" for row in rows)
    return "\n".join([*lines, "</tbody>", "</table>"])

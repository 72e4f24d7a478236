"""Documents that could not be cleaned, each with its place, the reason, and all that was read of it, so that nothing is lost."""

from __future__ import annotations

import base64
import json
from typing import Any

import msgspec

from cleaner.corpus.columnar import plain
from cleaner.corpus.document import Broken, Document
from cleaner.corpus.json_values import finite
from cleaner.formats.render import spelled
from cleaner.formats.terminal import without_halves


def quarantined(item: Document | Broken, reason: str) -> bytes:
    """A line of JSON: where a document came from, why it lies in quarantine, and the document itself.

    Args:
        item: the document; its columns come as `record`, the content of a file or archive as `raw`, or where that is no UTF-8 as
            `raw_base64`.
        reason: what stood in the way.
    """
    place = item.place
    line: dict[str, Any] = {"source": without_halves(place.source), "number": place.number, "detail": without_halves(place.detail)}
    if isinstance(item, Broken):
        line |= {"reason": reason, **_raw(item.raw)}
    else:
        line |= {"id": item.id, "url": item.url, "reason": reason}
        line |= {"record": finite(item.columns)} if item.columns else _raw(item.content)
    return spelled(json.dumps(line, ensure_ascii=False, default=_plain))


def _raw(content: str | bytes) -> dict[str, str]:
    if isinstance(content, str):
        return {"raw": content}
    try:
        return {"raw": content.decode("utf-8")}
    except UnicodeDecodeError:
        return {"raw_base64": base64.b64encode(content).decode("ascii")}


def _plain(value: object) -> Any:
    """A value of a typed column, such as a time or a decimal number, as JSON can hold it."""
    try:
        return msgspec.to_builtins(value, enc_hook=plain)
    except (TypeError, ValueError):
        return str(value)

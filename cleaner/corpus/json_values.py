"""Values of JSON, as records may hold them: of finite numbers, and not nested too deeply."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from math import isfinite
from typing import Any

from cleaner.formats.passages import TOO_DEEP

# Python refuses to read a number of thousands of digits, since that takes the square of their number.
_TOO_LONG = "holds a whole number of thousands of digits"
# Records go from process to process, which each level of one takes several calls for.
DEEPEST = 200
# So many digits of a number are told.
_SHOWN = 20
_NO_NUMBER = "holds {}, which JSON has no number for; write null or a text instead"
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]', re.DOTALL)


class _NoNumberError(ValueError):
    """A number that JSON cannot hold."""


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise _NoNumberError(_NO_NUMBER.format(f"a number too large ({digits[:_SHOWN]})"))
    return number


def _no_number(name: str) -> Any:
    raise _NoNumberError(_NO_NUMBER.format(name))


_DECODER = json.JSONDecoder(parse_float=_finite, parse_constant=_no_number)
# Numbers are only stepped over.
_STEPPING = json.JSONDecoder(parse_int=str, parse_float=str)


def decoded(text: str, at: int) -> tuple[Any, int, str]:
    """The value that begins at an offset of a JSON text, where it ends, and why it cannot be had.

    Raises JSONDecodeError if it is no JSON; RecursionError if it is nested too deeply and does not end.
    """
    try:
        return *_DECODER.raw_decode(text, at), ""
    except json.JSONDecodeError:
        raise
    except _NoNumberError as error:
        fault = str(error)
    except ValueError:
        fault = _TOO_LONG
    except RecursionError:
        return None, _end_of_deep(text, at), TOO_DEEP
    try:
        return None, _STEPPING.raw_decode(text, at)[1], fault
    except RecursionError:
        return None, _end_of_deep(text, at), TOO_DEEP


def _end_of_deep(text: str, at: int) -> int:
    """Where a list or object ends that begins at an offset, by its brackets alone. Raises RecursionError if it does not."""
    depth = 0
    for token in _TOKEN.finditer(text, at):
        depth += 1 if token[0] in "[{" else -1 if token[0] in "]}" else 0
        if not depth:
            return token.end()
    raise RecursionError


def is_deep(value: Any) -> bool:
    """Whether lists and objects lie in each other more deeply than is taken."""
    level = [value]
    for _ in range(DEEPEST):
        level = [
            inner for outer in level for inner in (outer.values() if isinstance(outer, dict) else outer) if isinstance(inner, dict | list)
        ]
        if not level:
            return False
    return True


def is_object(raw: bytes | bytearray, encoding: str) -> bool:
    """Whether bytes are one whole object."""
    return is_value(raw, encoding, dict)


def is_value(raw: bytes | bytearray, encoding: str, kind: type = object) -> bool:
    """Whether bytes are one whole value of a kind."""
    try:
        return isinstance(_STEPPING.decode(raw.decode(encoding, "surrogateescape")), kind)
    except (ValueError, RecursionError):
        return False


def finite(value: Any) -> Any:
    """A value with the names of NaN and infinity, for which JSON has no numbers."""
    if isinstance(value, Mapping):
        return {key: finite(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [finite(inner) for inner in value]
    return str(value) if isinstance(value, float) and not isfinite(value) else value

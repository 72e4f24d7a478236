"""Where the texts of a JSON document stand. The document is never written anew, so key order, spaces and numbers stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator, Sequence
from json import JSONDecodeError, JSONDecoder

from cleaner.io.passages import Passage

# Numbers are only stepped over: as text they can be of any length.
_DECODER = JSONDecoder(parse_int=str, parse_float=str)
_SPACE = re.compile(r"[ \t\n\r]*")
TOO_DEEP = "is JSON nested too deeply to be read"
_Steps = tuple[str, ...]


class JsonString(Passage):
    """The value of a JSON string; a character may be escaped, and one beyond 16 bits takes two escapes."""

    _SPELLING = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]|[^\\]", re.DOTALL)

    def spelled(self, text: str) -> str:
        """A text with escapes, beyond ASCII only where the string does without them.

        Args:
            text: the text.
        """
        return json.dumps(text, ensure_ascii=self.raw.isascii())[1:-1]


def json_fault(text: str) -> str | None:
    """What is wrong with a text that should be JSON, or None.

    Args:
        text: one JSON value, with or without white space around it.
    """
    try:
        _DECODER.decode(text.rstrip("\r\n"))
    except JSONDecodeError as error:
        place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno} column {error.colno}"
        message = error.msg.removesuffix(" at")
        return f"is not JSON: {message[0].lower()}{message[1:]} at {place}"
    except RecursionError:
        return TOO_DEEP
    return None


def json_passages(text: str, fields: Sequence[str]) -> Iterator[Passage]:
    """The strings that some fields hold, in order.

    Args:
        text: one valid JSON value, with or without white space around it.
        fields: names of keys, joined by dots where objects lie in each other; lists on the way are looked through.
    """
    yield from _walk(text, _after_space(text, 0), [tuple(field.split(".")) for field in fields], "")


def _walk(text: str, at: int, paths: list[_Steps], name: str) -> Generator[Passage, None, int]:
    """The passages of the value that begins at an offset; it returns where the value ends."""
    opening = text[at]
    if opening == "{":
        return (yield from _object(text, at, paths, name))
    if opening == "[":
        return (yield from _list(text, at, paths, name))
    value, end = _DECODER.raw_decode(text, at)
    if opening == '"' and () in paths:
        yield JsonString(value, text[at + 1 : end - 1], at + 1, name)
    return end


def _object(text: str, at: int, paths: list[_Steps], name: str) -> Generator[Passage, None, int]:
    at = _after_space(text, at + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _after_space(text, _after_space(text, at) + 1)
        below = [path[1:] for path in paths if path[:1] == (key,)]
        at = (yield from _walk(text, at, below, f"{name}.{key}" if name else key)) if below else _DECODER.raw_decode(text, at)[1]
        at = _after_space(text, at)
        if text[at] == ",":
            at = _after_space(text, at + 1)
    return at + 1


def _list(text: str, at: int, paths: list[_Steps], name: str) -> Generator[Passage, None, int]:
    at = _after_space(text, at + 1)
    while text[at] != "]":
        at = _after_space(text, (yield from _walk(text, at, paths, name)))
        if text[at] == ",":
            at = _after_space(text, at + 1)
    return at + 1


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at

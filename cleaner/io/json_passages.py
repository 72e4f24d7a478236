"""Where the texts of a JSON document stand. The document is never written anew, so key order, spaces and numbers stay as they are."""

from __future__ import annotations

import json
import re
from collections import deque
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


def json_passages(text: str, fields: Sequence[str], found: set[str]) -> Iterator[Passage]:
    """The strings that some fields hold, in order.

    Args:
        text: one valid JSON value, with or without white space around it.
        fields: names of keys, joined by dots where objects lie in each other; lists on the way are looked through.
        found: takes in the fields that occur, whatever they hold.

    Raises:
        RecursionError: if lists lie in each other too deeply.
    """
    paths = [tuple(field.split(".")) for field in fields]
    yield from _Walk(text, found).value(_after_space(text, 0), paths, "", "")


def json_names(text: str) -> Iterator[str]:
    """The names of the fields in a JSON document, as `json_passages` takes them, each with those above it before it.

    Args:
        text: one valid JSON value.
    """
    queue = deque([("", json.loads(text, parse_int=str, parse_float=str))])
    while queue:
        name, value = queue.popleft()
        if isinstance(value, list):
            queue.extend((name, inner) for inner in value)
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield (below := f"{name}.{key}" if name else key)
                queue.append((below, inner))


class _Walk:
    """Goes through a JSON value from front to back; each step is told what fields are wanted below it, and returns where it ends."""

    def __init__(self, text: str, found: set[str]) -> None:
        self._text, self._found = text, found

    def value(self, at: int, paths: list[_Steps], name: str, url: str) -> Generator[Passage, None, int]:
        """The passages of the value that begins at an offset.

        Args:
            at: the offset.
            paths: the keys that lead from it to wanted values; none where it is wanted itself.
            name: the name of its field.
            url: the address that the record around it states.
        """
        text = self._text
        opening = text[at]
        if () in paths:
            self._found.add(name)
        if opening == "{":
            return (yield from self._object(at, paths, name, url))
        if opening == "[":
            return (yield from self._list(at, paths, name, url))
        value, end = _DECODER.raw_decode(text, at)
        if opening == '"' and () in paths:
            yield JsonString(value, text[at + 1 : end - 1], at + 1, name, url)
        return end

    def _object(self, at: int, paths: list[_Steps], name: str, url: str) -> Generator[Passage, None, int]:
        text = self._text
        whole, _ = _DECODER.raw_decode(text, at)
        stated = whole.get("url")
        url = stated if isinstance(stated, str) and stated else url
        at = _after_space(text, at + 1)
        while text[at] != "}":
            key, at = _DECODER.raw_decode(text, at)
            at = _after_space(text, _after_space(text, at) + 1)
            below = [path[1:] for path in paths if path[:1] == (key,)]
            if below:
                at = yield from self.value(at, below, f"{name}.{key}" if name else key, url)
            else:
                at = _DECODER.raw_decode(text, at)[1]
            at = _after_space(text, at)
            if text[at] == ",":
                at = _after_space(text, at + 1)
        return at + 1

    def _list(self, at: int, paths: list[_Steps], name: str, url: str) -> Generator[Passage, None, int]:
        text = self._text
        at = _after_space(text, at + 1)
        while text[at] != "]":
            at = _after_space(text, (yield from self.value(at, paths, name, url)))
            if text[at] == ",":
                at = _after_space(text, at + 1)
        return at + 1


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at

"""Bytes of a web page to text, none of them garbled and none replaced.

A byte order mark is believed before all else, then the encoding that the caller names. Bytes that are valid UTF-8 and not pure ASCII are
UTF-8, whatever the page or its sender declares: scrapers save pages as UTF-8 and leave the old declaration in them. Other bytes are read
as declared, unless it is beyond doubt that they are something else; where the declared charset cannot be, or there is none, they are what
detection is certain of, or an error. In bytes of pure ASCII a declaration counts as it stands, since ISO-2022 and HZ are written in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from cleaner.document.page import Encoding
from cleaner.document.page import EncodingReason as Reason
from cleaner.errors import ReadingError
from cleaner.html.charsets import MARKS, OF_ASCII_BYTES, escaped, meant_by, named, stated

Errors = Literal["strict", "replace"]
# What a page begins with in UTF-16, as XML has it.
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}


def decode(
    raw: bytes, charset: str | None = None, *, encoding: str | None = None, errors: Errors = "strict", name: str = ""
) -> tuple[str, Encoding]:
    """The text of a page and the encoding that it was read in.

    Args:
        raw: the page as it was received.
        charset: the charset that its sender declares, such as the one of the HTTP header; weighs more than what the page declares.
        encoding: the encoding to read it in, whatever is declared; only a byte order mark is believed before.
        errors: `replace` to read bytes that mean nothing as U+FFFD, in the encoding that is likeliest.
        name: what errors call it.

    Raises:
        ReadingError: if it cannot be read without doubt; it names the offset of the first byte at fault and the likely encodings.
    """
    for mark, marked in MARKS:
        if raw.startswith(mark):
            return _known(raw, len(mark), Encoding(marked, "byte order mark"), errors, name)
    if encoding is not None:
        if (given := named(encoding)) is None:
            raise no_such(encoding, name)
        return _known(raw, 0, Encoding(given, "named by the caller"), errors, name)
    declared = list(_declared(raw, charset))
    return _wide(raw, declared) or _ascii(raw, declared) or _utf_8(raw, declared) or _legacy(raw, declared, errors, name)


def no_such(encoding: str, name: str = "") -> ReadingError:
    """The error for an encoding that nobody knows.

    Args:
        encoding: what was named.
        name: what was to be read.
    """
    return ReadingError(name, f"no encoding is called {encoding!r}; name one that Python knows, such as cp1252, koi8-r or shift_jis")


_Label = tuple[str, str]
_Read = tuple[str, Encoding]


def _declared(raw: bytes, charset: str | None) -> Iterator[_Label]:
    """What is declared, each label with the encoding it means, the weightier first."""
    if charset is not None and (meant := meant_by(charset)):
        yield charset, meant
    if said := stated(raw):
        yield said


def _known(raw: bytes, skip: int, encoding: Encoding, errors: Errors, name: str) -> _Read:
    """The text in an encoding that is not in question."""
    try:
        return raw[skip:].decode(encoding.name, errors), encoding
    except UnicodeDecodeError as error:
        at = skip + error.start
        what = "which its byte order mark promises" if skip else "in which it was to be read"
        raise ReadingError(name, f"byte {at} (0x{raw[at]:02X}) is not {encoding.name.upper()}, {what}") from error


def _wide(raw: bytes, declared: list[_Label]) -> _Read | None:
    """The text in UTF-16 without a mark: as the sender declares, or as the page begins; ASCII between its NUL bytes is nothing else."""
    said = next((one for one in declared if one[1].startswith("utf-16")), None)
    wide = said[1] if said else _WIDE.get(raw[:2])
    if wide is None or b"\0" not in raw or (text := _strict(raw, wide)) is None:
        return None
    return text, _encoding(wide, "declared" if said else "detected", declared)


def _ascii(raw: bytes, declared: list[_Label]) -> _Read | None:
    """The text of bytes of pure ASCII."""
    if not raw.isascii():
        return None
    for _, meant in declared:
        if not meant.startswith("utf-16") and (text := _strict(raw, meant)) is not None:
            return text, _encoding(meant, "declared", declared)
    if (found := escaped(raw)) and (text := _strict(raw, found)) is not None:
        return text, _encoding(found, "detected", declared)
    return raw.decode("ascii"), _encoding("utf-8", "valid UTF-8", declared)


def _utf_8(raw: bytes, declared: list[_Label]) -> _Read | None:
    """The text of bytes that are UTF-8."""
    text = _strict(raw, "utf-8")
    return None if text is None else (text, _encoding("utf-8", "valid UTF-8", declared))


def _legacy(raw: bytes, declared: list[_Label], errors: Errors, name: str) -> _Read:
    """The text of bytes that are neither ASCII nor UTF-8."""
    from cleaner.html.encoding import candidates, damaged_utf8, detect  # few pages need its tables

    damaged = damaged_utf8(raw)
    believed, text = None, None
    for _, meant in () if damaged else declared:
        if meant not in OF_ASCII_BYTES and not meant.startswith("utf-16") and (text := _strict(raw, meant)) is not None:
            believed = meant
            break
    found = detect(raw, markup=True)
    if found.certain and (certain := raw.decode(found.certain)) != text:
        return certain, _encoding(found.certain, "detected", declared)
    if believed is not None and text is not None:
        return text, _encoding(believed, "declared", declared)
    wanted = declared[0][1] if declared and not damaged else "utf-8"
    at = _first_fault(raw, wanted)
    if errors == "replace":
        likely = wanted if declared or not found.likely else found.likely[0]
        return raw.decode(likely, "replace"), _encoding(likely, "replaced", declared)
    said = "which is declared" if declared and not damaged else "though most of it is" if damaged else ""
    what = f"is not {wanted.upper()}, {said}, and" if said else "is not UTF-8, and"
    raise ReadingError(name, f"byte {at} (0x{raw[at]:02X}) {what} no other encoding is certain; {candidates(found.likely)}")


def _encoding(name: str, why: Reason, declared: list[_Label]) -> Encoding:
    """The record of an encoding, with the weightiest label that was declared."""
    if not declared:
        return Encoding(name, why)
    label, _ = next((one for one in declared if one[1] == name), declared[0])
    return Encoding(name, why, label, all(meant != name for _, meant in declared))


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _first_fault(raw: bytes, encoding: str) -> int:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0

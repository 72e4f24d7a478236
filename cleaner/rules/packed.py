"""The shipped rules as `packing` packed them when the library was built, so that a start need not read and check their files again.

The packed file is MessagePack behind a hash. The hash covers what is packed, the rule files, and the modules that read them; where it is
not the one that is computed anew, the file is passed over and the rules are read from their files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from cleaner.rules.rule import Rule

FILE = "rulesets/packed.msgpack"
# Folders with the name endings of the files in them on which the packed rules depend.
_SOURCES = (("rulesets", "**/*.toml"), ("rules", "*.py"), ("model", "anatomy.py"))
_HASH = hashlib.sha256


class Packed(msgspec.Struct, frozen=True, array_like=True):
    """What is packed.

    Args:
        rules: the shipped rules.
        edges: by the ids of rules that find by a pattern, what `Rule.edges` gives.
    """

    rules: tuple[Rule, ...]
    edges: dict[str, bytes]


def load(package: Path) -> Packed | None:
    """What was packed from the files as they are now; None where there is no such file, or it is damaged or older.

    Args:
        package: the folder of the library.
    """
    try:
        raw = (package / FILE).read_bytes()
        size = _HASH().digest_size
        if raw[:size] != _digest(package, raw[size:]):
            return None
        return msgspec.msgpack.decode(memoryview(raw)[size:], type=Packed)
    # What is no UTF-8 and what is nested too deeply have errors of their own.
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def dump(package: Path, packed: Packed) -> bytes:
    """The contents of the packed file, the same each time for the same files.

    Args:
        package: the folder of the library.
        packed: what is packed.
    """
    body = msgspec.msgpack.encode(packed, order="deterministic")
    return _digest(package, body) + body


def _digest(package: Path, body: bytes) -> bytes:
    """The hash of what is packed and of all that it was made from."""
    found = _HASH(body)
    for path in _sources(package):
        content = path.read_bytes()
        found.update(f"\n{path.relative_to(package).as_posix()} {len(content)}\n".encode())
        found.update(content)
    return found.digest()


def _sources(package: Path) -> Iterator[Path]:
    for folder, files in _SOURCES:
        yield from sorted((package / folder).glob(files))

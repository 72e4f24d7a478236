"""The rules that ship with the library; the only module that reads `cleaner/rulesets`.

They are packed when the library is built (see `packing`), so that a start need not read and check their files. The packed file is
MessagePack behind a hash, which covers what is packed, the rule files, and the modules that read them. Where it is not the one that is
computed anew, the packed file is passed over and the rules are read from their files.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from cleaner.rules.rule import Rule

PACKAGE = Path(__file__).parent.parent
_FOLDER = "rulesets"
FILE = f"{_FOLDER}/packed.msgpack"
# Folders with patterns of the files in them on which the packed rules depend.
_SOURCES = ((_FOLDER, "**/*.toml"), ("rules", "*.py"), ("document", "parts.py"))
_HASH = hashlib.sha256


def shipped_rules(package: Path = PACKAGE) -> tuple[Rule, ...]:
    """The rules as they were packed, or, where these do not fit their files, read from the files.

    Raises:
        RuleError: if a rule is faulty.
    """
    rules = load(package)
    if rules is None:
        _say_what_takes_long()
        rules = read(package)
    for rule in rules:
        for owner in (rule, *rule.guards):
            vars(owner)["shipped"] = True
    return rules


def read(package: Path) -> tuple[Rule, ...]:
    """The rules as their files have them, checked.

    Raises:
        RuleError: if a rule is faulty.
    """
    from cleaner.rules.definitions import SHARED, shared_definitions  # not needed where the rules are packed
    from cleaner.rules.reading import parse

    folder = package / _FOLDER
    shared = shared_definitions(folder / SHARED.name)
    files = sorted((file for file in folder.rglob("*.toml") if file.name != SHARED.name), key=lambda file: file.name)
    return tuple(rule for file in files for rule in parse(file.read_text(encoding="utf-8"), file.name, shared))


def load(package: Path) -> tuple[Rule, ...] | None:
    """What was packed from the files as they are now; None where there is no such file, or it is damaged or older."""
    try:
        raw = (package / FILE).read_bytes()
        size = _HASH().digest_size
        if raw[:size] != _digest(package, raw[size:]):
            return None
        return msgspec.msgpack.decode(memoryview(raw)[size:], type=tuple[Rule, ...])
    # What is no UTF-8 and what is nested too deeply have errors of their own.
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def dump(package: Path, rules: tuple[Rule, ...]) -> bytes:
    """The contents of the packed file, the same each time for the same files."""
    body = msgspec.msgpack.encode(rules, order="deterministic")
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


def _say_what_takes_long() -> None:
    """Tell whoever waits at a terminal why nothing happens for a second or two."""
    if sys.stderr is not None and sys.stderr.isatty():
        again = f"{sys.executable} -m cleaner.rules.packing"
        print(f"The rules are read from their files, as they were edited since they were packed; {again} packs them", file=sys.stderr)

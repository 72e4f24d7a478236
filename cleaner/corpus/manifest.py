"""What a run was begun with, so that it goes on only as it began, and never twice at once."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from cleaner.corpus.compression import is_url, url_fault
from cleaner.corpus.document import Broken
from cleaner.corpus.inputs import Input
from cleaner.errors import WritingError
from cleaner.formats.reading import fault_of
from cleaner.formats.terminal import without_halves
from cleaner.formats.writing import write_file

try:
    import fcntl
except ImportError:  # only POSIX has it; elsewhere nobody is kept from beginning a run twice
    fcntl = None  # type: ignore[assignment]

VERSION, _PARTS = 1, "parts-"
ANEW = "say --restart to begin anew, or name another output"
# What file systems tell of a file that changes with its content, under the names that they have for it.
_TOLD = ("size", "ETag", "etag", "mtime", "LastModified", "last_modified", "updated", "md5Hash", "checksum", "CRC")
# So many inputs are named in a message.
_MOST = 3


class InputState(Struct, frozen=True):
    """An input as it was when the run began.

    Args:
        name: its path or URL, with half characters spelled.
        state: what changes when its content does, such as size and time of change; empty where nothing is known.
        size: its size in bytes; 0 where it is not known.
        fault: why it cannot be read; empty where it can, or where that is not known.
    """

    name: str
    state: str = ""
    size: int = 0
    fault: str = ""


class Manifest(Struct, frozen=True):
    """What a run was begun with, and whether it has ended.

    Args:
        settings: how documents are read, cleaned, written and cut into parts; plain values.
        code: the exit code of the run once it has ended; None before.
    """

    settings: dict[str, Any]
    inputs: list[InputState]
    code: int | None = None
    version: int = VERSION

    def difference(self, other: Manifest) -> str:
        """What keeps a run that is wanted from being this one; empty if nothing does."""
        if self.version != other.version:
            return f"was begun by another version of this program, whose manifests are {self.version} and not {other.version}"
        for name in dict.fromkeys([*self.settings, *other.settings]):
            before, now = self.settings.get(name), other.settings.get(name)
            if before != now:
                return f"was begun with {name} {_spelled(before)}, and is to go on with {_spelled(now)}"
        return _changed_inputs(self.inputs, other.inputs)


def _changed_inputs(before: Sequence[InputState], now: Sequence[InputState]) -> str:
    if before == now:
        return ""
    old, new = {one.name: one for one in before}, {one.name: one for one in now}
    told = [
        ("are not among the inputs any more", "is not among the inputs any more", [name for name in old if name not in new]),
        ("are new among the inputs", "is new among the inputs", [name for name in new if name not in old]),
        ("were changed since it began", "was changed since it began", [name for name in new if name in old and old[name] != new[name]]),
    ]
    for many, one, names in told:
        if names:
            return f"cannot go on: {_names(names)} {many if len(names) > 1 else one}"
    return "cannot go on: its inputs stand in another order"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return ", ".join(names[:_MOST]) + more


def _spelled(value: Any) -> str:
    return "none" if value is None else value if isinstance(value, str) and value else repr(value)


class RunFolder:
    """The folder beside an output that holds what a run has done so far, and in the end its report.

    Args:
        out: the output.
    """

    def __init__(self, out: Path) -> None:
        self.out = out
        self.path = out.with_name(f"{out.name}.run")
        self.report, self.quarantine = self.path / "report.json", self.path / "quarantine.jsonl"
        self._manifest = self.path / "manifest.json"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other runs from the folder, which is made where it is missing, until this process ends, even killed.

        Raises WritingError if another run has it, or it cannot be made.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o666)
        except OSError as error:
            raise WritingError(f"{self.path}: {fault_of(error)}") from error
        try:
            if fcntl:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise WritingError(f"{self.out}: another run writes it at this moment; wait for its end") from None
            yield
        finally:
            os.close(lock)

    def is_known(self) -> bool:
        """Whether a run was begun here, whatever is left of what is known of it."""
        return self._manifest.exists()

    def manifest(self) -> Manifest | None:
        """What the run was begun with; None if none was. Raises WritingError if that cannot be read."""
        try:
            return msgspec.json.decode(self._manifest.read_bytes(), type=Manifest)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            why = fault_of(error) if isinstance(error, OSError) else str(error)
            raise WritingError(f"{self._manifest}: {why}; {ANEW}") from error

    def write_manifest(self, manifest: Manifest) -> None:
        """Note what the run was begun with. Raises WritingError if that cannot be written."""
        write_file(self._manifest, msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n")

    def clear(self) -> None:
        """Forget all that was done so far. Raises WritingError if it cannot be removed."""
        try:
            # First of all what says that there is something to go on with.
            for path in (self._manifest, self.report, self.quarantine):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise WritingError(f"{error.filename or self.path}: {fault_of(error)}") from error
        self.clear_parts()

    def parts(self, manifest: Manifest) -> Path:
        """The folder of the parts of a run.

        Another run has another one, since a process of a killed run may live for a moment and write a part of that.
        """
        return self.path / f"{_PARTS}{digest([manifest.settings, manifest.inputs])}"

    def clear_parts(self) -> None:
        """Remove all parts. What cannot be removed is in nobody's way: it is of other runs, or as the next one would make it."""
        for folder in self.path.glob(f"{_PARTS}*"):
            shutil.rmtree(folder, ignore_errors=True)


def digest(value: Any) -> str:
    """A short hash of plain values or records; equal ones have the same in every process."""
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()[:16]


def fingerprint(*values: Mapping[str, Any]) -> dict[str, Any]:
    """Settings as they are compared: only values that JSON gives back as they were, with half characters spelled."""
    settings = msgspec.to_builtins({key: one for value in values for key, one in value.items()})
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(_without_halves_within(settings)))
    return plain


def _without_halves_within(value: Any) -> Any:
    if isinstance(value, str):
        return without_halves(value)
    if isinstance(value, Mapping):
        return {_without_halves_within(key): _without_halves_within(inner) for key, inner in value.items()}
    return [*map(_without_halves_within, value)] if isinstance(value, list | tuple) else value


def state_of(found: Input | Broken) -> InputState:
    """An input as it is at this moment. Of what cannot be asked, such as a page of a web server that tells nothing, nothing is known."""
    if isinstance(found, Broken):
        return InputState(without_halves(found.place.source), fault=found.reason)
    if is_url(found.name):
        return _state_of_url(found.name)
    name = without_halves(found.name)
    try:
        status = Path(found.name).stat()
    except (OSError, ValueError) as error:
        return InputState(name, fault=fault_of(error))
    return InputState(name, f"{status.st_size} {status.st_mtime_ns}", status.st_size)


def _state_of_url(url: str) -> InputState:
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(url)
        told = system.info(path)
    except Exception as error:  # noqa: BLE001  each file system raises errors of its own
        return InputState(without_halves(url), fault=url_fault(error))
    size = told.get("size")
    named = [f"{key} {told[key]}" for key in _TOLD if told.get(key) is not None]
    return InputState(without_halves(url), "; ".join(named), size if isinstance(size, int) else 0)

"""Rules as they were compiled the last time, kept in the user's cache folder so that a short run need not compile them again.

What is kept is a cache and nothing else: it is used only if its stamp is the one asked for, its sum is right, and it belongs to the
user who runs this; in every other case, as where nothing can be written, the rules are compiled from their files. `CLEANER_CACHE`
names another folder, or none if it is empty.
"""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

from cleaner.rules.packed import dumps, loads

_FOLDER = "CLEANER_CACHE"
_SUM = 4


def stamp(folders: Iterable[Path]) -> str:
    """What the compiled rules depend on: the files they are made from, each with size and time, and the Python that runs.

    Args:
        folders: the folders of the rule files, and of the modules that read them.
    """
    seen: list[tuple[str, int, int]] = []
    for folder in folders:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((".toml", ".py", ".json")):
                    status = entry.stat()
                    seen.append((entry.name, status.st_size, status.st_mtime_ns))
    return f"{sys.version} {sorted(seen)}"


def load(name: str, wanted: str) -> object | None:
    """What was kept, or None.

    Args:
        name: the name it was kept by.
        wanted: the stamp it must bear.
    """
    path = _path(name)
    try:
        if path is None or (hasattr(os, "getuid") and path.stat().st_uid != os.getuid()):
            return None
        raw = path.read_bytes()
    except OSError:
        return None
    found, kept = raw[:_SUM], memoryview(raw)[_SUM:]
    expected = wanted.encode()
    if found != _sum(kept) or bytes(kept[: len(expected)]) != expected:
        return None
    # Nothing of what is loaded can be garbage, and looking for some takes as long as loading.
    collecting = gc.isenabled()
    gc.disable()
    try:
        loaded: object = loads(kept[len(expected) :])
    finally:
        if collecting:
            gc.enable()
    return loaded


def save(name: str, wanted: str, compiled: object) -> None:
    """Keep something, whole or not at all; where nothing can be written, nothing is kept.

    Args:
        name: a name to keep it by.
        wanted: its stamp.
        compiled: what is kept.
    """
    path = _path(name)
    if path is None:
        return
    kept = wanted.encode() + dumps(compiled, -1)
    beside = path.with_name(f"{path.name}.{os.urandom(6).hex()}")
    # A cache that cannot be kept costs time and nothing else.
    with contextlib.suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            beside.write_bytes(_sum(kept) + kept)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def _sum(kept: bytes | memoryview) -> bytes:
    return zlib.crc32(kept).to_bytes(_SUM, "big")


def _path(name: str) -> Path | None:
    """The file for a name; each installation and each Python has its own."""
    here = zlib.crc32(os.fsencode(__file__))
    file = f"{name}-{sys.implementation.cache_tag}-{here:08x}"
    if _FOLDER in os.environ:
        return Path(os.environ[_FOLDER], file) if os.environ[_FOLDER] else None
    folder = _platform_folder()
    return folder / "cleaner" / file if folder else None


def _platform_folder() -> Path | None:
    """Where programs keep what they can make again; none where nobody says."""
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local) if local else None
    if named := os.environ.get("XDG_CACHE_HOME"):
        return Path(named)
    home = os.environ.get("HOME")
    if not home:
        return None
    return Path(home, "Library", "Caches") if sys.platform == "darwin" else Path(home, ".cache")

"""Regular files that are replaced whole or not at all.

The new bytes go to a temporary file beside the old one, which then takes its name. From its first byte the temporary file can be read by
nobody who could not read the old one. It is locked while it is written, so that what a killed run has left behind is known by its name and
by the lock that nobody holds, and the next run that writes into the folder removes it.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

try:
    import fcntl
except ImportError:  # only POSIX has it; elsewhere a file that is open cannot be removed
    fcntl = None  # type: ignore[assignment]

_TEMPORARY = re.compile(r"\.cleaner-[0-9a-f]{16}\.tmp")
# Where locks are not told between machines, a temporary file of this age is taken for left behind.
_OLD_SECONDS = 86_400
_GROUP, _SPECIAL = 0o070, 0o6000
_ACCESS_LIST = "system.posix_acl_access"
# The temporary files that this process is writing.
_unfinished: set[str] = set()
# The folders that were looked through for what killed runs left.
_swept: set[Path] = set()


class FileChangedError(OSError):
    """A file is not the one that was read."""


class FileState(NamedTuple):
    """What changes when someone writes, replaces or moves a file."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> FileState:
        """The state of the file that a path leads to. Raises OSError if it leads to nothing."""
        status = path.stat()
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def replace_whole(path: Path, parts: Iterable[bytes], read: FileState | None = None) -> None:
    """Bytes in place of those of a file, or in a new one. Mode, owner, group and access list stay where the user may set them.

    Raises FileChangedError if the file was changed since; it stays as it is; OSError if the file cannot be written.
    """
    if path.parent not in _swept:  # a folder may get many files in a run, and is looked through once
        _swept.add(path.parent)
        remove_leftovers(path.parent)
    try:
        old = os.stat(path, follow_symlinks=False)  # noqa: PTH116
    except FileNotFoundError:
        old = None
    with _temporary(path.parent, 0o600 if old else 0o666) as (name, file):
        if old:
            _keep_access(path, old, file.fileno())
        for part in parts:
            file.write(part)
        file.flush()
        os.fsync(file.fileno())
        if read and FileState.of(path) != read:
            raise FileChangedError(path)
        if not fcntl:
            file.close()  # elsewhere than on POSIX an open file cannot be renamed
        os.replace(name, path)  # noqa: PTH105


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files that killed runs of this user have left in a folder."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _TEMPORARY.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    _remove_leftover(entry.path)


def remove_unfinished() -> None:
    """Remove the temporary files that this process is writing, for a signal that ends it."""
    for name in _unfinished:
        with contextlib.suppress(OSError):
            os.unlink(name)  # noqa: PTH108


@contextlib.contextmanager
def _temporary(folder: Path, mode: int) -> Iterator[tuple[str, BinaryIO]]:
    """The path of a new file and the file, locked; it is gone afterwards, unless it was renamed."""

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0), mode)

    while True:
        # Of one length whatever the old file is called, since names have a limit.
        name = str(folder / f".cleaner-{os.urandom(8).hex()}.tmp")
        # Noted before it is there, so that a signal at any moment finds it.
        _unfinished.add(name)
        try:
            with open(name, "xb", opener=opener) as file:
                if _lock(file):
                    yield name, file
                    return
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)  # noqa: PTH108
            _unfinished.discard(name)


def _lock(file: BinaryIO) -> bool:
    """Lock a new file; False if another run removed it before, taking it for left behind."""
    if fcntl:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(file, fcntl.LOCK_EX)
        return os.fstat(file.fileno()).st_nlink > 0
    return True


def _keep_access(path: Path, old: os.stat_result, file: int) -> None:
    """Give a new file the owner, group, access list and mode of an old one; it is never open to more people."""
    mode = stat.S_IMODE(old.st_mode)
    for owner, group in ((old.st_uid, old.st_gid), (-1, old.st_gid)):
        with contextlib.suppress(OSError, AttributeError):  # AttributeError: only POSIX has owners
            os.fchown(file, owner, group)
            break
    new = os.fstat(file)
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        mode &= ~_SPECIAL
    if new.st_gid != old.st_gid or not _keep_access_list(path, file):
        # What the group could do, another group can no more than everybody.
        mode &= ~_GROUP | (mode & 0o007) << 3
    if hasattr(os, "fchmod"):
        os.fchmod(file, mode)


def _keep_access_list(path: Path, file: int) -> bool:
    """Give a new file the access list of an old one, if it has one; False if that cannot be done."""
    if not hasattr(os, "getxattr"):
        return True
    try:
        held = os.getxattr(path, _ACCESS_LIST)
    except OSError:
        return True
    try:
        os.setxattr(file, _ACCESS_LIST, held)
    except OSError:
        return False
    return True


def _remove_leftover(name: str) -> None:
    """Remove a temporary file if this user owns it and nobody is writing it."""
    file = os.open(name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(file)
        if not stat.S_ISREG(status.st_mode) or (hasattr(os, "getuid") and status.st_uid != os.getuid()):
            return
        if fcntl:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            except OSError:
                if time.time() - status.st_mtime < _OLD_SECONDS:
                    return
            # While it is locked: whoever has just made it waits for the lock, and then sees that it is gone.
            os.unlink(name)  # noqa: PTH108
            return
    finally:
        os.close(file)
    os.unlink(name)  # noqa: PTH108

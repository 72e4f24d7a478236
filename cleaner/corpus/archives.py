"""Members of tar and zip archives, read where they lie: nothing is unpacked on disk."""

from __future__ import annotations

import io
import stat
import tarfile
from collections.abc import Generator, Iterator
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO

from cleaner.corpus.compression import unpacked
from cleaner.corpus.document import Broken, Document
from cleaner.corpus.fields import Reading
from cleaner.corpus.forms import form_of_name, form_of_stream, stream_documents
from cleaner.errors import ReadingError
from cleaner.formats.sources import is_passed_over

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_Found = Iterator[Document | Broken]
_OfMember = Generator[Document | Broken, None, bool]
_NOTHING = "holds no member that is read; hidden ones, READMEs and binary ones are passed over"
# What zip archives call the system whose file modes they hold.
_UNIX = 3


class _Member(tarfile.TarInfo):
    """A member of a tar archive. To `tarfile` a damaged header between members is the end of the archive; here it is a fault."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Member:
        # Of the zeros after the end some may be missing.
        if 0 < len(buf) < tarfile.BLOCKSIZE and not buf.strip(b"\0"):
            raise tarfile.EOFHeaderError("end of file header")  # type: ignore[attr-defined]
        return super().frombuf(buf, encoding, errors)

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> _Member:
        try:
            return super().fromtarfile(archive)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError, tarfile.SubsequentHeaderError) as error:  # type: ignore[attr-defined]
            raise tarfile.ReadError(str(error)) from error
        except (ValueError, RecursionError) as error:
            # Of numbers that are none, such as those of a sparse file, or of headers upon headers.
            raise tarfile.ReadError("invalid header") from error


def tar_documents(stream: io.BufferedReader, reading: Reading) -> _Found:
    """The documents of a tar archive, or of several joined, in the order of members; after a damaged header there are none.

    An archive without a member that is read is told, as a folder without such a file is.

    Args:
        stream: its bytes, unpacked.
    """
    any_read = False
    try:
        # Two blocks of zeros are the end, and joined archives go on after it.
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Member, ignore_zeros=True) as archive:
            for member in archive:
                if member.isfile() and (file := archive.extractfile(member)):
                    any_read |= yield from _member_documents(file, member.name, reading)
                # It would remember all members, of which there may be millions.
                archive.members.clear()  # type: ignore[attr-defined]
        if not any_read:
            yield reading.broken("", _NOTHING)
    except tarfile.TarError as error:
        yield reading.broken("", f"is a tar archive that is damaged: {error}; nothing after it can be read")


def zip_documents(file: BinaryIO, reading: Reading) -> _Found:
    """The documents of a zip archive in the order of its table of contents; one without a member that is read is told, too.

    Args:
        file: its bytes; it is gone to and fro in.
    """
    import zipfile

    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        yield reading.broken("", f"is a zip archive that cannot be opened: {error}")
        return
    any_read = False
    with archive:
        for member in archive.infolist():
            if not member.is_dir() and not _is_special(member):
                any_read |= yield from _zip_member_documents(archive, member, reading)
    if not any_read:
        yield reading.broken("", _NOTHING)


def _is_special(member: ZipInfo) -> bool:
    """Whether a member is a link, or anything else that is no file; many programs tell no kind at all."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    return member.create_system == _UNIX and kind not in (0, stat.S_IFREG)


def _zip_member_documents(archive: ZipFile, member: ZipInfo, reading: Reading) -> _OfMember:
    import zipfile
    import zlib

    if member.flag_bits & 1:
        yield reading.broken(f"member {member.filename}", "is encrypted; unpack it with its password first")
        return True
    try:
        content = archive.open(member)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        yield reading.broken(f"member {member.filename}", f"cannot be unpacked: {error}")
        return True
    with content:
        return (yield from _member_documents(content, member.filename, reading))


def _member_documents(file: IO[bytes], name: str, reading: Reading) -> _OfMember:
    """The documents of one member; none of a hidden one, a README, or one that is neither text nor records.

    What it returns is whether the member is one that is read.
    """
    *folders, last = PurePosixPath(name).parts or ("",)
    if is_passed_over(last) or any(folder.startswith(".") and folder.strip(".") for folder in folders):
        return False
    reading.enter(f"member {name}")
    try:
        stream = unpacked(file, name)
        form = form_of_name(name) or form_of_stream(stream)
        if form in ("parquet", "warc", "tar", "zip"):
            yield reading.broken("", "is an archive, or a Parquet file, inside an archive; unpack it first")
        elif form:
            yield from stream_documents(stream, form, name, reading)
        return form is not None
    except ReadingError as error:
        yield reading.broken("", error.fault)
        return True
    finally:
        reading.enter("")

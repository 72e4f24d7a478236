"""Many texts, or many files, cleaned in order, by several processes if wanted.

Paths are sent to the processes, and cleaned pages back; few are under way at any time, however many there are.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import msgspec

from cleaner.corpus.workers import DiedTwiceError, Workers
from cleaner.document.page import Page
from cleaner.document.parts import PageKind
from cleaner.document.policy import DEFAULT_ENGINE, DEFAULT_POLICY, Policy
from cleaner.document.result import CleanedPage
from cleaner.errors import CleanerError, ReadingError, WorkerError, shortage_of
from cleaner.formats.sources import SUFFIXES, Source
from cleaner.pipeline.cleaner import PageCleaner, check_reference, refuse_web_page
from cleaner.pipeline.scoring import Model
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from datetime import datetime


# What is cleaned: a text, a page of text, or a file.
Given = str | Page | Path
# No path is longer, in code points.
_LONGEST_PATH = 4096


def as_text(given: str | Page) -> str | Page:
    """What was given as a text. Raises ReadingError if it is nothing but the path of a file; TypeError if it is no text."""
    if isinstance(given, os.PathLike):
        raise TypeError(f"clean_many() takes texts, and was given the path {os.fspath(given)!r}; use clean_files() on paths")
    if not isinstance(given, str | Page):
        hint = "; decode them, or use clean_html()" if isinstance(given, bytes | bytearray) else ""
        raise TypeError(f"clean_many() takes str or Page, not {type(given).__name__}{hint}")
    if isinstance(given, str) and _is_path(given):
        fault = "is the path of a file, and clean_many() takes texts; use clean_files() on paths, or Page(text) if it is one"
        raise ReadingError(repr(given), fault)
    return given


def _is_path(text: str) -> bool:
    """Whether a text is nothing but the path of a file, by its ending alone: what lies in the current folder says nothing of texts."""
    if not text or len(text) > _LONGEST_PATH or len(text.splitlines()) > 1 or text != text.strip():
        return False
    path = PurePath(text)
    return path.suffix.lower() in SUFFIXES and bool(path.stem)


def as_file(given: str | os.PathLike[str]) -> Path:
    """What was given as a path. Raises TypeError if it is none."""
    if not isinstance(given, str | os.PathLike):
        raise TypeError(f"clean_files() takes paths, not {type(given).__name__}; use clean_many() on texts")
    return Path(given)


def name_of(given: object, number: int) -> str:
    """What messages call one of many; one without a name by its place, from 1."""
    name = given.name if isinstance(given, Page) else os.fspath(given) if isinstance(given, os.PathLike) else ""
    return str(name) or f"source {number + 1}"


def expected(name: str, error: Exception) -> CleanerError:
    """What stood in the way of one of many, as an error of this library; one that nobody expects asks to be reported."""
    if isinstance(error, CleanerError):
        return error
    if isinstance(error, MemoryError | RecursionError):
        return WorkerError(name, shortage_of(error))
    return _fault(name, error)


def _fault(name: str, error: Exception) -> WorkerError:
    return WorkerError(name, f"stopped by {type(error).__name__}: {error}; please report this")


class Uncleaned(msgspec.Struct, frozen=True):
    """A page that could not be cleaned, in the place of the cleaned one."""

    name: str
    error: CleanerError


class _Way(msgspec.Struct, frozen=True, eq=False):
    """How pages are cleaned."""

    cleaner: PageCleaner
    reference: datetime | None
    kind: str | PageKind | None
    one: bool
    encoding: str | None = None

    def __post_init__(self) -> None:
        check_reference(self.reference)
        PageKind.named(self.kind)

    def clean(self, given: Given | Uncleaned, number: int) -> CleanedPage | Uncleaned:
        """A page cleaned, or what stood in the way; one page never ends the cleaning of many."""
        if isinstance(given, Uncleaned):
            return given
        name = name_of(given, number)
        try:
            return self._cleaned(given, name)
        except Exception as error:  # noqa: BLE001  a fault of this library on one page of a million
            return Uncleaned(name, expected(name, error))

    def _cleaned(self, given: Given, name: str) -> CleanedPage:
        held = Source(given, Path(given.name), self.encoding).read() if isinstance(given, Path) else given
        if isinstance(held, bytes):
            return self.cleaner.clean_html(held, name=name, encoding=self.encoding, reference=self.reference, kind=self.kind, one=self.one)
        if isinstance(held, str):
            refuse_web_page(held, name)
            held = Page(held, name if isinstance(given, Path) else "")
        return self.cleaner.clean_page(held, reference=self.reference, kind=self.kind, one=self.one)


class Cleaner(PageCleaner):
    """Cleans texts, web pages and files, one or many, by one policy, one set of rules and one model.

    What it remembers of the lines of pages, since pages of a site repeat most of theirs, is gone when it is. Threads may share it; it is
    sent to other processes without its memory.

    Args:
        policy: `safe` (only what is certain goes), `thorough`, or a Policy.
        rules: the rules to use instead of those that ship with the library.
        model: the line model, or the path of one, instead of the one that ships; `policy.disabling(["model"])` uses none.
        engine: for web pages; see `clean_html`.

    Raises:
        EngineError: if no engine has that name.
        ModelError: if the path of a model leads to none.
        PolicyError: if no policy has that name.
        TypeError: if policy or model are nothing of the kind.
    """

    def clean_many(
        self,
        texts: Iterable[str | Page],
        *,
        processes: int = 1,
        reference: datetime | None = None,
        kind: str | PageKind | None = None,
        one: bool = False,
    ) -> Iterator[CleanedPage | Uncleaned]:
        """Many texts cleaned, as `cleaner.clean_many` does it; several processes remember nothing for this one."""
        if isinstance(texts, str | bytes | os.PathLike):
            raise TypeError("clean_many() takes several texts; use clean() on one text, or clean_files() on paths")
        return _cleaned(_taken(texts, as_text), processes, _Way(self, reference, kind, one))

    def clean_files(
        self,
        paths: Iterable[str | os.PathLike[str]],
        *,
        processes: int = 1,
        encoding: str | None = None,
        reference: datetime | None = None,
        kind: str | PageKind | None = None,
        one: bool = False,
    ) -> Iterator[CleanedPage | Uncleaned]:
        """Many files read and cleaned, as `cleaner.clean_files` does it; several processes remember nothing for this one."""
        if isinstance(paths, str | bytes | os.PathLike):
            raise TypeError("clean_files() takes several paths; write [path] for one")
        return _cleaned(_taken(paths, as_file), processes, _Way(self, reference, kind, one, encoding))


def clean_many(
    texts: Iterable[str | Page],
    *,
    processes: int = 1,
    policy: str | Policy = DEFAULT_POLICY,
    rules: RuleSet | None = None,
    model: Model | None = None,
    reference: datetime | None = None,
    kind: str | PageKind | None = None,
    one: bool = False,
) -> Iterator[CleanedPage | Uncleaned]:
    """Many texts cleaned as `clean` cleans one, in the order in which they are given, each when it is asked for.

    A text that cannot be cleaned, that is of a wrong type, or at which a process dies twice, is told as `Uncleaned`; the others go on. A
    program that asks for several processes keeps what it does under `if __name__ == "__main__":`, since each imports it.

    Args:
        texts: the texts, or pages of text with names and addresses.
        processes: how many processes clean.
        policy: as for `clean`.
        rules: as for `clean`.
        model: as for `clean`.
        reference: as for `clean`, for all texts.
        kind: as for `clean`, for all texts.
        one: as for `clean`, for all texts.

    Raises:
        PolicyError: if no policy, or no kind of page, has that name.
        ReadingError: if the first text is the path of a file, when its turn comes: then all are.
        TypeError: if the reference is no time; if the first one is no text, when its turn comes.
        ValueError: if there is no process to do it.
    """
    way = Cleaner(policy=policy, rules=rules, model=model)
    return way.clean_many(texts, processes=processes, reference=reference, kind=kind, one=one)


def clean_files(
    paths: Iterable[str | os.PathLike[str]],
    *,
    processes: int = 1,
    policy: str | Policy = DEFAULT_POLICY,
    engine: str = DEFAULT_ENGINE,
    rules: RuleSet | None = None,
    model: Model | None = None,
    encoding: str | None = None,
    reference: datetime | None = None,
    kind: str | PageKind | None = None,
    one: bool = False,
) -> Iterator[CleanedPage | Uncleaned]:
    """Many files read and cleaned as the command does it, in the order in which they are given, each when it is asked for.

    Web pages are cleaned as `clean_html` does, texts as `clean` does. A file that cannot be read, or that holds records, is `Uncleaned`.

    Args:
        paths: the files.
        processes: how many processes read and clean; see `clean_many`.
        policy: as for `clean`.
        engine: for web pages, as for `clean_html`.
        rules: as for `clean`.
        model: as for `clean`.
        encoding: the encoding to read all files in, whatever they declare.
        reference: as for `clean`, for all files.
        kind: as for `clean`, for all files.
        one: as for `clean`, for all files.

    Raises:
        EngineError: if no engine has that name.
        PolicyError: if no policy, or no kind of page, has that name.
        TypeError: if the reference is no time; if the first one is no path, when its turn comes.
        ValueError: if there is no process to do it.
    """
    way = Cleaner(policy=policy, rules=rules, model=model, engine=engine)
    return way.clean_files(paths, processes=processes, encoding=encoding, reference=reference, kind=kind, one=one)


def _cleaned(given: Iterator[Given | Uncleaned], processes: int, way: _Way) -> Iterator[CleanedPage | Uncleaned]:
    if processes < 1:
        raise ValueError(f"at least one process must clean, not {processes}")
    return map(way.clean, given, count()) if processes == 1 else Workers(processes, way.clean, _lost).results(given)


def _taken(items: Iterable[Any], take: Callable[[Any], Given]) -> Iterator[Given | Uncleaned]:
    """What is cleaned. A first one that is nothing of the kind is raised, since all will be; a later one is told in its place."""
    for number, item in enumerate(items):
        taken: Given | Uncleaned
        try:
            taken = take(item)
        except (TypeError, CleanerError) as error:
            if not number:
                raise
            name = name_of(item, number)
            taken = Uncleaned(name, error if isinstance(error, CleanerError) else ReadingError(name, str(error)))
        yield taken


def _lost(given: Given | Uncleaned, number: int, error: Exception) -> Uncleaned:
    name = name_of(given, number)
    return Uncleaned(name, WorkerError(name, str(error)) if isinstance(error, DiedTwiceError) else _fault(name, error))

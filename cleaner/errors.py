"""What can go wrong, as one small tree.

CleanerError
├── RuleError      a rule file says something it cannot mean
├── ConfigError    a configuration, baseline or allow list says something it cannot mean
├── PolicyError    a policy, part, zone or kind of page that does not exist, or a confidence outside 0 to 1
├── ModelError     a file of weights for the line model that cannot be used
├── EngineError    an engine that does not exist
├── ReadingError   a source that cannot be read as text
├── WritingError   an output that must not, or cannot, be written
├── WorkerError    a process that died at its work
├── ExtraError     a library that only some uses need, and that is not installed
└── LedgerError    characters that do not add up: a fault of this library, never of the page
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

# How many words at the most a message suggests.
_MOST = 3


class CleanerError(Exception):
    """Anything this library reports on purpose; the message says what to do next."""

    def __reduce__(self) -> tuple[Callable[..., CleanerError], tuple[object, ...]]:
        # Errors are sent between processes; by themselves they would be made again of their message alone.
        return _made_again, (type(self), self.args, vars(self))


def _made_again(kind: type[CleanerError], args: tuple[object, ...], held: dict[str, object]) -> CleanerError:
    error = kind.__new__(kind)
    error.args = args
    vars(error).update(held)
    return error


def shortage_of(error: MemoryError | RecursionError) -> str:
    """What an error says of an input for which the machine is too small.

    Args:
        error: the error.
    """
    if isinstance(error, RecursionError):
        return "is nested too deeply to be read"
    return "needs more memory than there is; cut it into smaller files"


class RuleError(CleanerError):
    """A rule file says something it cannot mean. An error for several faults has the fields of the first, and tells them all.

    Args:
        where: the file the rule stands in.
        rule: the id of the rule; `(none)` for the file as a whole.
        key: the key at fault.
        fault: what is wrong with it, and what to write instead.
        others: further faults of the file.
    """

    def __init__(self, where: str, rule: str, key: str, fault: str, others: Iterable[RuleError] = ()) -> None:
        self.where, self.rule, self.key, self.fault, self.others = where, rule, key, fault, tuple(others)
        super().__init__("\n".join(self.lines()))

    def lines(self) -> list[str]:
        """What is told of each fault, in the order of the file."""
        return [f"{self.where}: rule {self.rule}: {self.key}: {self.fault}", *(line for other in self.others for line in other.lines())]

    @classmethod
    def together(cls, faults: Sequence[RuleError]) -> RuleError:
        """One error for one or more."""
        first, *others = faults
        return cls(first.where, first.rule, first.key, first.fault, others)


class ConfigError(CleanerError):
    """A configuration, baseline or allow list says something it cannot mean.

    Args:
        where: the file it stands in.
        key: the key at fault; empty for the file as a whole.
        fault: what is wrong, and what to write instead.
    """

    def __init__(self, where: str, key: str, fault: str) -> None:
        self.where, self.key, self.fault = where, key, fault
        super().__init__(f"{where}: {key}: {fault}" if key else f"{where}: {fault}")


class PolicyError(CleanerError):
    """A policy, part, zone or kind of page that does not exist, or a confidence outside 0 to 1."""


class ModelError(CleanerError):
    """A file of weights for the line model that cannot be used."""


class EngineError(CleanerError):
    """An engine for web pages that does not exist."""


class ReadingError(CleanerError):
    """A source that cannot be read as text.

    Args:
        name: the path or stream that was read; empty for bytes without a name.
        fault: what stood in the way, with the byte offset where there is one.
    """

    def __init__(self, name: str, fault: str) -> None:
        self.name, self.fault = name, fault
        super().__init__(f"{name}: {fault}" if name else fault)


class WritingError(CleanerError):
    """An output that must not, or cannot, be written."""


class WorkerError(CleanerError):
    """A process that died at its work.

    Args:
        name: what it worked at.
        fault: what happened.
    """

    def __init__(self, name: str, fault: str) -> None:
        self.name, self.fault = name, fault
        super().__init__(f"{name}: {fault}" if name else fault)


class ExtraError(CleanerError):
    """A library that only some uses need, and that is not installed.

    Args:
        use: what needs it.
        library: the library.
        extra: the extra of this package that brings it.
    """

    def __init__(self, use: str, library: str, extra: str) -> None:
        self.use, self.library, self.extra = use, library, extra
        super().__init__(f"{use} needs {library}, which is not installed; pip install 'article-cleaner[{extra}]'")


def require(use: str, library: str, extra: str) -> None:
    """Raise ExtraError unless a library is installed; it is not loaded.

    Args:
        use, library, extra: see `ExtraError`.
    """
    from importlib.util import find_spec  # most uses need no extra

    if find_spec(library) is None:
        raise ExtraError(use, library, extra)


class LedgerError(CleanerError):
    """Characters that do not add up: a fault of this library, never of the page."""


def suggestion(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The known words that an unknown one may have been meant for, as a question: members of a group of that name, else other spellings.

    Args:
        otherwise: what to say where none is near; by default it lists all of them.
    """
    import difflib  # only for those who misspell

    words = sorted(known)
    spelled = {one.casefold(): one for one in words}
    near = [one for one in words if one.startswith(f"{word}.")][:_MOST]
    near = near or [spelled[one] for one in difflib.get_close_matches(word.casefold(), spelled, _MOST)]
    return f"did you mean {', '.join(near)}?" if near else otherwise or f"choose one of {', '.join(words)}"

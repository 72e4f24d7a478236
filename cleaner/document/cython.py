"""Stands in for `cython` where a kernel runs as ordinary Python, and where types are checked.

A kernel is a module in Cython's pure-Python mode: one source, compiled when the library is installed and a compiler is at hand, run
as it is elsewhere. The types say only what a variable holds, and the decorators give back what they are put on; Cython has its own of
these names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

_Decorated = TypeVar("_Decorated")

# The kernels, as files of this package; each says in `COMPILED` how it runs.
KERNELS = (
    *("html/flow.py", "html/spacing.py", "model/kernels.py", "rules/trie.py"),
    *("segments/choice.py", "segments/numbering.py", "segments/repetition.py", "segments/surroundings.py", "segments/words.py"),
)

# False wherever it is asked in Python; Cython itself answers where a module is compiled.
compiled = False

bint: TypeAlias = bool
void: TypeAlias = None
double: TypeAlias = float
uint: TypeAlias = int
ulonglong: TypeAlias = int
Py_ssize_t: TypeAlias = int
Py_UCS4: TypeAlias = str
# The last one, as it hides the type that the others are made of.
int: TypeAlias = int  # noqa: A001  Cython names it so


def declare(kind: Any, value: Any = None) -> Any:
    """The value as it is; compiled, a variable of this type that begins with it, and that only its module sees."""
    return value


def cfunc(function: _Decorated) -> _Decorated:
    """The function as it is; compiled, it can be called within its module alone."""
    return function


def cclass(made: _Decorated) -> _Decorated:
    """The class as it is; compiled, its attributes are those that it declares, and cost no look-up."""
    return made


def inline(function: _Decorated) -> _Decorated:
    """The function as it is; compiled, its body may stand where it is called."""
    return function


def locals(**types: Any) -> Callable[[_Decorated], _Decorated]:  # noqa: A001  Cython names it so
    """What gives a function back as it is; compiled, its variables have these types."""
    return lambda function: function

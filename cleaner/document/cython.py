"""Stands in for `cython` in modules that are written for it, where they run as ordinary Python and where types are checked.

In Python the types say only what a variable holds, and the decorators give back what they are put on; Cython has its own of these names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias, TypeVar

_Function = TypeVar("_Function", bound=Callable[..., object])

# False wherever it is asked in Python; Cython itself answers where a module is compiled.
compiled = False

bint: TypeAlias = bool
double: TypeAlias = float
Py_ssize_t: TypeAlias = int
Py_UCS4: TypeAlias = str
uint: TypeAlias = int
ulonglong: TypeAlias = int
# The last one, as it hides the type that the others are made of.
int: TypeAlias = int  # noqa: A001  Cython names it so


def cfunc(function: _Function) -> _Function:
    """The function as it is; compiled, it can be called within its module alone.

    Args:
        function: the function.
    """
    return function


def locals(**types: str) -> Callable[[_Function], _Function]:  # noqa: A001  Cython names it so
    """What gives a function back as it is; compiled, its variables have these types.

    Args:
        types: the types, by the names of the variables.
    """

    def same(function: _Function) -> _Function:
        return function

    return same

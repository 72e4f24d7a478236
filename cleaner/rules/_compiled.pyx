# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""`fold.py` and `suspects.py` over characters: the same readings of lines, and the rules that a line may meet.

No Python runs while the lines are gone through; what was found is told afterwards.
"""

from cpython.dict cimport PyDict_Contains, PyDict_GetItem
from cpython.list cimport PyList_GET_ITEM
from cpython.object cimport PyObject
from cpython.tuple cimport PyTuple_GET_ITEM
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc, qsort, realloc
from libc.string cimport memcpy, memset

from unicodedata import is_normalized

from cleaner.rules import beginnings, edges, fold, grams, syntax
from cleaner.rules.literals import UNSPACED

include "../document/_twin.pxi"

cdef extern from "Python.h":
    int PyUnicode_Tailmatch(object text, object part, Py_ssize_t start, Py_ssize_t end, int direction) except -1

cdef enum:
    ASCII = 128
    TABLED = 256

include "_folding.pxi"
include "_standing.pxi"
include "_suspects.pxi"

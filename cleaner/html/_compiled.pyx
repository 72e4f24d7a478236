# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""`flow.py` over bytes: the same lines and columns, with nothing of Python made for a tag that was written before, or for a text.

The page is read as UTF-8. A start tag is looked up by its bytes, so that what it says is worked out once a page; the line under way
stands in a buffer of its own, and becomes a `str` when it ends.
"""

from cpython.bytes cimport PyBytes_FromStringAndSize
from cpython.mem cimport PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.math cimport rint
from libc.stdint cimport uint32_t, uint64_t
from libc.string cimport memchr, memcmp, memcpy, memset

from array import array

from cleaner.html.opening import Opening
from cleaner.html.spacing import BREAKS, PARTING as _PARTING, apart as apart_by, edge as edge_of
from cleaner.html.tags import ROLES, Mark, marks_of
from cleaner.html.written import MARK, attributes_in, plain
from cleaner.rules.guard import Content
from cleaner.rules.selectors import HEADINGS as _HEADINGS

include "../document/_twin.pxi"

cdef extern from "Python.h":
    const char* PyUnicode_AsUTF8AndSize(object text, Py_ssize_t* size) except NULL

as_content = Content._make

include "_bytes.pxi"
include "_lines.pxi"
include "_starts.pxi"
include "_reading.pxi"
include "_contents.pxi"

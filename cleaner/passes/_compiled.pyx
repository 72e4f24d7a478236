# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""`heads` over arrays: the same candidates, evidence and sums as `heads.py`, `repetition.py`, `topic.py`, `likeness.py` and `candidates.py`.

What a line tells of itself is found by those modules, once for each line that is remembered; what stands around a line, once for each
run of kinds. Here it is put together. Evidence is a number that stands for its name, weights are ten-thousandths, words are numbers,
and counts of words stand in one array that is never cleared: an entry counts only while it bears the stamp of the line being weighed.
"""

cimport cython
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.list cimport PyList_GET_ITEM
from libc.stdint cimport int16_t, int32_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memcmp, memset

from cleaner.lines.kinds import HEADING, LABEL, LETTER, PROSE
from cleaner.model.anatomy import Part
from cleaner.passes import candidates, decks, likeness, outline, repetition, surroundings, topic
from cleaner.passes.view import NEAR as VIEW_NEAR

cdef extern from *:
    """
    #ifndef CLEANER_STAMP
    #define CLEANER_STAMP ""
    #endif
    """
    const char* CLEANER_STAMP

cdef extern from "Python.h":
    int PyUnicode_KIND(object text)
    void* PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void* data, Py_ssize_t at) nogil
    bint PyUnicode_IS_ASCII(object text)
    object PyUnicode_FromKindAndData(int kind, const void* data, Py_ssize_t size)
    bint Py_UNICODE_ISALNUM(Py_UCS4 character) nogil
    bint Py_UNICODE_ISALPHA(Py_UCS4 character) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 character) nogil
    bint Py_UNICODE_ISDIGIT(Py_UCS4 character) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 character) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 character) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 character) nogil

STAMP = CLEANER_STAMP.decode("ascii")

include "_numbers.pxi"
include "_memory.pxi"
include "_words.pxi"
include "_kinds.pxi"
include "_evidence.pxi"
include "_sides.pxi"
include "_choice.pxi"

# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""`heads` over arrays: the same candidates, evidence and sums as `heads.py`, `repetition.py`, `topic.py`, `likeness.py` and `candidates.py`.

What a line tells of itself is read from its characters, once for each line that is remembered; what the kinds around a line tell, once for
all that come to the same. Those modules name it. Evidence is a number that stands for its name, weights are ten-thousandths, words are numbers,
and counts of words stand in one array that is never cleared: an entry counts only while it bears the stamp of the line being weighed.
"""

cimport cython
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from cpython.list cimport PyList_GET_ITEM
from libc.stdint cimport int16_t, int32_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memcmp, memset

from cleaner.lines.kinds import HEADING, LABEL, LETTER, PROSE
from cleaner.document.parts import Part
from cleaner.passes import candidates, decks, likeness, outline, repetition, surroundings, topic
from cleaner.passes.view import NEAR as VIEW_NEAR

include "../document/_twin.pxi"

include "_numbers.pxi"
include "_memory.pxi"
include "_words.pxi"
include "_kinds.pxi"
include "_evidence.pxi"
include "_sides.pxi"
include "_choice.pxi"

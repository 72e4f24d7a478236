# What every compiled twin begins with: the stamp of its sources, and the characters of a text as they lie in memory.

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
    object PyUnicode_Substring(object text, Py_ssize_t start, Py_ssize_t end)
    bint Py_UNICODE_ISALNUM(Py_UCS4 character) nogil
    bint Py_UNICODE_ISALPHA(Py_UCS4 character) nogil
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 character) nogil
    bint Py_UNICODE_ISDIGIT(Py_UCS4 character) nogil
    bint Py_UNICODE_ISLOWER(Py_UCS4 character) nogil
    bint Py_UNICODE_ISSPACE(Py_UCS4 character) nogil
    bint Py_UNICODE_ISUPPER(Py_UCS4 character) nogil

STAMP = CLEANER_STAMP.decode("ascii")

# The types that `trees.py` is compiled with.
cimport cython


@cython.locals(
    row=Py_ssize_t, tree=Py_ssize_t, trees=Py_ssize_t, outputs=Py_ssize_t, node=int, child=int, column=int, told=bint
)
cpdef walk(
    const float[:, ::1] features,
    const short[::1] columns,
    const float[::1] thresholds,
    const int[::1] others,
    const float[::1] values,
    const int[::1] roots,
    const unsigned char[::1] groups,
    double[:, ::1] sums,
    double[:, ::1] shares,
)

// The formulas of models/analytic over arrays.
//
// Flow: firstline.erlang checks, copies and broadcasts its arguments; here they are flat arrays of one length.
// Units: as erlang.h and mmn_g.h.
// Shape: one flat array a field.
// Errors: none of their own: what is passed was checked.
// Threads: long calls: Python's lock is released, Ctrl-C is seen.
// Tests: tests/python/test_erlang.py
#pragma once

#include <pybind11/pybind11.h>

namespace firstline::python {

void bind_erlang(pybind11::module_& module);

}  // namespace firstline::python

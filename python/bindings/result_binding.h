// Results and comparisons as Python holds them, and the two calls that make them.
//
// Flow: Scenario, Experiment -> run() or compare() within a long_call -> RunResult or CompareResult, owned here.
// Shape: JSON and text tables as the command writes them. values(key, dimension) is [replications, slices], without a
//   copy: the array's base is the result that owns the numbers; it cannot be written to.
// Errors: those of run.h. Where a metric has no values, there are no names.
// Threads: results are immutable but for the cache of values, which Python's lock guards.
// Tests: tests/python/test_run.py, tests/python/test_compare.py, tests/python/test_arrays.py
#pragma once

#include <pybind11/pybind11.h>

namespace firstline::python {

void bind_results(pybind11::module_& module);

}  // namespace firstline::python

// Failures of the core as Python exceptions: InputError, RunError, FileError and BugError become those of firstline.
//
// Flow: a C++ exception leaves a bound function; pybind11 calls the translator, which lets firstline._errors make the
//   Python one from plain rows.
// Shape: a row is (code, pointer, value, file, line, column, message, message in Russian).
// Errors: memory and other standard exceptions keep pybind11's translation.
// Threads: with Python's lock held.
// Tests: tests/python/test_errors.py
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/typing.h>

#include <string>
#include <vector>

#include "sim/base/error.h"

namespace firstline::python {

using ProblemRow =
    pybind11::typing::Tuple<std::string, std::string, std::string, std::string, int, int, std::string, std::string>;
pybind11::typing::List<ProblemRow> problem_rows(const std::vector<sim::Problem>& problems);
void bind_failures(pybind11::module_& module);

}  // namespace firstline::python

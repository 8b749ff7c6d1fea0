#include "python/bindings/failures.h"

#include <pybind11/stl.h>

#include <string>

#include "models/scenario/document_json.h"
#include "models/scenario/messages.h"
#include "sim/parallel/background.h"

namespace py = pybind11;

namespace firstline::python {
namespace {

// What is not UTF-8 (a file's name) is replaced, not refused.
py::str text_of(const std::string& bytes) {
  return py::reinterpret_steal<py::str>(
      PyUnicode_DecodeUTF8(bytes.data(), static_cast<Py_ssize_t>(bytes.size()), "replace"));
}

ProblemRow problem_row(const sim::Problem& problem) {
  return py::make_tuple(problem.code, text_of(problem.pointer), text_of(problem.value), text_of(problem.file),
                        problem.line, problem.column, text_of(message_text(problem, Language::en)),
                        text_of(message_text(problem, Language::ru)));
}

void raise(const char* maker, const std::vector<sim::Problem>& problems) {
  const py::object exception = py::module_::import("firstline._errors").attr(maker)(problem_rows(problems));
  PyErr_SetObject(py::type::handle_of(exception).ptr(), exception.ptr());
}

void translate(std::exception_ptr pointer) {
  try {
    if (pointer) std::rethrow_exception(pointer);
  } catch (const sim::InputError& error) {
    raise("scenario_error", error.problems());
  } catch (const sim::RunError& error) {
    raise("run_error", {error.problem()});
  } catch (const sim::FileError& error) {
    raise("file_error", {error.problem()});
  } catch (const sim::BugError& error) {
    raise("defect", {{.code = "E900", .pointer = "", .value = "", .arguments = {error.what()}, .file = ""}});
  } catch (const sim::ForkedError& error) {
    py::set_error(PyExc_RuntimeError, error.what());
  }
}

}  // namespace

py::typing::List<ProblemRow> problem_rows(const std::vector<sim::Problem>& problems) {
  py::typing::List<ProblemRow> rows;
  for (const sim::Problem& problem : problems) rows.append(problem_row(problem));
  return rows;
}

void bind_failures(py::module_& module) {
  py::register_local_exception_translator(translate);
  module.def(
      "problem_row",
      [](std::string code, std::string pointer, const std::string& value, std::vector<std::string> arguments,
         const std::string& file) {
        return problem_row({.code = std::move(code),
                            .pointer = std::move(pointer),
                            .value = printable(value),
                            .arguments = std::move(arguments),
                            .file = printable(file)});
      },
      py::arg("code"), py::arg("pointer"), py::arg("value"), py::arg("arguments"), py::arg("file"),
      "One problem with its words in both languages.");
}

}  // namespace firstline::python

// The Python module firstline._core: the door's lower half. The package firstline is what people import.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <map>
#include <string>

#include "models/report/report_json.h"
#include "models/run/result.h"
#include "python/bindings/erlang_binding.h"
#include "python/bindings/failures.h"
#include "python/bindings/long_call.h"
#include "python/bindings/result_binding.h"
#include "python/bindings/scenario_binding.h"

PYBIND11_MODULE(_core, module) {
  module.doc() = "The simulator behind the package firstline. Not an interface: it may change in any version.";
  firstline::python::bind_failures(module);
  firstline::python::bind_handle(module);
  firstline::python::bind_scenarios(module);
  firstline::python::bind_results(module);
  firstline::python::bind_erlang(module);
  module.def(
      "about",
      [] {
        return std::map<std::string, std::string>{{"version", firstline::kVersion},
                                                  {"results_version", std::to_string(firstline::kResultsVersion)},
                                                  {"result_format", std::to_string(firstline::kResultFormatVersion)},
                                                  {"compiler", __VERSION__}};
      },
      "Versions: of the software, of the results a seed gives, of their format; and the compiler.");
}

#include "python/bindings/scenario_binding.h"

#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <algorithm>

#include "models/kpi/kpi_table.h"
#include "models/run/prepare.h"
#include "models/scenario/document_json.h"
#include "models/scenario/nearest.h"
#include "models/scenario/schema_json.h"
#include "python/bindings/failures.h"
#include "sim/base/units.h"

namespace py = pybind11;

namespace firstline::python {
namespace {

bool knows_metric(const std::string& key) { return find_kpi(key) != nullptr; }

using ReadBase = std::optional<py::typing::Callable<py::bytes(std::string)>>;

LoadedScenario load(const py::bytes& text, const std::string& file, const ReadBase& read_base, const std::string& patch,
                    std::vector<std::pair<std::string, std::string>> sets, bool strict) {
  LoadOptions options;
  if (read_base) {
    options.read_base = [&read_base](const std::string& relative) {
      const py::gil_scoped_acquire acquire;
      return (*read_base)(relative).cast<std::string>();
    };
  }
  options.patch = patch;
  options.sets = std::move(sets);
  options.knows_metric = knows_metric;
  options.strict = strict;
  const std::string bytes = text;
  const py::gil_scoped_release release;
  return load_scenario(bytes, printable(file), options);
}

sim::Problem argument_problem(const char* code, const std::string& name, const std::string& value,
                              std::vector<std::string> arguments) {
  return {.code = code, .pointer = name, .value = printable(value), .arguments = std::move(arguments), .file = ""};
}

// That each is a share was checked before.
void check_precision(const std::map<std::string, double>& precision, std::vector<sim::Problem>& problems) {
  for (const auto& [key, relative] : precision) {
    if (knows_metric(key)) continue;
    std::vector<std::string> keys;
    for (const KpiRow& row : kpi_table()) keys.push_back(row.key);
    const std::string near = nearest(key, keys);
    problems.push_back(
        argument_problem("E108", "precision", key, {key, near.empty() ? "@kpis.list" : "@did_you_mean_this", near}));
  }
}

std::optional<double> interval_of(const std::optional<std::string>& text, std::vector<sim::Problem>& problems) {
  if (!text) return std::nullopt;
  const std::optional<double> seconds = sim::parse_duration(*text);
  const double minutes = seconds.value_or(0.0) / 60.0;
  if (minutes < 1.0 || minutes > 1440.0 || minutes != static_cast<double>(static_cast<int>(minutes))) {
    problems.push_back(argument_problem("E105", "interval", *text, {"1 min..24 h"}));
  }
  return seconds;
}

std::optional<double> warm_up_of(const std::optional<std::string>& text, std::vector<sim::Problem>& problems) {
  if (!text) return std::nullopt;
  const std::optional<double> seconds = sim::parse_duration(*text);
  if (seconds.value_or(-1.0) < 0.0) {
    problems.push_back(argument_problem("E105", "warm_up", *text, {"auto | 14 d"}));
  }
  return seconds;
}

Experiment experiment_of(const LoadedScenario& loaded, const std::string& source, const std::optional<py::bytes>& text,
                         const std::string& file, std::optional<std::uint64_t> seed, std::optional<int> replications,
                         const std::map<std::string, double>& precision, const std::optional<std::string>& interval,
                         const std::optional<std::string>& warm_up) {
  std::vector<sim::Problem> problems;
  check_precision(precision, problems);
  const ExperimentChanges changes{.seed = seed,
                                  .replications = replications,
                                  .precision = precision,
                                  .interval_s = interval_of(interval, problems),
                                  .warm_up_s = warm_up_of(warm_up, problems)};
  if (!problems.empty()) throw sim::InputError(std::move(problems));
  Experiment experiment =
      changed(text ? load_experiment(std::string(*text), printable(file), knows_metric) : loaded.experiment, changes);
  refuse_too_much(loaded.scenario, experiment, printable(source));
  return experiment;
}

using InterventionRow = py::typing::Tuple<std::string, std::string>;

py::typing::List<InterventionRow> interventions() {
  py::typing::List<InterventionRow> rows;
  for (const Intervention& row : intervention_table()) {
    rows.append(py::make_tuple(std::string(row.name), std::string(row.patch)));
  }
  return rows;
}

LoadedScenario with_interventions(const LoadedScenario& scenario, const std::string& names, bool strict) {
  LoadOptions options;
  options.interventions = interventions_called({names}).front();
  options.knows_metric = knows_metric;
  options.strict = strict;
  return load_scenario(scenario.canonical, "", options);
}

using MetricRow = py::typing::Tuple<std::string, std::string, std::string, std::string, std::string, std::string,
                                    std::string, std::string>;

py::typing::List<MetricRow> metrics() {
  py::typing::List<MetricRow> rows;
  for (const KpiRow& row : kpi_table()) {
    rows.append(py::make_tuple(row.key, row.unit, kind_name(row.kind), better_name(row.better), row.label.en,
                               row.meaning.en, row.label.ru, row.meaning.ru));
  }
  return rows;
}

}  // namespace

void bind_scenarios(py::module_& module) {
  py::class_<LoadedScenario>(module, "Scenario", "A scenario that was read and checked.")
      .def_property_readonly(
          "name", [](const LoadedScenario& self) { return self.scenario.name; }, "Its own name.")
      .def_property_readonly(
          "hash", [](const LoadedScenario& self) { return self.hash; }, "Of the canonical text.")
      .def_readonly("canonical", &LoadedScenario::canonical, "The resolved document: keys sorted, no spaces.")
      .def_property_readonly(
          "warnings", [](const LoadedScenario& self) { return problem_rows(self.warnings); }, "Rows of problems.");
  py::class_<Experiment>(module, "Experiment", "How a scenario is measured, checked.")
      .def_readonly("seed", &Experiment::seed, "Of all random numbers.")
      .def_readonly("replications", &Experiment::replications, "With a precision: the fewest.");
  module.def("load_scenario", load, py::arg("text"), py::arg("file"), py::arg("read_base"), py::arg("patch"),
             py::arg("sets"), py::arg("strict"), "Reads a scenario from JSON text.");
  module.def("experiment_of", experiment_of, py::arg("scenario"), py::arg("source"), py::arg("text"), py::arg("file"),
             py::arg("seed"), py::arg("replications"), py::arg("precision"), py::arg("interval"), py::arg("warm_up"),
             "The scenario's own experiment, or that of `text`, with changes.");
  module.attr("max_document_bytes") = kMaxBytes;
  module.def("interventions", interventions, "Name and patch of each.");
  module.def("with_interventions", with_interventions, py::arg("scenario"), py::arg("names"), py::arg("strict"),
             "The scenario with interventions, such as \"headset+templates\".");
  module.def("metrics", metrics, "One tuple a metric: key, unit, kind, better, and its words.");
  module.def("scenario_schema", scenario_schema, "JSON Schema of a scenario.");
  module.def("experiment_schema", experiment_schema, "JSON Schema of an experiment.");
}

}  // namespace firstline::python

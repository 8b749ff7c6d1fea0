#include "python/bindings/result_binding.h"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <map>
#include <memory>
#include <utility>

#include "models/economics/cost_estimates.h"
#include "models/kpi/estimates.h"
#include "models/record/contact_log.h"
#include "models/report/report_csv.h"
#include "models/report/report_json.h"
#include "models/report/report_text.h"
#include "models/run/prepare.h"
#include "models/run/run.h"
#include "models/run/steady_state.h"
#include "models/run/warm_up.h"
#include "models/scenario/scenario_json.h"
#include "python/bindings/long_call.h"

namespace py = pybind11;

namespace firstline::python {
namespace {

Language language_of(const std::string& name) {
  if (name != "en" && name != "ru") throw py::value_error("language is \"en\" or \"ru\"");
  return name == "ru" ? Language::ru : Language::en;
}

// One run, or a part of a comparison, which the pointer keeps alive.
class Result {
 public:
  explicit Result(std::shared_ptr<const RunResult> run) : run_(std::move(run)) {}

  const RunResult& run() const { return *run_; }

  const ReplicationValues& values(const std::string& key, const std::string& dimension) {
    const auto [found, fresh] = values_.try_emplace({key, dimension});
    if (fresh) found->second = replication_values(run_->set, key, dimension);
    if (fresh && found->second.slices.empty()) found->second = cost_values(run_->set, run_->prices, key, dimension);
    return found->second;
  }

 private:
  std::shared_ptr<const RunResult> run_;
  std::map<std::pair<std::string, std::string>, ReplicationValues> values_;
};

struct Comparison {
  std::shared_ptr<const CompareResult> result;
  std::vector<std::string> names;
};

using NamesAndValues = py::typing::Tuple<std::vector<std::string>, py::array_t<double>>;

NamesAndValues values_of(const py::object& self, const std::string& key, const std::string& dimension) {
  auto& result = self.cast<Result&>();
  const ReplicationValues& values = result.values(key, dimension);
  const auto slices = static_cast<py::ssize_t>(values.slices.size());
  const auto replications = static_cast<py::ssize_t>(result.run().set.records.size());
  constexpr auto kSize = static_cast<py::ssize_t>(sizeof(double));
  std::vector<py::ssize_t> shape{replications, slices};
  std::vector<py::ssize_t> strides{kSize, replications * kSize};
  if (dimension.empty() && slices == 1) {
    shape.pop_back();
    strides.pop_back();
  }
  py::array_t<double> array(shape, strides, values.values.data(), self);
  array.attr("flags").attr("writeable") = false;
  return py::make_tuple(values.slices, std::move(array));
}

// CSV changes names that a spreadsheet would take for formulas, so two names may be written alike: numbers stand for
// them.
py::str contacts_csv(const Result& self, std::size_t replication) {
  const RunResult& run = self.run();
  LogNames numbers = run.set.names.of_log();
  for (std::vector<std::string>* names :
       {&numbers.types, &numbers.teams, &numbers.topics, &numbers.channels, &numbers.queues}) {
    for (std::size_t i = 0; i < names->size(); ++i) (*names)[i] = std::to_string(i);
  }
  std::string text = contact_log_header();
  append_csv(text, run.logs.at(replication), static_cast<int>(replication), numbers);
  return text;
}

std::map<std::string, std::vector<std::string>> contact_names(const Result& self) {
  const LogNames names = self.run().set.names.of_log();
  return {{"contact_type", names.types},
          {"team", names.teams},
          {"topic", names.topics},
          {"channel", names.channels},
          {"queue", names.queues}};
}

RunOptions options_of(int threads, bool log_contacts, sim::CancelToken& token, Progress& progress) {
  RunOptions options;
  options.threads = threads;
  options.log_contacts = log_contacts;
  options.cancel = &token;
  options.progress = [&progress](int done, int total) { progress.tell(done, total); };
  return options;
}

// The experiment with a warm-up that a pilot finds, where one is asked for. A pilot that was stopped finds none.
Experiment warmed_up(const Scenario& scenario, Experiment experiment, bool by_mser, const RunOptions& options) {
  if (!by_mser) return experiment;
  try {
    experiment.warm_up_s = warm_up_by_mser(scenario, experiment, options);
  } catch (const sim::RunError&) {
    if (!options.cancel->cancelled()) throw;
  }
  return experiment;
}

// What was finished when the call was interrupted goes into `kept`; the exception goes on.
template <class Keep>
void keep_on_error(const std::function<void()>& call, Keep keep) {
  try {
    call();
  } catch (const py::error_already_set&) {
    keep();
    throw;
  }
}

Result run_scenario(const LoadedScenario& scenario, const Experiment& experiment, bool warm_up_by_mser,
                    bool steady_state, int threads, bool log_contacts, bool deflection, const Handle& handle,
                    const ProgressCallback& callback, py::typing::List<Result> kept) {
  auto result = std::make_shared<RunResult>();
  const auto work = [&](sim::CancelToken& token, Progress& progress) {
    RunOptions options = options_of(threads, log_contacts, token, progress);
    options.deflection = deflection;
    *result = steady_state
                  ? run_steady_state(scenario.scenario, experiment, options)
                  : run(scenario.scenario, warmed_up(scenario.scenario, experiment, warm_up_by_mser, options), options);
    result->warnings = scenario.warnings;
  };
  keep_on_error([&] { long_call(work, &handle, callback); },
                [&] {
                  if (result->provenance.replications > 0) kept.append(Result(result));
                });
  return Result(result);
}

using Variants = std::vector<std::pair<std::string, const LoadedScenario*>>;

Comparison compare_scenarios(const LoadedScenario& base, const Variants& variants,
                             const std::vector<std::string>& sources, const Experiment& experiment,
                             bool warm_up_by_mser, int threads, const Handle& handle, const ProgressCallback& callback,
                             py::typing::List<Comparison> kept) {
  Comparison comparison;
  std::vector<NamedVariant> named;
  for (std::size_t i = 0; i < variants.size(); ++i) {
    const auto& [name, variant] = variants[i];
    refuse_too_much(variant->scenario, experiment, sources.at(i));
    refuse_other_currency(variant->scenario, base.scenario, sources.at(i));
    comparison.names.push_back(name);
    named.push_back({.name = name, .scenario = variant->scenario});
  }
  auto result = std::make_shared<CompareResult>();
  comparison.result = result;
  const auto work = [&](sim::CancelToken& token, Progress& progress) {
    const RunOptions options = options_of(threads, false, token, progress);
    const Experiment how = warmed_up(base.scenario, experiment, warm_up_by_mser, options);
    *result = compare(base.scenario, named, how, options);
    result->base.warnings = base.warnings;
    for (std::size_t i = 0; i < variants.size(); ++i) {
      result->variants[i].run.warnings = variant_warnings(*variants[i].second, base, sources.at(i));
    }
  };
  keep_on_error([&] { long_call(work, &handle, callback); },
                [&] {
                  if (result->base.provenance.replications > 0) kept.append(comparison);
                });
  return comparison;
}

void bind_result(py::module_& module) {
  py::class_<Result>(module, "Result", "One run, with every replication's facts.")
      .def(
          "json", [](const Result& self) { return result_json(self.run()); }, "As the command's --json writes it.")
      .def(
          "text",
          [](const Result& self, const std::string& language) {
            return run_text(self.run(),
                            {.language = language_of(language), .command = "", .variant_names = {}, .base_name = ""});
          },
          py::arg("language"), "The command's tables.")
      .def(
          "csv", [](const Result& self) { return result_csv(self.run()); }, "(name of file, text), as --csv has them.")
      .def("values", values_of, py::arg("key"), py::arg("dimension"),
           "(names of slices, read-only array [replications, slices]); totals are [replications]; no names: no values.")
      .def_property_readonly(
          "num_contact_logs", [](const Result& self) { return self.run().logs.size(); },
          "One a replication, or 0 when contacts were not logged.")
      .def_property_readonly("contact_names", contact_names,
                             "What the numbers in the columns of contacts_csv stand for.")
      .def("contacts_csv", contacts_csv, py::arg("replication"),
           "The contacts of one replication, as --log has them, but with numbers for names.");
}

void bind_comparison(py::module_& module) {
  py::class_<Comparison>(module, "Comparison", "A base and its variants, run on the same customers.")
      .def(
          "json", [](const Comparison& self) { return comparison_json(*self.result, self.names); },
          "As the command's --json writes it.")
      .def(
          "text",
          [](const Comparison& self, const std::string& language, const std::string& base_name) {
            return compare_text(*self.result, {.language = language_of(language),
                                               .command = "",
                                               .variant_names = self.names,
                                               .base_name = base_name});
          },
          py::arg("language"), py::arg("base_name"), "The command's tables.")
      .def(
          "csv",
          [](const Comparison& self, const std::string& base_name) {
            return comparison_csv(*self.result, base_name, self.names);
          },
          py::arg("base_name"), "(name of file, text), as --csv has them.")
      .def_property_readonly(
          "results",
          [](const Comparison& self) {
            std::vector<Result> results{Result({self.result, &self.result->base})};
            for (const ComparedVariant& variant : self.result->variants) {
              results.emplace_back(std::shared_ptr<const RunResult>(self.result, &variant.run));
            }
            return results;
          },
          "The base's result, then the variants'.");
}

}  // namespace

void bind_results(py::module_& module) {
  bind_result(module);
  bind_comparison(module);
  module.def("run", run_scenario, py::arg("scenario"), py::arg("experiment"), py::arg("warm_up_by_mser"),
             py::arg("steady_state"), py::arg("threads"), py::arg("log_contacts"), py::arg("deflection"),
             py::arg("cancel"), py::arg("callback"), py::arg("kept"),
             "Runs a scenario. What was finished when an exception came is appended to `kept`.");
  module.def("compare", compare_scenarios, py::arg("base"), py::arg("variants"), py::arg("sources"),
             py::arg("experiment"), py::arg("warm_up_by_mser"), py::arg("threads"), py::arg("cancel"),
             py::arg("callback"), py::arg("kept"), "Runs a base and its variants on the same customers.");
}

}  // namespace firstline::python

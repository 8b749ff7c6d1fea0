#include "models/run/prepare.h"

#include "models/scenario/document_edit.h"
#include "models/scenario/document_json.h"
#include "models/scenario/validate.h"

namespace firstline {
namespace {

// As the document has it, "" where it has none.
std::string experiment_text(const LoadedScenario& scenario) {
  std::vector<sim::Problem> none;  // it has been read before
  const Node root = parse_document(scenario.canonical, "", 0, none);
  const Member* experiment = root.find("experiment");
  return experiment == nullptr ? "" : canonical_text(experiment->value);
}

}  // namespace

Experiment changed(Experiment experiment, const ExperimentChanges& changes) {
  if (changes.seed) experiment.seed = *changes.seed;
  if (changes.replications) experiment.replications = *changes.replications;
  for (const auto& [key, relative] : changes.precision) experiment.precision[key] = relative;
  if (changes.interval_s) experiment.interval_s = *changes.interval_s;
  if (changes.warm_up_s) experiment.warm_up_s = *changes.warm_up_s;
  return experiment;
}

void refuse_too_much(const Scenario& scenario, const Experiment& experiment, const std::string& file) {
  std::vector<sim::Problem> problems;
  validate(scenario, experiment, problems);
  for (sim::Problem& problem : problems) {
    if (problem.code.rfind("E4", 0) != 0) continue;
    problem.file = file;
    throw sim::RunError(problem);
  }
}

void refuse_other_currency(const Scenario& variant, const Scenario& base, const std::string& file) {
  if (variant.currency == base.currency) return;
  throw sim::InputError({{.code = "E110",
                          .pointer = "/currency",
                          .value = variant.currency,
                          .arguments = {base.currency},
                          .file = file}});
}

std::vector<sim::Problem> variant_warnings(const LoadedScenario& variant, const LoadedScenario& base,
                                           const std::string& file) {
  std::vector<sim::Problem> warnings = variant.warnings;
  const std::string own = experiment_text(variant);
  if (!own.empty() && own != experiment_text(base)) {
    warnings.push_back({.code = "W419", .pointer = "/experiment", .value = "", .arguments = {}, .file = file});
  }
  return warnings;
}

}  // namespace firstline

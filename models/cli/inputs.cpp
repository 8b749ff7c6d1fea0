#include "models/cli/inputs.h"

#include <algorithm>
#include <filesystem>
#include <utility>
#include <vector>

#include "models/cli/files.h"
#include "models/kpi/kpi_table.h"
#include "models/run/prepare.h"
#include "models/scenario/document_json.h"

namespace firstline {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_base(const std::string& file, const std::string& base, std::vector<std::string> why) {
  throw sim::InputError(
      {{.code = "E345", .pointer = "/base", .value = printable(base), .arguments = std::move(why), .file = file}});
}

// The text of a base, which must really lie in the scenario's folder or below, wherever links lead.
std::string read_base(const std::string& scenario_path, const std::string& relative) {
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(
      fs::path(scenario_path).parent_path().empty() ? fs::path(".") : fs::path(scenario_path).parent_path(), error);
  const fs::path file = fs::weakly_canonical(folder / relative, error);
  const auto [end, inside] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
  if (error || end != folder.end()) refuse_base(scenario_path, relative, {"@base.outside"});
  try {
    return read_regular_file((folder / relative).string());
  } catch (const sim::FileError& failure) {
    const sim::Problem& problem = failure.problem();
    const bool has_reason = problem.arguments.size() > 1;
    refuse_base(scenario_path, relative,
                {"@base.unreadable", printable(relative), has_reason ? problem.arguments[1] : problem.code});
  }
}

bool knows_metric(const std::string& key) { return find_kpi(key) != nullptr; }

LoadOptions options_of(const Request& request) {
  LoadOptions options;
  options.sets = request.sets;
  options.strict = request.strict;
  options.knows_metric = knows_metric;
  return options;
}

}  // namespace

LoadedScenario load_scenario_file(const std::string& path, const Request& request, std::istream& standard_input) {
  const std::string scenario_path = path == "-" ? "" : path;
  LoadOptions options = options_of(request);
  options.read_base = [&](const std::string& relative) { return read_base(scenario_path, relative); };
  return load_scenario(read_input(path, standard_input), printable(path), options);
}

LoadedScenario with_interventions(const LoadedScenario& loaded, const std::string& path, const Request& request,
                                  std::vector<Intervention> interventions) {
  LoadOptions options = options_of(request);
  options.interventions = std::move(interventions);
  return load_scenario(loaded.canonical, printable(path), options);
}

Experiment experiment_of(const LoadedScenario& loaded, const Request& request, std::istream& standard_input) {
  Experiment experiment = loaded.experiment;
  if (!request.experiment.empty()) {
    experiment =
        load_experiment(read_input(request.experiment, standard_input), printable(request.experiment), knows_metric);
  }
  experiment = changed(std::move(experiment), request.changes);
  refuse_too_much(loaded.scenario, experiment, printable(request.operands[0]));
  return experiment;
}

}  // namespace firstline

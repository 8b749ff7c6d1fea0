#include <utility>

#include "models/cli/commands.h"
#include "models/cli/inputs.h"
#include "models/cli/session.h"
#include "models/report/report_json.h"
#include "models/report/report_text.h"
#include "models/run/prepare.h"
#include "models/scenario/document_json.h"

namespace firstline {

int cmd_compare(const Request& request, Door& door) {
  std::vector<std::vector<Intervention>> interventions = interventions_called(request.with);
  const LoadedScenario base = load_scenario_file(request.operands[0], request, door.in);
  Experiment experiment = experiment_of(base, request, door.in);
  std::vector<std::string> names(request.operands.begin() + 1, request.operands.end());
  std::vector<NamedVariant> variants;
  std::vector<sim::Problem> warnings = base.warnings;
  std::vector<std::vector<sim::Problem>> warnings_of;  // the variants
  const auto add = [&](const std::string& name, LoadedScenario loaded) {
    refuse_too_much(loaded.scenario, experiment, printable(name));
    refuse_other_currency(loaded.scenario, base.scenario, printable(name));
    const std::vector<sim::Problem>& own = warnings_of.emplace_back(variant_warnings(loaded, base, printable(name)));
    warnings.insert(warnings.end(), own.begin(), own.end());
    variants.push_back({.name = name, .scenario = std::move(loaded.scenario)});
  };
  for (const std::string& path : names) add(path, load_scenario_file(path, request, door.in));
  for (std::size_t i = 0; i < interventions.size(); ++i) {
    add(request.with[i], with_interventions(base, request.operands[0], request, std::move(interventions[i])));
    names.push_back(request.with[i]);
  }
  Session session(request, door);
  session.warn(warnings);
  if (request.warm_up_by_mser) session.warm_up(base.scenario, experiment);
  CompareResult result = compare(base.scenario, variants, experiment, session.run_options());
  session.end_progress();
  result.base.warnings = base.warnings;
  for (std::size_t i = 0; i < variants.size(); ++i) result.variants[i].run.warnings = warnings_of[i];

  const TextOptions options{.language = request.language,
                            .command = request.repeat + " --seed " + std::to_string(experiment.seed),
                            .variant_names = names,
                            .base_name = request.operands[0]};
  return session.deliver({.text = compare_text(result, options),
                          .json = [&] { return comparison_json(result, names); },
                          .csv = [&] { return comparison_csv(result, request.operands[0], names); },
                          .log = nullptr,
                          .replications = result.base.provenance.replications,
                          .paired = true,
                          .interrupted = result.base.interrupted});
}

}  // namespace firstline

#include "models/cli/commands.h"
#include "models/cli/inputs.h"
#include "models/cli/session.h"
#include "models/record/contact_log.h"
#include "models/report/report_json.h"
#include "models/report/report_text.h"
#include "models/run/steady_state.h"

namespace firstline {

int cmd_run(const Request& request, Door& door) {
  const LoadedScenario loaded = load_scenario_file(request.operands[0], request, door.in);
  Experiment experiment = experiment_of(loaded, request, door.in);
  Session session(request, door);
  session.warn(loaded.warnings);
  if (request.warm_up_by_mser) session.warm_up(loaded.scenario, experiment);
  RunResult result = request.steady_state ? run_steady_state(loaded.scenario, experiment, session.run_options())
                                          : run(loaded.scenario, experiment, session.run_options());
  result.warnings = loaded.warnings;
  session.end_progress();

  TextOptions options{.language = request.language,
                      .command = request.repeat + " --seed " + std::to_string(experiment.seed),
                      .variant_names = {},
                      .base_name = ""};
  const auto write_log = [&](PendingFile& file) {
    file.write(contact_log_header());
    for (std::size_t r = 0; r < result.logs.size(); ++r) {
      std::string rows;
      append_csv(rows, result.logs[r], static_cast<int>(r), result.set.names.of_log());
      file.write(rows);
    }
  };
  return session.deliver({.text = run_text(result, options),
                          .json = [&] { return result_json(result); },
                          .csv = [&] { return result_csv(result); },
                          .log = write_log,
                          .replications = result.provenance.replications,
                          .paired = false,
                          .interrupted = result.interrupted});
}

}  // namespace firstline

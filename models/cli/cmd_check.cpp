#include "models/cli/commands.h"
#include "models/cli/files.h"
#include "models/cli/inputs.h"
#include "models/scenario/document_json.h"

namespace firstline {

int cmd_check(const Request& request, Door& door) {
  std::vector<sim::Problem> problems;
  std::string report;
  for (const std::string& path : request.operands) {
    try {
      const LoadedScenario loaded = load_scenario_file(path, request, door.in);
      const bool clean = loaded.warnings.empty();
      report += text(clean ? "cli.ok" : "cli.warnings", request.language,
                     {printable(path), std::to_string(loaded.warnings.size())}) +
                "\n";
      for (const sim::Problem& warning : loaded.warnings) report += problem_line(warning, request.language) + "\n";
    } catch (const sim::InputError& error) {
      problems.insert(problems.end(), error.problems().begin(), error.problems().end());
    }
  }
  if (!request.quiet) print(door.out, report);
  if (!problems.empty()) throw sim::InputError(std::move(problems));
  return 0;
}

}  // namespace firstline

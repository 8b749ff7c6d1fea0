#include "models/cli/commands.h"
#include "models/cli/files.h"
#include "models/scenario/document_json.h"
#include "models/scenario/schema_json.h"
#include "sim/base/error.h"

namespace firstline {

int cmd_schema(const Request& request, Door& door) {
  const std::string what = request.operands.empty() ? "scenario" : request.operands[0];
  if (what != "scenario" && what != "experiment") {
    throw sim::InputError({{.code = "E105",
                            .pointer = "",
                            .value = printable(what),
                            .arguments = {"scenario | experiment"},
                            .file = ""}});
  }
  print(door.out, what == "scenario" ? scenario_schema() : experiment_schema());
  return 0;
}

}  // namespace firstline

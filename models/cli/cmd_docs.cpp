#include "models/cli/cli_docs.h"
#include "models/cli/commands.h"
#include "models/cli/files.h"
#include "models/scenario/document_json.h"
#include "models/scenario/schema_json.h"
#include "sim/base/error.h"

namespace firstline {

int cmd_docs(const Request& request, Door& door) {
  const std::string& page = request.operands[0];
  if (page == "fields") {
    print(door.out, fields_markdown(request.language));
  } else if (page == "kpis") {
    print(door.out, kpis_markdown());
  } else if (page == "cli") {
    print(door.out, cli_markdown());
  } else {
    throw sim::InputError(
        {{.code = "E105", .pointer = "", .value = printable(page), .arguments = {"fields | kpis | cli"}, .file = ""}});
  }
  return 0;
}

}  // namespace firstline

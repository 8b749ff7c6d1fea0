#include "models/cli/problems_json.h"

#include <nlohmann/json.hpp>

namespace firstline {

std::string problems_json(const std::vector<sim::Problem>& problems, Language language) {
  using Json = nlohmann::ordered_json;
  Json rows = Json::array();
  for (const sim::Problem& problem : problems) {
    rows.push_back({{"code", problem.code},
                    {"pointer", problem.pointer},
                    {"value", problem.value},
                    {"file", problem.file},
                    {"line", problem.line},
                    {"column", problem.column},
                    {"message", message_text(problem, language)}});
  }
  // A file name may be any bytes: what is not UTF-8 is replaced, not refused.
  return Json{{"errors", std::move(rows)}}.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace firstline

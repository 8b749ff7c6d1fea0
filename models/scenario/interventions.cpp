#include "models/scenario/interventions.h"

#include <algorithm>

#include "models/scenario/document_json.h"
#include "sim/base/error.h"

namespace firstline {
namespace {

const Intervention* find(std::string_view name) {
  const auto& table = intervention_table();
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Intervention& row) { return row.name == name; });
  return found == table.end() ? nullptr : &*found;
}

sim::Problem unknown(std::string_view name) {
  std::string known;
  for (const Intervention& row : intervention_table()) known += (known.empty() ? "" : ", ") + std::string(row.name);
  return {.code = "E111", .pointer = "--with", .value = printable(name), .arguments = {known}, .file = ""};
}

}  // namespace

std::vector<std::vector<Intervention>> interventions_called(const std::vector<std::string>& variants) {
  std::vector<std::vector<Intervention>> called;
  std::vector<sim::Problem> problems;
  for (const std::string& names : variants) {
    called.emplace_back();
    for (std::size_t at = 0; at <= names.size();) {
      const std::size_t end = std::min(names.find('+', at), names.size());
      const std::string_view name = std::string_view(names).substr(at, end - at);
      if (const Intervention* row = find(name)) {
        called.back().push_back(*row);
      } else {
        problems.push_back(unknown(name));
      }
      at = end + 1;
    }
  }
  if (!problems.empty()) throw sim::InputError(std::move(problems));
  return called;
}

}  // namespace firstline

// Shared by the tests of this room: a small good document and short ways to load and change it.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/scenario/scenario_json.h"

namespace firstline {

inline std::string small_document() {
  return R"({
  "schema_version": 1,
  "name": "Small",
  "start_date": "1999-01-04",
  "contact_types": {
    "calls": {
      "queue": "main",
      "arrivals": { "rate": "10 per h" },
      "service": { "law": "exponential", "mean": "5 min" },
      "patience": { "law": "exponential", "mean": "3 min" },
      "redial": { "probability": 0.5 }
    }
  },
  "queues": {
    "main": { "capacity": 50 }
  },
  "teams": {
    "line 1": { "serves": { "main": 1 }, "staff": 3, "wage": "25 per h" }
  },
  "experiment": { "seed": 1, "replications": 20, "measure": "1 d" }
}
)";
}

// The document with the first `from` replaced.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  return at == std::string::npos ? "nothing to replace: " + std::string(from)
                                 : text.replace(at, from.size(), std::string(to));
}

inline LoadOptions with_files(std::map<std::string, std::string> files) {
  LoadOptions options;
  options.read_base = [files = std::move(files)](const std::string& path) {
    const auto found = files.find(path);
    if (found == files.end()) throw sim::FileError({"E601", path, "", {"not there"}, path, 0, 0});
    return found->second;
  };
  return options;
}

// All problems of a document; its warnings when it loads.
inline std::vector<sim::Problem> problems_of(const std::string& text, const LoadOptions& options = {}) {
  try {
    return load_scenario(text, "day.json", options).warnings;
  } catch (const sim::InputError& error) {
    return error.problems();
  } catch (const sim::RunError& error) {
    return {error.problem()};
  }
}

inline std::string codes_of(const std::vector<sim::Problem>& problems) {
  std::string codes;
  for (const sim::Problem& problem : problems) codes += (codes.empty() ? "" : " ") + problem.code;
  return codes;
}

}  // namespace firstline

// Reads a scenario document (with its base, patch and changes from the command line) into a Scenario and an Experiment.
//
// Flow: text -> tree -> base and patches merged -> fields by the table -> validate -> LoadedScenario.
// Units: as scenario.h.
// Shape: order of effect: base, the document itself, its patch, options.interventions, options.patch, options.sets.
// Errors: InputError with all problems (up to 1000) when any is E3xx; else RunError with the first limit (E4xx).
//         What read_base throws passes through.
// Threads: pure functions; no files are touched here.
// Neglects: links out of the scenario's folder: who implements read_base checks them.
// Source: architecture.md, "Documents that people write"; RFC 7396; reliability.md 2.1.
// Tests: tests/models/scenario/scenario_json_test.cpp
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/scenario/experiment.h"
#include "models/scenario/interventions.h"
#include "models/scenario/scenario.h"
#include "sim/base/error.h"

namespace firstline {

struct LoadedScenario {
  Scenario scenario;
  Experiment experiment;
  std::vector<sim::Problem> warnings;  // W4xx
  std::uint64_t hash = 0;              // of `canonical`
  std::string canonical;               // the resolved document: keys sorted, no spaces, defaults not filled in
};

struct LoadOptions {
  // The text of a file named relative to the scenario's folder ("bases/day.json"); without it `base` is refused.
  std::function<std::string(const std::string& relative_path)> read_base;
  // --set /pointer=value replaces what is there: a JSON text; what is no JSON is taken as a string.
  std::vector<std::pair<std::string, std::string>> sets;
  std::vector<Intervention> interventions;  // in this order
  std::string patch;                        // JSON text of an RFC 7396 merge patch; empty: none
  // Whether a key of "precision" is a metric; without it every key is taken.
  std::function<bool(const std::string& key)> knows_metric;
  bool strict = false;  // arrivals without any staff become problem E333
};

LoadedScenario load_scenario(std::string_view text, const std::string& file_name, const LoadOptions& options = {});

// A document of its own with the fields of "experiment".
Experiment load_experiment(std::string_view text, const std::string& file_name,
                           const std::function<bool(const std::string& key)>& knows_metric = nullptr);

}  // namespace firstline

// Runs a scenario: compiles it once, replicates it over threads in order, stops at a precision, estimates the KPIs.
//
// Flow: Scenario + Experiment -> CenterModel -> replications -> ReplicationSet -> estimates; the one composition root.
// Draws: all keyed by (seed, replication, purpose, entity); results are the same bits for any number of threads.
// Errors: InputError where a scenario cannot be compiled (E346, E347) or a precision names no metric (E348)
//   or one that the scenario cannot have (E353); RunError E404, E405 where it is too large.
//   Cancelled: the replications finished in order are kept, of a comparison those that all its scenarios have.
// Threads: options.threads replications at once, one state a worker, reused.
// Source: science.md 11, A12; reliability.md D1, D8.
// Tests: tests/models/run/run_test.cpp
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/run/result.h"
#include "sim/parallel/cancel.h"

namespace firstline {

struct RunOptions {
  int threads = 1;
  bool log_contacts = false;
  bool deflection = false;  // run() only: plays the same customers without the bots too, for bot.deflection
  sim::CancelToken* cancel = nullptr;
  // Called from the calling thread, at most ten times a second: replications done, of how many are planned now.
  std::function<void(int done, int total)> progress;
};

RunResult run(const Scenario& scenario, const Experiment& experiment, const RunOptions& options);

struct NamedVariant {
  std::string name;
  Scenario scenario;
};

// The base and every variant on the same seeds; with a precision, all arms get the replications that the worst one
// needs.
CompareResult compare(const Scenario& base, const std::vector<NamedVariant>& variants, const Experiment& experiment,
                      const RunOptions& options);

}  // namespace firstline

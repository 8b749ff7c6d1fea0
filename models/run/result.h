// What a run and a comparison give back: estimates, the facts behind them, and the provenance to repeat them.
//
// Flow: models/run fills it; models/report and the doors render it.
// Units: as each Estimate says.
// Source: architecture.md, "The flow, as types".
// Tests: tests/models/run/result_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/economics/price_list.h"
#include "models/record/contact_log.h"
#include "models/record/estimate.h"
#include "models/record/replication_set.h"
#include "models/scenario/experiment.h"
#include "models/scenario/scenario.h"
#include "sim/base/error.h"

namespace firstline {

inline constexpr const char* kVersion = "0.1.0";  // CMakeLists.txt has the same (a test compares)
inline constexpr int kResultsVersion = 1;         // a change of any result's bits raises it

struct Provenance {
  std::string software = "firstline";
  std::string version = kVersion;
  int results_version = kResultsVersion;
  std::uint64_t scenario_hash = 0;
  std::uint64_t seed = 0;
  int replications = 0;
  std::uint64_t result_hash = 0;  // digest of the replication set
};

// A simulated number beside what a formula says for the same scenario.
struct FormulaRow {
  std::string key;  // KPI key
  Slice slice;
  std::string formula;  // "erlang_c", "erlang_a", "mmn_g", "day_solver", or "erlang_a_pooled" (by interval, as a
                        // calculator would)
  double value = 0.0;
};

// How one long run was cut: see steady_state.h.
struct SteadyState {
  int batches = 0;
  double batch_s = 0.0;
  double warm_up_s = 0.0;  // found by MSER-5
  double lag1 = 0.0;       // correlation of the mean waits of neighbouring batches
  double p_value = 1.0;    // against positive correlation; below 0.05 the intervals are too narrow
};

struct RunResult {
  Scenario scenario;
  Experiment experiment;
  Provenance provenance;
  ReplicationSet set;
  PriceList prices;
  std::vector<Estimate> estimates;
  std::vector<FormulaRow> formulas;    // empty when no formula applies; the first table row says which
  std::vector<sim::Problem> warnings;  // W4xx: what was suspicious in its scenario
  std::vector<ContactLog> logs;        // one a replication, only when asked for
  std::optional<SteadyState> steady;   // of one long run
  bool interrupted = false;            // cancelled: estimates rest on the replications kept
};

struct ComparedVariant {
  RunResult run;
  std::vector<Difference> differences;  // same order as the base's estimates that both runs have
};

struct CompareResult {
  RunResult base;
  std::vector<ComparedVariant> variants;
};

}  // namespace firstline

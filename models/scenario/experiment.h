// How a scenario is measured: seed, replications or precision, spans of the run, thresholds of the service level.
//
// Flow: read beside (or inside) a scenario; models/run turns it into replications; models/kpi takes its definitions.
// Units: seconds of simulated time; shares 0..1.
// Source: architecture.md, seven sentences (5); science.md 11.
// Tests: tests/models/scenario/experiment_test.cpp
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace firstline {

enum class Start { empty, stationary };

inline constexpr int kMaxThresholds = 4;

struct Experiment {
  std::uint64_t seed = 1;
  int replications = 20;                    // run when no precision is asked for; the least number when one is
  int max_replications = 10000;             // the most when a precision is asked for
  std::map<std::string, double> precision;  // KPI key -> relative half-width of its interval (0.01)
  double confidence = 0.95;
  Start start = Start::empty;  // stationary: the exact state of M/M/n+M, one type, one team, constant rate and staff
  double warm_up_s = 0.0;      // contacts that arrive before are simulated, not counted
  double measure_s = 86400.0;  // contacts that arrive within are counted
  double cool_down_s = 0.0;    // arrivals go on uncounted; then they stop, and the run ends when all counted have left
  double interval_s = 3600.0;  // the reporting interval of the day
  std::vector<double> thresholds_s{20.0};  // T of the service level; the first is the headline one
  double short_abandon_s = 5.0;            // abandons below this are "short" (kpis.md)
  double repeat_window_s = 604800.0;       // a contact of the same issue within it after another is a repeat
  double resolution_horizon_s = 604800.0;  // times to resolution count up to here (restricted mean)
  // Slices that cost memory: contacts and operators by weekday and by date, contacts by whether a bot covers them.
  bool by_weekday = false;
  bool by_day = false;
  bool by_exposure = false;
  std::int64_t max_contacts = 2'000'000'000;
  int threads = 1;
};

}  // namespace firstline

// The engine's timing door: runs a yardstick workload with everything on, checks the answers, prints time and answers.
//
// Shape: `firstline_bench WORKLOAD CONTACTS [THREADS]`, WORKLOAD one of A, A20000, B (docs/benchmarking.md); or a
// preset,
//   read from scenarios/presets of the present folder; or backlog: nobody at work and patience ten times the run, so
//   that nearly every contact is in flight at once: only its memory is read.
//   A runs in replications of at most a million contacts, B in days, a preset as it says itself.
// Units: nanoseconds a contact and an event, from before the scenario is compiled until after the KPIs are estimated.
// Errors: exit 1 and no time where an answer is off by more than 4.5 standard deviations; 2 for a wrong command line.
#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "bench/answers.h"
#include "models/run/run.h"
#include "models/scenario/scenario_json.h"
#include "sim/random/wide.h"

namespace {

using firstline::Experiment;
using firstline::Scenario;

double seconds_on(clockid_t clock) {
  timespec now{};  // stays 0 where there is no such clock: emscripten has none of CPU time
  clock_gettime(clock, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Workload {
  Scenario scenario;
  Experiment experiment;
};

Workload one_queue(double operators, double rate_per_s, double patience_s, double contacts) {
  Workload workload;
  auto& [scenario, experiment] = workload;
  firstline::ContactType& call = scenario.contact_types["call"];
  call.queue = "line";
  call.arrivals.rate_per_s = firstline::WeekSeries::constant(rate_per_s);
  call.service = sim::Law::exponential(600.0);
  call.patience = sim::Law::exponential(patience_s);
  scenario.queues["line"] = {};
  scenario.teams["team"].serves["line"] = {};
  scenario.teams["team"].staff = firstline::WeekSeries::constant(operators);
  const double replications = std::ceil(contacts / 1e6);
  experiment.replications = static_cast<int>(replications);
  experiment.measure_s = contacts / replications / rate_per_s;
  return workload;
}

Workload erlang_a(double operators, double contacts) {
  Workload workload = one_queue(operators, operators / 600.0, 300.0, contacts);
  workload.experiment.start = firstline::Start::stationary;
  return workload;
}

Workload backlog(double contacts) {
  Workload workload = one_queue(0.0, 1.0, 10.0 * contacts, contacts);
  workload.experiment.replications = 1;
  workload.experiment.measure_s = contacts;
  return workload;
}

Workload multi_skill_day(double contacts) {
  struct Type {
    const char* name;
    double rate_per_min, service_min, patience_min;
  };
  struct Serves {
    const char* team;
    const char* type;
    int priority, choice;
  };
  const std::vector<Type> types = {{"type 0", 1.6, 5, 3}, {"type 1", 1.5, 6, 4}, {"type 2", 1.1, 8, 6}};
  const std::vector<Serves> skills = {{"group 0", "type 0", 1, 1}, {"group 0", "type 1", 2, 2},
                                      {"group 1", "type 1", 1, 1}, {"group 1", "type 2", 2, 1},
                                      {"group 2", "type 0", 1, 2}, {"group 2", "type 1", 2, 3},
                                      {"group 2", "type 2", 3, 2}};
  const std::vector<double> profile = {0.45, 0.62, 0.85, 1.05, 1.20, 1.32, 1.35, 1.28, 1.12, 0.98,
                                       0.95, 1.02, 1.12, 1.20, 1.22, 1.14, 1.00, 0.85, 0.70, 0.58};
  Workload workload;
  auto& [scenario, experiment] = workload;
  for (const Type& type : types) {
    firstline::ContactType& call = scenario.contact_types[type.name];
    call.queue = type.name;
    std::vector<double> rates_per_s;
    for (const double factor : profile) rates_per_s.push_back(factor * type.rate_per_min / 60.0);
    call.arrivals.rate_per_s.days.fill(rates_per_s);
    call.service = sim::Law::exponential(60.0 * type.service_min);
    call.patience = sim::Law::exponential(60.0 * type.patience_min);
    scenario.queues[type.name] = {};
  }
  for (const Serves& skill : skills) {
    scenario.teams[skill.team].serves[skill.type] = {.priority = skill.priority, .choice = skill.choice};
  }
  scenario.teams["group 0"].staff = firstline::WeekSeries::constant(12.0);
  scenario.teams["group 1"].staff = firstline::WeekSeries::constant(12.0);
  scenario.teams["group 2"].staff = firstline::WeekSeries::constant(8.0);
  constexpr double kContactsADay = 2521.26;
  experiment.replications = static_cast<int>(std::ceil(contacts / kContactsADay));
  experiment.measure_s = 10.0 * 3600.0;
  return workload;
}

// Presets that are timed, with what their replications hold.
struct Preset {
  const char* name;
  double contacts;
};
constexpr Preset kPresets[] = {{"large_center", 30'000.0}, {"help_desk", 260'000.0}, {"omnichannel", 290'000.0}};

Workload preset_workload(const Preset& preset, double contacts) {
  const std::string folder = "scenarios/presets/";
  const auto read = [&folder](const std::string& path) {
    std::ifstream file(folder + path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot open " + folder + path);
    return std::string{std::istreambuf_iterator<char>(file), {}};
  };
  firstline::LoadOptions options;
  options.read_base = read;
  const std::string file_name = std::string(preset.name) + ".json";
  firstline::LoadedScenario loaded = firstline::load_scenario(read(file_name), file_name, options);
  loaded.experiment.replications = static_cast<int>(std::ceil(contacts / preset.contacts));
  return {std::move(loaded.scenario), std::move(loaded.experiment)};
}

bench::Answers answers_of(const firstline::ContactCell& cell) {
  const auto entries = static_cast<double>(cell.entries);  // each leg of a contact is one
  const auto share = [entries](std::int64_t count) { return static_cast<double>(count) / entries; };
  return {.abandoned = share(cell.abandoned),
          .wait_min = sim::ticks_to_seconds(cell.wait_answered + cell.wait_abandoned) / 60.0 / entries,
          .within_20s = share(cell.answered_within[0] + cell.abandoned_within[0]),
          .delayed = share(cell.delayed)};
}

int measure(const std::string& name, Workload workload, int threads) {
  workload.experiment.thresholds_s = {60.0 * bench::kThreshold_min};
  workload.experiment.threads = threads;
  firstline::RunOptions options;
  options.threads = threads;
  const double cpu_start = seconds_on(CLOCK_PROCESS_CPUTIME_ID), start = seconds_on(CLOCK_MONOTONIC);
  const firstline::RunResult result = firstline::run(workload.scenario, workload.experiment, options);
  const double cpu_s = seconds_on(CLOCK_PROCESS_CPUTIME_ID) - cpu_start, wall_s = seconds_on(CLOCK_MONOTONIC) - start;
  firstline::ContactCell all;
  std::int64_t in_flight = 0, events = 0;
  for (const firstline::ReplicationRecord& record : result.set.records) {
    all.add(record.total);
    in_flight = std::max(in_flight, record.in_system.maximum);
    events += record.events;
  }
  const std::int64_t contacts = all.offered();
  const bench::Answers found = answers_of(all);
  if (name != "backlog" && !bench::agree("firstline_bench", name, found, contacts)) return 1;
  const double per_contact = 1e9 / static_cast<double>(contacts);
  // A CPU with wide vectors runs other instructions.
  const std::string compiler = bench::compiler_name() + (sim::wide_vectors ? ", AVX2" : "");
  std::printf(
      "{\"workload\": \"%s\", \"contacts\": %lld, \"threads\": %d, \"cpu_ns_per_contact\": %.3f, "
      "\"wall_ns_per_contact\": %.3f, \"cpu_ns_per_event\": %.3f, \"events\": %lld, \"most_in_flight\": %lld, "
      "\"compiler\": \"%s\", "
      "\"answers\": %s}\n",
      name.c_str(), static_cast<long long>(contacts), threads, cpu_s * per_contact, wall_s * per_contact,
      1e9 * cpu_s / static_cast<double>(events), static_cast<long long>(events), static_cast<long long>(in_flight),
      compiler.c_str(), bench::to_json(found).c_str());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string name = argc > 1 ? argv[1] : "";
  const double contacts = argc > 2 ? static_cast<double>(std::atoll(argv[2])) : 0.0;
  const int threads = argc > 3 ? std::atoi(argv[3]) : 1;
  try {
    if (contacts >= 1.0 && threads >= 1 && argc <= 4) {
      if (name == "A") return measure(name, erlang_a(100.0, contacts), threads);
      if (name == "A20000") return measure(name, erlang_a(20'000.0, contacts), threads);
      if (name == "B") return measure(name, multi_skill_day(contacts), threads);
      if (name == "backlog") return measure(name, backlog(contacts), threads);
      for (const Preset& preset : kPresets) {
        if (name == preset.name) return measure(name, preset_workload(preset, contacts), threads);
      }
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "firstline_bench: %s\n", error.what());
    return 1;
  }
  std::fprintf(stderr,
               "usage: firstline_bench A|A20000|B|large_center|help_desk|omnichannel|backlog CONTACTS [THREADS]\n");
  return 2;
}

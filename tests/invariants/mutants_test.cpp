// Would the tests notice? Every planted defect of queues and persons must be caught by a named check, and the sound
// engine by none.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <set>

#include "models/center/mutant.h"
#include "tests/invariants/audit.h"
#include "tests/invariants/mutant_names.h"

#ifndef FIRSTLINE_MUTANTS
#error "this test needs the build of models/center with the defects in it"
#endif

namespace firstline::invariants {
namespace {

using stage::kSecond;
using Caught = std::set<std::string>;

constexpr int kMutants = static_cast<int>(kFirstOfCases) - 1;

constexpr int kManyOperators = 10;

// --- Paths: the rules of the audit on random centres
void check_paths(Caught& caught) {
  for (std::uint32_t number = 0; number < 150; ++number) {
    for (const std::string& finding : audit(gather(random_case(number)))) caught.insert(finding.substr(0, 2));
  }
}

// --- Orders: one instant, by hand
Scenario one_call_after_another(sim::Law patience) {
  return stage::one_queue(stage::arrive_at("call", {10, 12}), 20.0, 1.0, std::move(patience));
}
void check_orders(Caught& caught) {
  const auto expect = [&caught](bool holds, const char* name) {
    if (!holds) caught.insert(name);
  };
  const stage::Run patient = stage::play(one_call_after_another(sim::Law::deterministic(18.0)), stage::measure(60));
  expect(stage::total(patient.counters).answered == 2, "patience=wait");

  Experiment threshold = stage::measure(60);
  threshold.thresholds_s = {18.0};
  const stage::Run waited = stage::play(one_call_after_another(sim::Law::none()), threshold);
  expect(stage::total(waited.counters).answered_within[0] == 2, "wait=threshold");

  Scenario shift = one_call_after_another(sim::Law::none());
  shift.teams["desk"].staff = stage::steps({{0, 1}}, 15);
  const stage::Run left = stage::play(shift, stage::measure(60));
  expect(stage::team_total(left.counters).overtime == 15 * kSecond, "end-of-shift");

  Experiment quarter = stage::measure(60);
  quarter.interval_s = 12.0;
  const stage::Run edge = stage::play(one_call_after_another(sim::Law::none()), quarter);
  expect(edge.counters.contacts[1].offered() == 1, "interval-edge");

  Scenario menu = one_call_after_another(sim::Law::none());
  menu.contact_types["call"].ivr_time = sim::Law::deterministic(5.0);
  expect(stage::total(stage::play(menu, stage::measure(60)).counters).wait_answered == 18 * kSecond, "menu-no-wait");
}

// --- Flows: a day of 26,000 contacts, each of which must come out again
void check_flows(Caught& caught) {
  Scenario scenario = stage::one_queue({}, 30.0, kManyOperators, sim::Law::exponential(60.0));
  scenario.contact_types["call"].arrivals.rate_per_s = WeekSeries::constant(0.3);
  const stage::Run run = stage::play(scenario, stage::measure(86'400));
  const ContactCell facts = stage::total(run.counters);
  const bool out = facts.offered() == facts.answered + facts.abandoned && facts.finished == facts.answered;
  if (!out || static_cast<std::int64_t>(run.log.size()) != facts.offered()) caught.insert("flows");
}

// --- Laws: M/M/10+M from its exact stationary state against the birth-death solution
constexpr double kService = 300.0, kPatience = 600.0, kRate = 9.5 / kService;
constexpr int kOperators = 10;

std::vector<double> stationary() {
  std::vector<double> pmf{1.0};
  double sum = 1.0;
  for (int n = 1; n <= 200; ++n) {
    const double leaving = std::min(n, kOperators) / kService + std::max(n - kOperators, 0) / kPatience;
    sum += pmf.emplace_back(pmf.back() * kRate / leaving);
  }
  for (double& share : pmf) share /= sum;
  return pmf;
}

// z of the mean of x - exact * y.
struct RatioTest {
  double exact = 0.0;
  double sum = 0.0, square = 0.0;
  int n = 0;
  void add(double x, double y) {
    const double difference = x - exact * y;
    sum += difference;
    square += difference * difference;
    ++n;
  }
  double z() const {
    const double mean = sum / n;
    return mean / std::sqrt((square / n - mean * mean) / n);
  }
};

void check_laws(Caught& caught) {
  const std::vector<double> pmf = stationary();
  RatioTest present, delayed, abandoned;
  for (std::size_t n = 0; n < pmf.size(); ++n) {
    const double waiting = std::max(static_cast<double>(n) - kOperators, 0.0);
    present.exact += static_cast<double>(n) * pmf[n];
    delayed.exact += n >= kOperators ? pmf[n] : 0.0;
    abandoned.exact += waiting / kPatience * pmf[n] / kRate;
  }
  Scenario scenario = stage::one_queue({}, 1.0, kOperators, sim::Law::exponential(kPatience));
  scenario.contact_types["call"].arrivals.rate_per_s = WeekSeries::constant(kRate);
  scenario.contact_types["call"].service = sim::Law::exponential(kService);
  const CenterModel model = compile(scenario, stage::measure(3 * kService), pmf);
  CenterState state;
  sim::EventQueue events;
  Counters counters;
  for (std::uint32_t replication = 0; replication < 10'000; ++replication) {
    simulate(model, {20'260'101, replication}, state, events, counters);
    const ContactCell facts = stage::total(counters);
    present.add(sim::ticks_to_seconds(counters.in_system.integral), sim::ticks_to_seconds(counters.measured));
    delayed.add(static_cast<double>(facts.delayed), static_cast<double>(facts.entries));
    abandoned.add(static_cast<double>(facts.abandoned), static_cast<double>(facts.entries));
  }
  for (const auto& [test, name] : {std::pair{&present, "E[N]"}, {&delayed, "P(W>0)"}, {&abandoned, "P(Ab)"}}) {
    if (std::fabs(test->z()) > 4.5) caught.insert(name);
  }
}

Caught run_checks(Mutant mutant) {
  chosen_mutant = mutant;
  Caught caught;
  check_paths(caught);
  check_orders(caught);
  check_flows(caught);
  check_laws(caught);
  chosen_mutant = Mutant::none;
  return caught;
}

std::string joined(const Caught& caught) {
  std::string text;
  for (const std::string& name : caught) text += (text.empty() ? "" : ", ") + name;
  return text;
}

TEST(Mutants, TheSoundEngineIsCaughtByNothing) { EXPECT_EQ(joined(run_checks(Mutant::none)), ""); }

TEST(Mutants, EveryPlantedDefectIsCaught) {
  int missed = 0;
  std::printf("%-24s caught by\n", "defect");
  for (int i = 1; i <= kMutants; ++i) {
    const auto mutant = static_cast<Mutant>(i);
    const Caught caught = run_checks(mutant);
    std::printf("%-24s %s\n", name_of(mutant), caught.empty() ? "NOTHING" : joined(caught).c_str());
    missed += caught.empty() ? 1 : 0;
  }
  std::printf("%d caught, %d missed\n", kMutants - missed, missed);
  EXPECT_EQ(missed, 0);
}

}  // namespace
}  // namespace firstline::invariants

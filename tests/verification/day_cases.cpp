// Days with time-varying rates and staff: exact days, and the days published with ContactCenters.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "models/center/center_sim.h"
#include "sim/stats/interval.h"
#include "tests/harness/reference_json.h"
#include "tests/verification/ledger.h"

namespace verification {
namespace {

using firstline::ContactCell;
using firstline::ReplicationRecord;
using Json = nlohmann::json;
constexpr double kMinute = 60.0;
constexpr double kNormal = 1.959964;

Quantity per_day(const std::string& name, std::function<double(const ReplicationRecord&)> of, double scale = 1.0) {
  return {.name = name, .numerator = std::move(of), .denominator = [](const auto&) { return 1.0; }, .scale = scale};
}

Quantity per_day(const std::string& name, std::int64_t ContactCell::* count, double scale = 1.0) {
  return per_day(name, [count](const auto& r) { return static_cast<double>(r.total.*count); }, scale);
}

firstline::WeekSeries every_day(double slot_s, const std::vector<double>& values) {
  firstline::WeekSeries series;
  series.slot_s = slot_s;
  series.days.fill(values);
  return series;
}

firstline::Experiment one_day(double span_s, double interval_s, double threshold_s) {
  firstline::Experiment experiment;
  experiment.measure_s = span_s;
  experiment.interval_s = interval_s;
  experiment.thresholds_s = {threshold_s};
  return experiment;
}

Budget many_short_days(Budget budget, int most) {
  budget.first = 400;
  budget.most = budget.relative_se > 0.005 ? most : 8 * most;
  return budget;
}

// Twenty-four half hours from empty; staff decrease is exhaustive. Every half hour is compared.
void half_hour_days(Ledger& ledger) {
  const std::string block = "mt_mc_M_day";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    std::vector<double> rates = in.at("calls_per_half_hour"), staff = in.at("staff");
    for (double& rate : rates) rate /= 1800.0;
    staff.resize(48, staff.back());
    auto scenario = one_queue(0.0, sim::Law::exponential(in.at("aht_min").get<double>() * kMinute),
                              sim::Law::exponential(in.at("patience_min").get<double>() * kMinute), 0.0);
    scenario.contact_types.at("call").arrivals.rate_per_s = every_day(1800.0, rates);
    scenario.teams.at("team").staff = every_day(1800.0, staff);

    const Json& total = item.at("outputs").at("total");
    std::vector<Quantity> quantities{per_day("abandoned", &ContactCell::abandoned), mean_wait(kMinute),
                                     share("P(Ab)", &ContactCell::abandoned), answered_within("SL1", 0, false)};
    std::vector<double> references{total.at("abandoned"), total.at("EW"), total.at("P_abandon"), total.at("SL1")};
    for (const Json& slot : item.at("outputs").at("per_interval")) {
      if (!slot.contains("SL1")) continue;  // the time after the last arrival
      const auto i = slot.at("interval").get<std::size_t>();
      const std::string at = " in half hour " + std::to_string(i);
      const auto entries = [i](const auto& r) { return static_cast<double>(r.by_interval[i].entries); };
      quantities.push_back(
          {.name = "SL1" + at,
           .numerator = [i](const auto& r) { return static_cast<double>(r.by_interval[i].answered_within[0]); },
           .denominator = entries});
      references.push_back(slot.at("SL1"));
      quantities.push_back({.name = "P(W>0)" + at,
                            .numerator = [i](const auto& r) { return static_cast<double>(r.by_interval[i].delayed); },
                            .denominator = entries});
      references.push_back(slot.at("P_delay"));
      quantities.push_back(per_day(
          "busy" + at, [i](const auto& r) { return sim::ticks_to_seconds(r.team_by_interval[i].busy) / 1800.0; }));
      references.push_back(slot.at("busy_avg"));
    }
    const auto values = measure(scenario, one_day(43'200.0, 1800.0, in.at("tau_s")), quantities,
                                many_short_days(ledger.budget(), 60'000));
    ledger.simulated(block, item.at("name"), quantities, references, values);
  }
}

firstline::Scenario eight_hours(double theta_per_min) {
  auto scenario =
      one_queue(0.0, sim::Law::exponential(2.0 * kMinute),
                theta_per_min > 0.0 ? sim::Law::exponential(kMinute / theta_per_min) : sim::Law::none(), 12.0);
  scenario.contact_types.at("call").arrivals.rate_per_s = every_day(28'800.0, {4.2 / kMinute});
  auto& queue = scenario.queues.at("queue");
  queue.has_hours = true;
  queue.opening_hours.fill({{.from_s = 0, .to_s = 28'800}});
  return scenario;
}

Quantity busy_share() {
  return per_day("occupancy",
                 [](const auto& r) { return sim::ticks_to_seconds(r.team_total.busy) / (12.0 * 28'800.0); });
}

void exact_eight_hours(Ledger& ledger) {
  const std::string block = "contactcenters_mmc_day";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const double theta = item.at("inputs").at("theta");
    const Json& out = item.at("outputs");
    std::vector<Quantity> quantities{mean_wait(kMinute), answered_within("SL", 0, false)};
    std::vector<double> references{out.at("EW"), out.contains("SL1") ? out.at("SL1") : out.at("SL")};
    if (theta > 0.0) {
      quantities.push_back(per_day("abandoned", &ContactCell::abandoned));
      references.push_back(out.at("abandoned"));
      quantities.push_back(share("P(Ab)", &ContactCell::abandoned));
      references.push_back(out.at("P_abandon"));
    }
    ledger.simulated(block, theta > 0.0 ? "with patience" : "without", quantities, references,
                     measure(eight_hours(theta), one_day(28'800.0, 3600.0, 20.0), quantities,
                             many_short_days(ledger.budget(), 40'000)));
  }
}

// Published with ContactCenters, with an independent re-run of 20 000 days (mean and 95 % half-width).
void published_days(Ledger& ledger) {
  const auto compare = [&](const std::string& name, const firstline::Scenario& scenario,
                           const std::vector<Quantity>& quantities, const std::vector<double>& references,
                           std::vector<double> half_widths) {
    for (double& width : half_widths) width /= kNormal;
    ledger.simulated(
        name.substr(0, 2), name, quantities, references,
        measure(scenario, one_day(28'800.0, 3600.0, 20.0), quantities, many_short_days(ledger.budget(), 40'000)),
        half_widths);
  };
  const Quantity in_target =
      per_day("contacts in target", [](const auto& r) { return static_cast<double>(r.total.answered_within[0]); });
  compare("V1 MMC", eight_hours(0.0),
          {in_target, answered_within("SL of served", 0, true), mean_wait_answered(kMinute), busy_share()},
          {1815.28, 0.9005, 0.1007, 0.6969}, {0.83, 0.0005, 0.0006, 0.0003});
  const Quantity sl2{
      .name = "SL, late abandons counted",
      .numerator = [](const auto& r) { return static_cast<double>(r.total.answered_within[0]); },
      .denominator = [](const auto& r) { return static_cast<double>(r.total.entries - r.total.abandoned_within[0]); }};
  compare("V2 MMCAb", eight_hours(1.0), {per_day("abandoned", &ContactCell::abandoned), in_target, sl2},
          {59.15, 1906.83, 0.9682}, {0.21, 0.54, 0.0001});
  auto cleared = eight_hours(0.0);
  cleared.queues.at("queue").closing = firstline::Closing::drop;
  compare("V3 MMCClrQ", cleared, {per_day("disconnected", &ContactCell::dropped)}, {0.434}, {0.021});
  auto bounded = eight_hours(0.0);
  bounded.queues.at("queue").capacity = 5;
  compare("V4 MMCBlocked", bounded, {per_day("blocked", &ContactCell::blocked), in_target}, {18.91, 1854.08},
          {0.14, 0.62});
}

// V5 CallCC: thirteen hours, gamma day factor, balking; exact by quadrature over the day factor.
void call_cc(Ledger& ledger) {
  std::vector<double> staff(8, 0.0), rates(8, 0.0);
  for (const double agents : {4, 6, 8, 8, 8, 7, 8, 8, 6, 6, 4, 4, 4}) staff.push_back(agents);
  for (const double calls : {100, 150, 150, 180, 200, 150, 150, 150, 120, 100, 80, 70, 60})
    rates.push_back(calls / 3600.0);
  sim::Law patience = sim::Law::exponential(1000.0);
  patience.atom_at_zero = 0.1;
  auto scenario = one_queue(0.0, sim::Law::exponential(100.0), patience, 0.0);
  auto& arrivals = scenario.contact_types.at("call").arrivals;
  arrivals.rate_per_s = every_day(3600.0, rates);
  arrivals.day_factor.shape = 10.0;
  scenario.teams.at("team").staff = every_day(3600.0, staff);
  auto& queue = scenario.queues.at("queue");
  queue.has_hours = true;
  queue.opening_hours.fill({{.from_s = 28'800, .to_s = 75'600}});

  constexpr double kExpected = 1660.0;
  const std::vector<Quantity> quantities{
      per_day("arrivals", [](const auto& r) { return static_cast<double>(r.total.offered()); }),
      per_day(
          "wait per expected call, s",
          [](const auto& r) { return sim::ticks_to_seconds(r.total.wait_answered + r.total.wait_abandoned); },
          1.0 / kExpected),
      per_day("lost per expected call", &ContactCell::abandoned, 1.0 / kExpected),
      per_day(
          "served within 20 s per expected call",
          [](const auto& r) { return static_cast<double>(r.total.answered_within[0]); }, 1.0 / kExpected)};
  ledger.simulated(
      "V5", "CallCC, exact", quantities, {1660.0, 12.5196416, 0.0364894996, 0.8271499311},
      measure(scenario, one_day(86'400.0, 3600.0, 20.0), quantities, many_short_days(ledger.budget(), 150'000)));
}

// V8 SimpleMSK: three types, two groups, three periods of two hours, one gamma factor for all.
firstline::Scenario simple_msk() {
  firstline::Scenario scenario;
  const std::array<std::array<double, 3>, 3> rates{{{4.2, 5.3, 3.2}, {5.1, 4.3, 4.8}, {6.3, 5.2, 4.8}}};
  const std::array<double, 3> service{0.5, 0.6, 0.4}, patience{0.3, 0.4, 0.2};
  const std::array<std::array<double, 3>, 2> agents{{{12, 18, 9}, {15, 20, 11}}};
  for (std::size_t k = 0; k < 3; ++k) {
    const std::string name = "type " + std::to_string(k);
    firstline::ContactType type;
    type.queue = name;
    type.arrivals.rate_per_s = every_day(7200.0, {rates[k][0] / 60, rates[k][1] / 60, rates[k][2] / 60});
    type.arrivals.day_factor.shape = 28.7;
    type.arrivals.day_factor.group = "all";
    for (std::int64_t p = 0; p < 3; ++p) {
      const auto index = static_cast<std::size_t>(p);
      type.periods["period " + std::to_string(p)] = {.hours = {.from_s = p * 7200, .to_s = (p + 1) * 7200},
                                                     .service = sim::Law::exponential(kMinute / service[index]),
                                                     .patience = sim::Law::exponential(kMinute / patience[index])};
    }
    scenario.contact_types.emplace(name, type);
    firstline::Queue queue;
    queue.has_hours = true;
    queue.opening_hours.fill({{.from_s = 0, .to_s = 21'600}});
    scenario.queues.emplace(name, queue);
  }
  for (std::size_t g = 0; g < 2; ++g) {
    firstline::Team team;
    team.staff = every_day(7200.0, {agents[g][0], agents[g][1], agents[g][2]});
    scenario.teams.emplace("group " + std::to_string(g), team);
  }
  auto& g0 = scenario.teams.at("group 0").serves;
  auto& g1 = scenario.teams.at("group 1").serves;
  g0["type 0"] = {.priority = 1, .choice = 1};
  g0["type 1"] = {.priority = 1, .choice = 1};
  g1["type 1"] = {.priority = 1, .choice = 2};
  g1["type 2"] = {.priority = 1, .choice = 1};
  return scenario;
}

// The published occupancy runs until the last contact of the day has ended, with the last period's agents staying:
// integral of busy over integral of (agents + ghosts), ghosts being those busy beyond the plan. Rebuilt from the log.
Value published_occupancy(const firstline::Scenario& scenario, const Budget& budget, int days) {
  const firstline::CenterModel model = firstline::compile(scenario, one_day(21'600.0, 7200.0, 20.0));
  firstline::CenterState state;
  sim::EventQueue events;
  firstline::Counters counters;
  firstline::ContactLog log;
  std::vector<double> busy_s, staffed_s;
  for (int day = 0; day < days; ++day) {
    log.clear();
    firstline::simulate(model, {budget.seed, static_cast<std::uint32_t>(day)}, state, events, counters, {.log = &log});
    std::vector<std::pair<sim::Tick, int>> changes{{7200 * sim::kTicksPerSecond, 0},
                                                   {14'400 * sim::kTicksPerSecond, 0}};
    sim::Tick last = 0;
    for (const firstline::ContactRow& row : log) {
      last = std::max(last, row.ended);
      if (row.outcome != firstline::Outcome::answered || row.team != 0) continue;
      changes.emplace_back(row.answered, 1);
      changes.emplace_back(row.ended, -1);
    }
    changes.emplace_back(last, 0);
    std::sort(changes.begin(), changes.end());
    double busy = 0.0, staffed = 0.0;
    int level = 0;
    sim::Tick since = 0;
    for (const auto& [at, change] : changes) {
      const int planned = since < 7200 * sim::kTicksPerSecond ? 12 : since < 14'400 * sim::kTicksPerSecond ? 18 : 9;
      const double span = sim::ticks_to_seconds(at - since);
      busy += level * span;
      staffed += std::max(level, planned) * span;
      level += change;
      since = at;
    }
    busy_s.push_back(busy);
    staffed_s.push_back(staffed);
  }
  const sim::Interval interval = sim::ratio_interval(busy_s, staffed_s, 0.95);
  return {interval.mean, interval.half_width() / sim::student_t_quantile(0.975, days - 1.0)};
}

void simple_msk_cases(Ledger& ledger) {
  const Quantity late{
      .name = "SL, late abandons counted",
      .numerator = [](const auto& r) { return static_cast<double>(r.total.answered_within[0]); },
      .denominator = [](const auto& r) { return static_cast<double>(r.total.entries - r.total.abandoned_within[0]); }};
  const std::vector<Quantity> quantities{per_day("served", &ContactCell::answered),
                                         per_day("abandoned", &ContactCell::abandoned), late};
  const auto budget = many_short_days(ledger.budget(), 60'000);
  ledger.simulated("V8", "SimpleMSK", quantities, {4279.2, 888.8, 0.5082},
                   measure(simple_msk(), one_day(21'600.0, 7200.0, 20.0), quantities, budget),
                   {7.8 / kNormal, 10.0 / kNormal, 0.0024 / kNormal});
  ledger.simulated("V8", "SimpleMSK", "occupancy of group 0", 0.8781,
                   published_occupancy(simple_msk(), budget, budget.relative_se > 0.005 ? 4'000 : 20'000),
                   0.0010 / kNormal);
  // Contacts served within 20 s by type and period of arrival: each period measured on its own.
  const double good[3][3] = {{175.6, 596.3, 16.8}, {269.2, 508.5, 37.3}, {269.4, 609.4, 26.2}};
  for (std::size_t period = 0; period < 3; ++period) {
    firstline::Experiment experiment = one_day(7200.0, 7200.0, 20.0);
    experiment.warm_up_s = static_cast<double>(period) * 7200.0;
    experiment.cool_down_s = 21'600.0;
    std::vector<Quantity> by_type;
    std::vector<double> references;
    for (std::size_t type = 0; type < 3; ++type) {
      by_type.push_back(
          per_day("good of type " + std::to_string(type) + ", period " + std::to_string(period),
                  [type](const auto& r) { return static_cast<double>(r.by_type[type].answered_within[0]); }));
      references.push_back(good[type][period]);
    }
    // The re-run prints no interval here: its 12 000 days have the spread of ours.
    auto counted = budget;
    counted.first = counted.most = 12'000;
    const auto values = measure(simple_msk(), experiment, by_type, counted);
    for (std::size_t type = 0; type < 3; ++type) {
      ledger.simulated("V8", "SimpleMSK", by_type[type].name, references[type], values[type], values[type].se);
    }
  }
}

}  // namespace

void day_cases(Ledger& ledger) {
  half_hour_days(ledger);
  exact_eight_hours(ledger);
  published_days(ledger);
  call_cc(ledger);
  simple_msk_cases(ledger);
}

}  // namespace verification

// Contacts that go from line to line and come back: Jackson networks, overflow with a reserve, reconnects.
#include <nlohmann/json.hpp>

#include "tests/harness/reference_json.h"
#include "tests/verification/ledger.h"

namespace verification {
namespace {

using Json = nlohmann::json;
constexpr double kMinute = 60.0;

std::string station_name(std::size_t station) { return "station " + std::to_string(station); }

firstline::Experiment steady(double measure_min, double warm_up_min) {
  firstline::Experiment experiment;
  experiment.warm_up_s = warm_up_min * kMinute;
  experiment.measure_s = measure_min * kMinute;
  experiment.cool_down_s = 0.0;
  experiment.interval_s = 86400.0;
  return experiment;
}

// Stations with servers are queues with a team each; a station without limit is a delay before a return.
firstline::Scenario network(const Json& in) {
  firstline::Scenario scenario;
  scenario.escalation.limit = 200;
  const std::size_t stations = in.at("c").size();
  for (std::size_t i = 0; i < stations; ++i) {
    const double servers = in["c"][i];
    if (servers == 0.0) continue;
    firstline::Queue queue;
    queue.line = static_cast<int>(i < 4 ? i : 3);
    queue.handling.service = sim::Law::exponential(kMinute / in["mu"][i].get<double>());
    queue.transfer.context_factor = queue.transfer.repeat_factor = 1.0;
    double stays = 0.0;
    for (std::size_t j = 0; j < stations; ++j) {
      const double share = in["P"][i][j];
      if (share == 0.0 || in["c"][j].get<double>() == 0.0) continue;
      queue.handling.to[station_name(j)] = share;
      stays += share;
    }
    queue.handling.resolves = 1.0 - stays;
    scenario.queues[station_name(i)] = queue;
    firstline::Team team;
    team.staff = firstline::WeekSeries::constant(servers);
    team.serves[station_name(i)] = {};
    scenario.teams[station_name(i)] = team;
    const double rate = in["lam0"][i];
    if (rate == 0.0) continue;
    firstline::ContactType type;
    type.queue = station_name(i);
    type.arrivals.rate_per_s = firstline::WeekSeries::constant(rate / kMinute);
    for (std::size_t j = 0; j < stations; ++j) {
      if (in["c"][j].get<double>() != 0.0 || in["P"][i][j].get<double>() == 0.0) continue;
      type.returns.resolved = in["P"][i][j];
      type.returns.delay = sim::Law::exponential(kMinute / in["mu"][j].get<double>());
      type.returns.max_returns = 1000;
    }
    scenario.contact_types["from " + station_name(i)] = type;
  }
  return scenario;
}

void jackson_cases(Ledger& ledger) {
  const std::string block = "jackson_networks";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    std::vector<Quantity> quantities;
    std::vector<double> references;
    // The clock of the case: its slowest service, or the whole time in a network that is walked many times over. Ten
    // services do not warm up a network of ten visits: Bolch's example, so begun, was 0.3 % low.
    double slowest = item["outputs"].at("mean_time_in_network");
    std::size_t queue = 0;
    for (std::size_t i = 0; i < in.at("c").size(); ++i) {
      slowest = std::max(slowest, 1.0 / in["mu"][i].get<double>());
      if (in["c"][i].get<double>() == 0.0) continue;
      const Json& out = item["outputs"]["stations"][i];
      const double throughput = item["outputs"]["throughput"][i];
      quantities.push_back(
          {.name = "Lq of " + station_name(i),
           .numerator = [queue](const auto& r) { return sim::ticks_to_seconds(r.waiting[queue].integral); },
           .denominator = [](const auto& r) { return sim::ticks_to_seconds(r.measured); }});
      references.push_back(throughput * out.at("Wq").get<double>());
      quantities.push_back(
          {.name = "occupancy of " + station_name(i),
           .numerator = [queue](const auto& r) { return sim::ticks_to_seconds(r.by_team[queue].busy); },
           .denominator = [queue](const auto& r) { return sim::ticks_to_seconds(r.by_team[queue].paid()); }});
      references.push_back(out.at("occupancy"));
      ++queue;
    }
    ledger.simulated(block, item.at("name"), quantities, references,
                     measure(network(in), steady(4000.0 * slowest, 40.0 * slowest), quantities, ledger.budget()));
  }
}

// Class A overflows to pool 2 only while more than `reserve` of it are idle; a freed operator keeps to the same rule.
void reserve_cases(Ledger& ledger) {
  const std::string block = "n_design_overflow_reserve";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const Json& out = item.at("outputs");
    firstline::Scenario scenario;
    for (const std::string name : {"A", "B"}) {
      firstline::ContactType type;
      type.queue = name;
      type.arrivals.rate_per_s = firstline::WeekSeries::constant(in["lam" + name].get<double>() / kMinute);
      type.patience = sim::Law::exponential(kMinute / in["th" + name].get<double>());
      scenario.contact_types.emplace(name, type);
      scenario.queues.emplace(name, firstline::Queue{});
    }
    firstline::Team pool1, pool2;
    pool1.staff = firstline::WeekSeries::constant(in.at("n1"));
    pool2.staff = firstline::WeekSeries::constant(in.at("n2"));
    pool1.serves["A"] = {.priority = 1, .choice = 1};
    pool2.serves["B"] = {.priority = 1, .choice = 1};
    pool2.serves["A"] = {.priority = 2, .choice = 2, .reserve = in.at("reserve")};
    // The service rate belongs to the pool: pool 2 is as much faster as the case says.
    const double mu1 = in.at("mu1"), mu2 = in.at("mu2");
    for (auto& [name, type] : scenario.contact_types) type.service = sim::Law::exponential(kMinute / mu1);
    for (auto& [name, skill] : pool2.serves) skill.speed = mu2 / mu1;
    scenario.teams.emplace("pool 1", pool1);
    scenario.teams.emplace("pool 2", pool2);
    std::vector<Quantity> quantities;
    std::vector<double> references;
    for (const std::size_t type : {0u, 1u}) {
      const std::string name = type == 0 ? "A" : "B";
      const auto entries = [type](const auto& r) { return static_cast<double>(r.by_type[type].entries); };
      quantities.push_back(
          {.name = name + " P(Ab)",
           .numerator = [type](const auto& r) { return static_cast<double>(r.by_type[type].abandoned); },
           .denominator = entries});
      references.push_back(out.at(name).at("P_abandon"));
      quantities.push_back({.name = name + " E[W]",
                            .numerator =
                                [type](const auto& r) {
                                  return sim::ticks_to_seconds(r.by_type[type].wait_answered +
                                                               r.by_type[type].wait_abandoned);
                                },
                            .denominator = entries,
                            .scale = 1.0 / kMinute});
      references.push_back(out.at(name).at("EW"));
      quantities.push_back({.name = name + " P(W>0)",
                            .numerator = [type](const auto& r) { return static_cast<double>(r.by_type[type].delayed); },
                            .denominator = entries});
      references.push_back(out.at(name).at("P_wait"));
      quantities.push_back(
          {.name = "occupancy of pool " + std::to_string(type + 1),
           .numerator = [type](const auto& r) { return sim::ticks_to_seconds(r.by_team[type].busy); },
           .denominator = [type](const auto& r) { return sim::ticks_to_seconds(r.by_team[type].paid()); }});
      references.push_back(out.at(type == 0 ? "pool1_occupancy" : "pool2_occupancy"));
    }
    ledger.simulated(block, "reserve " + in.at("reserve").dump() + ", muB=" + in.at("mu2").dump(), quantities,
                     references, measure(scenario, steady(10'000.0, 200.0), quantities, ledger.budget()));
  }
}

// The case of the redial block whose customers also come back after service.
void reconnect_cases(Ledger& ledger) {
  const std::string block = "mmn_M_redial_orbit";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const Json& out = item.at("outputs");
    if (in.at("p_reconnect").get<double>() == 0.0) continue;
    auto scenario =
        one_queue(in.at("lam0").get<double>() / kMinute, sim::Law::exponential(kMinute / in.at("mu").get<double>()),
                  sim::Law::exponential(kMinute / in.at("theta").get<double>()), in.at("n"));
    auto& type = scenario.contact_types.at("call");
    type.redial.probability = in.at("p_redial");
    type.redial.delay = type.returns.delay = sim::Law::exponential(kMinute / in.at("delta").get<double>());
    type.redial.max_attempts = 200;
    type.returns.resolved = in.at("p_reconnect");
    type.returns.max_returns = 1000;
    const std::vector<Quantity> quantities{
        {.name = "entries per min",
         .numerator = [](const auto& r) { return static_cast<double>(r.total.entries); },
         .denominator = [](const auto& r) { return sim::ticks_to_seconds(r.measured); },
         .scale = kMinute},
        share("P(Ab)", &firstline::ContactCell::abandoned),
        mean_wait(kMinute),
        share("P(W>0)", &firstline::ContactCell::delayed),
        waiting_mean(),
        occupancy()};
    const std::vector<double> references{out.at("total_arrival_rate"),
                                         out.at("P_abandon_per_attempt"),
                                         out.at("EW"),
                                         out.at("P_wait_per_attempt"),
                                         out.at("Lq"),
                                         out.at("occupancy")};
    ledger.simulated(block, "with reconnects: " + in.dump(), quantities, references,
                     measure(scenario, steady(5'000.0, 300.0), quantities, ledger.budget()));
  }
}

}  // namespace

void line_cases(Ledger& ledger) {
  jackson_cases(ledger);
  reserve_cases(ledger);
  reconnect_cases(ledger);
}

}  // namespace verification

// Several classes: priorities, the N-design, customers who try again.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "models/analytic/mmn_g.h"
#include "tests/harness/reference_json.h"
#include "tests/verification/ledger.h"

namespace verification {
namespace {

using firstline::ContactCell;
using Json = nlohmann::json;
constexpr double kMinute = 60.0;

std::string class_name(std::size_t index) { return "class " + std::to_string(index); }

// One team serves all classes in order of priority.
firstline::Scenario classes(const std::vector<double>& rates, const std::vector<sim::Law>& services, double servers) {
  firstline::Scenario scenario;
  firstline::Team team;
  team.staff = firstline::WeekSeries::constant(servers);
  for (std::size_t k = 0; k < rates.size(); ++k) {
    firstline::ContactType type;
    type.queue = class_name(k);
    type.arrivals.rate_per_s = firstline::WeekSeries::constant(rates[k] / kMinute);
    type.service = services[k];
    scenario.contact_types.emplace(class_name(k), type);
    scenario.queues.emplace(class_name(k), firstline::Queue{});
    team.serves[class_name(k)] = {.priority = static_cast<int>(k) + 1, .choice = 1};
  }
  scenario.teams.emplace("team", team);
  return scenario;
}

Quantity type_wait(std::size_t type, const std::string& name) {
  return {.name = name,
          .numerator =
              [type](const auto& r) {
                return sim::ticks_to_seconds(r.by_type[type].wait_answered + r.by_type[type].wait_abandoned);
              },
          .denominator = [type](const auto& r) { return static_cast<double>(r.by_type[type].entries); },
          .scale = 1.0 / kMinute};
}

Quantity type_share(std::size_t type, const std::string& name, std::int64_t ContactCell::* count) {
  return {.name = name,
          .numerator = [type, count](const auto& r) { return static_cast<double>(r.by_type[type].*count); },
          .denominator = [type](const auto& r) { return static_cast<double>(r.by_type[type].entries); }};
}

Quantity team_occupancy(std::size_t team, const std::string& name) {
  return {.name = name,
          .numerator = [team](const auto& r) { return sim::ticks_to_seconds(r.by_team[team].busy); },
          .denominator = [team](const auto& r) { return sim::ticks_to_seconds(r.by_team[team].paid()); }};
}

firstline::Experiment steady(double measure_units, double warm_up_units) {
  firstline::Experiment experiment;
  experiment.warm_up_s = warm_up_units * kMinute;
  experiment.measure_s = measure_units * kMinute;
  experiment.cool_down_s = 50.0 * measure_units * kMinute;
  experiment.interval_s = 86400.0;
  return experiment;
}

void priority_block(Ledger& ledger, const std::string& block, bool general_service) {
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const std::vector<double> rates = in.at("lams");
    std::vector<sim::Law> services;
    double load = 0.0;
    for (std::size_t k = 0; k < rates.size(); ++k) {
      const double mean = general_service ? in.at("m1")[k].get<double>() : 1.0 / in.at("mu").get<double>();
      const double cv2 = general_service ? in.at("m2")[k].get<double>() / (mean * mean) - 1.0 : 1.0;
      services.push_back(general_service ? sim::Law::lognormal(mean * kMinute, std::sqrt(cv2))
                                         : sim::Law::exponential(mean * kMinute));
      if (general_service && cv2 == 0.0) services.back() = sim::Law::deterministic(mean * kMinute);
      load += rates[k] * mean;
    }
    const double servers = general_service ? 1.0 : in.at("c").get<double>();
    const double relaxation = 4.0 / std::pow(1.0 - load / servers, 2.0) / servers;
    std::vector<Quantity> quantities;
    quantities.reserve(rates.size());
    for (std::size_t k = 0; k < rates.size(); ++k) quantities.push_back(type_wait(k, "E[W] of " + class_name(k)));
    const std::vector<double> references = item.at("outputs").at("Wq");
    ledger.simulated(block, in.dump(), quantities, references,
                     measure(classes(rates, services, servers), steady(300.0 * relaxation, 30.0 * relaxation),
                             quantities, ledger.budget()));
  }
}

firstline::Scenario n_design(const Json& in) {
  firstline::Scenario scenario;
  for (const std::string& name : {std::string("A"), std::string("B")}) {
    firstline::ContactType type;
    type.queue = name;
    type.arrivals.rate_per_s = firstline::WeekSeries::constant(in["lam" + name].get<double>() / kMinute);
    type.service = sim::Law::exponential(kMinute / in[name == "A" ? "mu1" : "mu2"].get<double>());
    type.patience = sim::Law::exponential(kMinute / in["th" + name].get<double>());
    scenario.contact_types.emplace(name, type);
    scenario.queues.emplace(name, firstline::Queue{});
  }
  firstline::Team pool1, pool2;
  pool1.staff = firstline::WeekSeries::constant(in.at("n1"));
  pool2.staff = firstline::WeekSeries::constant(in.at("n2"));
  pool1.serves["A"] = {.priority = 1, .choice = 1};
  pool2.serves["B"] = {.priority = 1, .choice = 1};
  scenario.teams.emplace("pool 1", pool1);
  scenario.teams.emplace("pool 2", pool2);
  return scenario;
}

// Without overflow both classes are Erlang A: the limit. The block itself stands in line_cases.cpp.
void n_design_cases(Ledger& ledger) {
  const std::string block = "n_design_overflow_reserve";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  const std::vector<Quantity> quantities{type_share(0, "A P(Ab)", &ContactCell::abandoned),
                                         type_wait(0, "A E[W]"),
                                         type_share(0, "A P(W>0)", &ContactCell::delayed),
                                         type_share(1, "B P(Ab)", &ContactCell::abandoned),
                                         type_wait(1, "B E[W]"),
                                         type_share(1, "B P(W>0)", &ContactCell::delayed),
                                         team_occupancy(0, "occupancy of pool 1"),
                                         team_occupancy(1, "occupancy of pool 2")};
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const auto a = firstline::erlang_a(in.at("lamA"), in.at("mu1"), in.at("thA"), in.at("n1"));
    const auto b = firstline::erlang_a(in.at("lamB"), in.at("mu2"), in.at("thB"), in.at("n2"));
    const std::vector<double> references{a.p_abandon,   a.mean_wait_s, a.p_wait,    b.p_abandon,
                                         b.mean_wait_s, b.p_wait,      a.occupancy, b.occupancy};
    ledger.simulated(block, "limit without overflow, n1=" + in.at("n1").dump() + " muB=" + in.at("mu2").dump(),
                     quantities, references,
                     measure(n_design(in), steady(10'000.0, 200.0), quantities, ledger.budget()));
  }
}

// Customers who abandon call again; the case that also returns after service stands in line_cases.cpp.
void redial_cases(Ledger& ledger) {
  const std::string block = "mmn_M_redial_orbit";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const Json& out = item.at("outputs");
    if (in.at("p_reconnect").get<double>() > 0.0) continue;
    auto scenario =
        one_queue(in.at("lam0").get<double>() / kMinute, sim::Law::exponential(kMinute / in.at("mu").get<double>()),
                  sim::Law::exponential(kMinute / in.at("theta").get<double>()), in.at("n"));
    auto& redial = scenario.contact_types.at("call").redial;
    redial.probability = in.at("p_redial");
    redial.delay = sim::Law::exponential(kMinute / in.at("delta").get<double>());
    redial.max_attempts = 200;
    const Quantity rate{.name = "offered per min",
                        .numerator = [](const auto& r) { return static_cast<double>(r.total.offered()); },
                        .denominator = [](const auto& r) { return sim::ticks_to_seconds(r.measured); },
                        .scale = kMinute};
    const std::vector<Quantity> quantities{rate,
                                           share("P(Ab)", &ContactCell::abandoned),
                                           mean_wait(kMinute),
                                           share("P(W>0)", &ContactCell::delayed),
                                           waiting_mean(),
                                           occupancy()};
    const std::vector<double> references{out.at("total_arrival_rate"),
                                         out.at("P_abandon_per_attempt"),
                                         out.at("EW"),
                                         out.at("P_wait_per_attempt"),
                                         out.at("Lq"),
                                         out.at("occupancy")};
    ledger.simulated(block, in.dump(), quantities, references,
                     measure(scenario, steady(5'000.0, 300.0), quantities, ledger.budget()));
  }
}

}  // namespace

void priority_cases(Ledger& ledger) {
  priority_block(ledger, "mmc_nonpreemptive_priority", false);
  priority_block(ledger, "mg1_nonpreemptive_priority", true);
  n_design_cases(ledger);
  redial_cases(ledger);
}

}  // namespace verification

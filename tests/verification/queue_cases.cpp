// Single queues in their stationary state, simulated against the exact blocks.
#include <cmath>
#include <nlohmann/json.hpp>

#include "models/analytic/mmn_g.h"
#include "tests/harness/reference_json.h"
#include "tests/verification/ledger.h"

namespace verification {
namespace {

using firstline::ContactCell;
using Json = nlohmann::json;
constexpr double kMinute = 60.0;  // one unit of time of the references is simulated as one minute

firstline::Experiment span(double measure_units, double warm_up_units) {
  firstline::Experiment experiment;
  experiment.warm_up_s = warm_up_units * kMinute;
  experiment.measure_s = measure_units * kMinute;
  experiment.cool_down_s = 100.0 * measure_units * kMinute;  // arrivals go on until all counted have left
  experiment.interval_s = 86400.0;
  return experiment;
}

std::string label(const Json& inputs) { return inputs.dump(); }

// Erlang B: no waiting places at all.
void blocking(Ledger& ledger, const std::string& block, double servers, double load, double expected) {
  auto scenario = one_queue(load / kMinute, sim::Law::exponential(kMinute), sim::Law::none(), servers);
  scenario.queues.at("queue").capacity = 0;
  const std::vector<Quantity> quantities{share_offered("blocked", &ContactCell::blocked)};
  const double units = std::max(200.0, 20'000.0 / load);
  const auto values = measure(scenario, span(units, 20.0), quantities, ledger.budget());
  ledger.simulated(block, "n=" + std::to_string(static_cast<int>(servers)) + " a=" + std::to_string(load), quantities,
                   {expected}, values);
}

void erlang_b_cases(Ledger& ledger) {
  const auto cases = firstline::reference_block("erlang_b");
  if (!cases) return ledger.skipped("erlang_b", "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    blocking(ledger, "erlang_b", item.at("inputs").at("n"), item.at("inputs").at("a"),
             item.at("outputs").at("blocking"));
  }
}

void erlang_b_inverse_cases(Ledger& ledger) {
  const auto cases = firstline::reference_block("erlang_b_inverse");
  if (!cases) return ledger.skipped("erlang_b_inverse", "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    blocking(ledger, "erlang_b_inverse", item.at("inputs").at("n"), item.at("outputs").at("a"),
             item.at("inputs").at("blocking"));
  }
}

// Exact stationary starts, so that replications are unbiased however short they are.
void markov_queue(Ledger& ledger, const std::string& block, const Json& item, double theta) {
  const Json& in = item.at("inputs");
  const Json& out = item.at("outputs");
  const double lambda = in.at("lam"), mu = in.at("mu");
  const int servers = in.at("n");
  const sim::Law patience = theta > 0.0 ? sim::Law::exponential(kMinute / theta) : sim::Law::none();
  const auto scenario = one_queue(lambda / kMinute, sim::Law::exponential(kMinute / mu), patience, servers);
  const auto pmf = firstline::erlang_a_pmf(lambda, mu, theta, servers);
  firstline::Experiment experiment = span(std::max(5'000.0 / lambda, 30.0 / mu), 0.0);
  experiment.thresholds_s.clear();
  for (const double t : in.at("t")) experiment.thresholds_s.push_back(t * kMinute);

  std::vector<Quantity> quantities{share("P(W>0)", &ContactCell::delayed), mean_wait(kMinute)};
  std::vector<double> references;
  if (theta > 0.0) {
    references = {out.at("P_V_gt_0"), out.at("EW"), out.at("P_abandon"), out.at("occupancy")};
    quantities.push_back(share("P(Ab)", &ContactCell::abandoned));
    quantities.push_back(occupancy());
  } else {
    references = {out.at("p_wait"), out.at("Wq"), out.at("occupancy")};
    quantities.push_back(occupancy());
  }
  int index = 0;
  for (const double t : in.at("t")) {
    const std::string key = Json(t).dump();
    if (theta > 0.0) {
      const Json& at = out.at("t").at(key);
      quantities.push_back(answered_within("P(served within " + key + ")", index, false));
      references.push_back(at.at("P_served_within"));
      quantities.push_back(answered_within("SL4 at " + key, index, true));
      references.push_back(at.at("SL4_served_in_t_over_served"));
    } else {
      quantities.push_back(answered_within("P(W<=" + key + ")", index, false));
      references.push_back(1.0 - static_cast<double>(out.at("P_W_gt_t").at(key)));
    }
    ++index;
  }
  const auto values = measure(scenario, experiment, quantities, ledger.budget(), pmf);
  ledger.simulated(block, item.at("name"), quantities, references, values);
}

void erlang_c_cases(Ledger& ledger) {
  const auto cases = firstline::reference_block("erlang_c");
  if (!cases) return ledger.skipped("erlang_c", "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) markov_queue(ledger, "erlang_c", item, 0.0);
}

void erlang_a_cases(Ledger& ledger) {
  const auto cases = firstline::reference_block("erlang_a");
  if (!cases) return ledger.skipped("erlang_a", "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) markov_queue(ledger, "erlang_a", item, item.at("inputs").at("theta"));
}

sim::Law patience_of(const Json& spec) {
  const std::string kind = spec.at("kind");
  sim::Law law = sim::Law::none();
  if (kind == "det") law = sim::Law::deterministic(spec.at("D").get<double>() * kMinute);
  if (kind == "weibull") law = sim::Law::weibull(spec.at("shape"), spec.at("scale").get<double>() * kMinute);
  if (kind == "hyperexp") {
    law = sim::Law::hyperexponential(spec.at("p"), kMinute / spec.at("r1").get<double>(),
                                     kMinute / spec.at("r2").get<double>());
  }
  if (kind == "exp") law = sim::Law::exponential(kMinute / spec.at("theta").get<double>());
  law.atom_at_zero = spec.value("balk", 0.0);
  return law;
}

void general_patience_cases(Ledger& ledger) {
  const auto cases = firstline::reference_block("mmn_plus_G");
  if (!cases) return ledger.skipped("mmn_plus_G", "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const Json& out = item.at("outputs");
    const double lambda = in.at("lam"), mu = in.at("mu");
    const auto scenario =
        one_queue(lambda / kMinute, sim::Law::exponential(kMinute / mu), patience_of(in.at("patience")), in.at("n"));
    firstline::Experiment experiment = span(20'000.0 / lambda, 60.0);
    experiment.thresholds_s.clear();
    for (const double t : in.at("t")) experiment.thresholds_s.push_back(t * kMinute);
    // Those who balk do not wait: P(W>0) is P(V>0) less the atom.
    const double stays = 1.0 - in.at("patience").value("balk", 0.0);
    std::vector<Quantity> quantities{share("P(W>0)", &ContactCell::delayed), mean_wait(kMinute),
                                     share("P(Ab)", &ContactCell::abandoned), occupancy(), waiting_mean()};
    std::vector<double> references{out.at("P_V_gt_0").get<double>() * stays, out.at("EW"), out.at("P_abandon"),
                                   out.at("occupancy"), out.at("EQ")};
    int index = 0;
    for (const double t : in.at("t")) {
      const std::string key = Json(t).dump();
      quantities.push_back(answered_within("P(served within " + key + ")", index++, false));
      references.push_back(out.at("t").at(key).at("P_served_within"));
    }
    ledger.simulated("mmn_plus_G", item.at("name"), quantities, references,
                     measure(scenario, experiment, quantities, ledger.budget()));
  }
}

void finite_room_cases(Ledger& ledger) {
  const auto cases = firstline::reference_block("mmcK");
  if (!cases) return ledger.skipped("mmcK", "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const Json& out = item.at("outputs");
    const double lambda = in.at("lam"), mu = in.at("mu");
    const int servers = in.at("c"), room = in.at("K");
    auto scenario = one_queue(lambda / kMinute, sim::Law::exponential(kMinute / mu), sim::Law::none(), servers);
    scenario.queues.at("queue").capacity = room - servers;
    const std::vector<Quantity> quantities{share_offered("P(block)", &ContactCell::blocked),
                                           share("P(W>0 | accepted)", &ContactCell::delayed),
                                           mean_wait(kMinute),
                                           waiting_mean(),
                                           in_system_mean(),
                                           occupancy()};
    const std::vector<double> references{out.at("p_block"), out.at("p_wait_accepted"), out.at("Wq"), out.at("Lq"),
                                         out.at("L"),       out.at("occupancy")};
    const auto experiment = span(std::max(20'000.0 / lambda, 100.0 / mu), 30.0 / mu * servers);
    ledger.simulated("mmcK", label(in), quantities, references,
                     measure(scenario, experiment, quantities, ledger.budget()));
  }
}

sim::Law service_of(const std::string& name, double m1, double m2) {
  if (name.starts_with("M/D/1")) return sim::Law::deterministic(m1 * kMinute);
  if (name.starts_with("M/M/1")) return sim::Law::exponential(m1 * kMinute);
  if (name.starts_with("M/E2/1")) return sim::Law::erlang(2, m1 * kMinute);
  if (name.starts_with("M/LN/1")) return sim::Law::lognormal(m1 * kMinute, std::sqrt(m2 / (m1 * m1) - 1.0));
  return sim::Law::hyperexponential(0.5, 0.5 * kMinute, 1.5 * kMinute);  // M/H2/1 p .5 rates 2, 2/3
}

void single_server_cases(Ledger& ledger) {
  const auto cases = firstline::reference_block("mg1_pollaczek_khinchine");
  if (!cases) return ledger.skipped("mg1_pollaczek_khinchine", "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const Json& out = item.at("outputs");
    const double lambda = in.at("lam"), m1 = in.at("m1"), m2 = in.at("m2");
    const auto scenario = one_queue(lambda / kMinute, service_of(item.at("name"), m1, m2), sim::Law::none(), 1.0);
    const std::vector<Quantity> quantities{share("P(W>0)", &ContactCell::delayed), mean_wait(kMinute), waiting_mean(),
                                           in_system_mean()};
    const std::vector<double> references{out.at("p_wait"), out.at("Wq"), out.at("Lq"), out.at("L")};
    // From empty: the warm-up is hundreds of relaxation times (m2 / (1 - rho)^2).
    const double relaxation = m2 / m1 / ((1.0 - lambda * m1) * (1.0 - lambda * m1));
    const auto experiment = span(400.0 * relaxation, 30.0 * relaxation);
    ledger.simulated("mg1_pollaczek_khinchine", item.at("name"), quantities, references,
                     measure(scenario, experiment, quantities, ledger.budget()));
  }
}

// The system is empty at t: the number in system over one microsecond.
void transient_cases(Ledger& ledger) {
  const auto cases = firstline::reference_block("mm1_transient_P00");
  if (!cases) return ledger.skipped("mm1_transient_P00", "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const double lambda = in.at("lam"), mu = in.at("mu"), t = in.at("t");
    const auto scenario = one_queue(lambda / kMinute, sim::Law::exponential(kMinute / mu), sim::Law::none(), 1.0);
    firstline::Experiment experiment;
    experiment.warm_up_s = t * kMinute;
    experiment.measure_s = 1e-6;
    experiment.interval_s = 86400.0;
    const Quantity empty{.name = "P(N(t)=0)",
                         .numerator = [](const auto& r) { return r.in_system.maximum == 0 ? 1.0 : 0.0; },
                         .denominator = [](const auto&) { return 1.0; }};
    Budget budget = ledger.budget();
    budget.first = 10'000;
    budget.most = 1'000'000;
    ledger.simulated("mm1_transient_P00", label(in), {empty}, {item.at("outputs").at("P00")},
                     measure(scenario, experiment, {empty}, budget));
  }
}

}  // namespace

void queue_cases(Ledger& ledger) {
  erlang_b_cases(ledger);
  erlang_b_inverse_cases(ledger);
  erlang_c_cases(ledger);
  erlang_a_cases(ledger);
  general_patience_cases(ledger);
  finite_room_cases(ledger);
  single_server_cases(ledger);
  transient_cases(ledger);
}

}  // namespace verification

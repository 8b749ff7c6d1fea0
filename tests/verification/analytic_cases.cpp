// models/analytic against every exact block, one row a published number.
#include <cmath>

#include "models/analytic/ctmc.h"
#include "models/analytic/day_solver.h"
#include "models/analytic/erlang.h"
#include "models/analytic/mmn_g.h"
#include "models/analytic/single_station.h"
#include "tests/verification/reference_rows.h"

namespace verification {
namespace {

using namespace firstline;

void erlang_blocks(Ledger& ledger) {
  each_case(ledger, "erlang_b", [&](const Json& in, const Json& out, const Json&) {
    ledger.analytic("erlang_b", in.dump(), "blocking", out.at("blocking"), erlang_b(in.at("n"), in.at("a")));
  });
  each_case(ledger, "erlang_b_inverse", [&](const Json& in, const Json& out, const Json&) {
    ledger.analytic("erlang_b_inverse", in.dump(), "load", out.at("a"),
                    erlang_b_inverse(in.at("n"), in.at("blocking")));
  });
  each_case(ledger, "erlang_c", [&](const Json& in, const Json& out, const Json& item) {
    const ErlangC ours = erlang_c(in.at("lam"), in.at("mu"), in.at("n"));
    const auto row = [&](const char* key, double value) {
      ledger.analytic("erlang_c", item.at("name"), key, out.at(key), value);
    };
    row("p_wait", ours.p_wait);
    row("Wq", ours.mean_wait_s);
    row("Lq", ours.mean_queue);
    row("varWq", ours.var_wait_s2);
    row("occupancy", ours.occupancy);
    row("wait_q90", ours.wait_quantile(0.9));
    row("wait_q99", ours.wait_quantile(0.99));
    for (const auto& [t, p] : out.at("P_W_gt_t").items()) {
      ledger.analytic("erlang_c", item.at("name"), "P(W>" + t + ")", p, ours.p_wait_beyond(std::stod(t)));
    }
  });
}

void patience_rows(Ledger& ledger, const std::string& block, const Json& out, const Json& item, const MmnG& ours) {
  // The block's own quadrature is good to 2e-6 for the two Weibull laws (their density is unbounded or flat at 0): a
  // 30-digit evaluation agrees with ours to 1e-13 (tests/models/analytic/mmn_g_test.cpp, WeibullInHighPrecision).
  const std::string case_name = item.at("name");
  const double tolerance = case_name.starts_with("Weibull") ? 3e-6 : 1e-9;
  const auto row = [&](const char* key, double value) {
    ledger.analytic(block, case_name, key, out.at(key), value, tolerance);
  };
  row("P_V_gt_0", ours.p_wait);
  row("P_abandon", ours.p_abandon);
  row("EW", ours.mean_wait_s);
  row("EV", ours.mean_offered_wait_s);
  row("EQ", ours.mean_queue);
  row("occupancy", ours.occupancy);
  row("EW_served", ours.mean_wait_of_served_s);
  row("EW_abandoned", ours.mean_wait_of_abandoned_s);
  std::size_t index = 0;
  for (const Json& t : item.at("inputs").at("t")) {
    const Json& at = out.at("t").at(t.dump());
    const WaitTail& tail = ours.tails[index++];
    const auto tail_row = [&](const char* key, double value) {
      ledger.analytic(block, case_name, std::string(key) + " at " + t.dump(), at.at(key), value, tolerance);
    };
    tail_row("P_V_gt_t", tail.p_offered_wait_beyond);
    tail_row("P_W_gt_t", tail.p_wait_beyond);
    tail_row("SL1_served_in_t_over_all", tail.sl_strict);
    tail_row("SL2_excl_short_abandons", tail.sl_no_early_abandon);
    tail_row("SL3_abandons_within_t_count_good", tail.sl_all_waits);
    tail_row("SL4_served_in_t_over_served", tail.sl_answered);
    tail_row("SL5_virtual_wait", tail.sl_offered_wait);
  }
}

PatienceLaw patience_of(const Json& spec) {
  const std::string kind = spec.at("kind");
  PatienceLaw law = infinite_patience();
  if (kind == "det") law = deterministic_patience(spec.at("D"));
  if (kind == "weibull") law = weibull_patience(spec.at("shape"), spec.at("scale"));
  if (kind == "hyperexp") {
    law = hyperexponential_patience({spec.at("p"), 1.0 - spec.at("p").get<double>()}, {spec.at("r1"), spec.at("r2")});
  }
  if (kind == "exp") law = exponential_patience(spec.at("theta"));
  return law.with_balk(spec.value("balk", 0.0));
}

void patience_blocks(Ledger& ledger) {
  each_case(ledger, "erlang_a", [&](const Json& in, const Json& out, const Json& item) {
    patience_rows(ledger, "erlang_a", out, item,
                  erlang_a(in.at("lam"), in.at("mu"), in.at("theta"), in.at("n"), in.at("t")));
  });
  each_case(ledger, "mmn_plus_G", [&](const Json& in, const Json& out, const Json& item) {
    patience_rows(ledger, "mmn_plus_G", out, item,
                  mmn_g(in.at("lam"), in.at("mu"), in.at("n"), patience_of(in.at("patience")), in.at("t")));
  });
}

void station_blocks(Ledger& ledger) {
  each_case(ledger, "mmcK", [&](const Json& in, const Json& out, const Json&) {
    const FiniteQueue ours = mm_c_k(in.at("lam"), in.at("mu"), in.at("c"), in.at("K"));
    const std::vector<std::pair<const char*, double>> rows{
        {"p0", ours.p_empty},          {"p_block", ours.p_block},       {"L", ours.mean_in_system},
        {"Lq", ours.mean_queue},       {"Wq", ours.mean_wait_s},        {"throughput", ours.throughput_per_s},
        {"occupancy", ours.occupancy}, {"p_wait_accepted", ours.p_wait}};
    for (const auto& [key, value] : rows) ledger.analytic("mmcK", in.dump(), key, out.at(key), value);
  });
  each_case(ledger, "mg1_pollaczek_khinchine", [&](const Json& in, const Json& out, const Json& item) {
    const GeneralService ours = mg1(in.at("lam"), in.at("m1"), in.at("m2"), in.at("m3"));
    const std::vector<std::pair<const char*, double>> rows{
        {"Wq", ours.mean_wait_s}, {"varWq", ours.var_wait_s2}, {"Lq", ours.mean_queue}, {"L", ours.mean_in_system}};
    for (const auto& [key, value] : rows)
      ledger.analytic("mg1_pollaczek_khinchine", item.at("name"), key, out.at(key), value);
  });
  each_case(ledger, "mm1_transient_P00", [&](const Json& in, const Json& out, const Json&) {
    ledger.analytic("mm1_transient_P00", in.dump(), "P00", out.at("P00"),
                    mm1_empty_probability(in.at("lam"), in.at("mu"), in.at("t")));
  });
  const auto priorities = [&](const std::string& block, const Json& in, const Json& out, const PriorityWaits& ours) {
    for (std::size_t k = 0; k < ours.mean_wait_s.size(); ++k) {
      ledger.analytic(block, in.dump(), "Wq of class " + std::to_string(k), out.at("Wq")[k], ours.mean_wait_s[k]);
    }
    ledger.analytic(block, in.dump(), "W0", out.at("W0"), ours.residual_s);
  };
  each_case(ledger, "mmc_nonpreemptive_priority", [&](const Json& in, const Json& out, const Json&) {
    priorities("mmc_nonpreemptive_priority", in, out, mmc_priority(in.at("lams"), in.at("mu"), in.at("c")));
  });
  each_case(ledger, "mg1_nonpreemptive_priority", [&](const Json& in, const Json& out, const Json&) {
    priorities("mg1_nonpreemptive_priority", in, out, mg1_priority(in.at("lams"), in.at("m1"), in.at("m2")));
  });
}

void day_blocks(Ledger& ledger) {
  each_case(ledger, "mt_mc_M_day", [&](const Json& in, const Json& out, const Json& item) {
    DayInput input;
    input.service_per_s = 1.0 / in.at("aht_min").get<double>();
    input.abandon_per_s = 1.0 / in.at("patience_min").get<double>();
    input.threshold_s = in.at("tau_s").get<double>() / 60.0;
    for (std::size_t i = 0; i < in.at("staff").size(); ++i) {
      input.slots.push_back({30.0, in.at("calls_per_half_hour")[i].get<double>() / 30.0, in.at("staff")[i]});
    }
    const DayResult ours = solve_day(input);
    const auto row = [&](const std::string& name, double reference, double value) {
      ledger.analytic("mt_mc_M_day", item.at("name"), name, reference, value);
    };
    row("abandoned", out.at("total").at("abandoned"), ours.abandoned);
    row("E[W]", out.at("total").at("EW"), ours.mean_wait_s);
    row("SL1", out.at("total").at("SL1"), ours.service_level);
    for (const Json& slot : out.at("per_interval")) {
      if (!slot.contains("SL1")) continue;  // the time after the last arrival
      const DaySlotResult& mine = ours.slots[slot.at("interval").get<std::size_t>()];
      const std::string at = " in half hour " + slot.at("interval").dump();
      row("E[Q]" + at, slot.at("EQ_avg"), mine.mean_queue());
      row("busy" + at, slot.at("busy_avg"), mine.mean_busy());
      row("P(delay)" + at, slot.at("P_delay"), mine.p_delay);
      row("SL1" + at, slot.at("SL1"), mine.service_level());
    }
  });
  each_case(ledger, "contactcenters_mmc_day", [&](const Json& in, const Json& out, const Json&) {
    DayInput input;
    input.service_per_s = in.at("mu");
    input.abandon_per_s = in.at("theta");
    input.threshold_s = in.at("tau_s").get<double>() / 60.0;
    input.slots.push_back({in.at("day"), in.at("lam"), in.at("n")});
    const DayResult ours = solve_day(input);
    ledger.analytic("contactcenters_mmc_day", in.dump(), "E[W]", out.at("EW"), ours.mean_wait_s);
    ledger.analytic("contactcenters_mmc_day", in.dump(), "SL", out.contains("SL1") ? out.at("SL1") : out.at("SL"),
                    ours.service_level);
  });
}

void chain_blocks(Ledger& ledger) {
  each_case(ledger, "mmn_M_redial_orbit", [&](const Json& in, const Json& out, const Json&) {
    const RedialResult ours = solve_redial({.fresh_per_s = in.at("lam0"),
                                            .service_per_s = in.at("mu"),
                                            .abandon_per_s = in.at("theta"),
                                            .servers = in.at("n"),
                                            .p_redial = in.at("p_redial"),
                                            .p_reconnect = in.at("p_reconnect"),
                                            .retry_per_s = in.at("delta")});
    const std::vector<std::pair<const char*, double>> rows{{"total_arrival_rate", ours.attempts_per_s},
                                                           {"Lq", ours.mean_queue},
                                                           {"EW", ours.mean_wait_s},
                                                           {"P_abandon_per_attempt", ours.p_abandon},
                                                           {"P_wait_per_attempt", ours.p_wait},
                                                           {"occupancy", ours.occupancy}};
    for (const auto& [key, value] : rows) ledger.analytic("mmn_M_redial_orbit", in.dump(), key, out.at(key), value);
  });
  each_case(ledger, "n_design_overflow_reserve", [&](const Json& in, const Json& out, const Json&) {
    const NDesignResult ours = solve_n_design({.arrival_a_per_s = in.at("lamA"),
                                               .arrival_b_per_s = in.at("lamB"),
                                               .service_1_per_s = in.at("mu1"),
                                               .service_2_per_s = in.at("mu2"),
                                               .abandon_a_per_s = in.at("thA"),
                                               .abandon_b_per_s = in.at("thB"),
                                               .servers_1 = in.at("n1"),
                                               .servers_2 = in.at("n2"),
                                               .reserve = in.at("reserve")});
    const auto row = [&](const char* name, double reference, double value) {
      ledger.analytic("n_design_overflow_reserve", in.dump(), name, reference, value);
    };
    row("A P(Ab)", out.at("A").at("P_abandon"), ours.a.p_abandon);
    row("A E[W]", out.at("A").at("EW"), ours.a.mean_wait_s);
    row("A taken by pool 2 at once", out.at("A").at("P_immediate_overflow"), ours.a.p_overflow_at_once);
    row("A P(W>0)", out.at("A").at("P_wait"), ours.a.p_wait);
    row("B P(Ab)", out.at("B").at("P_abandon"), ours.b.p_abandon);
    row("B E[W]", out.at("B").at("EW"), ours.b.mean_wait_s);
    row("B P(W>0)", out.at("B").at("P_wait"), ours.b.p_wait);
    row("occupancy of pool 1", out.at("pool1_occupancy"), ours.occupancy_1);
    row("occupancy of pool 2", out.at("pool2_occupancy"), ours.occupancy_2);
  });
}

// published.md 3 and 5: values printed by others, recomputed independently.
void ladder(Ledger& ledger) {
  const auto row = [&](const std::string& name, const std::string& quantity, double printed, double ours,
                       double digits) {
    ledger.analytic("published ladder", name, quantity, printed, ours, digits / std::abs(printed));
  };
  const ErlangC c14 = erlang_c(100.0 / 1800.0, 1.0 / 180.0, 14);
  row("Erlang C, 100 per 30 min, 3 min, 14", "P(W>0)", 0.174132, c14.p_wait, 5e-7);
  row("Erlang C, 100 per 30 min, 3 min, 14", "SL(20 s)", 0.888350, 1.0 - c14.p_wait_beyond(20.0), 5e-7);
  row("Erlang C, 100 per 30 min, 3 min, 14", "ASA s", 7.836, c14.mean_wait_s, 5e-4);
  const ErlangC c15 = erlang_c(100.0 / 1800.0, 1.0 / 180.0, 15);
  row("Erlang C, 100 per 30 min, 3 min, 15", "P(W>0)", 0.102042, c15.p_wait, 5e-7);
  row("Erlang C, 100 per 30 min, 3 min, 15", "SL(0.33 min)", 0.94113, 1.0 - c15.p_wait_beyond(19.8), 5e-6);
  const MmnG a14 = erlang_a(100.0 / 1800.0, 1.0 / 180.0, 1.0 / 300.0, 14, {20.0});
  row("Erlang A, patience 5 min, 14", "P(W>0)", 0.14526, a14.p_wait, 5e-6);
  row("Erlang A, patience 5 min, 14", "P(Ab)", 0.013984, a14.p_abandon, 5e-7);
  row("Erlang A, patience 5 min, 14", "E[W] min", 0.069919, a14.mean_wait_s / 60.0, 5e-7);
  row("Erlang A, patience 5 min, 14", "P(served within 20 s)", 0.916792, a14.tails[0].served_within, 5e-7);
  const MmnG a13 = erlang_a(100.0 / 1800.0, 1.0 / 180.0, 1.0 / 300.0, 13, {20.0});
  row("Erlang A, patience 5 min, 13", "P(W>0)", 0.225797, a13.p_wait, 5e-7);
  row("Erlang A, patience 5 min, 13", "P(served within 20 s)", 0.858178, a13.tails[0].served_within, 5e-7);
  row("Erlang C, 3.5 per min, 3 min, 13", "E[W] s", 26.557, erlang_c(3.5 / 60, 1.0 / 180, 13).mean_wait_s, 5e-4);
  const MmnG h13 = erlang_a(3.5 / 60, 1.0 / 180, 1.0 / 300, 13), h9 = erlang_a(3.5 / 60, 1.0 / 180, 1.0 / 300, 9);
  row("Erlang A, 3.5 per min, 13", "E[W] s", 9.913, h13.mean_wait_s, 5e-4);
  row("Erlang A, 3.5 per min, 13", "P(Ab)", 0.033043, h13.p_abandon, 5e-7);
  row("Erlang A, 3.5 per min, 9", "E[W] s", 56.618, h9.mean_wait_s, 5e-4);
  row("Erlang A, 3.5 per min, 9", "P(Ab)", 0.188728, h9.p_abandon, 5e-7);
  row("M/M/3, 0.2, 0.1", "Wq", 4.4444, erlang_c(0.2, 0.1, 3).mean_wait_s, 5e-5);
  row("M/M/4, 0.2, 0.1", "Wq", 0.8696, erlang_c(0.2, 0.1, 4).mean_wait_s, 5e-5);
  row("M/M/3, 10, 4", "Wq", 0.351124, erlang_c(10, 4, 3).mean_wait_s, 5e-7);
  row("M/M/2/3, 3, 4", "N", 0.762340, mm_c_k(3, 4, 2, 3).mean_in_system, 5e-7);
  row("M/M/2/3, 3, 4", "P(block)", 0.049360, mm_c_k(3, 4, 2, 3).p_block, 5e-7);
  const PriorityWaits two = mmc_priority({0.2, 0.6}, 1.0, 1);
  row("M/M/1 two classes, 0.2/0.6", "time in system of class 0", 2.0, two.mean_wait_s[0] + 1.0, 1e-9);
  row("M/M/1 two classes, 0.2/0.6", "time in system of class 1", 6.0, two.mean_wait_s[1] + 1.0, 1e-9);
  row("Erlang B (50, 55)", "blocking", 0.053749, erlang_b(55, 50.0), 5e-7);
  row("Erlang C (50, 55)", "P(W>0)", 0.384547, erlang_c(50.0, 1.0, 55).p_wait, 5e-7);
  row("Erlang B (100, 110)", "blocking", 0.027463, erlang_b(110, 100.0), 5e-7);
  row("Erlang C (100, 110)", "P(W>0)", 0.237008, erlang_c(100.0, 1.0, 110).p_wait, 5e-7);
}

}  // namespace

void analytic_cases(Ledger& ledger) {
  erlang_blocks(ledger);
  patience_blocks(ledger);
  station_blocks(ledger);
  day_blocks(ledger);
  chain_blocks(ledger);
  ladder(ledger);
}

}  // namespace verification

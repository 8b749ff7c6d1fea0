#include "models/analytic/day_solver.h"

#include <gtest/gtest.h>

#include <vector>

#include "models/analytic/erlang.h"
#include "models/analytic/mmn_g.h"
#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

constexpr double kExact = 1e-9;

TEST(DaySolver, BlockDayOfThreePlans) {  // minutes
  const auto block = reference_block("mt_mc_M_day");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    const auto& out = c.at("outputs");
    const std::string plan = c.at("name");
    DayInput day{.service_per_s = 1.0 / in.at("aht_min").get<double>(),
                 .abandon_per_s = 1.0 / in.at("patience_min").get<double>(),
                 .threshold_s = in.at("tau_s").get<double>() / 60.0,
                 .drain_s = 120.0};
    for (std::size_t j = 0; j < in.at("staff").size(); ++j) {
      day.slots.push_back({30.0, in.at("calls_per_half_hour")[j].get<double>() / 30.0, in.at("staff")[j]});
    }
    const DayResult r = solve_day(day);
    const auto& total = out.at("total");
    expect_relative(r.offered, total.at("arrivals"), kExact, plan + " arrivals");
    expect_relative(r.abandoned, total.at("abandoned"), kExact, plan + " abandoned");
    expect_relative(r.wait_s, total.at("wait_integral"), kExact, plan + " wait_integral");
    expect_relative(r.p_abandon, total.at("P_abandon"), kExact, plan + " P_abandon");
    expect_relative(r.mean_wait_s, total.at("EW"), kExact, plan + " EW");
    expect_relative(r.service_level, total.at("SL1"), kExact, plan + " SL1");
    expect_relative(r.occupancy, total.at("occupancy"), kExact, plan + " occupancy");
    EXPECT_NEAR(r.left_at_end, total.at("left_in_system_end"), 1e-12) << plan;
    const auto& intervals = out.at("per_interval");
    ASSERT_EQ(intervals.size(), r.slots.size() + 1);
    for (std::size_t j = 0; j < intervals.size(); ++j) {
      const DaySlotResult& slot = j < r.slots.size() ? r.slots[j] : r.drain;
      const auto& want = intervals[j];
      const std::string name = plan + " interval " + std::to_string(j);
      expect_relative(slot.mean_queue(), want.at("EQ_avg"), kExact, name + " EQ_avg");
      expect_relative(slot.mean_busy(), want.at("busy_avg"), kExact, name + " busy_avg");
      expect_relative(slot.p_delay, want.at("P_delay"), kExact, name + " P_delay");
      expect_relative(slot.abandoned, want.at("abandoned"), kExact, name + " abandoned");
      EXPECT_NEAR(slot.in_system_end, want.at("EN_end"), 1e-12 + kExact * want.at("EN_end").get<double>()) << name;
      if (want.contains("SL1")) expect_relative(slot.service_level(), want.at("SL1"), kExact, name + " SL1");
    }
  }
}

TEST(DaySolver, BlockContactCentersDay) {  // minutes
  const auto block = reference_block("contactcenters_mmc_day");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    const auto& out = c.at("outputs");
    const DayResult r = solve_day({.slots = {{in.at("day"), in.at("lam"), in.at("n")}},
                                   .service_per_s = in.at("mu"),
                                   .abandon_per_s = in.at("theta"),
                                   .threshold_s = in.at("tau_s").get<double>() / 60.0});
    const std::string name = in.dump();
    expect_relative(r.service_level, out.contains("SL") ? out.at("SL") : out.at("SL1"), kExact, name + " SL");
    expect_relative(r.mean_wait_s, out.at("EW"), kExact, name + " EW");
    if (out.contains("abandoned")) expect_relative(r.abandoned, out.at("abandoned"), kExact, name + " abandoned");
    if (out.contains("P_abandon")) expect_relative(r.p_abandon, out.at("P_abandon"), kExact, name + " P_abandon");
  }
}

DayInput call_cc() {  // seconds; published.md V5
  DayInput day{.service_per_s = 0.01, .abandon_per_s = 0.001, .balk = 0.1, .threshold_s = 20.0};
  const std::vector<std::pair<int, double>> hours = {{4, 100}, {6, 150}, {8, 150}, {8, 180}, {8, 200},
                                                     {7, 150}, {8, 150}, {8, 150}, {6, 120}, {6, 100},
                                                     {4, 80},  {4, 70},  {4, 60}};
  for (const auto& [servers, calls] : hours) day.slots.push_back({3600.0, calls / 3600.0, servers});
  return day;
}

TEST(DaySolver, BlockCallCcWithItsGammaDayFactor) {
  const auto block = reference_block("published_simulation_examples");
  const GammaDay day = solve_gamma_day(call_cc(), 10.0, 20);
  // Published simulations of 1000 days, 90 % intervals; and the 20 000 days of published.md.
  EXPECT_NEAR(day.mean.mean_wait_s, 12.43, 0.42);
  EXPECT_NEAR(day.mean.p_abandon, 0.0362, 0.0008);
  if (!block) GTEST_SKIP() << kNoReference;
  const auto& want = block->at("callcc_exact_20_nodes");
  expect_relative(day.mean.p_abandon, want.at("E_lost_over_EA"), kExact, "lost");
  expect_relative(day.mean.mean_wait_s, want.at("E_waitsum_over_EA_s"), kExact, "wait");
  expect_relative(day.mean.service_level, want.at("E_served_within_20s_over_EA"), kExact, "service level");
  const auto& factors = want.at("by_day_factor");
  ASSERT_LE(factors.size(), day.nodes.size());
  for (std::size_t i = 0; i < factors.size(); ++i) {
    const GammaDay::Node& node = day.nodes[i];
    const std::string name = "node " + std::to_string(i);
    expect_relative(node.factor, factors[i].at("B"), kExact, name + " B");
    expect_relative(node.weight, factors[i].at("w"), kExact, name + " w");
    expect_relative(node.day.p_abandon, factors[i].at("P_abandon"), kExact, name + " P_abandon");
    expect_relative(node.day.mean_wait_s, factors[i].at("EW"), kExact, name + " EW");
    expect_relative(node.day.service_level, factors[i].at("SL1"), kExact, name + " SL1");
  }
}

// published.md V1 to V4, 20 000 simulated days each: mean and 1.96 standard errors; here 4 standard errors.
TEST(DaySolver, PublishedContactCentersDays) {
  const DayInput mmc{.slots = {{480.0, 4.2, 12}}, .service_per_s = 0.5, .threshold_s = 1.0 / 3.0};
  const DayResult v1 = solve_day(mmc);
  EXPECT_NEAR(v1.served_within, 1815.28, 2.0 * 0.83);
  EXPECT_NEAR(v1.mean_wait_s, 0.1007, 2.0 * 0.0006);
  EXPECT_NEAR(v1.occupancy, 0.6969, 2.0 * 0.0003);
  DayInput mmc_ab = mmc;
  mmc_ab.abandon_per_s = 1.0;
  const DayResult v2 = solve_day(mmc_ab);
  EXPECT_NEAR(v2.abandoned, 59.15, 2.0 * 0.21);
  EXPECT_NEAR(v2.served_within, 1906.83, 2.0 * 0.54);
  EXPECT_NEAR(v1.slots[0].waiting_end, 0.434, 2.0 * 0.021);  // V3: the queue is cleared at the end
  DayInput blocked = mmc;
  blocked.waiting_places = 5;
  const DayResult v4 = solve_day(blocked);
  EXPECT_NEAR(v4.blocked, 18.91, 2.0 * 0.14);
  EXPECT_NEAR(v4.served_within, 1854.08, 2.0 * 0.62);
  EXPECT_NEAR(v4.occupancy, 0.6905, 2.0 * 0.0005);
  EXPECT_NEAR(v4.wait_s / (v4.offered - v4.blocked), 0.0605, 2.0 * 0.0003);
}

TEST(DaySolver, StationaryStartStaysStationary) {
  const MmnG a = erlang_a(1.0, 0.1, 0.2, 11, {0.7});
  const DayResult r = solve_day({.slots = {{5.0, 1.0, 11}, {3.0, 1.0, 11}},
                                 .service_per_s = 0.1,
                                 .abandon_per_s = 0.2,
                                 .threshold_s = 0.7,
                                 .start_in_system = erlang_a_pmf(1.0, 0.1, 0.2, 11)});
  for (const DaySlotResult& slot : r.slots) {
    expect_relative(slot.mean_queue(), a.mean_queue, 1e-12, "queue");
    expect_relative(slot.mean_busy(), a.occupancy * 11.0, 1e-12, "busy");
    expect_relative(slot.p_delay, a.p_wait, 1e-12, "p_delay");
    expect_relative(slot.service_level(), a.tails[0].sl_strict, 1e-12, "service level");
    expect_relative(slot.abandoned, a.p_abandon * slot.offered, 1e-12, "abandoned");
  }
}

TEST(DaySolver, EveryContactIsCountedOnce) {
  DayInput day = call_cc();
  day.waiting_places = 12;
  day.slots.resize(3);
  day.slots.push_back({600.0, 0.02, 3});
  const DayResult r = solve_day(day);
  double served = 0.0;
  for (const DaySlotResult& slot : r.slots) served += slot.busy_time_s * day.service_per_s;
  served += r.drain.busy_time_s * day.service_per_s;
  expect_relative(served + r.abandoned + r.blocked, r.offered, 1e-11, "balance");
  EXPECT_LT(r.left_at_end, 1e-12);
  day.threshold_s =
      4000.0;  // everybody who is served at all is served in time: the longest path through the boundaries
  expect_relative(solve_day(day).served_within, served, 1e-9, "served within for ever");
  day.threshold_s = 0.0;
  EXPECT_LT(solve_day(day).service_level, r.service_level);
}

TEST(DaySolver, SlotBoundariesWithoutAChangeChangeNothing) {
  const DayInput one{
      .slots = {{60.0, 1.0, 9}, {60.0, 0.8, 8}}, .service_per_s = 0.1, .abandon_per_s = 0.05, .threshold_s = 7.0};
  DayInput many = one;
  many.slots = {{25.0, 1.0, 9}, {33.0, 1.0, 9}, {2.0, 1.0, 9}, {3.0, 0.8, 8}, {57.0, 0.8, 8}};
  const DayResult a = solve_day(one), b = solve_day(many);
  expect_relative(b.served_within, a.served_within, 1e-11, "served within");
  expect_relative(b.wait_s, a.wait_s, 1e-11, "wait");
  expect_relative(b.slots[1].served_within + b.slots[0].served_within + b.slots[2].served_within,
                  a.slots[0].served_within, 1e-11, "first hour");
}

TEST(DaySolver, NightWithoutStaffAndLossSystem) {
  const DayResult r =
      solve_day({.slots = {{10.0, 1.0, 0}, {100.0, 0.5, 4}, {10.0, 0.0, 1}}, .service_per_s = 0.5, .threshold_s = 2.0});
  EXPECT_NEAR(r.slots[0].waiting_end, 10.0, 1e-10);
  // Served within 2 of opening: among the first four, having arrived in the last 2 before it.
  EXPECT_GT(r.slots[0].served_within, 0.0);
  EXPECT_LT(r.slots[0].served_within, 2.0);
  const DayResult loss = solve_day({.slots = {{1000.0, 8.0, 10}}, .service_per_s = 1.0, .waiting_places = 0});
  EXPECT_NEAR(loss.blocked / loss.offered, erlang_b(10, 8.0), 2e-4);
  EXPECT_EQ(loss.wait_s, 0.0);
}

}  // namespace
}  // namespace firstline

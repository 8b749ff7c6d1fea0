#include "models/analytic/ctmc.h"

#include <gtest/gtest.h>

#include "models/analytic/mmn_g.h"
#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

constexpr double kExact = 1e-9;

TEST(Ctmc, BlockRedialOrbit) {
  const auto block = reference_block("mmn_M_redial_orbit");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    const auto& out = c.at("outputs");
    const std::string name = in.dump();
    const RedialResult r = solve_redial({.fresh_per_s = in.at("lam0"),
                                         .service_per_s = in.at("mu"),
                                         .abandon_per_s = in.at("theta"),
                                         .servers = in.at("n"),
                                         .p_redial = in.at("p_redial"),
                                         .p_reconnect = in.at("p_reconnect"),
                                         .retry_per_s = in.at("delta")});
    expect_relative(r.attempts_per_s, out.at("total_arrival_rate"), kExact, name);
    expect_relative(r.amplification, out.at("amplification"), kExact, name);
    expect_relative(r.mean_orbit, out.at("orbit_mean"), kExact, name);
    expect_relative(r.mean_queue, out.at("Lq"), kExact, name);
    expect_relative(r.mean_wait_s, out.at("EW"), kExact, name);
    expect_relative(r.p_abandon, out.at("P_abandon_per_attempt"), kExact, name);
    expect_relative(r.p_wait, out.at("P_wait_per_attempt"), kExact, name);
    expect_relative(r.p_wait_fresh, out.at("P_wait_fresh"), kExact, name);
    expect_relative(r.occupancy, out.at("occupancy"), kExact, name);
    expect_relative(r.served_per_s, out.at("served_rate"), kExact, name);
    // Rounding and truncation only, in the file as here.
    EXPECT_NEAR(r.imbalance, 0.0, 1e-12) << name;
    EXPECT_NEAR(out.at("P_fresh_never_served_rate_balance"), 0.0, 1e-12) << name;
    EXPECT_LT(r.edge, 1e-13) << name;
  }
}

TEST(Ctmc, BlockNDesign) {
  const auto block = reference_block("n_design_overflow_reserve");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    const auto& out = c.at("outputs");
    const std::string name = in.dump();
    const NDesignResult r = solve_n_design({.arrival_a_per_s = in.at("lamA"),
                                            .arrival_b_per_s = in.at("lamB"),
                                            .service_1_per_s = in.at("mu1"),
                                            .service_2_per_s = in.at("mu2"),
                                            .abandon_a_per_s = in.at("thA"),
                                            .abandon_b_per_s = in.at("thB"),
                                            .servers_1 = in.at("n1"),
                                            .servers_2 = in.at("n2"),
                                            .reserve = in.at("reserve")});
    expect_relative(r.a.p_abandon, out.at("A").at("P_abandon"), kExact, name + " A");
    expect_relative(r.a.mean_wait_s, out.at("A").at("EW"), kExact, name + " A");
    expect_relative(r.a.p_overflow_at_once, out.at("A").at("P_immediate_overflow"), kExact, name + " A");
    expect_relative(r.a.p_wait, out.at("A").at("P_wait"), kExact, name + " A");
    expect_relative(r.b.p_abandon, out.at("B").at("P_abandon"), kExact, name + " B");
    expect_relative(r.b.mean_wait_s, out.at("B").at("EW"), kExact, name + " B");
    expect_relative(r.b.p_wait, out.at("B").at("P_wait"), kExact, name + " B");
    expect_relative(r.occupancy_1, out.at("pool1_occupancy"), kExact, name);
    expect_relative(r.occupancy_2, out.at("pool2_occupancy"), kExact, name);
    EXPECT_LT(r.edge, 1e-13) << name;
  }
}

TEST(Ctmc, StationaryDistributionOfATwoStateChain) {
  const auto p = stationary_distribution(2, {{0, 1, 3.0}, {1, 0, 1.0}}, 0);
  EXPECT_NEAR(p[0], 0.25, 1e-15);
  EXPECT_NEAR(p[1], 0.75, 1e-15);
}

// science.md 2.1: the redial example printed there.
TEST(Ctmc, PrintedRedialExample) {
  const RedialResult r = solve_redial({2.0, 0.25, 0.5, 9, 0.5, 0.1, 0.1});
  EXPECT_NEAR(r.attempts_per_s, 2.430, 5e-4);
  EXPECT_NEAR(r.p_abandon, 0.1921, 5e-5);
}

TEST(Ctmc, RedialWithoutRepeatsIsErlangA) {
  const RedialResult r = solve_redial({2.0, 0.25, 0.5, 9, 0.0, 0.0, 0.1});
  const MmnG a = erlang_a(2.0, 0.25, 0.5, 9);
  expect_relative(r.p_wait, a.p_wait, 1e-11, "p_wait");
  expect_relative(r.p_abandon, a.p_abandon, 1e-11, "p_abandon");
}

TEST(Ctmc, NDesignWithFullReserveIsTwoStations) {
  const NDesignResult r = solve_n_design({1.0, 1.5, 0.2, 0.25, 0.3, 0.5, 5, 9, 9});
  const MmnG a = erlang_a(1.0, 0.2, 0.3, 5), b = erlang_a(1.5, 0.25, 0.5, 9);
  EXPECT_EQ(r.a.p_overflow_at_once, 0.0);
  expect_relative(r.a.p_abandon, a.p_abandon, 1e-11, "A");
  expect_relative(r.b.p_abandon, b.p_abandon, 1e-11, "B");
  expect_relative(r.occupancy_2, b.occupancy, 1e-11, "pool 2");
}

}  // namespace
}  // namespace firstline

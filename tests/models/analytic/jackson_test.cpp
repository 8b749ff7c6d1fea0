#include "models/analytic/jackson.h"

#include <gtest/gtest.h>

#include <cmath>

#include "models/analytic/erlang.h"
#include "sim/base/check.h"
#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

constexpr double kExact = 1e-9;

TEST(Jackson, ReferenceBlock) {
  const auto block = reference_block("jackson_networks");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& item : block->at("cases")) {
    const auto& in = item.at("inputs");
    const auto& out = item.at("outputs");
    const std::string name = item.at("name");
    JacksonNetwork network;
    for (std::size_t i = 0; i < in.at("c").size(); ++i) {
      network.stations.push_back({in.at("lam0")[i], in.at("mu")[i], in.at("c")[i]});
    }
    in.at("P").get_to(network.routing);
    const JacksonResult got = solve_jackson(network);
    EXPECT_TRUE(got.stable);
    for (std::size_t i = 0; i < got.stations.size(); ++i) {
      const JacksonStationResult& station = got.stations[i];
      const auto& want = out.at("stations")[i];
      expect_relative(station.throughput_per_s, out.at("throughput")[i], kExact, name);
      expect_relative(station.visits, out.at("visits")[i], kExact, name);
      expect_relative(station.p_wait, want.at("p_wait"), kExact, name);
      expect_relative(station.mean_wait_s, want.at("Wq"), kExact, name);
      expect_relative(station.mean_sojourn_s, want.at("W"), kExact, name);
      expect_relative(station.mean_in_system, want.at("L"), kExact, name);
      if (!want.at("occupancy").is_null()) expect_relative(station.occupancy, want.at("occupancy"), kExact, name);
    }
    expect_relative(got.mean_in_network, out.at("L_total"), kExact, name);
    expect_relative(got.mean_time_in_network_s, out.at("mean_time_in_network"), kExact, name);
  }
}

// Bolch et al., Queueing Networks and Markov Chains, 2nd edition, example 7.4: the printed loads and means.
TEST(Jackson, PrintedExample) {
  const JacksonResult got = solve_jackson(
      {.stations = {{0.0, 25.0, 1}, {0.0, 100.0 / 3.0, 1}, {0.0, 50.0 / 3.0, 1}, {4.0, 20.0, 1}},
       .routing = {{0.0, 0.5, 0.5, 0.0}, {1.0, 0.0, 0.0, 0.0}, {0.6, 0.0, 0.0, 0.0}, {1.0, 0.0, 0.0, 0.0}}});
  const double load[] = {0.8, 0.3, 0.6, 0.2}, number[] = {4.0, 0.429, 1.5, 0.25};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(got.stations[i].occupancy, load[i], 1e-12);
    EXPECT_NEAR(got.stations[i].mean_in_system, number[i], 5e-4);
  }
  EXPECT_NEAR(got.mean_time_in_network_s, 1.545, 5e-4);
}

TEST(Jackson, OneStationIsErlangC) {
  const JacksonResult got = solve_jackson({.stations = {{0.2, 1.0 / 240.0, 55}}, .routing = {{0.0}}});
  const ErlangC c = erlang_c(0.2, 1.0 / 240.0, 55);
  EXPECT_EQ(got.stations[0].mean_wait_s, c.mean_wait_s);
  EXPECT_EQ(got.stations[0].visits, 1.0);
}

// Two lines in a row, M/M/1 each: 1/(mu - lambda) each. A third that nobody reaches stands empty, though it never lets
// anybody go.
TEST(Jackson, TandemByHand) {
  const JacksonResult got = solve_jackson({.stations = {{1.0, 2.0, 1}, {0.0, 3.0, 1}, {0.0, 1.0, 1}},
                                           .routing = {{0.0, 1.0, 0.0}, {0.0, 0.0, 0.0}, {0.0, 0.0, 1.0}}});
  EXPECT_TRUE(got.stable);
  EXPECT_NEAR(got.mean_time_in_network_s, 1.0 + 0.5, 1e-12);
  EXPECT_EQ(got.stations[2].throughput_per_s, 0.0);
  EXPECT_EQ(got.stations[2].mean_in_system, 0.0);
}

TEST(Jackson, NoSteadyState) {
  const JacksonResult overload =
      solve_jackson({.stations = {{1.0, 2.0, 1}, {0.0, 0.9, 1}}, .routing = {{0.0, 1.0}, {0.0, 0.0}}});
  EXPECT_FALSE(overload.stable);
  EXPECT_EQ(overload.stations[1].occupancy, 1.0);
  EXPECT_TRUE(std::isinf(overload.mean_in_network));
  EXPECT_NEAR(overload.stations[0].mean_sojourn_s, 1.0, 1e-12);

  const JacksonResult trap =
      solve_jackson({.stations = {{1.0, 2.0, 1}, {0.0, 5.0, 0}}, .routing = {{0.0, 1.0}, {1.0, 0.0}}});
  EXPECT_FALSE(trap.stable);
  EXPECT_TRUE(std::isinf(trap.mean_time_in_network_s));
}

#ifdef FIRSTLINE_CHECKS
TEST(Jackson, BadInputIsABug) {
  EXPECT_THROW(solve_jackson({.stations = {{1.0, 2.0, 1}}, .routing = {{1.5}}}), sim::BugError);
  EXPECT_THROW(solve_jackson({.stations = {{1.0, 2.0, 1}}, .routing = {{-0.1}}}), sim::BugError);
  EXPECT_THROW(solve_jackson({.stations = {{0.0, 2.0, 1}}, .routing = {{0.0}}}), sim::BugError);
  EXPECT_THROW(solve_jackson({.stations = {{1.0, 0.0, 1}}, .routing = {{0.0}}}), sim::BugError);
  EXPECT_THROW(solve_jackson({.stations = {{1.0, 2.0, 1}}, .routing = {}}), sim::BugError);
}
#endif

}  // namespace
}  // namespace firstline

#include "models/analytic/break_cycle.h"

#include <gtest/gtest.h>

#include "sim/base/check.h"
#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

constexpr double kExact = 1e-9;

TEST(BreakCycle, ReferenceBlock) {
  const auto block = reference_block("breaks");
  if (!block) GTEST_SKIP() << kNoReference;
  const auto& in = block->at("cases").at(0).at("inputs");
  const auto& out = block->at("cases").at(0).at("outputs");
  const double mean = in.at("aht"), cv = in.at("cv");
  EXPECT_EQ(in.at("work"), "U(60,70)");
  const BreakCycle got = break_cycle({.mean_work_s = 65.0,
                                      .break_s = in.at("brk"),
                                      .mean_handle_s = mean,
                                      .second_moment_handle_s2 = mean * mean * (1.0 + cv * cv),
                                      .occupancy = in.at("occupancy")});
  expect_relative(got.availability, out.at("availability"), kExact, "availability");
  expect_relative(got.mean_overrun_s, out.at("mean_overrun"), kExact, "overrun");
  expect_relative(got.mean_work_s, out.at("work_time_between_breaks_with_overrun"), kExact, "work");
  EXPECT_NEAR(got.availability_with_overrun, 69.88 / 79.88, 1e-12);
}

// Always busy with contacts of exactly 4: half a contact is left. Exponential ones are memoryless: a whole mean is
// left.
TEST(BreakCycle, ResidualContactsByHand) {
  EXPECT_DOUBLE_EQ(break_cycle({60.0, 10.0, 4.0, 16.0, 1.0}).mean_overrun_s, 2.0);
  EXPECT_DOUBLE_EQ(break_cycle({60.0, 10.0, 4.0, 32.0, 1.0}).mean_overrun_s, 4.0);
  EXPECT_DOUBLE_EQ(break_cycle({60.0, 10.0, 4.0, 32.0, 0.5}).mean_work_s, 62.0);
}

TEST(BreakCycle, NobodyIsServed) {
  const BreakCycle got = break_cycle({50.0, 10.0, 4.0, 16.0, 0.0});
  EXPECT_EQ(got.mean_overrun_s, 0.0);
  EXPECT_EQ(got.availability_with_overrun, got.availability);
}

#ifdef FIRSTLINE_CHECKS
TEST(BreakCycle, BadInputIsABug) {
  EXPECT_THROW(break_cycle({0.0, 10.0, 4.0, 16.0, 0.5}), sim::BugError);
  EXPECT_THROW(break_cycle({60.0, 10.0, 4.0, 15.0, 0.5}), sim::BugError);
  EXPECT_THROW(break_cycle({60.0, 10.0, 4.0, 16.0, 1.5}), sim::BugError);
}
#endif

}  // namespace
}  // namespace firstline

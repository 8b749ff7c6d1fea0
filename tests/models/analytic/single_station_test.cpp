#include "models/analytic/single_station.h"

#include <gtest/gtest.h>

#include <cmath>

#include "models/analytic/erlang.h"
#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

constexpr double kExact = 1e-9;

TEST(SingleStation, BlockMmcK) {
  const auto block = reference_block("mmcK");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    const auto& out = c.at("outputs");
    const FiniteQueue q = mm_c_k(in.at("lam"), in.at("mu"), in.at("c"), in.at("K"));
    const std::string name = in.dump();
    expect_relative(q.p_empty, out.at("p0"), kExact, name);
    expect_relative(q.p_block, out.at("p_block"), kExact, name);
    expect_relative(q.mean_in_system, out.at("L"), kExact, name);
    expect_relative(q.mean_queue, out.at("Lq"), kExact, name);
    expect_relative(q.mean_sojourn_s, out.at("W"), kExact, name);
    expect_relative(q.mean_wait_s, out.at("Wq"), kExact, name);
    expect_relative(q.throughput_per_s, out.at("throughput"), kExact, name);
    expect_relative(q.occupancy, out.at("occupancy"), kExact, name);
    expect_relative(q.p_wait, out.at("p_wait_accepted"), kExact, name);
  }
}

TEST(SingleStation, BlockPollaczekKhinchine) {
  const auto block = reference_block("mg1_pollaczek_khinchine");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    const auto& out = c.at("outputs");
    const std::string name = c.at("name");
    const GeneralService g = mg1(in.at("lam"), in.at("m1"), in.at("m2"), in.at("m3"));
    expect_relative(g.occupancy, out.at("rho"), kExact, name);
    expect_relative(g.scv_service, out.at("cs2"), kExact, name);
    expect_relative(g.mean_wait_s, out.at("Wq"), kExact, name);
    expect_relative(g.mean_sojourn_s, out.at("W"), kExact, name);
    expect_relative(g.mean_queue, out.at("Lq"), kExact, name);
    expect_relative(g.mean_in_system, out.at("L"), kExact, name);
    expect_relative(g.p_wait, out.at("p_wait"), kExact, name);
    expect_relative(g.var_wait_s2, out.at("varWq"), kExact, name);
  }
}

TEST(SingleStation, BlockMmcPriority) {
  const auto block = reference_block("mmc_nonpreemptive_priority");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    const auto& out = c.at("outputs");
    const std::string name = c.at("name");
    const PriorityWaits w = mmc_priority(in.at("lams"), in.at("mu"), in.at("c"));
    expect_relative(w.p_wait, out.at("p_wait"), kExact, name);
    expect_relative(w.residual_s, out.at("W0"), kExact, name);
    ASSERT_EQ(w.mean_wait_s.size(), out.at("Wq").size());
    for (std::size_t k = 0; k < w.mean_wait_s.size(); ++k) {
      expect_relative(w.mean_wait_s[k], out.at("Wq")[k], kExact, name);
    }
    expect_relative(w.mean_wait_all_s, out.at("Wq_aggregate"), kExact, name);
    expect_relative(w.mean_wait_all_s, out.at("Wq_FCFS"), kExact, name);
  }
}

TEST(SingleStation, BlockMg1Priority) {
  const auto block = reference_block("mg1_nonpreemptive_priority");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    const auto& out = c.at("outputs");
    const PriorityWaits w = mg1_priority(in.at("lams"), in.at("m1"), in.at("m2"));
    expect_relative(w.residual_s, out.at("W0"), kExact, in.dump());
    expect_relative(w.p_wait, out.at("rho"), kExact, in.dump());
    ASSERT_EQ(w.mean_wait_s.size(), out.at("Wq").size());
    for (std::size_t k = 0; k < w.mean_wait_s.size(); ++k) {
      expect_relative(w.mean_wait_s[k], out.at("Wq")[k], kExact, in.dump());
    }
  }
}

TEST(SingleStation, BlockTransientEmptyProbability) {
  const auto block = reference_block("mm1_transient_P00");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& c : block->at("cases")) {
    const auto& in = c.at("inputs");
    expect_relative(mm1_empty_probability(in.at("lam"), in.at("mu"), in.at("t")), c.at("outputs").at("P00"), kExact,
                    in.dump());
  }
}

// published.md, section 3: simmer's vignette 06 (M/M/2/3) and Ciw's two classes (mean sojourns 2.0 and 6.0).
TEST(SingleStation, PublishedLadder) {
  const FiniteQueue q = mm_c_k(3.0, 4.0, 2, 3);
  EXPECT_NEAR(q.mean_in_system, 0.762340, 5e-7);
  EXPECT_NEAR(q.p_block, 0.049360, 5e-7);
  const PriorityWaits w = mmc_priority({0.2, 0.6}, 1.0, 1);
  EXPECT_NEAR(w.mean_wait_s[0] + 1.0, 2.0, 1e-12);
  EXPECT_NEAR(w.mean_wait_s[1] + 1.0, 6.0, 1e-12);
}

TEST(SingleStation, FormulasAgreeWhereTheyMeet) {
  expect_relative(mm_c_k(8.0, 1.0, 10, 10).p_block, erlang_b(10, 8.0), 1e-13, "no waiting room is Erlang B");
  expect_relative(mm_c_k(8.0, 1.0, 10, 2000).mean_wait_s, erlang_c(8.0, 1.0, 10).mean_wait_s, 1e-12, "Erlang C");
  expect_relative(mm_c_k(1500.0, 1.0, 1000, 4000).p_block, 1.0 / 3.0, 1e-9, "deep overload without overflow");
  expect_relative(mm1_empty_probability(0.5, 1.0, 400.0), 0.5, 1e-9, "the limit of the transient");
  EXPECT_EQ(mm1_empty_probability(2.0, 1.0, 0.0), 1.0);
}

TEST(SingleStation, BlockProcessorSharing) {
  const auto block = reference_block("mm1_ps");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& item : block->at("cases")) {
    const auto& out = item.at("outputs");
    const ProcessorSharing s = mm1_ps(item.at("inputs").at("lam"), item.at("inputs").at("mu"));
    const std::string name = item.at("inputs").dump();
    expect_relative(s.mean_sojourn_s, out.at("ET"), kExact, name);
    expect_relative(s.mean_in_system, out.at("EN"), kExact, name);
    expect_relative(s.slowdown, out.at("slowdown"), kExact, name);
    expect_relative(s.var_sojourn_s2, out.at("varT"), kExact, name);
    for (const auto& [x, mean] : out.at("ET_given_x").items()) {
      expect_relative(s.mean_sojourn_given(std::stod(x)), mean, kExact, name + " of " + x);
    }
    for (int n = 0; n < 6; ++n) {
      expect_relative(s.p_in_system(n), out.at("pn")[static_cast<std::size_t>(n)], kExact, name);
    }
  }
}

// The two moments of a sojourn among n others, from first-step equations: a tridiagonal system, solved from the far end
// (n = 2000, where nobody comes any more) and averaged over what an arrival finds.
TEST(SingleStation, ProcessorSharingByFirstSteps) {
  const double arrival = 0.8, service = 1.0;
  constexpr int kMost = 2000;
  // x[n] = (free[n] + arrival x[n+1] + service n/(n+1) x[n-1]) / (arrival + service)
  const auto solve = [&](const std::vector<double>& free) {
    std::vector<double> factor(kMost + 2, 0.0), rest(kMost + 2, 0.0), x(kMost + 1);
    for (int n = kMost; n >= 0; --n) {  // x[n] = rest[n] + factor[n] x[n-1]
      const auto at = static_cast<std::size_t>(n);
      const double up = n == kMost ? 0.0 : arrival;
      const double pivot = up + service - up * factor[at + 1];
      rest[at] = (free[at] + up * rest[at + 1]) / pivot;
      factor[at] = service * n / (n + 1.0) / pivot;
    }
    x[0] = rest[0];
    for (std::size_t n = 1; n <= kMost; ++n) x[n] = rest[n] + factor[n] * x[n - 1];
    return x;
  };
  const std::vector<double> mean = solve(std::vector<double>(kMost + 1, 1.0));
  std::vector<double> twice;
  for (const double m : mean) twice.push_back(2.0 * m);
  const std::vector<double> square = solve(twice);
  const ProcessorSharing s = mm1_ps(arrival, service);
  double first = 0.0, second = 0.0;
  for (int n = 0; n <= 500; ++n) {
    first += s.p_in_system(n) * mean[static_cast<std::size_t>(n)];
    second += s.p_in_system(n) * square[static_cast<std::size_t>(n)];
  }
  expect_relative(s.mean_sojourn_s, first, 1e-10, "mean");
  expect_relative(s.var_sojourn_s2, second - first * first, 1e-10, "variance");
}

}  // namespace
}  // namespace firstline

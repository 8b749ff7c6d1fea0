#include "models/analytic/chat_pool.h"

#include <gtest/gtest.h>

#include <string>

#include "models/analytic/mmn_g.h"
#include "sim/base/check.h"
#include "tests/harness/reference_json.h"

namespace firstline {
namespace {

constexpr double kExact = 1e-9;

TEST(ChatTurns, ReferenceBlock) {
  const auto block = reference_block("chat_turn_machine_repairman");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& item : block->at("cases")) {
    const auto& in = item.at("inputs");
    const auto& out = item.at("outputs");
    const ChatTurns got = chat_turns(in.at("think_mean"), in.at("reply_mean"), in.at("k"));
    const std::string name = in.dump();
    expect_relative(got.utilisation, out.at("utilisation"), kExact, name);
    expect_relative(got.turns_per_s, out.at("turns_per_time"), kExact, name);
    expect_relative(got.turns_per_chat_s, out.at("turns_per_chat"), kExact, name);
    expect_relative(got.mean_response_s, out.at("response_time"), kExact, name);
    expect_relative(got.slowdown, out.at("slowdown_vs_single"), kExact, name);
  }
}

// science.md 3.3 prints them to two digits.
TEST(ChatTurns, PrintedSlowdown) {
  const double printed[] = {1.0, 0.90, 0.79, 0.68, 0.58, 0.49};
  for (int k = 1; k <= 6; ++k) EXPECT_NEAR(chat_turns(40.0, 20.0, k).slowdown, printed[k - 1], 0.005) << k;
}

// Mean value analysis, another way to the same numbers: a message finds the queue of a pool with one chat less.
TEST(ChatTurns, MeanValueAnalysis) {
  double waiting = 0.0;
  for (int k = 1; k <= 60; ++k) {
    const double response = 25.0 * (1.0 + waiting);
    const double turns = k / (response + 70.0);
    waiting = turns * response;
    const ChatTurns got = chat_turns(70.0, 25.0, k);
    expect_relative(got.mean_response_s, response, 1e-12, std::to_string(k));
    expect_relative(got.turns_per_s, turns, 1e-12, std::to_string(k));
  }
  EXPECT_NEAR(chat_turns(1e-3, 25.0, 200).utilisation, 1.0, 1e-12);
}

// Five turns of 60 s alone, as the pool's block has them a minute.
TEST(ChatTurns, LevelRatesOfThePoolsBlock) {
  const auto rates = chat_level_rates(40.0, 20.0, 5.0, 3);
  ASSERT_EQ(rates.size(), 3u);
  EXPECT_NEAR(60.0 * rates[0], 0.2, 1e-15);
  EXPECT_NEAR(60.0 * rates[1], 0.18, 1e-15);
  EXPECT_NEAR(60.0 * rates[2], 0.15789473684210526, 1e-15);
}

TEST(ChatPool, ReferenceBlock) {
  const auto block = reference_block("chat_pool_ctmc");
  if (!block) GTEST_SKIP() << kNoReference;
  for (const auto& item : block->at("cases")) {
    const auto& in = item.at("inputs");
    const auto& out = item.at("outputs");
    ChatPool pool{in.at("lam"), in.at("theta"), in.at("agents"), {}};
    for (int k = 1; k <= in.at("cap"); ++k) {
      pool.rate_per_chat_s.push_back(in.at("rate_per_chat_at_level").at(std::to_string(k)));
    }
    const ChatPoolResult got = solve_chat_pool(pool);
    const std::string name = in.dump();
    expect_relative(got.p_wait, out.at("P_wait"), kExact, name);
    expect_relative(got.p_abandon, out.at("P_abandon"), kExact, name);
    expect_relative(got.mean_wait_s, out.at("EW"), kExact, name);
    expect_relative(got.mean_queue, out.at("Lq"), kExact, name);
    expect_relative(got.mean_in_service, out.at("mean_in_service"), kExact, name);
    expect_relative(got.mean_time_in_service_s, out.at("mean_time_in_service"), kExact, name);
    expect_relative(got.busy_share, out.at("agent_busy_fraction"), kExact, name);
    expect_relative(got.mean_concurrency, out.at("mean_concurrency_when_busy"), kExact, name);
    for (std::size_t k = 0; k < got.level_shares.size(); ++k) {
      expect_relative(got.level_shares[k], out.at("agent_level_distribution")[k], kExact, name);
    }
    EXPECT_LT(got.edge, 1e-13) << name;
  }
}

TEST(ChatPool, OneChatAtATimeIsErlangA) {
  const ChatPoolResult got = solve_chat_pool({0.65, 0.3, 3, {0.2}});
  const MmnG a = erlang_a(0.65, 0.2, 0.3, 3);
  expect_relative(got.p_wait, a.p_wait, 1e-11, "p_wait");
  expect_relative(got.p_abandon, a.p_abandon, 1e-11, "p_abandon");
  expect_relative(got.mean_wait_s, a.mean_wait_s, 1e-11, "wait");
  expect_relative(got.busy_share, a.occupancy, 1e-11, "occupancy");
}

// Two at once at the full speed each, levels that change nothing: a pool of 3 with cap 2 is a pool of 6.
TEST(ChatPool, WithoutSlowdownASlotIsAnOperator) {
  const ChatPoolResult got = solve_chat_pool({1.1, 0.4, 3, {0.2, 0.2}});
  const MmnG a = erlang_a(1.1, 0.2, 0.4, 6);
  expect_relative(got.p_wait, a.p_wait, 1e-11, "p_wait");
  expect_relative(got.p_abandon, a.p_abandon, 1e-11, "p_abandon");
  expect_relative(got.mean_in_service, 6.0 * a.occupancy, 1e-11, "in service");
}

// One operator: a birth-death chain by hand, weights 1, 1/0.5, 1/(0.5 * 0.8), then 1 / (0.8 + 0.1 q) each.
TEST(ChatPool, OneOperatorIsABirthDeathChain) {
  const ChatPoolResult got = solve_chat_pool({1.0, 0.1, 1, {0.5, 0.4}});
  double weight = 2.5, full = weight, queue = 0.0;
  for (int q = 1; q < 200; ++q) {
    weight /= 0.8 + 0.1 * q;
    full += weight;
    queue += q * weight;
  }
  const double total = 1.0 + 2.0 + full;
  EXPECT_NEAR(got.level_shares[0], 1.0 / total, 1e-12);
  EXPECT_NEAR(got.p_wait, full / total, 1e-12);
  EXPECT_NEAR(got.mean_queue, queue / total, 1e-11);
}

// A large pool, and one far out in overload and in idleness: balance of flow in all of them.
TEST(ChatPool, WhatComesInGoesOut) {
  const ChatPool pools[] = {
      {4.0, 0.3, 20, {0.2, 0.18, 0.16}}, {30.0, 0.3, 4, {0.2, 0.18, 0.16}}, {0.01, 0.3, 6, {0.2, 0.18, 0.16}}};
  for (const ChatPool& pool : pools) {
    const ChatPoolResult got = solve_chat_pool(pool);
    double done = 0.0, all = 0.0;
    for (std::size_t k = 0; k < got.level_shares.size(); ++k) {
      all += got.level_shares[k];
      if (k > 0) done += pool.operators * got.level_shares[k] * static_cast<double>(k) * pool.rate_per_chat_s[k - 1];
    }
    EXPECT_NEAR(all, 1.0, 1e-12);
    expect_relative(done + pool.abandon_per_s * got.mean_queue, pool.arrival_per_s, 1e-10, "flow");
  }
}

#ifdef FIRSTLINE_CHECKS
TEST(ChatPool, BadInputIsABug) {
  EXPECT_THROW(chat_turns(40.0, 20.0, 0), sim::BugError);
  EXPECT_THROW(chat_turns(0.0, 20.0, 1), sim::BugError);
  EXPECT_THROW(solve_chat_pool({1.0, 0.0, 1, {0.5}}), sim::BugError);
  EXPECT_THROW(solve_chat_pool({1.0, 0.1, 1, {}}), sim::BugError);
  EXPECT_THROW(solve_chat_pool({1.0, 0.1, 0, {0.5}}), sim::BugError);
}
#endif

}  // namespace
}  // namespace firstline

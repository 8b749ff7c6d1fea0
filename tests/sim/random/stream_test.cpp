#include "sim/random/stream.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/chi_squared.hpp>
#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace sim;

// Frozen: a change here changes every result that was ever printed. New purposes are appended.
TEST(StreamTest, ThePurposeTableIsFrozen) {
  struct Row {
    Purpose purpose;
    std::uint32_t block, lane;
  };
  for (const Row& row : {Row{Purpose::arrival_gap, 0, 0},
                         Row{Purpose::service, 0, 1},
                         Row{Purpose::patience, 0, 2},
                         Row{Purpose::channel_time, 0, 3},
                         Row{Purpose::patience_atom, 1, 0},
                         Row{Purpose::redial_decision, 1, 1},
                         Row{Purpose::redial_delay, 1, 2},
                         Row{Purpose::topic, 1, 3},
                         Row{Purpose::day_factor, 2, 0},
                         Row{Purpose::slot_factor, 2, 1},
                         Row{Purpose::staff_fraction, 2, 2},
                         Row{Purpose::initial_state, 2, 3},
                         Row{Purpose::channel_choice, 3, 0},
                         Row{Purpose::customer, 3, 1},
                         Row{Purpose::identification, 3, 2},
                         Row{Purpose::channel_switch, 3, 3},
                         Row{Purpose::classification, 4, 0},
                         Row{Purpose::notice, 4, 1},
                         Row{Purpose::solution, 4, 2},
                         Row{Purpose::escalation, 4, 3},
                         Row{Purpose::transfer_kind, 5, 0},
                         Row{Purpose::transfer_context, 5, 1},
                         Row{Purpose::handover, 5, 2},
                         Row{Purpose::after_work, 5, 3},
                         Row{Purpose::next_queue, 6, 0},
                         Row{Purpose::wrong_topic, 6, 1},
                         Row{Purpose::return_decision, 6, 2},
                         Row{Purpose::return_delay, 6, 3},
                         Row{Purpose::callback_accept, 7, 0},
                         Row{Purpose::callback_reached, 7, 1},
                         Row{Purpose::announced_wait, 7, 2},
                         Row{Purpose::absence_day, 8, 0},
                         Row{Purpose::absence, 8, 1},
                         Row{Purpose::shift_start_noise, 8, 2},
                         Row{Purpose::shift_end_noise, 8, 3},
                         Row{Purpose::break_after, 9, 0},
                         Row{Purpose::operator_speed, 9, 1},
                         Row{Purpose::operator_quality, 9, 2},
                         Row{Purpose::day_common, 10, 0},
                         Row{Purpose::incident_count, 10, 1},
                         Row{Purpose::incident_time, 10, 2},
                         Row{Purpose::bot_turn, 11, 0},
                         Row{Purpose::bot_next, 11, 1},
                         Row{Purpose::bot_time, 11, 2},
                         Row{Purpose::bot_solution, 11, 3},
                         Row{Purpose::bot_exposure, 12, 0},
                         Row{Purpose::bot_outage_count, 12, 1},
                         Row{Purpose::bot_outage_time, 12, 2},
                         Row{Purpose::bot_outage_length, 12, 3},
                         Row{Purpose::bot_refusal, 17, 0},
                         Row{Purpose::chat_think, 13, 0},
                         Row{Purpose::chat_reply, 13, 1},
                         Row{Purpose::chat_silence, 13, 2},
                         Row{Purpose::chat_tolerance, 13, 3},
                         Row{Purpose::chat_turns, 14, 0},
                         Row{Purpose::mail_touches, 14, 1},
                         Row{Purpose::mail_answer, 14, 2},
                         Row{Purpose::follow_up, 14, 3},
                         Row{Purpose::mood, 15, 0},
                         Row{Purpose::survey_answer, 15, 1},
                         Row{Purpose::survey_noise, 15, 2},
                         Row{Purpose::operator_error, 15, 3},
                         Row{Purpose::recommendation_noise, 16, 0},
                         Row{Purpose::ease_noise, 16, 1},
                         Row{Purpose::survey_call, 16, 2},
                         Row{Purpose::survey_reached, 16, 3}}) {
    EXPECT_EQ(purpose_block(row.purpose), row.block);
    EXPECT_EQ(purpose_lane(row.purpose), row.lane);
  }
}

TEST(StreamTest, AWordIsALaneOfTheDocumentedCounter) {
  const StreamKey key{.seed = 0x1122334455667788u, .replication = 99};
  const std::uint64_t entity = 0xaabbccdd00112233u;
  const PhiloxCounter block =
      philox4x32_10({0x00112233u, 0xaabbccddu, 1u + (3u << 8), 99u}, {0x55667788u, 0x11223344u});
  EXPECT_EQ(draw_word(key, Purpose::redial_delay, entity, 3), block[2]);
  EXPECT_EQ(draw_block(key, 1, entity, 3), block);
}

TEST(StreamTest, UniformsAreInsideTheUnitIntervalAndSymmetric) {
  EXPECT_EQ(to_uniform(0), 0x1p-33);
  EXPECT_EQ(to_uniform(0xffffffffu), 1.0 - 0x1p-33);
  for (const std::uint32_t word : {0u, 1u, 0x7fffffffu, 0x80000000u, 0x12345678u, 0xffffffffu}) {
    EXPECT_EQ(to_uniform(word) + to_uniform(~word), 1.0);
  }
}

TEST(StreamTest, NamesHashToFrozenWellSpreadValues) {
  EXPECT_EQ(hash_name(""), 0xf52a15e9a9b5e89bu);
  EXPECT_EQ(hash_name("calls"), 0xc4109ebb31822cbu);
  std::set<std::uint32_t> seen;
  for (int i = 0; i < 200; ++i) seen.insert(name_hash24("stream " + std::to_string(i)));
  EXPECT_EQ(seen.size(), 200u);
}

TEST(StreamTest, IssuesPackWithoutCollision) {
  const std::uint64_t packed = pack_issue(0xabcdefu, 0x2fffu, 0x3abcdefu);
  EXPECT_EQ(packed >> 40, 0xabcdefu);
  EXPECT_EQ((packed >> 26) & 0x3fffu, 0x2fffu);
  EXPECT_EQ(packed & 0x3ffffffu, 0x3abcdefu);
  EXPECT_EQ(pack_issue(0xffffffu, 0x3fffu, 0x3ffffffu), ~std::uint64_t{0});
  EXPECT_EQ(pack_issue(1, 2, 3) + 1, pack_issue(1, 2, 4));  // a day's issues are consecutive: batches rely on it
}

// P11 b: no two addresses share their first 64 bits (the chance among 200 000 is 1e-9).
TEST(StreamTest, DistinctAddressesGiveDistinctBlocks) {
  std::vector<std::uint64_t> firsts;
  for (std::uint32_t replication = 0; replication < 10; ++replication) {
    for (std::uint32_t attempt = 0; attempt < 4; ++attempt) {
      for (std::uint32_t block = 0; block < 5; ++block) {
        for (std::uint32_t i = 0; i < 1000; ++i) {
          const std::uint64_t entity = pack_issue(name_hash24("calls"), i % 10, i / 10);
          const PhiloxCounter words = draw_block({.seed = 1, .replication = replication}, block, entity, attempt);
          firsts.push_back((std::uint64_t{words[1]} << 32) | words[0]);
        }
      }
    }
  }
  std::sort(firsts.begin(), firsts.end());
  EXPECT_EQ(std::adjacent_find(firsts.begin(), firsts.end()), firsts.end());
}

using Stream = std::function<std::uint32_t(std::uint32_t)>;

// The correlation's z and the 16 x 16 chi-square's p of the pairs (x_i, y_i).
void expect_independent(const Stream& x, const Stream& y, double level) {
  constexpr int kDraws = 20000, kCells = 16;
  double product = 0.0;
  std::vector<int> cells(kCells * kCells, 0);
  for (std::uint32_t i = 0; i < kDraws; ++i) {
    const std::uint32_t u = x(i), v = y(i);
    product += (to_uniform(u) - 0.5) * (to_uniform(v) - 0.5);
    ++cells[(u >> 28) * kCells + (v >> 28)];
  }
  EXPECT_LT(std::fabs(product * 12.0 / std::sqrt(kDraws)), 5.0);
  double chi_square = 0.0;
  const double expected = static_cast<double>(kDraws) / (kCells * kCells);
  for (const int count : cells) chi_square += (count - expected) * (count - expected) / expected;
  const double p = cdf(complement(boost::math::chi_squared(kCells * kCells - 1), chi_square));
  EXPECT_GT(p, level);
  EXPECT_LT(p, 1.0 - level);
}

// P11 c, light: neighbours in every part of the address, 1e-4 in all (Bonferroni over 60 pairs).
TEST(StreamTest, NeighbouringStreamsAreIndependent) {
  const double level = 1e-4 / 60;
  const auto stream = [](std::uint64_t seed, std::uint32_t replication, Purpose purpose, std::uint32_t attempt,
                         std::uint32_t day, std::uint32_t lag) -> Stream {
    return [=](std::uint32_t i) {
      return draw_word({.seed = seed, .replication = replication}, purpose, pack_issue(77, day, i + lag), attempt);
    };
  };
  for (std::uint32_t k = 0; k < 10; ++k) {
    const Stream base = stream(k, k, Purpose::service, 0, k, 0);
    expect_independent(base, stream(k + 1, k, Purpose::service, 0, k, 0), level);  // next seed
    expect_independent(base, stream(k, k + 1, Purpose::service, 0, k, 0), level);  // next replication
    expect_independent(base, stream(k, k, Purpose::patience, 0, k, 0), level);     // next lane
    expect_independent(base, stream(k, k, Purpose::service, 1, k, 0), level);      // next attempt
    expect_independent(base, stream(k, k, Purpose::service, 0, k + 1, 0), level);  // next day
    expect_independent(base, stream(k, k, Purpose::service, 0, k, k + 1), level);  // serial
  }
}

}  // namespace

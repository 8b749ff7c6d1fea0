#include "sim/random/philox.h"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <boost/random/exponential_distribution.hpp>
#include <boost/random/uniform_int_distribution.hpp>
#include <cmath>
#include <random>
#include <vector>

namespace {

using namespace sim;

TEST(PhiloxTest, PublishedKnownAnswers) {
  EXPECT_EQ(philox4x32_10({0, 0, 0, 0}, {0, 0}), (PhiloxCounter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  const std::uint32_t ones = 0xffffffffu;
  EXPECT_EQ(philox4x32_10({ones, ones, ones, ones}, {ones, ones}),
            (PhiloxCounter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxCounter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(PhiloxTest, AgreesWithRandom123WithTenAndSevenRounds) {
  PhiloxEngine engine(1);
  for (int i = 0; i < 10000; ++i) {
    const PhiloxCounter counter{engine(), engine(), engine(), engine()};
    const PhiloxKey key{engine(), engine()};
    const philox4x32_ctr_t their_counter{{counter[0], counter[1], counter[2], counter[3]}};
    const philox4x32_key_t their_key{{key[0], key[1]}};
    const philox4x32_ctr_t ten = philox4x32_R(10, their_counter, their_key);
    const philox4x32_ctr_t seven = philox4x32_R(7, their_counter, their_key);
    ASSERT_EQ(philox4x32_10(counter, key), (PhiloxCounter{ten.v[0], ten.v[1], ten.v[2], ten.v[3]}));
    ASSERT_EQ(philox4x32<7>(counter, key), (PhiloxCounter{seven.v[0], seven.v[1], seven.v[2], seven.v[3]}));
  }
}

// The bodies for CPUs with vectors of 256 bits and for those without; on the latter the plain one twice.
class EveryCpu : public ::testing::TestWithParam<bool> {
 protected:
  EveryCpu() { wide_vectors = wide_vectors && GetParam(); }
  ~EveryCpu() override { wide_vectors = before_; }

 private:
  bool before_ = wide_vectors;
};
INSTANTIATE_TEST_SUITE_P(PhiloxTest, EveryCpu, ::testing::Bool());

TEST_P(EveryCpu, BatchHasTheBitsOfTheScalarForEveryLengthAndCarry) {
  const std::uint64_t seed = 0x0123456789abcdefu;
  for (const std::uint64_t base : {std::uint64_t{0}, std::uint64_t{0xfffffffcu}, ~std::uint64_t{0} - 3}) {
    for (int n = 0; n <= 100; ++n) {
      std::vector<std::uint32_t> lanes[4];
      for (auto& lane : lanes) lane.assign(static_cast<std::size_t>(n) + 1, 0xabadcafeu);
      philox_batch(seed, 7, 0x203, base, n, lanes[0].data(), lanes[1].data(), lanes[2].data(), lanes[3].data());
      for (int i = 0; i < n; ++i) {
        const std::uint64_t entity = base + static_cast<std::uint64_t>(i);
        const PhiloxCounter block =
            philox4x32_10({static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(entity >> 32), 0x203, 7},
                          {0x89abcdefu, 0x01234567u});
        for (std::size_t lane = 0; lane < 4; ++lane) ASSERT_EQ(lanes[lane][static_cast<std::size_t>(i)], block[lane]);
      }
      for (const auto& lane : lanes) ASSERT_EQ(lane.back(), 0xabadcafeu);
    }
  }
}

template <std::size_t kBlocks>
void expect_together_as_alone() {
  const PhiloxKey key{0xdeadbeefu, 0x12345678u};
  std::array<PhiloxCounter, kBlocks> counters;
  std::array<PhiloxPlace, kBlocks> places;
  for (std::uint32_t i = 0; i < kBlocks; ++i) {
    counters[i] = {0xfffffff0u + i, 77u * i, 0x80000001u - i, 3u + (i << 28)};
    places[i] = {(std::uint64_t{counters[i][1]} << 32) | counters[i][0],
                 (std::uint64_t{counters[i][3]} << 32) | counters[i][2]};
    EXPECT_EQ(places[i].counter(), counters[i]) << i;
  }
  const std::array<PhiloxCounter, kBlocks> words = philox_together(places, key);
  for (std::size_t i = 0; i < kBlocks; ++i) EXPECT_EQ(words[i], philox4x32_10(counters[i], key)) << i;
}

TEST_P(EveryCpu, BlocksTogetherHaveTheBitsOfEachAlone) {
  expect_together_as_alone<2>();
  expect_together_as_alone<3>();
  expect_together_as_alone<4>();
  expect_together_as_alone<5>();
}

TEST(PhiloxTest, EngineWalksTheCountersAndDiscards) {
  PhiloxEngine engine(0);
  for (const std::uint32_t word : philox4x32_10({0, 0, 0, 0}, {0, 0})) EXPECT_EQ(engine(), word);
  EXPECT_EQ(engine(), philox4x32_10({1, 0, 0, 0}, {0, 0})[0]);
  const PhiloxCounter near_carry{0xfffffffeu, 0xffffffffu, 5, 0};
  for (unsigned skip = 0; skip < 40; ++skip) {
    PhiloxEngine walked(9, near_carry), jumped(9, near_carry);
    walked();
    jumped();
    for (unsigned i = 0; i < skip; ++i) walked();
    jumped.discard(skip);
    ASSERT_EQ(walked, jumped);
    ASSERT_EQ(walked(), jumped()) << skip;
  }
  PhiloxEngine carried(9, near_carry);
  carried.discard(8);
  EXPECT_EQ(carried(), philox4x32_10({0, 0, 6, 0}, {9, 0})[0]);
}

TEST(PhiloxTest, EngineServesBoostAndStandardDistributions) {
  static_assert(std::uniform_random_bit_generator<PhiloxEngine>);
  PhiloxEngine engine(42);
  boost::random::exponential_distribution<double> exponential(1.0);
  boost::random::uniform_int_distribution<int> die(1, 6);
  double sum = 0.0;
  int sixes = 0;
  for (int i = 0; i < 200000; ++i) {
    sum += exponential(engine);
    sixes += die(engine) == 6 ? 1 : 0;
  }
  EXPECT_NEAR(sum / 200000, 1.0, 4.5 / std::sqrt(200000.0));
  EXPECT_NEAR(sixes / 200000.0, 1.0 / 6, 4.5 * std::sqrt(5.0 / 36 / 200000));
}

}  // namespace

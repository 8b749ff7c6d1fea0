#include "sim/base/id.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace {

struct TeamTag;
struct QueueTag;
using TeamId = sim::Id<TeamTag>;
using QueueId = sim::Id<QueueTag>;

TEST(IdTest, StartsInvalidAndKeepsItsIndex) {
  EXPECT_FALSE(TeamId().valid());
  EXPECT_EQ(TeamId(), TeamId::invalid());
  EXPECT_TRUE(TeamId(0).valid());
  EXPECT_EQ(TeamId(7).index(), 7u);
  static_assert(sizeof(TeamId) == 4);
}

TEST(IdTest, OrdersByIndex) {
  EXPECT_LT(TeamId(1), TeamId(2));
  EXPECT_NE(TeamId(1), TeamId(2));
  EXPECT_LT(TeamId(2), TeamId::invalid());
}

TEST(IdTest, KindsDoNotMix) {
  static_assert(!std::is_convertible_v<TeamId, QueueId>);
  static_assert(!std::is_constructible_v<TeamId, QueueId>);
  static_assert(!std::is_convertible_v<unsigned, TeamId>);
}

}  // namespace

#include "models/record/estimate.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

TEST(EstimateTest, StartsUndefined) {
  const Estimate estimate;
  EXPECT_FALSE(estimate.mean.has_value());
  EXPECT_FALSE(estimate.lo.has_value());
  EXPECT_EQ(estimate.slice, (Slice{"", ""}));
  EXPECT_FALSE(Difference{}.distinguishable);
}

}  // namespace
}  // namespace firstline

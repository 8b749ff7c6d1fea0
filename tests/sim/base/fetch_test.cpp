#include "sim/base/fetch.h"

#include <gtest/gtest.h>

#include <vector>

namespace {

// Only time may change.
TEST(Fetch, LeavesMemoryAloneAndTakesAnyAddress) {
  std::vector<int> values(1000, 7);
  for (const int& value : values) sim::fetch(&value);
  EXPECT_EQ(values, std::vector<int>(1000, 7));
  sim::fetch(values.data() + values.size());
  sim::fetch(nullptr);
}

}  // namespace

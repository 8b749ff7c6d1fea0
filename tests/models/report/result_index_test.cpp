#include "models/report/result_index.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

TEST(ResultIndexTest, FindsByKeyAndSlice) {
  const std::vector<Estimate> estimates{
      {.key = "a", .slice = {}, .unit = "s", .mean = 1.0, .lo = {}, .hi = {}, .reason = ""},
      {.key = "a", .slice = {"team", "x"}, .unit = "s", .mean = 2.0, .lo = {}, .hi = {}, .reason = ""}};
  const auto index = index_of(estimates);
  EXPECT_EQ(index.find("a")->mean, 1.0);
  EXPECT_EQ(index.find("a", {"team", "x"})->mean, 2.0);
  EXPECT_EQ(index.find("a", {"team", "y"}), nullptr);
  EXPECT_EQ(index.find("b"), nullptr);
}

}  // namespace
}  // namespace firstline

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

TEST(ResultIndexTest, CommasInNamesDoNotMixPairsUp) {
  const Slice one = pair_slice("bot,step", "a", "b,c"), other = pair_slice("bot,step", "a,b", "c");
  std::vector<Estimate> estimates(2);
  estimates[0].key = estimates[1].key = "a";
  estimates[0].slice = one;
  estimates[1].slice = other;
  estimates[0].mean = 1.0;
  estimates[1].mean = 2.0;
  const auto index = index_of(estimates);
  EXPECT_EQ(index.find("a", one)->mean, 1.0);
  EXPECT_EQ(index.find("a", other)->mean, 2.0);
}

}  // namespace
}  // namespace firstline

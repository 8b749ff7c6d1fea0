#include "sim/random/wide.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace sim {
namespace {

// The operating system lists what the CPU has, and what it lets programs use of it.
TEST(Wide, VectorsAreWideWhereTheSystemSaysSo) {
  std::ifstream file("/proc/cpuinfo");
  const std::string all{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (all.empty()) GTEST_SKIP() << "this system has no list of what its CPU has";
  EXPECT_EQ(wide_vectors, SIM_HAS_AVX2 != 0 && all.find(" avx2") != std::string::npos);
}

}  // namespace
}  // namespace sim

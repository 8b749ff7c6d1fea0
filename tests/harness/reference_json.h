// The shared reference values, for tests: a block by name, or nothing where the values are not at hand.
//
// Flow: a test asks for its block and calls GTEST_SKIP() << kNoReference without it.
// Shape: the file is reference/reference_values.json under $FIRSTLINE_SHARED, else under ../shared as seen from the
//        root of the repository, where tests run.
// Errors: an unreadable file or an unknown block throws.
// Tests: tests/models/analytic use it throughout
#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace firstline {

inline constexpr const char* kNoReference = "no shared reference values here (FIRSTLINE_SHARED or ../shared)";

inline std::string shared_folder() {
  const char* folder = std::getenv("FIRSTLINE_SHARED");
  return folder != nullptr ? folder : "../shared";
}

inline std::optional<nlohmann::json> reference_block(const std::string& name) {
  static const nlohmann::json all = [] {
    std::ifstream file(shared_folder() + "/reference/reference_values.json");
    return file ? nlohmann::json::parse(file) : nlohmann::json();
  }();
  if (all.is_null()) return std::nullopt;
  return all.at(name);
}

// |got - want| <= tolerance |want|; where want is 0, got must be within `tolerance` of it.
inline void expect_relative(double got, double want, double tolerance, const std::string& what) {
  EXPECT_TRUE(std::isfinite(got)) << what;
  EXPECT_LE(std::fabs(got - want), tolerance * (want == 0.0 ? 1.0 : std::fabs(want)))
      << what << ": got " << ::testing::PrintToString(got) << ", want " << ::testing::PrintToString(want);
}

}  // namespace firstline

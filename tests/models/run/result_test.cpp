#include "models/run/result.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace firstline {
namespace {

TEST(Result, VersionIsThatOfTheBuild) {
  std::ifstream file("CMakeLists.txt");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_NE(text.str().find(std::string("project(firstline VERSION ") + kVersion), std::string::npos);
}

TEST(Result, ProvenanceNamesTheResultsVersion) {
  const Provenance provenance;
  EXPECT_EQ(provenance.version, kVersion);
  EXPECT_EQ(provenance.results_version, kResultsVersion);
}

}  // namespace
}  // namespace firstline

// The same customers on both sides: what pairing is worth on the bank, for one operator more.
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include "models/run/run.h"
#include "models/scenario/scenario_json.h"

namespace firstline {
namespace {

LoadedScenario bank(const std::string& patch) {
  std::ifstream file("scenarios/presets/bank_1999.json");
  std::stringstream text;
  text << file.rdbuf();
  LoadOptions options;
  options.patch = patch;
  return load_scenario(text.str(), "bank_1999.json", options);
}

double half_width(const Estimate& estimate) { return 0.5 * (*estimate.hi - *estimate.lo); }

// Variance of the difference of independent runs over that of the paired difference.
void expect_sharp(const std::string& hours, double least) {
  const LoadedScenario base = bank("");
  const std::string extra =
      R"({"teams":{"agents":{"extra_staff":{"one more":{"days":"all","hours":")" + hours + R"(","operators":1}}}}})";
  Experiment experiment = base.experiment;
  experiment.replications = 150;
  experiment.precision.clear();
  RunOptions options;
  options.threads = 2;
  const CompareResult result = compare(base.scenario, {{"plus 1", bank(extra).scenario}}, experiment, options);
  for (const std::string& key :
       {std::string("wait.mean"), std::string("abandonment_rate"), std::string("service_level")}) {
    for (const Difference& row : result.variants.front().differences) {
      if (row.base.key != key || !(row.base.slice == Slice{})) continue;
      const double independent =
          half_width(row.base) * half_width(row.base) + half_width(row.variant) * half_width(row.variant);
      const double ratio = independent / (half_width(row.difference) * half_width(row.difference));
      std::printf("+1 operator %s, %s: variance ratio %.0f\n", hours.c_str(), key.c_str(), ratio);
      EXPECT_GE(ratio, least) << key;
      EXPECT_TRUE(row.distinguishable) << key;
    }
  }
}

TEST(Paired, OneMoreInTheAfternoonIsSeenSharply) { expect_sharp("15:00-18:00", 10.0); }

// All day long one more operator takes a third off the wait, and much more in a busy week than in a slack one: what is
// left of the variance is the effect itself, which no pairing can remove (docs/method/output_analysis.md).
TEST(Paired, OneMoreAllDayLeavesTheVarianceOfTheEffect) { expect_sharp("07:00-24:00", 6.0); }

}  // namespace
}  // namespace firstline

// The presets that change help_desk: the same issues in each, and the same bits for any number of threads.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "models/run/run.h"
#include "models/scenario/scenario_json.h"

namespace firstline {
namespace {

std::string text_of(const std::string& preset) {
  std::ifstream file("scenarios/presets/" + preset);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

RunResult days_of(const std::string& preset, int threads) {
  LoadOptions how;
  how.read_base = text_of;
  const LoadedScenario loaded = load_scenario(text_of(preset), preset, how);
  Experiment experiment = loaded.experiment;
  experiment.replications = 2;
  experiment.precision.clear();
  experiment.warm_up_s = 86'400.0;
  experiment.measure_s = 86'400.0;
  experiment.cool_down_s = 86'400.0;
  experiment.repeat_window_s = 86'400.0;
  RunOptions options;
  options.threads = threads;
  return run(loaded.scenario, experiment, options);
}

// By type and by topic; what each issue is about, and when it comes, hangs on no channel, bot or line.
std::vector<double> issues_of(const RunResult& result) {
  std::vector<double> issues;
  for (const Estimate& estimate : result.estimates) {
    const std::string& by = estimate.slice.dimension;
    if (estimate.key == "issues.opened" && (by.empty() || by == "contact_type" || by == "topic")) {
      issues.push_back(estimate.mean.value_or(-1.0));
    }
  }
  return issues;
}

TEST(Presets, MeetTheSameIssues) {
  const std::vector<double> base = issues_of(days_of("call_center_only.json", 2));
  ASSERT_GT(base.size(), 10u);
  EXPECT_GT(base.front(), 1000.0);
  for (const char* preset : {"chat_trial.json", "chat_bot.json", "voice_bot.json", "omnichannel.json"}) {
    EXPECT_EQ(issues_of(days_of(preset, 2)), base) << preset;
  }
}

TEST(Presets, EveryChannelTheSameBitsForAnyNumberOfThreads) {
  const std::uint64_t one = days_of("omnichannel.json", 1).provenance.result_hash;
  for (const int threads : {2, 3}) EXPECT_EQ(days_of("omnichannel.json", threads).provenance.result_hash, one);
}

}  // namespace
}  // namespace firstline

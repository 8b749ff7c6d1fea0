#include "models/cli/inputs.h"

#include <gtest/gtest.h>

#include "tests/cli/workplace.h"

namespace firstline {
namespace {

using workplace::Folder;
using workplace::run;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  return text.replace(text.find(from), from.size(), to);
}

std::string based_on(const std::string& base) {
  return R"({"schema_version": 1, "base": ")" + base + R"(", "patch": {"teams": {"line": {"staff": 5}}}})";
}

TEST(InputsTest, ABaseIsFoundBesideItsScenario) {
  const Folder folder;
  EXPECT_EQ(run({"check", folder.write("more.json", based_on("tiny.json"))}).code, 0);
}

// S41: nothing outside the scenario's folder, whatever the links say; a base that cannot be used is a bad input.
TEST(InputsTest, BasesStayInTheFolder) {
  const Folder folder;
  const Folder elsewhere;
  std::filesystem::create_symlink(elsewhere.path("tiny.json"), folder.path("link.json"));
  std::filesystem::create_symlink(folder.path("tiny.json"), folder.path("inside.json"));
  for (const std::string& base : {std::string("link.json"), std::string("../tiny.json"), elsewhere.path("tiny.json"),
                                  std::string("http://example.org/x.json"), std::string("none.json")}) {
    const workplace::Outcome outcome = run({"check", folder.write("more.json", based_on(base))});
    EXPECT_EQ(outcome.code, 2) << base;
    EXPECT_NE(outcome.err.find("error[E345]"), std::string::npos) << base << ": " << outcome.err;
  }
  EXPECT_EQ(run({"check", folder.write("more.json", based_on("inside.json"))}).code, 0);
}

// Who copies a preset that stands on another is told what is missing, in one language.
TEST(InputsTest, ABaseThatIsNotThereSaysWhereItShouldLie) {
  const Folder folder;
  const std::string mine = folder.write("mine.json", based_on("help_desk.json"));
  EXPECT_NE(run({"check", mine})
                .err.find("cannot read the base help_desk.json (No such file or directory); it must lie "
                          "beside this file"),
            std::string::npos)
      << run({"check", mine}).err;
  const std::string russian = run({"check", mine, "--lang", "ru"}).err;
  EXPECT_NE(russian.find("не читается base help_desk.json ("), std::string::npos) << russian;
  EXPECT_EQ(russian.find("cannot read"), std::string::npos) << russian;
  std::filesystem::create_directory(folder.path("sub"));
  const std::string on_folder = run({"check", folder.write("more.json", based_on("sub")), "--lang", "ru"}).err;
  EXPECT_NE(on_folder.find("не читается base sub (каталог)"), std::string::npos) << on_folder;
}

// S36, S37: what flags, an experiment's file or the base's experiment ask for is bounded like the document itself.
TEST(InputsTest, LimitsHoldForFlagsToo) {
  const Folder folder;
  const std::string tiny = folder.path("tiny.json");
  const std::string much = folder.write("much.json", R"({"schema_version": 1, "replications": 1000000000})");
  const std::string busy = folder.write("busy.json", replaced(workplace::kTiny, "60 per h", "200000000 per h"));
  for (const std::vector<std::string>& words : {std::vector<std::string>{"run", tiny, "--replications", "1000000000"},
                                                {"run", tiny, "--experiment", much},
                                                {"compare", tiny, busy}}) {
    const workplace::Outcome outcome = run(words);
    EXPECT_EQ(outcome.code, 3) << outcome.err;
    EXPECT_NE(outcome.err.find("error[E402] "), std::string::npos) << outcome.err;
  }
}

TEST(InputsTest, UnknownMetricsAreRefusedWhereTheyStand) {
  const Folder folder;
  const std::string bad = folder.write(
      "bad.json", replaced(workplace::kTiny, "\"replications\": 5", R"("precision": {"wait.maen": 0.01})"));
  const workplace::Outcome outcome = run({"check", bad});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("error[E348] " + bad + ":14:"), std::string::npos) << outcome.err;
  EXPECT_NE(outcome.err.find("no metric \"wait.maen\""), std::string::npos) << outcome.err;
}

// The same as the change written out; away from the folder of the interventions; and the report names its grounds.
TEST(InputsTest, InterventionsAreVariantsOfTheBase) {
  const Folder folder;
  std::string desk =
      replaced(workplace::kTiny, "\"queues\": {\"phone\": {}}",
               R"("channels": {"phone": {"kind": "call", "identification": {"share": 0.5, "saves": 0.4}}},
                                 "queues": {"phone": {}})");
  desk = replaced(desk, "\"queue\": \"phone\",", "\"queue\": \"phone\", \"channels\": {\"phone\": 1},");
  const std::string base = folder.write("desk.json", desk);
  const std::string changed = folder.write("changed.json", replaced(desk, "\"share\": 0.5", "\"share\": 0.9"));
  const workplace::Outcome by_hand = run({"compare", base, changed});
  ASSERT_EQ(by_hand.code, 0) << by_hand.err;
  const workplace::Outcome called = run({"compare", base, "--with", "caller_identification"});
  ASSERT_EQ(called.code, 0) << called.err;
  EXPECT_NE(called.out.find("\nCaller identification: Nine callers of ten"), std::string::npos) << called.out;
  EXPECT_NE(called.out.find("Repeat with: firstline compare " + base + " --with caller_identification --seed 1"),
            std::string::npos);
  const auto row = [](const std::string& text) {
    const std::size_t at = text.find("\naverage handle time");
    return text.substr(at, text.find('\n', at + 1) - at);
  };
  EXPECT_EQ(row(called.out), row(by_hand.out));
  EXPECT_NE(row(called.out).find(" .. "), std::string::npos) << "the handle time changed: " << row(called.out);
  const workplace::Outcome russian = run({"compare", base, "--with", "caller_identification", "--lang", "ru"});
  EXPECT_NE(russian.out.find("Допущение."), std::string::npos) << russian.out;
}

TEST(InputsTest, FlagsComeAfterDocuments) {
  const Folder folder;
  Request request;
  request.operands = {folder.path("tiny.json")};
  std::istringstream none;
  LoadedScenario loaded = load_scenario_file(request.operands[0], request, none);
  EXPECT_EQ(experiment_of(loaded, request, none).replications, 5);
  request.experiment = folder.write("how.json", R"({"schema_version": 1, "replications": 7, "seed": 3})");
  EXPECT_EQ(experiment_of(loaded, request, none).replications, 7);
  request.changes.replications = 9;
  request.changes.precision["wait.mean"] = 0.01;
  request.changes.interval_s = 900.0;
  const Experiment experiment = experiment_of(loaded, request, none);
  EXPECT_EQ(experiment.replications, 9);
  EXPECT_EQ(experiment.seed, 3u);
  EXPECT_EQ(experiment.precision.at("wait.mean"), 0.01);
  EXPECT_EQ(experiment.interval_s, 900.0);
}

}  // namespace
}  // namespace firstline

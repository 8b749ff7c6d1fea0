#include "models/scenario/scenario_json.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "models/scenario/document_edit.h"
#include "models/scenario/messages.h"
#include "tests/models/scenario/bad_documents.h"
#include "tests/models/scenario/load.h"

namespace firstline {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

LoadedScenario load_preset(const std::string& name, LoadOptions options = {}) {
  options.read_base = [](const std::string& path) { return read_file("scenarios/presets/" + path); };
  return load_scenario(read_file("scenarios/presets/" + name), "scenarios/presets/" + name, options);
}

// Every bad document gives its problem first, at its place, in words.
TEST(ScenarioJson, BadDocumentsAreRefusedWhereAndWhy) {
  for (const BadDocument& bad : bad_documents()) {
    const std::string text = bad.from.empty() ? bad.to : replaced(small_document(), bad.from, bad.to);
    SCOPED_TRACE(std::string(bad.id) + " " + bad.code + " " + bad.to.substr(0, 80));
    const std::vector<sim::Problem> problems = problems_of(text);
    ASSERT_FALSE(problems.empty());
    const sim::Problem& problem = problems.front();
    EXPECT_EQ(problem.code, bad.code);
    EXPECT_EQ(problem.pointer, bad.pointer);
    EXPECT_EQ(std::to_string(problem.line) + ":" + std::to_string(problem.column),
              std::to_string(bad.line) + ":" + std::to_string(bad.column));
    EXPECT_EQ(problem.file, "day.json");
    EXPECT_NE(message_text(problem, Language::en).find(bad.message), std::string::npos)
        << message_text(problem, Language::en);
    EXPECT_LT(problem.value.size(), 130u);
  }
}

TEST(ScenarioJson, OneFaultIsOneProblem) {
  for (const BadDocument& bad : bad_documents()) {
    const std::string text = bad.from.empty() ? bad.to : replaced(small_document(), bad.from, bad.to);
    const std::string code = bad.code;
    SCOPED_TRACE(code + " " + bad.to.substr(0, 80));
    EXPECT_EQ(problems_of(text).size(), 1u) << codes_of(problems_of(text));
  }
}

TEST(ScenarioJson, ReadsTheSmallDocument) {
  const LoadedScenario loaded = load_scenario(small_document(), "day.json");
  EXPECT_TRUE(loaded.warnings.empty());
  const Scenario& scenario = loaded.scenario;
  EXPECT_EQ(scenario.name, "Small");
  EXPECT_EQ(sim::format_date(scenario.start_day), "1999-01-04");
  const ContactType& calls = scenario.contact_types.at("calls");
  EXPECT_DOUBLE_EQ(calls.arrivals.rate_per_s.at(3, 1000.0), 10.0 / 3600.0);
  EXPECT_EQ(calls.service, sim::Law::exponential(300.0));
  EXPECT_EQ(calls.patience, sim::Law::exponential(180.0));
  EXPECT_EQ(calls.redial.probability, 0.5);
  EXPECT_EQ(scenario.queues.at("main").capacity, 50);
  EXPECT_EQ(scenario.teams.at("line 1").staff.at(6, 0.0), 3.0);
  EXPECT_EQ(scenario.teams.at("line 1").wage_per_h, 25.0);
  EXPECT_EQ(loaded.experiment.measure_s, 86400.0);
}

TEST(ScenarioJson, AllProblemsOfADocumentComeTogetherInItsOrder) {
  std::string text = replaced(small_document(), "50", "-1");
  text = replaced(text, "5 min", "5");
  text = replaced(text, "\"seed\"", "\"sed\"");
  text = replaced(text, "\"main\",", "\"mian\",");
  EXPECT_EQ(codes_of(problems_of(text)), "E340 E316 E320 E312");
}

TEST(ScenarioJson, CommentsAndAByteOrderMarkAreAccepted) {
  const std::string commented = replaced(small_document(), "{", "{ // one\n /* two\n * three */");
  EXPECT_EQ(load_scenario("\xEF\xBB\xBF" + commented, "day.json").hash,
            load_scenario(small_document(), "day.json").hash);
}

TEST(ScenarioJson, WholeNumbersMayBeWrittenWithPointOrExponent) {
  EXPECT_EQ(load_scenario(replaced(small_document(), "50", "3.0"), "a").scenario.queues.at("main").capacity, 3);
  EXPECT_EQ(load_scenario(replaced(small_document(), "50", "1e3"), "a").scenario.queues.at("main").capacity, 1000);
}

TEST(ScenarioJson, LargeSeedsAreStrings) {
  const auto seed = [](const char* text) {
    return load_scenario(replaced(small_document(), "\"seed\": 1", std::string("\"seed\": ") + text), "a")
        .experiment.seed;
  };
  EXPECT_EQ(seed("9007199254740992"), 9007199254740992u);
  EXPECT_EQ(seed("\"18446744073709551615\""), 18446744073709551615u);
  EXPECT_EQ(seed("\"7\""), 7u);
}

TEST(ScenarioJson, HashForgetsOrderSpacesAndSpellingOfNumbers) {
  const LoadedScenario one = load_scenario(small_document(), "a.json");
  std::string other =
      replaced(small_document(), "\"seed\": 1, \"replications\": 20", "\"replications\":2e1,\"seed\":1.0");
  other = replaced(other, "  \"name\": \"Small\",\n", "");
  other =
      replaced(other, "\"schema_version\": 1,", "\"name\":\"Small\",\"$schema\": \"x\", \"schema_version\": 1,\n\n");
  EXPECT_EQ(load_scenario(other, "b.json").canonical, one.canonical);
  EXPECT_EQ(load_scenario(other, "b.json").hash, one.hash);
  EXPECT_NE(load_scenario(replaced(small_document(), "50", "51"), "a.json").hash, one.hash);
  // The canonical text is a document of the same content.
  EXPECT_EQ(load_scenario(one.canonical, "c.json").hash, one.hash);
}

TEST(ScenarioJson, TheScenarioKnowsTheHashOfItsDocument) {
  const LoadedScenario loaded = load_scenario(small_document(), "a.json");
  EXPECT_NE(loaded.hash, 0u);
  EXPECT_EQ(loaded.scenario.document_hash, loaded.hash);
}

TEST(ScenarioJson, RatesMayRunFromSlotToSlot) {
  const auto arrivals = [](const std::string& interpolation) {
    return replaced(small_document(), "\"rate\": \"10 per h\"",
                    R"("unit": "per hour", "slot": "1 h", "from": "08:00", "days": {"all": [10, 30]})" + interpolation);
  };
  const auto read = [&](const std::string& interpolation) {
    return load_scenario(arrivals(interpolation), "a").scenario.contact_types.at("calls").arrivals.interpolation;
  };
  EXPECT_EQ(read(""), Interpolation::constant);
  EXPECT_EQ(read(R"(, "interpolation": "constant")"), Interpolation::constant);
  EXPECT_EQ(read(R"(, "interpolation": "linear")"), Interpolation::linear);
  EXPECT_EQ(codes_of(problems_of(arrivals(R"(, "interpolation": "cubic")"))), "E317");
  EXPECT_EQ(
      codes_of(problems_of(replaced(small_document(), "10 per h\"", "10 per h\", \"interpolation\": \"linear\""))),
      "E318");
}

TEST(ScenarioJson, StrictRefusesArrivalsWithoutStaff) {
  LoadOptions options;
  options.strict = true;
  const auto problems = problems_of(replaced(small_document(), "\"staff\": 3", "\"staff\": 0"), options);
  ASSERT_EQ(codes_of(problems), "E333");
  EXPECT_EQ(problems[0].pointer, "/queues/main");
  EXPECT_NE(message_text(problems[0], Language::en).find("no staff all week"), std::string::npos);
}

TEST(ScenarioJson, OverloadOfPatientCustomersIsAWarning) {
  std::string text =
      replaced(small_document(), "      \"patience\": { \"law\": \"exponential\", \"mean\": \"3 min\" },\n", "");
  text = replaced(text, "10 per h", "1 per min");
  text = replaced(text, "\"capacity\": 50", "");
  const auto warnings = problems_of(text);
  ASSERT_EQ(codes_of(warnings), "W404");
  EXPECT_NE(message_text(warnings[0], Language::en).find("load of 5 to 3 operators, it grows by about 24"),
            std::string::npos)
      << message_text(warnings[0], Language::en);
  EXPECT_EQ(codes_of(problems_of(replaced(text, "\"main\": {", "\"main\": { \"capacity\": 9"))), "");
}

TEST(ScenarioJson, ExperimentsMayStandAlone) {
  const Experiment e = load_experiment(
      R"({"schema_version": 1, "precision": {"wait.mean": "1%", "abandonment_rate": 0.02}, "thresholds": ["20 s", "1 min"],
          "start": "stationary", "warm_up": "1 h"})",
      "e.json");
  EXPECT_DOUBLE_EQ(e.precision.at("wait.mean"), 0.01);
  EXPECT_EQ(e.precision.at("abandonment_rate"), 0.02);
  EXPECT_EQ(e.thresholds_s, (std::vector<double>{20.0, 60.0}));
  EXPECT_EQ(e.start, Start::stationary);
  EXPECT_EQ(e.warm_up_s, 3600.0);
  try {
    load_experiment(R"({"schema_version": 1, "thresholds": ["1 s","2 s","3 s","4 s","5 s"], "sead": 3})", "e.json");
    FAIL();
  } catch (const sim::InputError& error) {
    EXPECT_EQ(codes_of(error.problems()), "E330 E312");
    EXPECT_EQ(error.problems()[0].pointer, "/thresholds");
    EXPECT_EQ(error.problems()[0].column, 37);
  }
}

TEST(ScenarioJson, AScenarioInPlaceOfAnExperimentIsOneProblem) {
  try {
    load_experiment(small_document(), "day.json");
    FAIL();
  } catch (const sim::InputError& error) {
    ASSERT_EQ(codes_of(error.problems()), "E318");
    const std::string line = problem_line(error.problems()[0], Language::en);
    EXPECT_NE(line.find("day.json:"), std::string::npos) << line;
    EXPECT_NE(line.find("at /contact_types: this is a scenario, and an experiment is expected here"), std::string::npos)
        << line;
    EXPECT_NE(message_text(error.problems()[0], Language::ru).find("это сценарий, а здесь нужен эксперимент"),
              std::string::npos);
  }
  try {  // a variant has a base in place of teams
    load_experiment(R"({"schema_version": 1, "base": "day.json"})", "v.json");
    FAIL();
  } catch (const sim::InputError& error) {
    EXPECT_EQ(codes_of(error.problems()), "E318");
  }
}

TEST(ScenarioJson, TextbookPresetIsWorkloadA) {
  const LoadedScenario loaded = load_preset("mmn_textbook.json");
  const ContactType& calls = loaded.scenario.contact_types.at("calls");
  EXPECT_EQ(calls.arrivals.rate_per_s, WeekSeries::constant(10.0 / 60.0));
  EXPECT_EQ(calls.service, sim::Law::exponential(600.0));
  EXPECT_EQ(calls.patience, sim::Law::exponential(300.0));
  EXPECT_EQ(loaded.scenario.teams.at("agents").staff, WeekSeries::constant(100.0));
  EXPECT_EQ(loaded.experiment.start, Start::stationary);
  EXPECT_EQ(loaded.experiment.measure_s, 6'000'000.0);
  EXPECT_EQ(loaded.experiment.thresholds_s, std::vector<double>{20.0});
  EXPECT_EQ(load_preset("mmn_textbook_plus1.json").scenario.teams.at("agents").staff, WeekSeries::constant(101.0));
}

TEST(ScenarioJson, MultiSkillPresetIsWorkloadB) {
  const Scenario scenario = load_preset("multi_skill_day.json").scenario;
  double contacts = 0.0;
  for (const auto& [name, type] : scenario.contact_types) {
    for (const double rate : type.arrivals.rate_per_s.days[4]) contacts += rate * 1800.0;
    EXPECT_EQ(type.arrivals.rate_per_s.days[4].size(), 36u);
    EXPECT_EQ(scenario.queues.at(type.queue).closing, Closing::serve_out);
  }
  EXPECT_NEAR(contacts, 4.2 * 30.0 * 20.0, 1e-9 * contacts + 126.0 * 0.05);  // the profile sums to about 20
  EXPECT_NEAR(scenario.contact_types.at("orders").arrivals.rate_per_s.at(0, 9.25 * 3600.0) * 60.0, 1.5 * 0.85, 1e-12);
  EXPECT_EQ(scenario.teams.at("experts").serves.at("orders").choice, 3);
  EXPECT_EQ(scenario.teams.at("experts").serves.at("technical").priority, 3);
  EXPECT_EQ(scenario.teams.at("orders team").serves.at("technical").priority, 2);
}

TEST(ScenarioJson, ManyProblemsAreCutAndHideNothingWrong) {
  std::string queues = "\"queues\": {";
  for (int i = 0; i < 3000; ++i) queues += "\"spare " + std::to_string(i) + "\": {},";
  const std::string text = replaced(small_document(), "\"queues\": {", queues);
  EXPECT_EQ(problems_of(text).size(), 1000u);
  EXPECT_EQ(codes_of(problems_of(replaced(text, "10 per h", "1e9 per h"))), "E402");
  std::string keys = "\"seed\": 1";
  for (int i = 0; i < 100'000; ++i) keys += ", \"k" + std::to_string(i) + "\": 1";
  EXPECT_EQ(problems_of(replaced(small_document(), "\"seed\": 1", keys)).size(), 1000u);
}

// A deterministic storm of small damages: every one is read or refused, none crashes.
TEST(ScenarioJson, MutatedPresetsNeverCrash) {
  const std::string alphabet = "{}[]\",:0123456789.-+eE/\\*#%anltrufs \n\x80\xff";
  std::uint64_t state = 12345;
  const auto next = [&state](std::size_t n) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state >> 33) % n;
  };
  int refused = 0;
  for (int i = 0; i < 2000; ++i) {
    std::string text = i % 2 == 0 ? read_file("scenarios/presets/multi_skill_day.json") : small_document();
    for (std::size_t damage = 0; damage <= next(3); ++damage) {
      const std::size_t at = next(text.size()), length = next(12);
      switch (next(4)) {
        case 0:
          text.erase(at, length);
          break;
        case 1:
          text.insert(at, 1, alphabet[next(alphabet.size())]);
          break;
        case 2:
          text[at] = alphabet[next(alphabet.size())];
          break;
        default:
          text.insert(next(text.size()), text.substr(at, 4 * length));
          break;
      }
    }
    const std::vector<sim::Problem> problems = problems_of(text);
    refused += problems.empty() ? 0 : 1;
    for (const sim::Problem& problem : problems) {
      EXPECT_FALSE(problem_line(problem, Language::ru).empty());
      EXPECT_TRUE(problem.code[0] == 'W' || problem.line > 0) << problem.code;
    }
  }
  EXPECT_GT(refused, 1000);
}

TEST(ScenarioJson, EveryPrefixOfADocumentIsRefused) {
  const std::string text = small_document();
  for (std::size_t length = 0; length + 2 < text.size(); ++length) {
    EXPECT_EQ(codes_of(problems_of(text.substr(0, length))).substr(0, 3), "E30") << length;
  }
}

}  // namespace
}  // namespace firstline

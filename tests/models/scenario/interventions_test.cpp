#include "models/scenario/interventions.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "models/scenario/messages.h"
#include "models/scenario/scenario_json.h"
#include "sim/base/error.h"

namespace firstline {
namespace {

constexpr const char* kCentre = R"({"schema_version": 1,
  "contact_types": {"calls": {"queue": "line", "arrivals": {"rate": "1 per min"},
                              "service": {"law": "exponential", "mean": "4 min"}}},
  "queues": {"line": {}}, "teams": {"desk": {"serves": {"line": 1}, "staff": 6}}})";

TEST(Interventions, EveryFileIsCompiledIn) {
  std::set<std::string> files, rows;
  for (const auto& entry : std::filesystem::directory_iterator("scenarios/interventions")) {
    files.insert(entry.path().stem().string());
  }
  for (const Intervention& row : intervention_table()) rows.emplace(row.name);
  EXPECT_EQ(rows, files);
  EXPECT_GE(rows.size(), 7u);
}

TEST(Interventions, AreCalledByNameOneAfterTheOther) {
  const auto called = interventions_called({"templates+headset", "rotation"});
  ASSERT_EQ(called.size(), 2u);
  ASSERT_EQ(called[0].size(), 2u);
  EXPECT_EQ(called[0][0].name, "templates");
  EXPECT_EQ(called[0][1].name, "headset");
  ASSERT_EQ(called[1].size(), 1u);
  EXPECT_EQ(called[1][0].name, "rotation");
  EXPECT_TRUE(interventions_called({}).empty());
}

std::vector<sim::Problem> problems_of(const std::vector<std::string>& variants) {
  try {
    interventions_called(variants);
  } catch (const sim::InputError& error) {
    return error.problems();
  }
  return {};
}

TEST(Interventions, EveryUnknownNameIsToldWithTheKnownOnes) {
  for (const char* name : {"headsets", "", "headset+", "../headset", "+headset"}) {
    const std::vector<sim::Problem> problems = problems_of({name});
    ASSERT_EQ(problems.size(), 1u) << name;
    EXPECT_EQ(problems[0].code, "E111") << name;
    EXPECT_NE(problems[0].arguments[0].find("headset, knowledge_base, rotation"), std::string::npos);
  }
  const std::vector<sim::Problem> problems = problems_of({"a+headset", "templates", "b+c"});
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0].value, "a");
  EXPECT_EQ(problems[2].value, "c");
}

TEST(Interventions, AScenarioSaysWhichAreInIt) {
  const std::string first = R"({"interventions": {"a": {"name": "A", "name_ru": "А", "source": "assumption"}},
    "teams": {"desk": {"staff": 7}}})";
  const std::string second = R"({"interventions": {"b": {"name": "B", "source": "measured", "source_ru": "измерено"}},
    "queues": {"line": {"capacity": 8}}})";
  LoadOptions options;
  options.interventions = {{"a", first}, {"b", second}};
  const LoadedScenario loaded = load_scenario(kCentre, "centre.json", options);
  EXPECT_EQ(loaded.scenario.teams.at("desk").staff.at(0, 0.0), 7.0);
  EXPECT_EQ(loaded.scenario.queues.at("line").capacity, 8);
  ASSERT_EQ(loaded.scenario.interventions.size(), 2u);
  EXPECT_EQ(loaded.scenario.interventions.at("a"),
            (AppliedIntervention{.name = "A", .name_ru = "А", .source = "assumption", .source_ru = ""}));
  EXPECT_EQ(loaded.scenario.interventions.at("b").source_ru, "измерено");
  options.sets = {{"/teams/desk/staff", "9"}};
  EXPECT_EQ(load_scenario(kCentre, "", options).scenario.teams.at("desk").staff.at(0, 0.0), 9.0) << "--set comes last";
}

// `if_there` is for names that only some scenarios have; the rest of a patch must fit.
TEST(Interventions, WhatIsForSomeScenariosIsLeftOutElsewhere) {
  LoadOptions options;
  options.interventions = {{"a", R"({"teams": {"desk": {"staff": 7}}, "if_there": {
    "queues": {"line": {"capacity": 8}, "letters": {"capacity": 9}}, "teams": {"night": {"staff": 1}},
    "channels": {"chat": {"trunks": 3}}}})"}};
  const LoadedScenario loaded = load_scenario(kCentre, "centre.json", options);
  EXPECT_TRUE(loaded.warnings.empty());
  EXPECT_EQ(loaded.scenario.teams.at("desk").staff.at(0, 0.0), 7.0);
  EXPECT_EQ(loaded.scenario.queues.at("line").capacity, 8);
  EXPECT_EQ(loaded.scenario.queues.size(), 1u);
  EXPECT_EQ(loaded.scenario.teams.size(), 1u);
  options.interventions = {{"a", R"({"teams": {"desk": {"staff": 7}}, "queues": {"line": {"capacity": 8}}})"}};
  EXPECT_EQ(loaded.canonical, load_scenario(kCentre, "centre.json", options).canonical) << "no trace of the rest";
}

TEST(Interventions, TwoThatSetAFieldToDifferentValuesAreRefused) {
  LoadOptions options;
  options.interventions = {{"more", R"({"teams": {"desk": {"staff": 7}}})"},
                           {"most", "{\"teams\":\n {\"desk\": {\"staff\": 8}}}"}};
  try {
    load_scenario(kCentre, "centre.json", options);
    FAIL();
  } catch (const sim::InputError& error) {
    ASSERT_EQ(error.problems().size(), 1u);
    EXPECT_EQ(
        problem_line(error.problems()[0], Language::en),
        "error[E113] interventions/most.json:2:21 at /teams/desk/staff: more sets this field to 7, most to 8; only "
        "one can hold: apply one of the two, or write a patch of your own");
    EXPECT_EQ(
        problem_line(error.problems()[0], Language::ru),
        "ошибка[E113] interventions/most.json:2:21 в /teams/desk/staff: more задаёт этому полю значение 7, а most - "
        "8; вместе они невозможны: возьмите одну из этих мер или напишите свой patch");
  }
}

// One that was written for other names says so at its own place. Else it would bring a queue that nobody enters, and
// "makes no difference" would be the answer.
TEST(Interventions, OneThatDoesNotFitIsRefusedAtItsOwnPlace) {
  for (const Intervention& row : intervention_table()) {
    LoadOptions options;
    options.interventions = {row};
    try {
      load_scenario(kCentre, "centre.json", options);
      ADD_FAILURE() << row.name;
    } catch (const sim::InputError& error) {
      for (const sim::Problem& problem : error.problems()) {
        EXPECT_EQ(problem.code, "E112") << row.name;
        EXPECT_EQ(problem.file, "interventions/" + std::string(row.name) + ".json");
        EXPECT_GT(problem.line, 1);
      }
    }
  }
}

}  // namespace
}  // namespace firstline

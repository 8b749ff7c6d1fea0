#include "models/scenario/references.h"

#include <gtest/gtest.h>

#include "tests/models/scenario/load.h"

namespace firstline {
namespace {

// calls by phone or mail about bills, which `first` passes on to `second`.
Scenario lines() {
  Scenario scenario = load_scenario(small_document(), "day.json").scenario;
  ContactType& calls = scenario.contact_types.at("calls");
  calls.segment = "gold";
  calls.channels = {{"phone", 1.0}, {"mail", 1.0}};
  calls.topics = {{"bills", 1.0}};
  scenario.channels["phone"];
  scenario.channels["mail"].queue = "letters";
  scenario.topics["bills"].handling["main"].to = {{"second", 1.0}};
  for (const char* queue : {"letters", "second"}) {
    scenario.queues[queue];
    scenario.teams.at("line 1").serves[queue];
  }
  return scenario;
}

std::string found(const Scenario& scenario) {
  std::vector<sim::Problem> problems;
  check_references(scenario, problems);
  std::string text;
  for (const sim::Problem& problem : problems) text += problem.code + " " + problem.pointer + " ";
  return text;
}

TEST(References, EveryNameLeadsSomewhere) { EXPECT_EQ(found(lines()), ""); }

TEST(References, EachKindOfReferenceIsChecked) {
  const auto broken = [](const auto& change) {
    Scenario scenario = lines();
    change(scenario);
    return found(scenario);
  };
  EXPECT_EQ(broken([](Scenario& s) { s.channels["phone"].queue = "x"; }), "E340 /channels/phone/queue ");
  EXPECT_EQ(broken([](Scenario& s) { s.topics["bills"].queue = "x"; }), "E340 /topics/bills/queue ");
  EXPECT_EQ(broken([](Scenario& s) { s.topics["bills"].handling["x"]; }), "E340 /topics/bills/handling/x ");
  EXPECT_EQ(broken([](Scenario& s) { s.topics["bills"].handling["main"].to["x"] = 1.0; }),
            "E340 /topics/bills/handling/main/to/x ");
  EXPECT_EQ(broken([](Scenario& s) { s.queues["main"].handling.to["x"] = 1.0; }), "E340 /queues/main/handling/to/x ");
  EXPECT_EQ(broken([](Scenario& s) { s.contact_types["calls"].topics["x"] = 1.0; }),
            "E340 /contact_types/calls/topics/x ");
  EXPECT_EQ(broken([](Scenario& s) { s.contact_types["calls"].channels["x"] = 1.0; }),
            "E340 /contact_types/calls/channels/x ");
  EXPECT_EQ(broken([](Scenario& s) { s.teams["line 1"].roster["a"].shift = "x"; }),
            "E340 /teams/line 1/roster/a/shift ");
  EXPECT_EQ(broken([](Scenario& s) { s.teams["line 1"].roster["a"].rotation = Rotation{"x", 5}; }),
            "E340 /teams/line 1/roster/a/rotation/team ");
  EXPECT_EQ(broken([](Scenario& s) { s.escalation.supervisor = "x"; }), "E340 /escalation/supervisor ");
  EXPECT_EQ(broken([](Scenario& s) { s.costs.channels["x"]; }), "E340 /costs/channels/x ");
  EXPECT_EQ(broken([](Scenario& s) { s.slas["a"].segment = "silver"; }), "E340 /slas/a/segment ");
  EXPECT_EQ(broken([](Scenario& s) { s.slas["a"].product = "x"; }), "E340 /slas/a/product ");
  EXPECT_EQ(broken([](Scenario& s) { s.slas["a"].channel = "x"; }), "E340 /slas/a/channel ");
  EXPECT_EQ(broken([](Scenario& s) { s.slas["a"].topic = "x"; }), "E340 /slas/a/topic ");
  EXPECT_EQ(broken([](Scenario& s) { s.slas["a"].contact_type = "x"; }), "E340 /slas/a/contact_type ");
  EXPECT_EQ(broken([](Scenario& s) { s.incidents["a"].contact_types["x"]; }), "E340 /incidents/a/contact_types/x ");
}

TEST(References, TheNearestNameIsProposed) {
  Scenario scenario = lines();
  scenario.slas["a"].channel = "phome";
  std::vector<sim::Problem> problems;
  check_references(scenario, problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].arguments, (std::vector<std::string>{"phome", "@reference.channel", "@did_you_mean", "phone"}));
}

TEST(References, QueuesAreReachedByEveryWay) {
  using Names = std::set<std::string>;
  Scenario scenario = lines();
  EXPECT_EQ(reached_queues(scenario), (Names{"main", "letters", "second"}));
  scenario.topics["bills"].queue = "third";
  EXPECT_EQ(reached_queues(scenario), (Names{"main", "letters", "second", "third"}));
  scenario.queues["second"].handling.to = {{"fourth", 1.0}, {"never", 0.0}};
  scenario.queues["nobody"].handling.to = {{"nowhere", 1.0}};
  scenario.escalation.supervisor = "seniors";
  EXPECT_EQ(reached_queues(scenario), (Names{"main", "letters", "second", "third", "fourth", "seniors"}));
  scenario.contact_types["calls"].channels["mail"] = 0.0;  // nobody writes
  EXPECT_EQ(reached_queues(scenario).count("letters"), 0u);
  scenario.contact_types["calls"].topics.clear();  // a topic that nobody has: its handling counts, its queue does not
  EXPECT_EQ(reached_queues(scenario).count("third"), 0u);
}

}  // namespace
}  // namespace firstline

#include "models/run/record_names.h"

#include <gtest/gtest.h>

#include "models/center/center_model.h"

namespace firstline {
namespace {

Scenario two_lines() {
  Scenario scenario;
  scenario.queues["experts"].line = 3;
  scenario.queues["front"].line = 1;
  ContactType client;
  client.queue = "front";
  client.segment = "client";
  client.product = "wallet";
  scenario.contact_types["client wallet"] = client;
  ContactType other;
  other.queue = "experts";
  scenario.contact_types["other"] = other;
  scenario.teams["a"].serves = {{"experts", {.priority = 2}}, {"front", {.priority = 1}}};
  scenario.teams["b"].serves = {{"experts", {}}};
  scenario.teams["idle"] = {};
  scenario.channels["phone"] = {};
  scenario.topics["login"] = {};
  scenario.slas["gold"].segment = "client";
  scenario.slas["gold"].channel = "phone";
  return scenario;
}

CounterShape shape_of(bool cases) {
  CounterShape shape{.num_types = 2, .num_queues = 2, .num_teams = 3, .num_intervals = 2, .classes = {}};
  if (cases) shape.classes = {{0, 1, 1}, {1, 0, 0}};
  return shape;
}

Experiment half_days() {
  Experiment experiment;
  experiment.interval_s = 43200.0;
  return experiment;
}

TEST(RecordNamesTest, PlainScenariosHaveTypesQueuesTeamsAndIntervals) {
  const ReplicationNames names = names_of(two_lines(), half_days(), shape_of(false));
  EXPECT_EQ(names.types, (std::vector<std::string>{"client wallet", "other"}));
  EXPECT_EQ(names.queues, (std::vector<std::string>{"experts", "front"}));
  EXPECT_EQ(names.type_queue, (std::vector<int>{1, 0}));
  EXPECT_EQ(names.teams, (std::vector<std::string>{"a", "b", "idle"}));
  EXPECT_EQ(names.intervals, (std::vector<std::string>{"00:00", "12:00"}));
  EXPECT_FALSE(names.has_cases());
  EXPECT_TRUE(names.lines.empty());
  EXPECT_TRUE(names.channels.empty());
}

// What the facts are told apart by as they are reduced is what the slices are called.
TEST(RecordNamesTest, TypesAreLabelledAsInTheShapeOfTheFacts) {
  Scenario scenario = two_lines();
  scenario.contact_types["a"] = scenario.contact_types["b"] = scenario.contact_types["client wallet"];
  scenario.contact_types["a"].segment = "young";
  scenario.contact_types["b"].product = "account";
  const CounterShape shape = compile(scenario, half_days()).shape;
  const ReplicationNames names = names_of(scenario, half_days(), shape);
  EXPECT_EQ(shape.segment_of_type, names.type_segment);
  EXPECT_EQ(shape.segment_of_type, (std::vector<int>{1, 0, 0, -1}));
  EXPECT_EQ(shape.product_of_type, names.type_product);
  EXPECT_EQ(shape.num_channels, static_cast<int>(names.channels.size()) + 1);
}

TEST(RecordNamesTest, DaysAndWeekdaysWhereTheyAreAskedFor) {
  Scenario scenario = two_lines();
  scenario.start_day = *sim::parse_date("2026-01-03");
  Experiment experiment = half_days();
  experiment.measure_s = 3 * 86400.0;
  CounterShape shape = shape_of(false);
  EXPECT_TRUE(names_of(scenario, experiment, shape).weekdays.empty());
  experiment.by_day = experiment.by_weekday = true;
  shape.num_bands = 3;
  shape.num_intervals = 6;
  const ReplicationNames names = names_of(scenario, experiment, shape);
  EXPECT_EQ(names.intervals, (std::vector<std::string>{"00:00", "12:00"}));
  EXPECT_EQ(names.weekdays, (std::vector<std::string>{"mon", "sat", "sun"}));
  EXPECT_EQ(names.days, (std::vector<std::string>{"2026-01-03", "2026-01-04", "2026-01-05"}));
  EXPECT_EQ(names.band_weekday, (std::vector<int>{1, 2, 0}));
}

TEST(RecordNamesTest, LinesSegmentsProductsAndAgreements) {
  const ReplicationNames names = names_of(two_lines(), {}, shape_of(true));
  EXPECT_TRUE(names.has_cases());
  EXPECT_EQ(names.lines, (std::vector<std::string>{"1", "3"}));
  EXPECT_EQ(names.queue_line, (std::vector<int>{1, 0}));
  EXPECT_EQ(names.team_line, (std::vector<int>{0, 1, -1})) << "the line of the queue that it takes first";
  EXPECT_EQ(names.segments, std::vector<std::string>{"client"});
  EXPECT_EQ(names.products, std::vector<std::string>{"wallet"});
  EXPECT_EQ(names.type_segment, (std::vector<int>{0, -1}));
  EXPECT_EQ(names.topics, std::vector<std::string>{"login"});
  ASSERT_EQ(names.slas.size(), 1u);
  EXPECT_EQ(names.slas[0].name, "gold");
  EXPECT_EQ(names.slas[0].channel, 0);
  EXPECT_EQ(names.slas[0].segment, 0);
  EXPECT_EQ(names.slas[0].product, -1);
}

}  // namespace
}  // namespace firstline

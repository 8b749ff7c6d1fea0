#include "models/center/agreements.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

TEST(Agreements, TheMostSpecificRowAppliesAndTheFirstByNameOfEquals) {
  Scenario scenario;
  scenario.channels["phone"] = {};
  scenario.topics["card"] = {};
  for (const char* name : {"clients", "partners"}) {
    ContactType& type = scenario.contact_types[name];
    type.queue = "line";
    type.segment = name;
    type.product = "bank";
    type.channels = {{"phone", 1.0}};
    type.topics = {{"card", 1.0}};
  }
  Queue line;
  line.has_hours = true;
  line.opening_hours.fill({{.from_s = 9 * 3600, .to_s = 17 * 3600}});
  scenario.queues["line"] = line;
  scenario.slas["a: everybody"] = {.response_s = 60.0};
  scenario.slas["b: bank"] = {.product = "bank", .response_s = 30.0, .period = SlaPeriod::week};
  scenario.slas["c: cards of partners"] = {.segment = "partners", .topic = "card", .resolution_s = 3600.0};
  const std::vector<ClassLabels> classes{{0, 1, 1}, {1, 1, 1}, {0, 0, 0}};
  const AgreementsModel model = compile_agreements(scenario, classes, 0);
  EXPECT_EQ(model.agreement_of_class, (std::vector<std::uint32_t>{1, 2, 1}));
  EXPECT_FALSE(model.agreements[2].response.has_value());
  EXPECT_EQ(num_periods(model.agreements[1], 8 * sim::kTicksPerDay), 2);
  EXPECT_EQ(num_periods(model.agreements[0], 8 * sim::kTicksPerDay), 8);
}

TEST(Agreements, WithoutOneTheClockIsTheEntryQueuesHours) {
  Scenario scenario;
  Queue line;
  line.has_hours = true;
  line.opening_hours.fill({{.from_s = 9 * 3600, .to_s = 17 * 3600}});
  scenario.queues["line"] = line;
  scenario.contact_types["clients"].queue = "line";
  const AgreementsModel model = compile_agreements(scenario, {{0, 0, 0}}, 0);
  ASSERT_EQ(model.agreement_of_class[0], kNoAgreement);
  EXPECT_EQ(model.clocks[model.clock_of_class[0]].open_time(0, sim::kTicksPerDay), 8 * sim::kTicksPerHour);
}

TEST(Agreements, ClocksWithHoursStandStillOnClosedDates) {
  Scenario scenario;
  scenario.queues["line"] = {};
  scenario.contact_types["clients"].queue = "line";
  scenario.slas["office"].response_s = 3600.0;
  scenario.slas["office"].has_hours = true;
  scenario.slas["office"].hours.fill({{.from_s = 9 * 3600, .to_s = 17 * 3600}});
  scenario.holidays["second day"] = {
      .from_day = scenario.start_day + 1, .to_day = scenario.start_day + 1, .factor = 1.0, .closed = true};
  const AgreementsModel model = compile_agreements(scenario, {{0, 0, 0}}, 0);
  ASSERT_EQ(model.agreement_of_class[0], 0u);
  EXPECT_EQ(model.clocks[model.agreements[0].clock].open_time(0, 3 * sim::kTicksPerDay), 16 * sim::kTicksPerHour);
  scenario.slas["office"].has_hours = false;
  EXPECT_TRUE(compile_agreements(scenario, {{0, 0, 0}}, 0).clocks[0].always_open());
}

// Nine to five, the end at noon of the second day: three of the eight hours of an issue are left of that day, five must
// be of the day before.
TEST(Agreements, AnIssueIsDueInTimeWhereAsMuchOpenTimeIsLeftAsAgreed) {
  Scenario scenario;
  scenario.queues["line"] = {};
  scenario.contact_types["clients"].queue = "line";
  scenario.slas["office"].resolution_s = 8 * 3600.0;
  scenario.slas["office"].has_hours = true;
  scenario.slas["office"].hours.fill({{.from_s = 9 * 3600, .to_s = 17 * 3600}});
  const sim::Tick noon = sim::kTicksPerDay + 12 * sim::kTicksPerHour;
  const AgreementsModel model = compile_agreements(scenario, {{0, 0, 0}}, noon);
  EXPECT_EQ(model.agreements[0].due_too_late_from, 12 * sim::kTicksPerHour + 1);
  EXPECT_EQ(model.clocks[0].add_open_time(12 * sim::kTicksPerHour, 8 * sim::kTicksPerHour), noon);
  scenario.slas["office"].has_hours = false;
  EXPECT_EQ(compile_agreements(scenario, {{0, 0, 0}}, noon).agreements[0].due_too_late_from,
            28 * sim::kTicksPerHour + 1);
  EXPECT_EQ(compile_agreements(scenario, {{0, 0, 0}}, sim::kTicksPerHour).agreements[0].due_too_late_from, 0);
}

}  // namespace
}  // namespace firstline

#include "models/economics/price_list.h"

#include <gtest/gtest.h>

#include "tests/models/economics/hand_made_prices.h"
#include "tests/models/economics/priced_center.h"

namespace firstline {
namespace {

TEST(PriceListTest, AMonthIsATwelfthOfAYear) {
  EXPECT_EQ(12 * kTicksPerMonth, 365 * sim::kTicksPerDay + sim::kTicksPerDay / 4);
}

TEST(PriceListTest, PricesAreWholeMillionths) {
  const PriceList prices = priced::prices();
  EXPECT_EQ(prices.teams[0].wage_per_h, 26'000'000);  // 20 and 30 %
  EXPECT_EQ(prices.teams[0].overtime_per_h, 13'000'000);
  EXPECT_EQ(prices.teams[1].wage_per_h, 39'000'000);
  EXPECT_EQ(prices.management_per_h, 5'200'000);  // 40 an hour and 30 %, for ten operators
  EXPECT_EQ(prices.classes[0].per_min, 60'000);
  EXPECT_EQ(prices.classes[2].per_contact, 20'000);
  Scenario scenario = priced::scenario();
  scenario.teams["line 1"].wage_per_h = 0.0000005;
  scenario.costs.span = 0.0;  // no managers, whatever an hour of theirs would cost
  EXPECT_EQ(price_list(scenario, priced::shape()).teams[0].wage_per_h, 1);
  EXPECT_EQ(price_list(scenario, priced::shape()).management_per_h, 0);
}

TEST(PriceListTest, EmployedAreTheRosterOrTheHighestLevel) {
  EXPECT_EQ(priced::prices().teams[0].employed, 6);
  EXPECT_EQ(priced::prices().teams[1].employed, 2);  // one and a half: some days two
  Scenario scenario = hand_made::scenario();
  Team& team = scenario.teams["line 1"];
  team.staff.slot_s = 21600.0;
  team.staff.days.fill({0.0, 3.0, 5.0, 1.0});
  EXPECT_EQ(hand_made::prices(scenario).teams[0].employed, 5);
  team.extra_staff["evening"] = {.hours = {.from_s = 64800, .to_s = 72000}, .operators = 4.5};
  EXPECT_EQ(hand_made::prices(scenario).teams[0].employed, 6);  // 1 + 4.5 from 18:00
  // What is taken away from 8:00 to 14:00 leaves the level of the afternoon: it starts when that ends.
  team.extra_staff["evening"] = {.hours = {.from_s = 28800, .to_s = 50400}, .operators = -4.0};
  EXPECT_EQ(hand_made::prices(scenario).teams[0].employed, 5);
}

TEST(PriceListTest, DimensionsPartitionTheClasses) {
  const PriceList prices = priced::prices();
  ASSERT_EQ(prices.dimensions.size(), 5u);
  EXPECT_EQ(prices.dimensions[0].slices, (std::vector<std::string>{"calls", "partners"}));
  EXPECT_EQ(prices.dimensions[1].slices, (std::vector<std::string>{"chat", "phone"}));
  EXPECT_EQ(prices.dimensions[1].slice_of_class, (std::vector<std::size_t>{1, 1, 0, 1}));
  EXPECT_EQ(prices.dimensions[2].name, "segment");
  EXPECT_EQ(prices.dimensions[2].slices, (std::vector<std::string>{"", "client"}));
  EXPECT_EQ(prices.dimensions[3].slices, (std::vector<std::string>{"card"}));
  EXPECT_EQ(prices.dimensions[4].slice_of_class, (std::vector<std::size_t>{0, 1, 1, 1}));
  // A dimension in which nothing has a name is none.
  ASSERT_EQ(hand_made::prices().dimensions.size(), 1u);
  EXPECT_EQ(hand_made::prices().dimensions[0].name, "contact_type");
}

TEST(PriceListTest, ToolsAddUp) {
  Scenario scenario = hand_made::scenario();
  scenario.costs.tools_per_month = 60.0;
  scenario.costs.extra_tools_per_month = {{"headset", 4.0}, {"knowledge base", 10.25}};
  EXPECT_EQ(hand_made::prices(scenario).tools_per_month, 74'250'000);
}

TEST(PriceListTest, DetailComesWithOtherPricesOrWithClasses) {
  EXPECT_TRUE(priced::prices().detailed);
  EXPECT_FALSE(hand_made::prices().detailed);
  const auto detailed = [](auto change) {
    Scenario scenario = hand_made::scenario();
    for (auto& [name, team] : scenario.teams) team.wage_per_h = 0.0;
    EXPECT_FALSE(any_price(scenario));
    change(scenario.costs);
    EXPECT_EQ(any_price(scenario), hand_made::prices(scenario).detailed);
    return hand_made::prices(scenario).detailed;
  };
  EXPECT_TRUE(detailed([](Costs& costs) { costs.seat_per_month = 1.0; }));
  EXPECT_TRUE(detailed([](Costs& costs) { costs.tools_per_month = 1.0; }));
  EXPECT_TRUE(detailed([](Costs& costs) { costs.extra_tools_per_month["headset"] = 1.0; }));
  EXPECT_TRUE(detailed([](Costs& costs) { costs.fixed_per_month = 1.0; }));
  EXPECT_TRUE(detailed([](Costs& costs) { costs.channels["phone"].per_min = 1.0; }));
  EXPECT_TRUE(detailed([](Costs& costs) { costs.channels["phone"].per_contact = 1.0; }));
  EXPECT_TRUE(detailed([](Costs& costs) { costs.span = 12.0, costs.manager_per_h = 1.0; }));
  EXPECT_FALSE(detailed([](Costs& costs) { costs.span = 12.0; }));
  EXPECT_FALSE(detailed([](Costs& costs) { costs.wage_load = 0.3; }));
  EXPECT_TRUE(any_price(hand_made::scenario()));
}

}  // namespace
}  // namespace firstline

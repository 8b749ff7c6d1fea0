#include "models/scenario/costs.h"

#include <gtest/gtest.h>

#include "models/scenario/costs_reader.h"
#include "tests/models/scenario/documents.h"

namespace firstline {
namespace {

TEST(Costs, DefaultsAreThePresetsOfTheTable) {
  std::string text = preset_object("/costs");
  text.insert(1, "\"channels\": {\"phone\": " + preset_object("/costs/channels/*") +
                     "}, \"bots\": {\"voice\": " + preset_object("/costs/bots/*") + "}, ");
  Document document(text);
  Costs expected;
  expected.channels["phone"] = {};
  expected.bots["voice"] = {};
  EXPECT_EQ(read_costs(document.reader, document.at("/costs")), expected);
  EXPECT_EQ(document.codes(), "");
}

TEST(Costs, FurtherToolsHaveNames) {
  Document document(R"({"tools": "60 per month", "extra_tools": {"a": "4 per month", "b": "48 per month"}})");
  const Costs costs = read_costs(document.reader, document.at("/costs"));
  EXPECT_EQ(costs.tools_per_month, 60.0);
  EXPECT_EQ(costs.extra_tools_per_month, (std::map<std::string, double>{{"a", 4.0}, {"b", 48.0}}));
  EXPECT_EQ(document.codes(), "");
}

TEST(Costs, AMonthIsATwelfthOfAYear) { EXPECT_EQ(12.0 * kDaysPerMonth, 365.25); }

}  // namespace
}  // namespace firstline

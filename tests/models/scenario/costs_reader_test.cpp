#include "models/scenario/costs_reader.h"

#include <gtest/gtest.h>

#include "tests/models/scenario/documents.h"

namespace firstline {
namespace {

TEST(CostsReader, PricesPerUnit) {
  Document document(R"({"wage_load": 0.3, "overtime_premium": 0.5, "span": 12, "manager": "40 per hour",
      "seat": "250/month", "tools": "30 per month", "fixed": "1 000.50 per month",
      "channels": {"phone": {"per_min": "0.05 per minute", "per_contact": "0.10 per contact"}},
      "bots": {"voice": {"per_contact": "0.05 per contact", "per_min": "0.04 per min", "licence": "60 per month"}}})");
  const Costs costs = read_costs(document.reader, document.at("/costs"));
  EXPECT_EQ(document.codes(), "");
  EXPECT_EQ(
      costs,
      (Costs{0.3, 0.5, 12.0, 40.0, 250.0, 30.0, 1000.5, {{"phone", {0.05, 0.1}}}, {{"voice", {0.05, 0.04, 60.0}}}}));
}

TEST(CostsReader, AnotherUnitIsRefused) {
  Document document(R"({"manager": "40 per month", "seat": "250 per year", "tools": "30", "fixed": 1000,
      "channels": {"phone": {"per_min": "3 per h", "per_contact": "-1 per contact"}}})");
  EXPECT_EQ(read_costs(document.reader, document.at("/costs")), (Costs{.channels = {{"phone", {}}}}));
  EXPECT_EQ(document.codes(), "E316 E316 E316 E313 E316 E320");
}

}  // namespace
}  // namespace firstline

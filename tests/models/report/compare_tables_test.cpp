#include "models/report/compare_tables.h"

#include <gtest/gtest.h>

#include "models/report/report_text.h"
#include "tests/models/report/hand_made_result.h"

namespace firstline {
namespace {

Difference row_of(const char* key, const char* unit, const Slice& slice, std::optional<double> base, double variant) {
  const auto estimate = [&](std::optional<double> mean) {
    Estimate result;
    result.key = key;
    result.slice = slice;
    result.unit = unit;
    result.mean = mean;
    result.n = 10;
    if (mean) result.lo = *mean - 0.005, result.hi = *mean + 0.005;
    return result;
  };
  Difference row;
  row.base = estimate(base);
  row.variant = estimate(variant);
  row.difference = estimate(base ? std::optional<double>(variant - *base) : std::nullopt);
  row.distinguishable = base.has_value();
  return row;
}

// The base has no bot: what one brings and loses is told all the same.
CompareResult with_bot_in_the_variant() {
  CompareResult result;
  result.base = hand_made::case_result();
  ComparedVariant& variant = result.variants.emplace_back();
  variant.run = hand_made::case_result();
  variant.run.set.names.bots = {"voice"};
  variant.differences = {row_of("automation_rate", "share", {}, 0.0, 0.125),
                         row_of("contacts.left_bot", "contacts", {}, 0.0, 37.0),
                         row_of("bot.containment.apparent", "share", {}, std::nullopt, 0.35),
                         row_of("bot.transfer_rate", "share", {}, std::nullopt, 0.65),
                         row_of("bot.drop_rate", "share", {}, std::nullopt, 0.0875),
                         row_of("cost.bot", "EUR", {}, 0.0, 321.0),
                         row_of("sla.response", "share", {"product", "alpha"}, 0.75, 0.875),
                         row_of("sla.response", "share", {"product", "beta"}, 0.625, 0.5),
                         row_of("occupancy", "share", {"line", "1"}, 0.825, 0.7125),
                         row_of("occupancy", "share", {"line", "2"}, 0.5, 0.525)};
  variant.run.set.names.products = {"alpha", "beta"};
  variant.run.set.names.lines = {"1", "2"};
  return result;
}

TEST(CompareTablesTest, WhatABotOfTheVariantDoesIsTold) {
  const std::string text = compare_text(with_bot_in_the_variant(), {});
  for (const char* words : {"automation rate", "hung up on a bot", "not handed to a person",
                            "transferred to an operator", "hung up on the bot", "bots"}) {
    EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
  }
  CompareResult without = with_bot_in_the_variant();
  without.variants[0].run.set.names.bots.clear();
  EXPECT_EQ(compare_text(without, {}).find("automation rate"), std::string::npos);
}

TEST(CompareTablesTest, AgreementsByProductAndPeopleByLine) {
  const CompareResult result = with_bot_in_the_variant();
  const std::string en = compared_slices(result.variants[0], Speaker(result, Language::en));
  const std::string ru = compared_slices(result.variants[0], Speaker(result, Language::ru));
  for (const char* cell : {"alpha", "beta", "line 2", "75.0", "87.5", "+12.5", "-12.5", "71.2", "52.5"}) {
    EXPECT_NE(en.find(cell), std::string::npos) << cell << "\n" << en;
  }
  EXPECT_NE(ru.find("линия 2"), std::string::npos) << ru;
  EXPECT_NE(ru.find("продукт"), std::string::npos) << ru;
}

TEST(CompareTablesTest, OneProductAndOneLineNeedNoTable) {
  CompareResult result = with_bot_in_the_variant();
  result.variants[0].run.set.names.products = {"alpha"};
  result.variants[0].run.set.names.lines = {"1"};
  EXPECT_EQ(compared_slices(result.variants[0], Speaker(result, Language::en)), "");
}

}  // namespace
}  // namespace firstline

#include "models/report/number_text.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

Estimate with(double mean, double half, const std::string& unit) {
  return {.key = "", .slice = {}, .unit = unit, .mean = mean, .lo = mean - half, .hi = mean + half, .reason = ""};
}

TEST(NumberTextTest, ThousandsAreApartAndZeroHasNoSign) {
  EXPECT_EQ(decimal_text(1234567.891, 2), "1\u00a0234\u00a0567.89");
  EXPECT_EQ(decimal_text(-12345.0, 0), "-12\u00a0345");
  EXPECT_EQ(decimal_text(1234.0, 0), "1234");
  EXPECT_EQ(decimal_text(-0.001, 1), "0.0");
}

TEST(NumberTextTest, DecimalsFollowTheIntervalWithinTheUnitsRange) {
  EXPECT_EQ(value_text(with(0.84321, 0.004, "share"), Language::en), "84.32\u00a0%");
  EXPECT_EQ(value_text(with(0.84321, 0.04, "share"), Language::en), "84.3\u00a0%");
  EXPECT_EQ(value_text(with(60.23456, 3.0, "s"), Language::ru), "60.2\u00a0с");
  EXPECT_EQ(value_text(with(60.23456, 0.03, "s"), Language::en), "60.235\u00a0s");
  EXPECT_EQ(value_text(with(1234.56, 20.0, "contacts"), Language::en), "1235");
  EXPECT_EQ(value_text(with(12345.678, 0.01, "EUR"), Language::en), "12\u00a0345.68\u00a0EUR");
  EXPECT_EQ(value_text(0.4125, with(0.4, 0.05, "share"), Language::en), "41.2\u00a0%");
  EXPECT_EQ(value_text(0.4125, with(0.4, 0.001, "share"), Language::en), "41.25\u00a0%");
}

TEST(NumberTextTest, UndefinedIsADash) {
  EXPECT_EQ(value_text(Estimate{}, Language::en), "-");
  EXPECT_EQ(change_text(Estimate{}, Language::en), "-");
  EXPECT_EQ(interval_text(Estimate{}), "");
  EXPECT_EQ(relative_width_text(Estimate{}), "");
}

TEST(NumberTextTest, IntervalsAndChanges) {
  EXPECT_EQ(interval_text(with(0.84321, 0.004, "share")), "83.92 .. 84.72");
  EXPECT_EQ(change_text(with(0.012, 0.05, "share"), Language::en), "+1.2\u00a0pp");
  EXPECT_EQ(change_text(with(-0.012, 0.05, "share"), Language::ru), "-1.2\u00a0п.п.");
  EXPECT_EQ(change_interval_text(with(0.012, 0.05, "share"), Language::en), "-3.8 .. 6.2\u00a0pp");
  EXPECT_EQ(change_interval_text(with(0.012, 0.05, "share"), Language::ru), "-3.8 .. 6.2\u00a0п.п.");
  EXPECT_EQ(change_interval_text(with(-9.0, 1.2, "points"), Language::ru), "-10.2 .. -7.8\u00a0балла");
  EXPECT_EQ(change_interval_text(with(145.0, 27.0, "issues"), Language::en), "118 .. 172") << "the name says of what";
  EXPECT_EQ(change_interval_text(Estimate{}, Language::en), "");
  EXPECT_EQ(value_text(with(21.0, 1.2, "points"), Language::en), "21.0\u00a0points");
  EXPECT_EQ(change_interval_text(with(0.042, 0.004, "points"), Language::en), "0.038 .. 0.046\u00a0points");
  EXPECT_EQ(change_interval_text(with(0.0885, 0.0015, "ILS"), Language::en), "0.0870 .. 0.0900\u00a0ILS");
  EXPECT_EQ(change_interval_text(with(0.0885, 0.15, "ILS"), Language::en), "-0.06 .. 0.24\u00a0ILS");
  EXPECT_EQ(change_interval_text(with(0.5, 1e-15, "ILS"), Language::en), "0.50 .. 0.50\u00a0ILS") << "nothing to see";
  EXPECT_EQ(change_interval_text(with(898.61, 0.001, "ILS"), Language::en), "898.61 .. 898.61\u00a0ILS");
  EXPECT_EQ(change_text(with(10.04, 5.0, "s"), Language::en), "+10.0\u00a0s");
  EXPECT_EQ(relative_width_text(with(50.0, 0.45, "s")), "0.90\u00a0%");
  Estimate cut = with(0.5, 0.6, "share");
  cut.hi = 1.0;
  EXPECT_EQ(relative_width_text(cut), "120\u00a0%") << "of the end that is not cut";
}

TEST(NumberTextTest, DurationsSpeakTheLanguage) {
  EXPECT_EQ(duration_text(5400.0, Language::en), "1 h 30 min");
  EXPECT_EQ(duration_text(5400.0, Language::ru), "1 ч 30 мин");
}

}  // namespace
}  // namespace firstline

#include "models/report/number_text.h"

#include <gtest/gtest.h>

#include <locale>
#include <string>

namespace firstline {
namespace {

Estimate with(double mean, double half, const std::string& unit) {
  return {.key = "", .slice = {}, .unit = unit, .mean = mean, .lo = mean - half, .hi = mean + half, .reason = ""};
}

TEST(NumberTextTest, ThousandsAreApartAndZeroHasNoSign) {
  EXPECT_EQ(decimal_text(1234567.891, 2, Language::en), "1\u00a0234\u00a0567.89");
  EXPECT_EQ(decimal_text(-12345.0, 0, Language::en), "-12\u00a0345");
  EXPECT_EQ(decimal_text(1234.0, 0, Language::en), "1234");
  EXPECT_EQ(decimal_text(-0.001, 1, Language::en), "0.0");
}

TEST(NumberTextTest, DecimalsFollowTheIntervalWithinTheUnitsRange) {
  EXPECT_EQ(value_text(with(0.84321, 0.004, "share"), Language::en), "84.32\u00a0%");
  EXPECT_EQ(value_text(with(0.84321, 0.04, "share"), Language::en), "84.3\u00a0%");
  EXPECT_EQ(value_text(with(60.23456, 3.0, "s"), Language::ru), "60,2\u00a0с");
  EXPECT_EQ(value_text(with(60.23456, 0.03, "s"), Language::en), "60.235\u00a0s");
  EXPECT_EQ(value_text(with(1234.56, 20.0, "contacts"), Language::en), "1235");
  EXPECT_EQ(value_text(with(12345.678, 0.01, "EUR"), Language::en), "12\u00a0345.68\u00a0EUR");
  EXPECT_EQ(value_text(0.4125, with(0.4, 0.05, "share"), Language::en), "41.2\u00a0%");
  EXPECT_EQ(value_text(0.4125, with(0.4, 0.001, "share"), Language::en), "41.25\u00a0%");
}

TEST(NumberTextTest, RussianHasADecimalCommaInEveryKindOfNumber) {
  EXPECT_EQ(decimal_text(1234567.891, 2, Language::ru), "1\u00a0234\u00a0567,89");
  EXPECT_EQ(decimal_text(-0.001, 1, Language::ru), "0,0");
  EXPECT_EQ(value_text(with(12345.678, 0.01, "EUR"), Language::ru), "12\u00a0345,68\u00a0EUR");
  EXPECT_EQ(value_text(0.4125, with(0.4, 0.001, "share"), Language::ru), "41,25\u00a0%");
  EXPECT_EQ(interval_text(with(12.8, 0.3, "s"), Language::ru), "12,50 .. 13,10");
  EXPECT_EQ(change_text(with(10.04, 5.0, "s"), Language::ru), "+10,0\u00a0с");
  EXPECT_EQ(relative_width_text(with(50.0, 0.45, "s"), Language::ru), "0,90\u00a0%");
  EXPECT_EQ(duration_text(293.8, Language::ru), "4 мин 53,8 с");
}

// A locale of the process with a comma changes nothing in English, one with a point nothing in Russian.
TEST(NumberTextTest, TheLocaleOfTheProcessSaysNothing) {
  struct Comma : std::numpunct<char> {
    char do_decimal_point() const override { return ';'; }
    char do_thousands_sep() const override { return '_'; }
    std::string do_grouping() const override { return "\1"; }
  };
  const std::locale before = std::locale::global(std::locale(std::locale(), new Comma));
  EXPECT_EQ(decimal_text(12345.5, 1, Language::en), "12\u00a0345.5");
  EXPECT_EQ(decimal_text(12345.5, 1, Language::ru), "12\u00a0345,5");
  std::locale::global(before);
}

TEST(NumberTextTest, UndefinedIsADash) {
  EXPECT_EQ(value_text(Estimate{}, Language::en), "-");
  EXPECT_EQ(change_text(Estimate{}, Language::en), "-");
  EXPECT_EQ(interval_text(Estimate{}, Language::en), "");
  EXPECT_EQ(relative_width_text(Estimate{}, Language::en), "");
}

TEST(NumberTextTest, IntervalsAndChanges) {
  EXPECT_EQ(interval_text(with(0.84321, 0.004, "share"), Language::en), "83.92 .. 84.72");
  EXPECT_EQ(change_text(with(0.012, 0.05, "share"), Language::en), "+1.2\u00a0pp");
  EXPECT_EQ(change_text(with(-0.012, 0.05, "share"), Language::ru), "-1,2\u00a0п.п.");
  EXPECT_EQ(change_interval_text(with(0.012, 0.05, "share"), Language::en), "-3.8 .. 6.2\u00a0pp");
  EXPECT_EQ(change_interval_text(with(0.012, 0.05, "share"), Language::ru), "-3,8 .. 6,2\u00a0п.п.");
  EXPECT_EQ(change_interval_text(with(-9.0, 1.2, "points"), Language::ru), "-10,2 .. -7,8\u00a0балла");
  EXPECT_EQ(change_interval_text(with(145.0, 27.0, "issues"), Language::en), "118 .. 172") << "the name says of what";
  EXPECT_EQ(change_interval_text(Estimate{}, Language::en), "");
  EXPECT_EQ(value_text(with(21.0, 1.2, "points"), Language::en), "21.0\u00a0points");
  EXPECT_EQ(change_interval_text(with(0.042, 0.004, "points"), Language::en), "0.038 .. 0.046\u00a0points");
  EXPECT_EQ(change_interval_text(with(0.0885, 0.0015, "ILS"), Language::en), "0.0870 .. 0.0900\u00a0ILS");
  EXPECT_EQ(change_interval_text(with(0.0885, 0.15, "ILS"), Language::en), "-0.06 .. 0.24\u00a0ILS");
  EXPECT_EQ(change_interval_text(with(0.5, 1e-15, "ILS"), Language::en), "0.50 .. 0.50\u00a0ILS") << "nothing to see";
  EXPECT_EQ(change_interval_text(with(898.61, 0.001, "ILS"), Language::en), "898.609 .. 898.611\u00a0ILS");
  EXPECT_EQ(interval_text(with(898.61, 0.001, "ILS"), Language::en), "898.609 .. 898.611");
  EXPECT_EQ(value_text(with(898.61, 0.001, "ILS"), Language::en), "898.610\u00a0ILS");
  EXPECT_EQ(change_interval_text(with(0.2504, 0.25, "ILS"), Language::en), "0.0004 .. 0.5004\u00a0ILS") << "not 0";
  EXPECT_EQ(change_text(with(-0.2504, 0.25, "ILS"), Language::ru), "-0,2504\u00a0ILS");
  EXPECT_EQ(interval_text(with(0.2504, 0.25, "ILS"), Language::en), "0.00 .. 0.50") << "no difference: 0 is no claim";
  EXPECT_EQ(change_interval_text(with(20.2, 20.0, "issues"), Language::en), "0.2 .. 40.2");
  EXPECT_EQ(change_interval_text(with(1.0, 1.0 - 1e-9, "s"), Language::en), "0.00 .. 2.00\u00a0s") << "as good as 0";
  EXPECT_EQ(change_text(with(10.04, 5.0, "s"), Language::en), "+10.0\u00a0s");
  EXPECT_EQ(relative_width_text(with(50.0, 0.45, "s"), Language::en), "0.90\u00a0%");
  Estimate cut = with(0.5, 0.6, "share");
  cut.hi = 1.0;
  EXPECT_EQ(relative_width_text(cut, Language::en), "120\u00a0%") << "of the end that is not cut";
}

TEST(NumberTextTest, DurationsSpeakTheLanguage) {
  EXPECT_EQ(duration_text(5400.0, Language::en), "1 h 30 min");
  EXPECT_EQ(duration_text(5400.0, Language::ru), "1 ч 30 мин");
}

}  // namespace
}  // namespace firstline

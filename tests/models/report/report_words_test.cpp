#include "models/report/report_words.h"

#include <gtest/gtest.h>

#include <string>

namespace firstline {
namespace {

TEST(ReportWordsTest, BothLanguagesHaveTheSamePlaces) {
  const auto places = [](const char* words) {
    std::size_t count = 0;
    for (std::string_view text = words; text.find("{}") != std::string_view::npos; ++count) {
      text.remove_prefix(text.find("{}") + 2);
    }
    return count;
  };
  constexpr const char* ReportWords::* kWithPlaces[] = {
      &ReportWords::answered_within, &ReportWords::hang_up,        &ReportWords::average_wait, &ReportWords::busy,
      &ReportWords::compared,        &ReportWords::no_difference,  &ReportWords::interval,     &ReportWords::formula,
      &ReportWords::within,          &ReportWords::formula_beside, &ReportWords::replications, &ReportWords::precision,
      &ReportWords::interrupted,     &ReportWords::repeat,         &ReportWords::no_reply,     &ReportWords::in_time,
      &ReportWords::result};
  for (const auto member : kWithPlaces) {
    const char* english = report_words(Language::en).*member;
    EXPECT_EQ(places(english), places(report_words(Language::ru).*member)) << english;
  }
}

TEST(ReportWordsTest, WeekdaysAndExposureHaveWords) {
  EXPECT_EQ(slice_word("weekday", "mon", Language::en), "mon");
  EXPECT_EQ(slice_word("weekday", "mon", Language::ru), "пн");
  EXPECT_EQ(slice_word("exposed", "yes", Language::ru), "да");
  EXPECT_EQ(slice_word("team", "sun", Language::ru), "sun") << "a team's own name";
}

TEST(ReportWordsTest, NamesOfColumnsAndFormulas) {
  EXPECT_STREQ(column_name("abandonment_rate", Language::en), "lost");
  EXPECT_EQ(column_name("wait.p99", Language::en), nullptr);
  EXPECT_STREQ(formula_name("erlang_c", Language::ru), "Эрланга C");
  EXPECT_STREQ(formula_name("something_new", Language::en), "something_new");
}

}  // namespace
}  // namespace firstline

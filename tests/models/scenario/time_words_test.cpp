#include "models/scenario/time_words.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

TEST(TimeWords, UnitsAndMarksOfTheLanguage) {
  EXPECT_EQ(time_words("1 d 2 h 30 min", Language::en), "1 d 2 h 30 min");
  EXPECT_EQ(time_words("1 d 2 h 30 min", Language::ru), "1 д 2 ч 30 мин");
  EXPECT_EQ(time_words("4 min 53.8 s", Language::ru), "4 мин 53,8 с");
  EXPECT_EQ(time_words("20 ms", Language::ru), "20 мс");
}

// A span in the middle of a message, and one that is to be typed.
TEST(TimeWords, MessagesSayThemInTheirLanguage) {
  const sim::Problem problem{.code = "E407",
                             .pointer = "/experiment/measure",
                             .value = "",
                             .arguments = {"@time 5 d", "@time 1 h 30 min", "80", "@warm_up.few", "10 d"},
                             .file = ""};
  EXPECT_EQ(message_text(problem, Language::ru).rfind("по 5 д (80 шагов по 1 ч 30 мин) прогрев не определить: ", 0), 0u)
      << message_text(problem, Language::ru);
  EXPECT_NE(message_text(problem, Language::ru).find("`measure`, например \"10 d\""), std::string::npos);
  EXPECT_NE(message_text(problem, Language::en).find("from 5 d in 80 steps of 1 h 30 min: too few steps"),
            std::string::npos)
      << message_text(problem, Language::en);
}

}  // namespace
}  // namespace firstline

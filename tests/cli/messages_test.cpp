#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "models/cli/cli_messages.h"
#include "models/cli/problems_json.h"
#include "models/record/estimate.h"

namespace firstline {
namespace {

TEST(MessagesTest, EveryRowHasBothLanguagesAndAnIdOfItsOwn) {
  std::set<std::string_view> ids;
  for (const Message& message : cli_messages()) {
    EXPECT_TRUE(ids.insert(message.id).second) << message.id;
    EXPECT_FALSE(message.en.empty() || message.ru.empty()) << message.id;
    EXPECT_FALSE(has_text(message.id)) << message.id << " stands in models/scenario/messages too";
  }
  EXPECT_NE(find_cli_message(kNothingCounted), nullptr);
}

TEST(MessagesTest, PlacesAreFilledAndNamedPartsTranslated) {
  const sim::Problem problem{.code = "E102",
                             .pointer = "",
                             .value = "--sed",
                             .arguments = {"run", "@did_you_mean_this", "--seed"},
                             .file = ""};
  EXPECT_EQ(problem_message_line(problem, Language::en), "error[E102]: run has no option --sed; did you mean --seed?");
  EXPECT_EQ(problem_text(problem, Language::ru), "у run нет параметра --sed; может быть, --seed?");
}

TEST(MessagesTest, ProblemsOfDocumentsKeepTheirPlace) {
  const sim::Problem problem{.code = "E344",
                             .pointer = "/teams",
                             .value = "x",
                             .arguments = {"x"},
                             .file = "day.json",
                             .line = 3,
                             .column = 5};
  EXPECT_EQ(problem_message_line(problem, Language::en).rfind("error[E344] day.json:3:5 at /teams: ", 0), 0u);
}

TEST(MessagesTest, AsJsonWithAnyBytes) {
  const sim::Problem problem{
      .code = "E611", .pointer = "", .value = "\xff", .arguments = {"\xfe", "gone"}, .file = "\xfd"};
  const auto json = nlohmann::json::parse(problems_json({problem, problem}, Language::en));
  EXPECT_EQ(json["errors"].size(), 2u);
  EXPECT_EQ(json["errors"][0]["code"], "E611");
}

}  // namespace
}  // namespace firstline

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <regex>

#include "models/cli/problems_json.h"
#include "models/record/estimate.h"

namespace firstline {
namespace {

TEST(MessagesTest, ReasonsOfEstimatesAreInTheCatalogue) {
  EXPECT_TRUE(has_text(kNothingCounted));
  EXPECT_TRUE(has_text(kAllAgree));
}

// Every code and part that the sources of this room name stands in the catalogue.
TEST(MessagesTest, EveryTextOfTheCommandIsThere) {
  const std::regex id("\"(E[0-9]{3}|@[a-z_.]+|cli\\.[a-z_]+|kpi\\.[a-z]+|problem\\.[a-z]+)\"");
  int found = 0;
  for (const auto& entry : std::filesystem::directory_iterator("models/cli")) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream file(entry.path());
    const std::string source{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    for (std::sregex_iterator match(source.begin(), source.end(), id), end; match != end; ++match) {
      EXPECT_TRUE(has_text((*match)[1].str())) << entry.path() << ": " << (*match)[1];
      ++found;
    }
  }
  EXPECT_GT(found, 30);
}

TEST(MessagesTest, PlacesAreFilledAndNamedPartsTranslated) {
  const sim::Problem problem{.code = "E102",
                             .pointer = "",
                             .value = "--sed",
                             .arguments = {"run", "@did_you_mean_this", "--seed"},
                             .file = ""};
  EXPECT_EQ(problem_line(problem, Language::en), "error[E102]: run has no option --sed; did you mean --seed?");
  EXPECT_EQ(message_text(problem, Language::ru), "у run нет параметра --sed; может быть, --seed?");
}

TEST(MessagesTest, ProblemsOfDocumentsKeepTheirPlace) {
  const sim::Problem problem{.code = "E344",
                             .pointer = "/teams",
                             .value = "x",
                             .arguments = {"x"},
                             .file = "day.json",
                             .line = 3,
                             .column = 5};
  EXPECT_EQ(problem_line(problem, Language::en).rfind("error[E344] day.json:3:5 at /teams: ", 0), 0u);
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

#include "models/report/report_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/models/report/hand_made_result.h"

namespace firstline {
namespace {

using Json = nlohmann::json;

TEST(ReportJsonTest, AResultIsOneDocumentThatEndsWithANewline) {
  const RunResult result = hand_made::result_with_formula();
  const std::string text = result_json(result);
  EXPECT_EQ(text.back(), '\n');
  EXPECT_EQ(text, result_json(result));
  const Json json = Json::parse(text);
  EXPECT_EQ(json["format"], "firstline.result");
  EXPECT_EQ(json["version"], 1);
  EXPECT_EQ(json["provenance"]["result_hash"], "000000000000feed");
  EXPECT_EQ(json["provenance"]["seed"], 7);
  EXPECT_EQ(json["scenario"]["contact_types"], (Json{"calls", "urgent"}));
  EXPECT_EQ(json["experiment"]["precision"]["wait.mean"], 0.01);
  EXPECT_EQ(json["kpis"].size(), result.estimates.size());
  EXPECT_EQ(json["formulas"][0]["formula"], "erlang_a");
}

TEST(ReportJsonTest, AWarningIsAnObjectThatAPersonCanReadInBothLanguages) {
  RunResult result = hand_made::result_with_formula();
  EXPECT_EQ(Json::parse(result_json(result))["warnings"], Json::array());
  result.warnings = {
      {.code = "W413", .pointer = "/channels/mail/trunks", .value = "30", .arguments = {"trunks"}, .file = "day.json"}};
  EXPECT_EQ(Json::parse(result_json(result))["warnings"],
            (Json{{{"code", "W413"},
                   {"pointer", "/channels/mail/trunks"},
                   {"value", "30"},
                   {"message", "nobody waits on a line for a mail: `trunks` does nothing here; leave it out"},
                   {"message_ru", "письмо никто не ждёт на линии: `trunks` здесь не действует; уберите"}}}));
}

TEST(ReportJsonTest, RowsHaveTheirKeysAndTotalsAnEmptySlice) {
  const Json json = Json::parse(result_json(hand_made::result_with_formula()));
  const Json& first = json["kpis"][0];
  EXPECT_EQ(first["key"], "contacts.offered");
  EXPECT_EQ(first["slice"], Json::object());
  EXPECT_EQ(first["n"], 6);
  EXPECT_EQ(first["mean"], 21.0);
  EXPECT_LT(first["lo"], first["mean"]);
  bool typed = false;
  bool paired = false;
  for (const Json& row : json["kpis"]) {
    typed = typed || row["slice"] == Json{{"contact_type", "urgent"}};
    paired = paired || row["slice"] == Json{{"interval", "12:00"}, {"within", "60 s"}};
  }
  EXPECT_TRUE(typed);
  EXPECT_TRUE(paired);
}

TEST(ReportJsonTest, UndefinedIsNullWithAReason) {
  RunResult result = hand_made::result_of(hand_made::varied_set(1));
  result.estimates = {to_estimate("wait.mean", {"queue", "a, b"}, "s", sim::Interval{}, 4)};
  const Json row = Json::parse(result_json(result))["kpis"][0];
  EXPECT_TRUE(row["mean"].is_null());
  EXPECT_TRUE(row["lo"].is_null());
  EXPECT_EQ(row["reason"], "N001");
  EXPECT_EQ(row["slice"]["queue"], "a, b");
  result.estimates = {to_estimate("bot.turns", pair_slice("bot,step", "voice, old", "ask, wait"), "", {}, 4)};
  const Json expected{{"bot", "voice, old"}, {"step", "ask, wait"}};
  EXPECT_EQ(Json::parse(result_json(result))["kpis"][0]["slice"], expected);
}

TEST(ReportJsonTest, LargeSeedsAreStrings) {
  RunResult result = hand_made::result_of(hand_made::varied_set(1));
  result.provenance.seed = 18446744073709551615u;
  EXPECT_EQ(Json::parse(result_json(result))["provenance"]["seed"], "18446744073709551615");
}

TEST(ReportJsonTest, AComparisonHoldsBothResultsAndTheDifferences) {
  const Json json = Json::parse(comparison_json(hand_made::comparison(), {"more.json"}));
  EXPECT_EQ(json["format"], "firstline.comparison");
  EXPECT_EQ(json["base"]["format"], "firstline.result");
  const Json& variant = json["variants"][0];
  EXPECT_EQ(variant["name"], "more.json");
  EXPECT_EQ(variant["result"]["kpis"].size(), json["base"]["kpis"].size());
  for (const Json& row : variant["differences"]) {
    if (row["key"] != "occupancy" || !row["slice"].empty()) continue;
    EXPECT_TRUE(row["distinguishable"]);
    EXPECT_LT(row["mean"], 0.0);
    EXPECT_LT(row["variant"], row["base"]);
  }
}

}  // namespace
}  // namespace firstline

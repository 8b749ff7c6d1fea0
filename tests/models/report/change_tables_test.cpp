#include "models/report/change_tables.h"

#include <gtest/gtest.h>

#include "models/report/report_text.h"
#include "tests/models/report/hand_made_result.h"

namespace firstline {
namespace {

CompareResult with_cases() {
  CompareResult result;
  result.base = hand_made::case_result();
  result.variants.resize(1);
  result.variants[0].run = hand_made::case_result();
  result.variants[0].differences = difference(result.base.set, result.variants[0].run.set);
  return result;
}

Difference row(const std::string& key, double base, double variant, double half) {
  const Estimate before{.key = key, .slice = {}, .unit = "s", .mean = base, .lo = {}, .hi = {}, .n = 5, .reason = ""};
  Estimate after = before;
  after.mean = variant;
  const double change = variant - base;
  return to_difference(before, after, {change, change - half, change + half, 5, true}, 5);
}

TEST(ChangeTablesTest, SlicesThatSayMoreThanTheTotalHaveARowEach) {
  CompareResult result = with_cases();
  std::string text = slice_changes(result.variants[0], Speaker(result, Language::en));
  for (const char* label : {"SLA attainment, response: alpha", "SLA attainment, resolution: alpha",
                            "SLA attainment, response: mail", "occupancy: line 1", "occupancy: line 2"}) {
    EXPECT_NE(text.find(label), std::string::npos) << label << "\n" << text;
  }
  EXPECT_NE(text.find("identical"), std::string::npos);
  EXPECT_EQ(text.find("SLA attainment, response: partners"), std::string::npos) << "an agreement, not a slice";
  const std::string russian = slice_changes(result.variants[0], Speaker(result, Language::ru));
  EXPECT_NE(russian.find("загрузка операторов: линия 1"), std::string::npos) << russian;

  std::erase_if(result.variants[0].differences, [](const Difference& row) {
    return row.base.slice.dimension == "channel" || row.base.slice.dimension == "product";
  });
  text = slice_changes(result.variants[0], Speaker(result, Language::en));
  EXPECT_NE(text.find("SLA attainment, response: partners"), std::string::npos) << "where no slice tells more\n"
                                                                                << text;
}

// Three variants of a wait of 30 s: 10 s less, 1 s less that may be none, and one that does not know it.
TEST(ChangeTablesTest, SeveralVariantsStandSideBySide) {
  CompareResult result = hand_made::comparison();
  result.variants.resize(1);
  const Speaker speaker(result, Language::en);
  EXPECT_EQ(variants_overview(result, {"one"}, "base.json", speaker), "") << "its own sentence says it";
  result.variants.resize(3);
  for (ComparedVariant& variant : result.variants) variant.differences.clear();
  result.variants[0].differences = {row("wait.mean", 30.0, 20.0, 2.0)};
  result.variants[1].differences = {row("wait.mean", 30.0, 29.0, 2.0)};
  EXPECT_EQ(variants_overview(result, {"one", "two", "three"}, "base.json", speaker),
            "Changes against base.json; ~ cannot be told from none.\n"
            "variant     wait\n"
            "-------  -------\n"
            "one      -10.0\u00a0s\n"
            "two            ~\n"
            "three          -\n"
            "\n");
  const std::string text = compare_text(
      result, {.language = Language::ru, .command = "", .variant_names = {"a", "b", "c"}, .base_name = "d"});
  EXPECT_EQ(text.find("Изменения против d; ~ неотличимо от нуля.\n"), text.find('\n') + 1) << text;
}

TEST(ChangeTablesTest, APlainCentreHasNone) {
  const CompareResult result = hand_made::comparison();
  EXPECT_EQ(slice_changes(result.variants[0], Speaker(result, Language::en)), "");
}

TEST(ChangeTablesTest, ARowHasBothMeansTheDifferenceAndItsInterval) {
  const CompareResult result = hand_made::comparison();
  const Speaker speaker(result, Language::en);
  TextTable table = change_table(speaker);
  add_change(table, "wait", row("wait.mean", 30.0, 20.0, 2.0), speaker);
  add_change(table, "unsure", row("wait.mean", 30.0, 29.0, 2.0), speaker);
  add_change(table, "long", row("wait.mean", 36000.0, 18000.0, 3600.0), speaker);
  Difference nothing = row("wait.mean", 1.0, 1.0, 0.0);
  nothing.base.mean = nothing.variant.mean = std::nullopt;
  add_change(table, "nothing", nothing, speaker);
  ASSERT_EQ(table.rows.size(), 4u);
  EXPECT_EQ(table.rows[1][0], "wait");
  EXPECT_NE(table.rows[1][3].find("-10"), std::string::npos) << table.rows[1][3];
  EXPECT_EQ(table.rows[1][4], "-12.0 .. -8.0\u00a0s");
  EXPECT_EQ(table.rows[2][3], "not distinguishable");
  EXPECT_EQ(table.rows[2][4], "-3.0 .. 1.0\u00a0s") << "the unit is nowhere else in the row";
  EXPECT_NE(table.rows[3][2].find('5'), std::string::npos) << table.rows[3][2];
  EXPECT_NE(table.rows[3][2].find('h'), std::string::npos) << "hours where seconds would be thousands";
}

}  // namespace
}  // namespace firstline

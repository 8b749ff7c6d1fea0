#include <gtest/gtest.h>

#include "models/cli/cli_docs.h"
#include "tests/cli/workplace.h"

namespace firstline {
namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(DocsTest, EveryMetricStandsInBothLanguages) {
  const std::string page = workplace::run({"docs", "kpis"}).out;
  for (const KpiRow& row : kpi_table()) {
    EXPECT_TRUE(has(page, "| `" + std::string(row.key) + "` | " + row.label.en + " | " + row.label.ru + " |"))
        << row.key;
  }
  EXPECT_EQ(page, kpis_markdown());
}

TEST(DocsTest, EveryCommandAndOptionStandsInBothLanguages) {
  const std::string page = workplace::run({"docs", "cli"}).out;
  for (const CommandRow& command : command_table()) {
    EXPECT_TRUE(has(page, "## " + std::string(command.name) + "\n")) << command.name;
    EXPECT_TRUE(has(page, command.ru)) << command.name;
  }
  for (const OptionRow& option : option_table()) {
    EXPECT_TRUE(has(page, "| `" + std::string(option.name))) << option.name;
    EXPECT_TRUE(has(page, option.ru)) << option.name;
  }
}

TEST(DocsTest, FieldsInTheLanguageAskedFor) {
  EXPECT_TRUE(has(workplace::run({"docs", "fields"}).out, "/queues/*/capacity"));
  EXPECT_NE(workplace::run({"docs", "fields"}).out, workplace::run({"docs", "fields", "--lang", "ru"}).out);
}

TEST(DocsTest, SlicesAreNamed) {
  EXPECT_EQ(slice_names(*find_kpi("occupancy")), "total, team, interval, weekday, day, line");
  EXPECT_EQ(slice_names(*find_kpi("cost.total")), "total, contact_type, channel, segment, product, topic");
}

}  // namespace
}  // namespace firstline

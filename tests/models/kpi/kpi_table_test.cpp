#include "models/kpi/kpi_table.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace firstline {
namespace {

TEST(KpiTableTest, EveryRowIsWholeAndItsKeyUnique) {
  std::set<std::string> keys;
  for (const KpiRow& row : kpi_table()) {
    EXPECT_TRUE(keys.insert(row.key).second) << row.key;
    for (const char* words : {row.label.en, row.label.ru, row.meaning.en, row.meaning.ru, row.unit}) {
      EXPECT_GT(std::string(words).size(), 0u) << row.key;
    }
    // Tables of their own: a topic's share, a step's place in its dialogue.
    const std::string key = row.key;
    const bool of_parts = key.rfind("topics.top.", 0) == 0 || key.rfind("bot.step.", 0) == 0;
    EXPECT_EQ((row.slices & by::total) == 0, of_parts) << row.key;
    const bool counted =
        row.kind == Kind::mean || row.kind == Kind::ratio || row.kind == Kind::variance || row.kind == Kind::paired;
    EXPECT_EQ(row.numerator != nullptr, counted) << row.key;
    EXPECT_EQ(row.denominator != nullptr, row.kind == Kind::ratio || row.kind == Kind::variance) << row.key;
    const bool censored = row.kind == Kind::restricted_mean || row.kind == Kind::restricted_quantile;
    EXPECT_EQ(row.resolution != nullptr, censored) << row.key;
    EXPECT_EQ(row.quantiles != nullptr, row.kind == Kind::quantile || row.kind == Kind::maximum) << row.key;
    EXPECT_EQ(find_kpi(row.key), &row);
    EXPECT_STRNE(kind_name(row.kind), "");
    EXPECT_STRNE(better_name(row.better), "");
  }
  EXPECT_EQ(find_kpi("wait"), nullptr);
}

// Keys marked 1-3: parts of cost that come with people.
const std::set<std::string> kLater{"cost.training", "cost.hiring", "cost.penalties", "cost.one_off"};
// Levels over time that the verification needs, and counts that shares of the page are about; not on the page.
const std::set<std::string> kOwn{"bot.turned_past",  "bot.turns",
                                 "bot.time",         "bot.step.entries",
                                 "bot.step.turns",   "bot.step.first_try",
                                 "bot.step.drops",   "bot.step.transfers",
                                 "bot.step.time",    "waiting.mean",
                                 "waiting.variance", "in_system.mean",
                                 "callbacks",        "callbacks.failed",
                                 "tickets",          "issues.opened",
                                 "issues.resolved",  "issues.closed_unresolved",
                                 "issues.lost",      "legs",
                                 "transfer_rate",    "topics.top.volume",
                                 "topics.top.work",  "topics.top.solved",
                                 "chat.concurrency", "chat.left",
                                 "chat.left.silent", "chat.left.waiting",
                                 "chat.reassigned",  "csat.score",
                                 "follow_ups",       "follow_ups.solved",
                                 "bot.seemed_solved"};

struct Documented {
  std::set<std::string> marked_1;  // keys of rows marked 1
  std::set<std::string> named;     // every key, and key + suffix where a row names suffixes
};

Documented read_page(std::istream& page) {
  Documented documented;
  const std::regex code("`([a-z0-9_.]+)`");
  for (std::string line; std::getline(page, line);) {
    if (line.rfind("| `", 0) != 0) continue;
    const std::size_t first_cell = line.find('|', 1);
    const std::string keys = line.substr(0, first_cell);
    const std::string rest = line.substr(first_cell);
    const bool now = rest.rfind("| 1", 0) == 0;
    std::vector<std::string> row;
    for (std::sregex_iterator it(keys.begin(), keys.end(), code), end; it != end; ++it) row.push_back((*it)[1]);
    for (std::sregex_iterator it(rest.begin(), rest.end(), code), end; it != end; ++it) {
      const std::string suffix = (*it)[1];
      if (suffix.front() == '.') {  // of a key, or of its stem: `.leg` beside `aht.mean` is aht.leg
        for (const std::string& key : row) {
          documented.named.insert(key + suffix);
          documented.named.insert(key.substr(0, key.rfind('.')) + suffix);
        }
      }
      if (suffix == "strict") documented.named.insert(row.front() + ".strict");
    }
    for (const std::string& key : row) {
      documented.named.insert(key);
      if (now) documented.marked_1.insert(key);
    }
  }
  return documented;
}

// "missed: each part on its own", "overdue apart", "variant: it does", "cost parts sum exactly to the total": the page
// gives these no names; the variant `.all` it names in a sentence.
const std::set<std::string> kParts{"contacts.missed.abandoned",
                                   "contacts.missed.blocked",
                                   "contacts.missed.turned_away",
                                   "contacts.missed.dropped",
                                   "contacts.missed.balked",
                                   "contacts.lost_after_answer",
                                   "contacts.left_bot",
                                   "wait.mean.all",
                                   "service_level.all",
                                   "abandonment_rate.all",
                                   "bot.deflection.minutes",
                                   "backlog.overdue",
                                   "csat.surveyed",  // "true and as surveyed"
                                   "nps.surveyed",
                                   "ces.surveyed",
                                   "survey.rated",  // named in the definition of csat
                                   "survey.called_back",
                                   "fcr.including_lost",
                                   "cost.overtime",
                                   "cost.management",
                                   "cost.seats",
                                   "cost.fixed"};

TEST(KpiTableTest, EveryKeyIsOnThePageAndEveryKeyOfThePageIsHereOrLater) {
  const char* shared = std::getenv("FIRSTLINE_SHARED");
  std::ifstream page(std::string(shared != nullptr ? shared : "../shared") + "/design/kpis.md");
  if (!page) GTEST_SKIP() << "../shared/design/kpis.md is not here";
  const Documented documented = read_page(page);
  ASSERT_GT(documented.marked_1.size(), 30u);
  for (const KpiRow& row : kpi_table()) {
    const std::string key = row.key;
    EXPECT_TRUE(documented.named.contains(key) || kParts.contains(key) || kOwn.contains(key)) << key;
  }
  std::ifstream generated("docs/generated/kpis.md");
  const std::string ours(std::istreambuf_iterator<char>(generated), {});
  for (const std::string& key : documented.marked_1) {
    const bool here = ours.find("| `" + key + "` |") != std::string::npos;
    const bool parts = ours.find("| `" + key + ".") != std::string::npos;  // topics.top is a table: its columns
    EXPECT_NE(here || parts, kLater.contains(key)) << key;
  }
}

}  // namespace
}  // namespace firstline

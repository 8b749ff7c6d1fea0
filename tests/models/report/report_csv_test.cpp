#include "models/report/report_csv.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <sstream>

#include "tests/models/report/hand_made_result.h"

namespace firstline {
namespace {

using Line = std::map<std::string, std::string>;

// A plain reader of RFC 4180, written apart from the writer.
std::vector<std::vector<std::string>> cells_of(const std::string& text) {
  std::vector<std::vector<std::string>> rows(1, std::vector<std::string>(1));
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      rows.back().back() += text[++i];
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      rows.back().emplace_back();
    } else if (!quoted && c == '\n') {
      rows.emplace_back(1);
    } else {
      rows.back().back() += c;
    }
  }
  rows.pop_back();
  return rows;
}

std::vector<Line> lines_of(const std::string& text) {
  const auto rows = cells_of(text);
  std::vector<Line> lines;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    EXPECT_EQ(rows[r].size(), rows[0].size());
    Line& line = lines.emplace_back();
    for (std::size_t c = 0; c < rows[r].size(); ++c) line[rows[0][c]] = rows[r][c];
  }
  return lines;
}

void expect_number(const std::string& cell, const std::optional<double>& value) {
  if (!value) {
    EXPECT_EQ(cell, "");
    return;
  }
  EXPECT_EQ(std::strtod(cell.c_str(), nullptr), *value) << cell;
}

TEST(ReportCsvTest, EveryEstimateIsALineAndEveryNumberReadsBack) {
  const RunResult result = hand_made::case_result();
  const NamedTexts files = result_csv(result);
  ASSERT_EQ(files.size(), 2u);
  EXPECT_EQ(files[0].first, "kpis.csv");
  EXPECT_EQ(files[1].second, "name,key,dimension,slice,dimension_2,slice_2,formula,value\n");
  const std::vector<Line> lines = lines_of(files[0].second);
  ASSERT_EQ(lines.size(), result.estimates.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Estimate& row = result.estimates[i];
    EXPECT_EQ(lines[i].at("name"), result.scenario.name);
    EXPECT_EQ(lines[i].at("key"), row.key);
    EXPECT_EQ(lines[i].at("unit"), row.unit);
    EXPECT_EQ(lines[i].at("reason"), row.reason);
    EXPECT_EQ(lines[i].at("n"), std::to_string(row.n));
    expect_number(lines[i].at("mean"), row.mean);
    expect_number(lines[i].at("lo"), row.lo);
    expect_number(lines[i].at("hi"), row.hi);
    if (row.slice == pair_slice("topic,line", "billing", "2")) {
      EXPECT_EQ(lines[i].at("dimension"), "topic");
      EXPECT_EQ(lines[i].at("slice"), "billing");
      EXPECT_EQ(lines[i].at("dimension_2"), "line");
      EXPECT_EQ(lines[i].at("slice_2"), "2");
    } else if (row.slice == Slice{}) {
      EXPECT_EQ(lines[i].at("dimension") + lines[i].at("slice"), "");
    } else if (row.slice == Slice{"team", "line 1"}) {
      EXPECT_EQ(lines[i].at("dimension"), "team");
      EXPECT_EQ(lines[i].at("slice"), "line 1");
      EXPECT_EQ(lines[i].at("dimension_2") + lines[i].at("slice_2"), "");
    }
  }
}

TEST(ReportCsvTest, AComparisonNamesItsScenarios) {
  CompareResult result = hand_made::comparison();
  const NamedTexts files = comparison_csv(result, "base, old.json", {"=more.json"});
  std::vector<std::string> names;
  for (const auto& [name, text] : files) names.push_back(name);
  EXPECT_EQ(names, csv_names());
  const std::vector<Line> kpis = lines_of(files[0].second);
  EXPECT_EQ(kpis.size(), 2 * result.base.estimates.size());
  EXPECT_EQ(kpis.front().at("name"), "base, old.json");
  EXPECT_EQ(kpis.back().at("name"), "'=more.json") << "no formula for a spreadsheet";
  const std::vector<Line> differences = lines_of(files[2].second);
  ASSERT_EQ(differences.size(), result.variants[0].differences.size());
  for (std::size_t i = 0; i < differences.size(); ++i) {
    const Difference& row = result.variants[0].differences[i];
    EXPECT_EQ(differences[i].at("key"), row.base.key);
    expect_number(differences[i].at("base"), row.base.mean);
    expect_number(differences[i].at("variant"), row.variant.mean);
    expect_number(differences[i].at("mean"), row.difference.mean);
    EXPECT_EQ(differences[i].at("distinguishable"), row.distinguishable ? "1" : "0");
  }
}

TEST(ReportCsvTest, TheColumnsAreTheSameForEveryScenario) {
  const auto headers = [](const NamedTexts& files) {
    std::vector<std::string> first;
    for (const auto& [name, text] : files) first.push_back(name + ": " + text.substr(0, text.find('\n')));
    return first;
  };
  const std::vector<std::string> calls = headers(result_csv(hand_made::result_with_formula()));
  EXPECT_EQ(headers(result_csv(hand_made::case_result())), calls);
  std::vector<std::string> compared = headers(comparison_csv(hand_made::comparison(), "a", {"b"}));
  ASSERT_EQ(compared.size(), 3u);
  compared.pop_back();
  EXPECT_EQ(compared, calls);
}

TEST(ReportCsvTest, NamesWithCommasStayWhole) {
  RunResult result = hand_made::result_with_formula();
  result.scenario.name = "calls, old";
  result.estimates = {{.key = "topics.top.solved",
                       .slice = pair_slice("topic,line", "bills, old", "2"),
                       .unit = "share",
                       .mean = 0.1,
                       .lo = -1e-300,
                       .hi = {},
                       .n = 3,
                       .reason = "N002"}};
  const NamedTexts files = result_csv(result);
  EXPECT_EQ(files[0].second,
            "name,key,dimension,slice,dimension_2,slice_2,unit,mean,lo,hi,n,reason\n"
            "\"calls, old\",topics.top.solved,topic,\"bills, old\",line,2,share,0.1,-1e-300,,3,N002\n");
  EXPECT_EQ(files[1].second,
            "name,key,dimension,slice,dimension_2,slice_2,formula,value\n"
            "\"calls, old\",wait.mean,,,,,erlang_a,21.5\n\"calls, old\",service_level,,,,,erlang_a,0.4125\n"
            "\"calls, old\",wait.mean,interval,00:00,,,erlang_a,22.25\n");
}

}  // namespace
}  // namespace firstline

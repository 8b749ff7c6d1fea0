#include "models/report/report_csv.h"

#include <gtest/gtest.h>

#include "tests/models/report/hand_made_result.h"

namespace firstline {
namespace {

Estimate estimate_of(const std::string& name) {
  Estimate row;
  row.key = "wait.mean";
  row.slice = {"topic", name};
  row.unit = "s";
  row.mean = 0.1;
  row.lo = -1e-300;
  row.n = 7;
  row.reason = "N002";
  return row;
}

TEST(ReportCsv, NumbersRoundTripAndAbsentOnesAreEmpty) {
  RunResult result;
  result.estimates = {estimate_of("limits")};
  EXPECT_EQ(result_csv(result)[0].second,
            "key,slice,of,unit,mean,lo,hi,n,reason\nwait.mean,topic,limits,s,0.1,-1e-300,,7,N002\n");
}

TEST(ReportCsv, NamesCannotRunAsFormulas) {
  RunResult result;
  for (const char* name : {"=1+1", "+1", "-1", "@SUM(1)", "\t=1", "a,b", "say \"hi\""}) {
    result.estimates.push_back(estimate_of(name));
  }
  const std::string table = result_csv(result)[0].second;
  for (const char* cell : {",'=1+1,", ",'+1,", ",'-1,", ",'@SUM(1),", ",'\t=1,", ",\"a,b\",", ",\"say \"\"hi\"\"\","}) {
    EXPECT_NE(table.find(cell), std::string::npos) << cell;
  }
}

TEST(ReportCsv, AComparisonHasARowADifference) {
  const CompareResult result = hand_made::comparison();
  const NamedTexts tables = comparison_csv(result, {"plus, two"});
  ASSERT_EQ(tables.size(), 3u);
  EXPECT_EQ(tables[2].first, "differences.csv");
  const std::string& table = tables[2].second;
  const auto rows = static_cast<std::size_t>(std::count(table.begin(), table.end(), '\n'));
  EXPECT_EQ(rows, 1 + result.variants[0].differences.size());
  EXPECT_NE(table.find("\n\"plus, two\",wait.mean,"), std::string::npos);
}

}  // namespace
}  // namespace firstline

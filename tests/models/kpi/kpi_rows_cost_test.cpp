#include "models/kpi/kpi_rows_cost.h"

#include <gtest/gtest.h>

#include <string_view>

namespace firstline {
namespace {

TEST(KpiRowsCostTest, MoneyIsOfTheseRowsAloneAndTheyStandLast) {
  const std::span<const KpiRow> all = kpi_table();
  const std::size_t others = all.size() - cost_rows().size();
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(all[i].kind == Kind::money, i >= others) << all[i].key;
    if (i >= others) {
      EXPECT_STREQ(all[i].key, cost_rows()[i - others].key);
    }
  }
}

TEST(KpiRowsCostTest, TheyAreComputedElsewhereAndLessIsBetter) {
  for (const KpiRow& row : cost_rows()) {
    EXPECT_EQ(row.numerator, nullptr) << row.key;
    EXPECT_EQ(std::string_view(row.unit), "money") << row.key;
    EXPECT_EQ(row.better, Better::lower) << row.key;
    EXPECT_EQ(std::string_view(row.key).substr(0, 5), "cost.");
    EXPECT_NE(row.slices & by::total, 0u) << row.key;
  }
}

}  // namespace
}  // namespace firstline

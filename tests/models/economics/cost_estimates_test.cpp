#include "models/economics/cost_estimates.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "models/economics/cost_book.h"
#include "tests/models/economics/hand_made_prices.h"
#include "tests/models/economics/priced_center.h"

namespace firstline {
namespace {

const Estimate* find(const std::vector<Estimate>& estimates, const std::string& key, const Slice& slice = {}) {
  for (const Estimate& estimate : estimates) {
    if (estimate.key == key && estimate.slice == slice) return &estimate;
  }
  return nullptr;
}

double mean(const std::vector<Estimate>& estimates, const std::string& key, const Slice& slice = {}) {
  const Estimate* estimate = find(estimates, key, slice);
  return estimate != nullptr && estimate->mean ? *estimate->mean : -1.0;
}

TEST(CostEstimatesTest, EveryKeyByHand) {
  const std::vector<Estimate> estimates = estimate_costs(priced::set(), priced::prices());
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.total"), 445.3);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.wages"), 338.0);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.wages", {"team", "line 2"}), 78.0);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.overtime"), 6.5);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.management"), 62.4);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.seats"), 5.0);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.tools"), 4.0);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.telephony"), 19.4);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.fixed"), 10.0);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.per_contact"), 445.3 / 78.0);  // 83 answers, five of them to the same contacts
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.per_resolution"), 445.3 / 55.0);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.per_contact", {"topic", "bill"}), 223.95 / 40.0);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.per_resolution", {"topic", "bill"}), 223.95 / 30.0);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.total", {"channel", "chat"}), 64.49);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.per_contact", {"channel", "chat"}), 6.449);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.total", {"contact_type", "partners"}), 12.24);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.total", {"segment", ""}), 12.24);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.per_resolution", {"product", "card"}), 445.3 / 55.0);
  // No chat was solved.
  EXPECT_FALSE(find(estimates, "cost.per_resolution", {"channel", "chat"})->mean.has_value());
  EXPECT_EQ(find(estimates, "cost.per_resolution", {"channel", "chat"})->reason, kNothingCounted);
}

TEST(CostEstimatesTest, PartsAndSlicesSumToTheTotal) {
  const std::vector<Estimate> estimates = estimate_costs(priced::set(), priced::prices());
  double parts = 0.0;
  std::map<std::string, double> by_dimension;
  for (const Estimate& estimate : estimates) {
    const bool total = estimate.key == "cost.total";
    if (estimate.slice == Slice{} && !total && estimate.key.rfind("cost.per_", 0) != 0) parts += *estimate.mean;
    if (total && estimate.slice != Slice{}) by_dimension[estimate.slice.dimension] += *estimate.mean;
  }
  EXPECT_NEAR(parts, 445.3, 1e-9);
  EXPECT_EQ(by_dimension.size(), 5u);
  for (const auto& [dimension, sum] : by_dimension) EXPECT_NEAR(sum, 445.3, 1e-9) << dimension;
}

TEST(CostEstimatesTest, WagesAloneAreToldAsEver) {
  const ReplicationSet set = hand_made::varied_set(3);
  double cost = 0.0;
  double handled = 0.0;
  for (const ReplicationRecord& record : set.records) {
    cost += static_cast<double>(book_costs(record, hand_made::prices()).total()) * 1e-6;
    handled += static_cast<double>(record.total.answered);
  }
  const std::vector<Estimate> estimates = estimate_costs(set, hand_made::prices());
  EXPECT_EQ(estimates.size(), 5u);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.per_contact"), cost / handled);
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.total"), cost / 3.0);
  EXPECT_EQ(find(estimates, "cost.total")->unit, "EUR");
  EXPECT_DOUBLE_EQ(mean(estimates, "cost.wages", {"team", "line 2"}), 1.0);
}

TEST(CostEstimatesTest, NothingHandledHasNoCostPerContact) {
  ReplicationSet set = hand_made::empty_set();
  const Counters counters = hand_made::empty_counters(set);
  collect(set, counters, reduce(counters));
  const std::vector<Estimate> estimates = estimate_costs(set, hand_made::prices());
  EXPECT_FALSE(find(estimates, "cost.per_contact")->mean.has_value());
  EXPECT_EQ(find(estimates, "cost.per_contact")->reason, kNothingCounted);
  EXPECT_EQ(mean(estimates, "cost.total"), 0.0);
}

TEST(CostEstimatesTest, DifferencesArePaired) {
  const PriceList prices = hand_made::prices();
  const ReplicationSet base = hand_made::varied_set(25);
  for (const Difference& d : cost_differences(base, prices, base, prices)) {
    EXPECT_EQ(*d.difference.mean, 0.0) << d.base.key;
    EXPECT_EQ(*d.difference.hi, 0.0) << d.base.key;
    EXPECT_FALSE(d.distinguishable);
  }
  bool found = false;
  for (const Difference& d : cost_differences(base, prices, hand_made::varied_set(25, 360), prices)) {
    if (d.base.key != "cost.total") continue;
    found = true;
    EXPECT_NEAR(*d.difference.mean, 2.0, 1e-9);  // a tenth of an hour at 20
    EXPECT_TRUE(d.distinguishable);
  }
  EXPECT_TRUE(found);
}

TEST(CostEstimatesTest, APriceThatOnlyTheVariantHasIsADifference) {
  const ReplicationSet set = hand_made::varied_set(25);
  Scenario scenario = hand_made::scenario();
  scenario.costs.fixed_per_month = 26298.0;  // 1 for a measured span of 100 s
  std::set<std::string> changed;
  for (const Difference& d : cost_differences(set, hand_made::prices(), set, hand_made::prices(scenario))) {
    if (d.base.slice != Slice{} || *d.difference.mean == 0.0) continue;
    changed.insert(d.base.key);
    if (d.base.key == "cost.per_contact") continue;
    EXPECT_NEAR(*d.difference.mean, 1.0, 1e-9) << d.base.key;
  }
  EXPECT_EQ(changed, (std::set<std::string>{"cost.fixed", "cost.per_contact", "cost.total"}));
}

TEST(CostEstimatesTest, ABotThatOnlyTheVariantHasIsADifference) {
  const ReplicationSet base = priced::set();
  ReplicationSet variant = base;
  variant.names.bots = {"voice"};
  for (ReplicationRecord& record : variant.records) record.bots = {{.sessions = 300}};
  Scenario scenario = priced::scenario();
  scenario.channels["phone"].bot = "voice";
  scenario.bots["voice"];
  scenario.costs.bots["voice"].per_contact = 0.05;
  const PriceList with_bot = price_list(scenario, priced::shape());
  EXPECT_DOUBLE_EQ(mean(estimate_costs(variant, with_bot), "cost.bot", {"bot", "voice"}), 15.0);
  EXPECT_EQ(find(estimate_costs(base, priced::prices()), "cost.bot"), nullptr);
  int found = 0;
  for (const Difference& d : cost_differences(base, priced::prices(), variant, with_bot)) {
    if (d.base.slice != Slice{} || (d.base.key != "cost.bot" && d.base.key != "cost.total")) continue;
    EXPECT_NEAR(*d.difference.mean, 15.0, 1e-9) << d.base.key;
    ++found;
  }
  EXPECT_EQ(found, 2);
}

TEST(CostEstimatesTest, ValuesByReplicationAreTheBooks) {
  const ReplicationSet set = hand_made::varied_set(3);
  const PriceList prices = hand_made::prices();
  const ReplicationValues total = cost_values(set, prices, "cost.total", "");
  const ReplicationValues per_contact = cost_values(set, prices, "cost.per_contact", "");
  const ReplicationValues by_team = cost_values(set, prices, "cost.wages", "team");
  ASSERT_EQ(total.values.size(), 3u);
  EXPECT_EQ(by_team.slices, set.names.teams);
  ASSERT_EQ(by_team.values.size(), 3 * set.names.teams.size());
  for (std::size_t r = 0; r < 3; ++r) {
    const CostBook book = book_costs(set.records[r], prices);
    const double cost = static_cast<double>(book.total()) * 1e-6;
    EXPECT_DOUBLE_EQ(total.values[r], cost);
    EXPECT_DOUBLE_EQ(per_contact.values[r], cost / static_cast<double>(set.records[r].total.answered));
    EXPECT_DOUBLE_EQ(by_team.values[r], static_cast<double>(book.teams[0].wages) * 1e-6);
  }
  EXPECT_TRUE(cost_values(set, prices, "cost.total", "team").slices.empty());
}

}  // namespace
}  // namespace firstline

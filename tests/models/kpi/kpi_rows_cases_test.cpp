#include "models/kpi/kpi_rows_cases.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "models/kpi/estimates.h"
#include "models/kpi/slices.h"
#include "tests/models/kpi/hand_made.h"

namespace firstline {
namespace {

class Told {
 public:
  explicit Told(const ReplicationSet& set) : estimates_(estimate(set)) {}

  const Estimate* find(const std::string& key, const Slice& slice = {}) const {
    for (const Estimate& estimate : estimates_) {
      if (estimate.key == key && estimate.slice == slice) return &estimate;
    }
    return nullptr;
  }
  double mean(const std::string& key, const Slice& slice = {}) const {
    const Estimate* found = find(key, slice);
    EXPECT_NE(found, nullptr) << key << " " << slice.name;
    return found != nullptr && found->mean ? *found->mean : std::nan("");
  }
  const std::vector<Estimate>& all() const { return estimates_; }

 private:
  std::vector<Estimate> estimates_;
};

TEST(KpiRowsCasesTest, ContactsAreToldApartFromTheirLegs) {
  const Told told(hand_made::case_set());
  EXPECT_DOUBLE_EQ(told.mean("contacts.offered"), 175.0);
  EXPECT_DOUBLE_EQ(told.mean("contacts.offered.first"), 150.0);
  EXPECT_DOUBLE_EQ(told.mean("contacts.offered.redial"), 10.0);
  EXPECT_DOUBLE_EQ(told.mean("contacts.offered.repeat"), 15.0);
  EXPECT_DOUBLE_EQ(told.mean("contacts.handled"), 155.0);
  // Of the 25 lost legs (4 abandoned and 1 blocked in each of five classes) one a class had been answered before.
  EXPECT_DOUBLE_EQ(told.mean("contacts.missed"), 20.0);
  EXPECT_DOUBLE_EQ(told.mean("contacts.lost_after_answer"), 5.0);
  EXPECT_DOUBLE_EQ(told.mean("contacts.missed.balked"), 5.0);
  EXPECT_DOUBLE_EQ(told.mean("callbacks"), 10.0);
  EXPECT_DOUBLE_EQ(told.mean("callbacks.failed"), 5.0);
  EXPECT_DOUBLE_EQ(told.mean("tickets"), 15.0);
  EXPECT_DOUBLE_EQ(told.mean("frt.never"), 20.0);
  EXPECT_DOUBLE_EQ(told.mean("frt.mean"), 40.0);
  EXPECT_DOUBLE_EQ(told.mean("frt.mean.business"), 30.0);
  EXPECT_DOUBLE_EQ(told.mean("aht.mean"), 4500.0 / 155.0);
  EXPECT_DOUBLE_EQ(told.mean("abandonment_rate"), 20.0 / 185.0);
  EXPECT_DOUBLE_EQ(told.mean("contacts.handled.per_operator_hour"), 155.0 / (220.0 / 3600.0));
}

TEST(KpiRowsCasesTest, IssuesOverThoseThatCanBeJudged) {
  const Told told(hand_made::case_set());
  EXPECT_DOUBLE_EQ(told.mean("resolution_rate"), 0.75);
  EXPECT_DOUBLE_EQ(told.mean("fcr"), 0.5);
  EXPECT_DOUBLE_EQ(told.mean("fcr.including_lost"), 0.375);
  EXPECT_DOUBLE_EQ(told.mean("fcr.no_escalation"), 0.25);
  EXPECT_DOUBLE_EQ(told.mean("fcr.identifiable"), 6.0 / 9.0);
  EXPECT_DOUBLE_EQ(told.mean("first_line_rate"), 0.125);
  EXPECT_DOUBLE_EQ(told.mean("repeat_rate"), 15.0 / 175.0);
  EXPECT_DOUBLE_EQ(told.mean("contacts_per_issue"), 1.2);
  EXPECT_DOUBLE_EQ(told.mean("escalation_rate"), 0.2);
  EXPECT_DOUBLE_EQ(told.mean("unresolved"), 15.0);
  EXPECT_DOUBLE_EQ(told.mean("backlog"), 7.5);
  EXPECT_DOUBLE_EQ(told.mean("backlog.overdue"), 1.5);
  EXPECT_DOUBLE_EQ(told.mean("triage.mean"), 60.0);
}

// Block fcr_window of the reference values: 13 contacts, 7 eligible episodes, 4 of them of one contact, 4 repeats.
TEST(KpiRowsCasesTest, TheWindowOfTheReferenceValues) {
  ReplicationSet set = hand_made::empty_case_set();
  Counters counters = hand_made::empty_case_counters(set);
  counters.contacts[0].offered_first = 9;
  counters.flows[0].offered_repeat = 4;
  counters.flows[0].repeat_in_window = 4;
  counters.issues[0].opened = 9;
  counters.issues[0].eligible = 7;
  counters.issues[0].first_contact = 4;
  counters.issues[0].contacts = 13;
  collect(set, counters, reduce(counters));
  const Told told(set);
  EXPECT_DOUBLE_EQ(told.mean("fcr"), 0.5714285714285714);
  EXPECT_DOUBLE_EQ(told.mean("repeat_rate"), 0.3076923076923077);
}

TEST(KpiRowsCasesTest, LegsByLineQueueAndTopic) {
  const Told told(hand_made::case_set());
  EXPECT_DOUBLE_EQ(told.mean("legs"), 65.0);
  EXPECT_DOUBLE_EQ(told.mean("aht.leg"), 7700.0 / 65.0);
  EXPECT_DOUBLE_EQ(told.mean("aht.leg", {"line", "1"}), 5200.0 / 50.0);
  EXPECT_DOUBLE_EQ(told.mean("aht.leg", {"queue", "urgent line"}), 2500.0 / 15.0);
  EXPECT_DOUBLE_EQ(told.mean("aht.leg", {"topic", "billing"}), 3700.0 / 25.0);
  EXPECT_DOUBLE_EQ(told.mean("escalation_rate.leg"), 5.0 / 65.0);
  EXPECT_DOUBLE_EQ(told.mean("escalation_rate.leg", {"line", "1"}), 0.1);
  EXPECT_DOUBLE_EQ(told.mean("escalation_rate.leg", {"line", "2"}), 0.0);
  EXPECT_DOUBLE_EQ(told.mean("classification_accuracy"), 0.75);
  EXPECT_EQ(told.find("classification_accuracy", {"topic", "login"})->reason, kNothingCounted);
  EXPECT_DOUBLE_EQ(told.mean("transfer_rate"), 12.0 / 65.0);
  EXPECT_DOUBLE_EQ(told.mean("transfer_rate", {"line", "1"}), 8.0 / 50.0);
  EXPECT_DOUBLE_EQ(told.mean("transfer_rate", pair_slice("from_line,to_line", "1", "2")), 6.0 / 50.0);
  EXPECT_DOUBLE_EQ(told.mean("transfer_rate", pair_slice("from_line,to_line", "2", "1")), 4.0 / 15.0);
  EXPECT_DOUBLE_EQ(told.mean("transfer_rate", pair_slice("from_line,to_line", "2", "2")), 0.0);
  EXPECT_DOUBLE_EQ(told.mean("waiting.mean", {"line", "1"}), 2.0);
  EXPECT_EQ(told.find("contacts.offered", {"queue", "phone"}), nullptr) << "a queue has legs, not contacts";
}

TEST(KpiRowsCasesTest, OccupancyOfALineLeavesBreaksOutAndUtilisationDoesNot) {
  const Told told(hand_made::case_set());
  EXPECT_DOUBLE_EQ(told.mean("occupancy", {"line", "1"}), 0.6);
  EXPECT_DOUBLE_EQ(told.mean("utilisation", {"line", "1"}), 0.5);
  EXPECT_DOUBLE_EQ(told.mean("occupancy", {"line", "2"}), 0.3);
  EXPECT_DOUBLE_EQ(told.mean("occupancy"), 0.45);
}

TEST(KpiRowsCasesTest, AgreementsAlonePooledAndByWhatTheyCover) {
  const Told told(hand_made::case_set());
  EXPECT_DOUBLE_EQ(told.mean("sla.response"), 17.0 / 24.0);
  EXPECT_DOUBLE_EQ(told.mean("sla.response", {"sla", "alpha"}), 0.75);
  EXPECT_DOUBLE_EQ(told.mean("sla.response", {"product", "alpha"}), 0.75);
  EXPECT_DOUBLE_EQ(told.mean("sla.response", {"segment", "partner"}), 0.5);
  EXPECT_DOUBLE_EQ(told.mean("sla.response", {"segment", "client"}), 0.75);
  EXPECT_DOUBLE_EQ(told.mean("sla.response", {"channel", "mail"}), 9.0 / 11.0) << "no agreement names a mail";
  EXPECT_DOUBLE_EQ(told.mean("sla.response", {"channel", "phone"}), 8.0 / 13.0) << "of both agreements";
  EXPECT_DOUBLE_EQ(told.mean("sla.resolution"), 5.0 / 6.0);
  EXPECT_DOUBLE_EQ(told.mean("sla.resolution", {"channel", "phone"}), 0.75);
  EXPECT_DOUBLE_EQ(told.mean("sla.response.periods"), 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(told.mean("sla.response.periods", {"sla", "alpha"}), 0.5) << "8 of 10 is 80 %, 7 is not";
  EXPECT_DOUBLE_EQ(told.mean("sla.resolution.periods"), 0.5);
  EXPECT_DOUBLE_EQ(told.mean("sla.resolution.periods", {"sla", "partners"}), 1.0);
}

TEST(KpiRowsCasesTest, TopicsByVolumeAndWorkAndWhatEachLineSolves) {
  const Told told(hand_made::case_set());
  EXPECT_DOUBLE_EQ(told.mean("topics.top.volume", {"topic", "billing"}), 37.0 / 175.0);
  EXPECT_DOUBLE_EQ(told.mean("topics.top.work", {"topic", "billing"}), 30.0 / 200.0);
  EXPECT_DOUBLE_EQ(told.mean("topics.top.work", {"topic", "login"}), 170.0 / 200.0);
  EXPECT_DOUBLE_EQ(told.mean("topics.top.solved", {"line", "1"}), 40.0 / 50.0);
  EXPECT_DOUBLE_EQ(told.mean("topics.top.solved", pair_slice("topic,line", "billing", "2")), 4.0 / 14.0);
  EXPECT_DOUBLE_EQ(told.mean("topics.top.solved", pair_slice("topic,line", "login", "1")), 30.0 / 36.0);
  EXPECT_EQ(told.find("topics.top.volume"), nullptr) << "a share of all that is all";
}

TEST(KpiRowsCasesTest, SlicesPartitionTheTotal) {
  const Told told(hand_made::case_set(3));
  const ReplicationNames names = hand_made::empty_case_set().names;
  const auto sum = [&](const std::string& key, const char* dimension, const std::vector<std::string>& slices) {
    double total = 0.0;
    for (const std::string& name : slices) total += told.mean(key, {dimension, name});
    return total;
  };
  for (const char* key : {"contacts.offered", "contacts.handled", "contacts.missed", "issues.opened", "unresolved",
                          "backlog", "contacts.offered.repeat"}) {
    const double total = told.mean(key);
    EXPECT_NEAR(sum(key, "channel", names.channels), total, 1e-9) << key;
    EXPECT_NEAR(sum(key, "segment", names.segments), total, 1e-9) << key;
    EXPECT_NEAR(sum(key, "product", names.products), total, 1e-9) << key;
    EXPECT_NEAR(sum(key, "topic", names.topics), total, 1e-9) << key;
    EXPECT_NEAR(sum(key, "contact_type", names.types), total, 1e-9) << key;
  }
  for (const char* key : {"topics.top.volume", "topics.top.work"}) {
    EXPECT_NEAR(sum(key, "topic", names.topics), 1.0, 1e-12) << key;
  }
  EXPECT_NEAR(sum("topics.top.solved", "line", names.lines), 1.0, 1e-12);
  EXPECT_NEAR(told.mean("topics.top.solved", pair_slice("topic,line", "billing", "1")) +
                  told.mean("topics.top.solved", pair_slice("topic,line", "billing", "2")),
              1.0, 1e-12);
}

TEST(KpiRowsCasesTest, OutcomesOfIssuesAndContactsAddUpInEverySlice) {
  ReplicationSet set = hand_made::case_set(3);
  Counters counters = hand_made::case_counters(set);
  counters.contacts[2].offered_first += 7;  // to a bot, and no further
  counters.flows[2].left_bot += 7;
  // Three are cut off at closing, one of them answered before.
  counters.contacts[3].offered_first += 2;
  counters.contacts[3].dropped += 3;
  counters.flows[3].lost_late += 1;
  counters.flows[3].dropped_late += 1;
  collect(set, counters, reduce(counters));
  const Told told(set);
  EXPECT_DOUBLE_EQ(told.mean("contacts.left_bot"), 7.0 / 4.0);
  EXPECT_DOUBLE_EQ(told.mean("contacts.missed.abandoned"), 15.0) << "4 of five classes, one of each answered before";
  EXPECT_DOUBLE_EQ(told.mean("contacts.missed.dropped"), 2.0 / 4.0);
  EXPECT_DOUBLE_EQ(told.mean("contacts.lost_after_answer"), 5.0 + 1.0 / 4.0);
  for (const SliceOf& slice : slices_of(set)) {
    if (told.find("issues.opened", slice.slice) == nullptr) continue;
    const auto mean = [&](const char* key) { return told.mean(key, slice.slice); };
    EXPECT_NEAR(mean("issues.resolved") + mean("issues.closed_unresolved") + mean("issues.lost") + mean("unresolved"),
                mean("issues.opened"), 1e-9)
        << slice.slice.name;
    EXPECT_NEAR(mean("contacts.offered.first") + mean("contacts.offered.redial") + mean("contacts.offered.repeat"),
                mean("contacts.offered"), 1e-9);
    EXPECT_NEAR(mean("contacts.missed.abandoned") + mean("contacts.missed.blocked") +
                    mean("contacts.missed.turned_away") + mean("contacts.missed.dropped"),
                mean("contacts.missed"), 1e-9);
    EXPECT_NEAR(mean("contacts.handled") + mean("contacts.missed") + mean("contacts.left_bot"),
                mean("contacts.offered"), 1e-9)
        << "each contact is one of the three";
    EXPECT_LE(mean("fcr.no_escalation"), mean("fcr"));
    EXPECT_LE(mean("fcr.including_lost"), mean("fcr"));
    EXPECT_LE(mean("first_line_rate"), mean("fcr"));
    EXPECT_LE(mean("fcr"), mean("resolution_rate"));
  }
}

TEST(KpiRowsCasesTest, IssuesOpenedTooLateSaySo) {
  ReplicationSet set = hand_made::empty_case_set();
  Counters counters = hand_made::case_counters(set);
  for (IssueCell& cell : counters.issues) {
    cell.eligible = cell.eligible_resolved = cell.first_contact = cell.first_contact_strict = 0;
    cell.first_contact_no_escalation = cell.first_line = cell.episodes = cell.episodes_repeated = 0;
  }
  counters.issues[4] = {};
  collect(set, counters, reduce(counters));
  const Told told(set);
  for (const char* key : {"fcr", "fcr.identifiable", "resolution_rate", "first_line_rate"}) {
    EXPECT_FALSE(told.find(key)->mean.has_value()) << key;
    EXPECT_EQ(told.find(key)->reason, kTooLateToJudge) << key;
    EXPECT_EQ(told.find(key, {"segment", "partner"})->reason, kNothingCounted) << key;
  }
  EXPECT_EQ(told.find("escalation_rate", {"segment", "partner"})->reason, kNothingCounted);
}

// Block resolution_time_censored of the reference values, a tick standing for half an hour.
TEST(KpiRowsCasesTest, TimesToResolutionOfTheReferenceValues) {
  ReplicationSet set = hand_made::empty_case_set();
  set.resolution_horizon_s = 14e-6;
  Counters counters = hand_made::empty_case_counters(set);
  for (const sim::Tick time : {4, 10, 3, 6, 14}) counters.resolution[0].add(time);
  for (const sim::Tick time : {18, 24, 8}) counters.resolution[1].add(time);
  counters.resolution_business[0].add(7, 2);
  collect(set, counters, reduce(counters, set.resolution_horizon_s));
  const Told told(set);
  EXPECT_NEAR(told.mean("resolution_time.mean"), 2.0 * 4.875e-6, 1e-18);
  EXPECT_NEAR(told.mean("resolution_time.p50"), 10e-6, 1e-18) << "S falls to 0.46875 at 5 h";
  EXPECT_FALSE(told.find("resolution_time.p90")->mean.has_value()) << "S stays at 0.3125";
  EXPECT_EQ(told.find("resolution_time.p90")->reason, kNothingCounted) << "no issues in this hand-made set";
  EXPECT_NEAR(told.mean("resolution_time.mean.business"), 7e-6, 1e-18);
  EXPECT_NEAR(told.mean("resolution_time.p90.business"), 7e-6, 1e-18);
}

// Calls of clients: three waits of 10 s by mail, one of 20 s by phone; urgent ones of partners: two of 100 s by phone.
Counters times_told_apart(const ReplicationSet& set) {
  constexpr sim::Tick kSecond = sim::kTicksPerSecond;
  Counters counters = hand_made::empty_case_counters(set);
  for (auto* histogram : {counters.waits.data(), &counters.waits_of_channel[1]}) histogram->add(10 * kSecond, 3);
  for (auto* histogram : {counters.waits.data(), &counters.waits_of_channel[2]}) histogram->add(20 * kSecond);
  for (auto* histogram : {&counters.waits[1], &counters.waits_of_channel[2]}) histogram->add(100 * kSecond, 2);
  for (auto* histogram : {counters.responses.data(), &counters.responses_of_channel[1]}) {
    histogram->add(30 * kSecond, 2);
  }
  for (auto* histogram : {&counters.responses[1], &counters.responses_of_channel[2]}) histogram->add(50 * kSecond);
  // Clients' mails are solved after 1000 s, one of the partners' calls after 2000 s; the other is open after 3000 s.
  counters.issues[0].opened = 3;
  counters.issues[4].opened = 2;
  for (auto* histograms : {&counters.resolution_of_type[0], &counters.resolution_of_channel[2]}) {
    histograms->add(1000 * kSecond, 3);
  }
  for (auto* histograms : {&counters.resolution_of_type[2], &counters.resolution_of_channel[4]}) {
    histograms[0].add(2000 * kSecond);
    histograms[1].add(3000 * kSecond);
  }
  return counters;
}

TEST(KpiRowsCasesTest, QuantilesByTypeChannelSegmentAndProduct) {
  ReplicationSet set = hand_made::empty_case_set();
  set.resolution_horizon_s = 2500.0;
  const Counters counters = times_told_apart(set);
  for (int r = 0; r < 2; ++r) collect(set, counters, reduce(counters, set.resolution_horizon_s));
  const Told told(set);
  const auto expect_near = [&](const char* key, const Slice& slice, double value) {
    EXPECT_NEAR(told.mean(key, slice), value, 0.004 * value) << key << " " << slice.name;
  };
  for (const Slice& client : {Slice("contact_type", "calls"), Slice("segment", "client"), Slice("product", "alpha")}) {
    expect_near("wait.p50", client, 10.0);
    expect_near("wait.p80", client, 20.0);
    expect_near("wait.max", client, 20.0);
    expect_near("frt.p50", client, 30.0);
    expect_near("resolution_time.p90", client, 1000.0);
    expect_near("resolution_time.mean", client, 1000.0);
  }
  for (const Slice& partner :
       {Slice("contact_type", "urgent"), Slice("segment", "partner"), Slice("product", "beta")}) {
    expect_near("wait.p50", partner, 100.0);
    expect_near("frt.p90", partner, 50.0);
    expect_near("resolution_time.p50", partner, 2000.0);
    expect_near("resolution_time.mean", partner, (2000.0 + 2500.0) / 2.0);
    EXPECT_EQ(told.find("resolution_time.p90", partner)->reason, kFollowedTooShort) << "half of them are open";
  }
  expect_near("wait.p95", {"channel", "mail"}, 10.0);
  expect_near("wait.p50", {"channel", "phone"}, 100.0);
  expect_near("frt.p50", {"channel", "mail"}, 30.0);
  expect_near("frt.p50", {"channel", "phone"}, 50.0);
  expect_near("resolution_time.p50", {"channel", "mail"}, 1000.0);
  expect_near("resolution_time.p50", {"channel", "phone"}, 2000.0);
}

TEST(KpiRowsCasesTest, QuantilesOfASegmentAreThoseOfItsTypesTogether) {
  ReplicationSet set = hand_made::empty_case_set();
  set.names.type_segment = {0, 0};  // both are clients
  const Counters counters = times_told_apart(set);
  collect(set, counters, reduce(counters));
  const Told told(set);
  for (const char* key : {"wait.p50", "wait.p80", "wait.max", "frt.p50", "frt.p90"}) {
    EXPECT_EQ(told.mean(key, {"segment", "client"}), told.mean(key)) << key;
  }
  EXPECT_NEAR(told.mean("wait.p80", {"segment", "client"}), 100.0, 0.4);
  EXPECT_NEAR(told.mean("resolution_time.p50", {"segment", "client"}), 1000.0, 4.0) << "three of five";
  EXPECT_EQ(told.find("wait.p50", {"segment", "partner"})->reason, kNothingCounted) << "without a type";
}

TEST(KpiRowsCasesTest, OpenIssuesThatWereNotFollowedHaveNoMeanTime) {
  ReplicationSet set = hand_made::empty_case_set();
  for (const int open : {0, 1}) {
    Counters counters = hand_made::case_counters(set);
    counters.resolution[0].add(100, 5);
    if (open != 0) counters.resolution[1].add(200);
    collect(set, counters, reduce(counters));
  }
  const Told told(set);
  EXPECT_FALSE(told.find("resolution_time.mean")->mean.has_value()) << "one of them may take more than 7 d, or not";
  EXPECT_EQ(told.find("resolution_time.mean")->reason, kFollowedTooShort);
  EXPECT_NEAR(told.mean("resolution_time.p90"), 100e-6, 1e-18);
}

// Ten replications that differ: the mean is that of all issues, the quantiles have intervals, a run against itself
// none.
TEST(KpiRowsCasesTest, TimesToResolutionOverReplications) {
  ReplicationSet set = hand_made::empty_case_set();
  double sum_s = 0.0, issues = 0.0;
  for (int r = 0; r < 10; ++r) {
    Counters counters = hand_made::case_counters(set);
    counters.resolution[0].add(100 + 5 * r, 10 + r);
    sum_s += (100 + 5 * r) * 1e-6 * (10 + r);
    issues += 10 + r;
    collect(set, counters, reduce(counters));
  }
  const Told told(set);
  EXPECT_NEAR(told.mean("resolution_time.mean"), sum_s / issues, 1e-15);
  for (const char* key : {"resolution_time.mean", "resolution_time.p50", "resolution_time.p90"}) {
    EXPECT_LT(*told.find(key)->lo, *told.find(key)->hi) << key;
  }
  for (const Difference& row : difference(set, set)) {
    if (row.base.key.rfind("resolution_time.", 0) != 0 || !row.difference.mean) continue;
    EXPECT_EQ(*row.difference.mean, 0.0) << row.base.key;
    EXPECT_EQ(*row.difference.hi, 0.0) << row.base.key;
  }
}

TEST(KpiRowsCasesTest, PlainScenariosShowNoneOfThem) {
  const Told told(hand_made::varied_set(3));
  for (const KpiRow& row : case_rows()) {
    EXPECT_TRUE(row.cases) << row.key;
    EXPECT_EQ(told.find(row.key), nullptr) << row.key;
    EXPECT_FALSE(estimate_total(hand_made::varied_set(3), row.key).mean.has_value()) << row.key;
  }
  EXPECT_DOUBLE_EQ(*estimate_total(hand_made::case_set(), "fcr").mean, 0.5);
}

TEST(KpiRowsCasesTest, DifferencesPairTheSlicesOfBoth) {
  const ReplicationSet base = hand_made::case_set(10);
  int told = 0;
  for (const Difference& row : difference(base, base)) {
    if (row.base.key != "fcr") continue;
    EXPECT_EQ(*row.difference.mean, 0.0);
    ++told;
  }
  EXPECT_EQ(told, 1 + 2 + 2 + 2 + 2 + 2);
  for (const Difference& row : difference(base, hand_made::varied_set(10))) {
    EXPECT_FALSE(find_kpi(row.base.key)->cases) << row.base.key;
    EXPECT_NE(row.base.slice.dimension, "queue");
  }
}

}  // namespace
}  // namespace firstline

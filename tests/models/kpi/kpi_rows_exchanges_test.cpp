#include "models/kpi/kpi_rows_exchanges.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "models/kpi/estimates.h"
#include "tests/models/kpi/hand_made.h"

namespace firstline {
namespace {

double value(const std::vector<Estimate>& estimates, const std::string& key, const Slice& slice = {}) {
  for (const Estimate& estimate : estimates) {
    if (estimate.key == key && estimate.slice == slice) return estimate.mean.value_or(-1.0);
  }
  return -2.0;
}

// Two replications: ten mails with 24 replies, forty chats of which 36 got a reply.
ReplicationSet two_runs() {
  ReplicationSet set = hand_made::empty_case_set();
  for (const int factor : {1, 3}) {
    Counters counters = hand_made::empty_case_counters(set);
    const std::int64_t second = factor * sim::kTicksPerSecond;
    counters.contacts[0] = {
        .offered_first = 10 * factor, .response_answered = 10 * 600 * second, .handle = 24 * 100 * second};
    counters.flows[0] = {.answered_deferred = 10 * factor,
                         .response_business = 10 * 300 * second,
                         .replies = 24 * factor,
                         .reply_time = 24 * 900 * second,
                         .responses = 10 * factor,
                         .follow_ups = 8 * factor,
                         .follow_ups_solved = 2 * factor};
    counters.contacts[2] = {.offered_first = 50 * factor,
                            .entries = 50 * factor,
                            .answered = 40 * factor,
                            .abandoned = 10 * factor,
                            .response_answered = 36 * 60 * second,
                            .handle = 40 * 200 * second};
    counters.flows[2] = {.chats_left_silent = 3 * factor,
                         .chats_left_waiting = 5 * factor,
                         .chats_reassigned = 2 * factor,
                         .chat_legs = 40 * factor,
                         .chat_elapsed = 40 * 500 * second,
                         .chat_effort = 40 * 200 * second,
                         .replies = 160 * factor,
                         .reply_time = 160 * 45 * second,
                         .responses = 36 * factor};
    collect(set, counters, reduce(counters));
  }
  return set;
}

TEST(KpiRowsExchanges, EveryReplyCounts) {
  const std::vector<Estimate> estimates = estimate(two_runs());
  EXPECT_DOUBLE_EQ(value(estimates, "art.mean", {"channel", "mail"}), 900.0);
  EXPECT_DOUBLE_EQ(value(estimates, "art.mean", {"channel", "phone"}), 45.0);
  EXPECT_DOUBLE_EQ(value(estimates, "art.mean"), (24.0 * 900.0 + 160.0 * 45.0) / 184.0);
}

TEST(KpiRowsExchanges, FirstResponsesAreOverThoseWhoGotOne) {
  const std::vector<Estimate> estimates = estimate(two_runs());
  EXPECT_DOUBLE_EQ(value(estimates, "frt.mean"), (10.0 * 600.0 + 36.0 * 60.0) / 46.0);
  EXPECT_DOUBLE_EQ(value(estimates, "frt.mean.business", {"channel", "mail"}), 300.0);
  EXPECT_DOUBLE_EQ(value(estimates, "frt.never"), 2.0 * (60.0 - 46.0));
}

TEST(KpiRowsExchanges, AChatLastsLongerThanItCosts) {
  const std::vector<Estimate> estimates = estimate(two_runs());
  EXPECT_DOUBLE_EQ(value(estimates, "aht.mean"), (24.0 * 100.0 + 40.0 * 500.0) / 50.0);
  EXPECT_DOUBLE_EQ(value(estimates, "aht.effort"), (24.0 * 100.0 + 40.0 * 200.0) / 50.0);
  EXPECT_DOUBLE_EQ(value(estimates, "chat.concurrency"), 2.5);
  EXPECT_DOUBLE_EQ(value(estimates, "chat.concurrency", {"channel", "mail"}), -1.0) << "no chats: undefined, not 0";
}

TEST(KpiRowsExchanges, FollowUpsAreCountedBesideContacts) {
  const std::vector<Estimate> estimates = estimate(two_runs());
  EXPECT_DOUBLE_EQ(value(estimates, "follow_ups"), 16.0);
  EXPECT_DOUBLE_EQ(value(estimates, "follow_ups.solved"), 0.25);
  EXPECT_DOUBLE_EQ(value(estimates, "contacts.offered"), 120.0);
}

TEST(KpiRowsExchanges, SomeLeaveInTheMiddle) {
  const std::vector<Estimate> estimates = estimate(two_runs());
  EXPECT_DOUBLE_EQ(value(estimates, "chat.left"), 0.2);
  EXPECT_DOUBLE_EQ(value(estimates, "chat.left.silent"), 0.075);
  EXPECT_DOUBLE_EQ(value(estimates, "chat.left.waiting"), 0.125);
  EXPECT_DOUBLE_EQ(value(estimates, "chat.reassigned"), 0.05);
}

}  // namespace
}  // namespace firstline

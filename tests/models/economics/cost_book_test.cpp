#include "models/economics/cost_book.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/models/economics/hand_made_prices.h"
#include "tests/models/economics/priced_center.h"

namespace firstline {
namespace {

using Amounts = std::vector<std::int64_t>;

Amounts plain(const std::vector<Money>& amounts) {
  Amounts result;
  for (const Money amount : amounts) result.push_back(static_cast<std::int64_t>(amount));
  return result;
}
std::int64_t plain(Money amount) { return static_cast<std::int64_t>(amount); }

Money sum_of(const std::vector<Money>& amounts) { return std::accumulate(amounts.begin(), amounts.end(), Money{0}); }

TEST(CostBookTest, APriceIsPaidByTheTickAndRoundedOnce) {
  const auto wage = [](std::int64_t per_h, sim::Tick paid) { return plain(cost_of(per_h, paid, sim::kTicksPerHour)); };
  EXPECT_EQ(wage(25'500'000, sim::kTicksPerHour), 25'500'000);
  EXPECT_EQ(wage(20'000'000, 90 * sim::kTicksPerMinute), 30'000'000);
  EXPECT_EQ(wage(20'000'000, 0), 0);
  EXPECT_EQ(wage(1'000'000, 1'800), 1);  // half a millionth goes up
  EXPECT_EQ(wage(1'000'000, 1'799), 0);
  // A thousand operators for thirty years: beyond 64 bits before the division.
  EXPECT_EQ(wage(33'000'000, sim::Tick{1'000} * 10'957 * sim::kTicksPerDay),
            std::int64_t{10'957} * 24 * 33'000'000'000);
  // The dearest hour that can be entered, for 3000 operators and a century: beyond 64 bits after it.
  const sim::Tick century = sim::Tick{36'525} * sim::kTicksPerDay;
  EXPECT_TRUE(cost_of(1'000'000'000'000'000, sim::Wide{3'000} * century, sim::kTicksPerHour) ==
              sim::Wide{3'000} * 36'525 * 24 * 1'000'000'000'000'000);
}

TEST(CostBookTest, SpreadingIsProportionalAndSumsExactly) {
  EXPECT_EQ(plain(spread(100, {1, 1, 2})), (Amounts{25, 25, 50}));
  EXPECT_EQ(plain(spread(100, {1, 1, 1})), (Amounts{33, 34, 33}));  // up to 33.3, 66.7, 100
  EXPECT_EQ(plain(spread(1, {1, 1})), (Amounts{1, 0}));             // half a unit goes up
  EXPECT_EQ(plain(spread(7, {0, 5, 0})), (Amounts{0, 7, 0}));
  EXPECT_EQ(plain(spread(7, {0, 0})), (Amounts{4, 3}));  // nobody used it: equal parts
  EXPECT_EQ(plain(spread(0, {3, 4})), (Amounts{0, 0}));
}

TEST(CostBookTest, EveryLineByHand) {
  const CostBook book = book_costs(priced::set(1).records[0], priced::prices());
  EXPECT_EQ(plain(book.teams[0].wages), 260'000'000);      // 10 h at 26
  EXPECT_EQ(plain(book.teams[0].overtime), 6'500'000);     // half an hour at 13
  EXPECT_EQ(plain(book.teams[0].management), 52'000'000);  // an hour of a manager at 52
  EXPECT_EQ(plain(book.teams[0].seats), 4'000'000);        // 4 at 100 a month, for a hundredth of it
  EXPECT_EQ(plain(book.teams[0].tools), 3'000'000);        // 6 on the roster at 50
  EXPECT_EQ(plain(book.teams[0].total()), 325'500'000);
  EXPECT_EQ(plain(book.teams[1].total()), 90'400'000);  // 78 + 10.4 + 1 + 1
  EXPECT_EQ(plain(book.people.wages), 338'000'000);
  EXPECT_EQ(plain(book.telephony), 19'400'000);  // 170 min at 0.06, 90 contacts at 0.10, 10 chats at 0.02
  EXPECT_EQ(plain(book.fixed), 10'000'000);
  EXPECT_EQ(plain(book.total()), 445'300'000);
  // Line 1 by its 3, 2, 1 and 0 h; line 2, never busy, and what is fixed by 50, 30, 10 and 10 contacts.
  EXPECT_EQ(plain(book.classes), (Amounts{162'750'000 + 45'200'000 + 11'000'000 + 5'000'000,
                                          108'500'000 + 27'120'000 + 6'000'000 + 3'000'000,
                                          54'250'000 + 9'040'000 + 200'000 + 1'000'000,  //
                                          9'040'000 + 2'200'000 + 1'000'000}));
}

// Of line 1's ten hours two were worked by people of line 2, whose hour is 39 with its load.
TEST(CostBookTest, HoursForAnotherTeamAreAtTheOwnWage) {
  ReplicationSet set = priced::set(1);
  set.records[0].lent = {0, 0, 2 * sim::kTicksPerHour, 0};
  const CostBook book = book_costs(set.records[0], priced::prices());
  EXPECT_EQ(plain(book.teams[0].wages), 8 * 26'000'000 + 2 * 39'000'000);
  EXPECT_EQ(plain(book.teams[0].management), 52'000'000) << "they count among those led there";
  EXPECT_EQ(plain(book.teams[1].wages), 78'000'000);
  Money classes = 0;
  for (const Money cost : book.classes) classes += cost;
  EXPECT_TRUE(classes == book.total());
}

// A bot on the phone for logins only: 300 sessions at 0.05, 400 minutes at 0.04, 20 licences at 60 for a hundredth of a
// month.
TEST(CostBookTest, ABotByHand) {
  Scenario scenario = priced::scenario();
  scenario.channels["phone"].bot = "voice";
  scenario.bots["voice"].topics = {{"login", 0.5}};
  scenario.bots["voice"].sessions = 20;
  scenario.costs.bots["voice"] = {.per_contact = 0.05, .per_min = 0.04, .licence_per_month = 60.0};
  ReplicationRecord record = priced::set(1).records[0];
  record.bots = {{.sessions = 300, .time = 400 * sim::kTicksPerMinute}};
  const CostBook book = book_costs(record, price_list(scenario, priced::shape()));
  EXPECT_EQ(plain(book.bots), (Amounts{15'000'000 + 16'000'000 + 12'000'000}));
  EXPECT_EQ(plain(book.total()), 445'300'000 + 43'000'000);
  EXPECT_TRUE(sum_of(book.classes) == book.total());
  // Clients' logins by phone 30, partners' 10; neither bills nor the chat meet it.
  const CostBook without = book_costs(record, priced::prices());
  Amounts added;
  for (std::size_t c = 0; c < 4; ++c) added.push_back(plain(book.classes[c] - without.classes[c]));
  EXPECT_EQ(added, (Amounts{0, 32'250'000, 0, 10'750'000}));
}

TEST(CostBookTest, WithoutBusyTimeByClassTheHandleTimeOfWhatATeamServesStandsForIt) {
  const ReplicationSet set = hand_made::varied_set(1);
  const CostBook book = book_costs(set.records[0], hand_made::prices());
  EXPECT_EQ(plain(book.teams[0].wages), 5'555'556);  // 1000 s at 20 an hour
  EXPECT_EQ(plain(book.teams[1].wages), 1'000'000);  // 120 s at 30 an hour
  // Calls took 100 s and are all that line 1 serves. The urgent call took no time: line 2 goes by volume, 10 to 1.
  EXPECT_EQ(plain(book.classes), (Amounts{5'555'556 + 909'091, 90'909}));
  Scenario shared = hand_made::scenario();
  shared.teams["line 2"].serves["phone"];
  EXPECT_EQ(plain(book_costs(set.records[0], hand_made::prices(shared)).classes), (Amounts{6'555'556, 0}));
}

TEST(CostBookTest, WhereNothingCameCostIsInEqualParts) {
  const ReplicationSet set = hand_made::empty_set();
  Counters counters = hand_made::empty_counters(set);
  counters.team(0, 0).available = 3 * sim::kTicksPerHour;
  const CostBook book = book_costs(reduce(counters), hand_made::prices());
  EXPECT_EQ(plain(book.classes), (Amounts{30'000'000, 30'000'000}));
}

// Random facts at random prices: parts and classes sum to the total to the last unit, and a class is within a unit a
// line of what it would be in real numbers.
TEST(CostBookTest, PartsAndClassesSumExactlyWhateverTheFacts) {
  std::uint64_t state = 20'240'607;
  const auto random = [&](std::uint64_t below) {  // 0 in a quarter of all cases
    state = state * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
    const std::uint64_t word = (state ^ state >> 31) * 0x9e3779b97f4a7c15u >> 1;
    return word >> 61 == 0 ? 0 : static_cast<std::int64_t>(word % below);
  };
  for (int trial = 0; trial < 500; ++trial) {
    Scenario scenario = priced::scenario();
    for (auto& [name, team] : scenario.teams) team.wage_per_h = static_cast<double>(random(1'000'000'000)) * 1e-6;
    scenario.costs.manager_per_h = static_cast<double>(random(1'000'000'000)) * 1e-6;
    scenario.costs.seat_per_month = static_cast<double>(random(1'000'000'000)) * 1e-3;
    scenario.bots["voice"].sessions = 7;
    scenario.channels["phone"].bot = "voice";
    scenario.costs.bots["voice"] = {.per_contact = static_cast<double>(random(100'000)) * 1e-5,
                                    .per_min = static_cast<double>(random(100'000)) * 1e-5,
                                    .licence_per_month = static_cast<double>(random(1'000'000)) * 1e-3};
    scenario.costs.fixed_per_month = static_cast<double>(random(1'000'000'000)) * 1e-2;
    for (auto& [name, channel] : scenario.costs.channels)
      channel.per_min = static_cast<double>(random(1'000'000)) * 1e-6;
    Counters counters = priced::counters();
    for (TeamCell& team : counters.teams) {
      team = {.busy = random(1'000'000'000'000'000),
              .available = random(1'000'000'000'000'000),
              .overtime = random(1'000'000'000)};
    }
    for (std::int64_t& ticks : counters.work) ticks = random(1'000'000'000'000'000);
    for (ContactCell& cell : counters.contacts) cell.offered_first = random(1'000'000);
    for (FlowCell& cell : counters.flows) cell.line_time = random(1'000'000'000'000'000);
    ReplicationRecord record = reduce(counters);
    record.bots = {{.sessions = random(1'000'000), .time = random(1'000'000'000'000'000)}};
    const CostBook book = book_costs(record, price_list(scenario, priced::shape()));

    EXPECT_TRUE(sum_of(book.classes) == book.total()) << trial;
    EXPECT_TRUE(book.teams[0].total() + book.teams[1].total() + book.telephony + book.fixed + book.all_bots ==
                book.total())
        << trial;
    for (const Money amount : book.classes) EXPECT_TRUE(amount >= 0) << trial;
    const auto share = [](const std::vector<double>& weights, std::size_t c) {
      const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
      return sum > 0.0 ? weights[c] / sum : -1.0;
    };
    for (std::size_t c = 0; c < 4; ++c) {
      std::vector<double> volume;
      volume.reserve(record.classes.size());
      for (const ClassVolume& of_class : record.classes) volume.push_back(static_cast<double>(of_class.offered));
      const double by_volume = share(volume, c) < 0.0 ? 0.25 : share(volume, c);
      double expected = static_cast<double>(book.fixed) * by_volume;
      for (std::size_t t = 0; t < 2; ++t) {
        const std::vector<double> work(record.work.begin() + static_cast<std::ptrdiff_t>(4 * t),
                                       record.work.begin() + static_cast<std::ptrdiff_t>(4 * t + 4));
        expected += static_cast<double>(book.teams[t].total()) * (share(work, c) < 0.0 ? by_volume : share(work, c));
      }
      std::vector<double> by_phone = volume;
      by_phone[2] = 0.0;
      expected += static_cast<double>(book.all_bots) * (share(by_phone, c) < 0.0 ? by_volume : share(by_phone, c));
      const ChannelPrice& price = scenario.costs.channels.at(c == 2 ? "chat" : "phone");
      expected += price.per_min * static_cast<double>(record.classes[c].line_time) / 60.0 +
                  price.per_contact * static_cast<double>(record.classes[c].offered) * 1e6;
      EXPECT_NEAR(static_cast<double>(book.classes[c]), expected, 4.0 + 1e-12 * expected) << trial;
    }
  }
}

}  // namespace
}  // namespace firstline

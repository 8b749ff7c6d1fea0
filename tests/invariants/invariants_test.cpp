// I1 to I8 on random centres: no statistics, no tolerance.
#include <gtest/gtest.h>

#include "tests/invariants/audit.h"

namespace firstline::invariants {
namespace {

constexpr std::uint32_t kCases = 600;

TEST(Invariants, HoldOnEveryPath) {
  std::int64_t contacts = 0;
  int failing = 0;
  for (std::uint32_t number = 0; number < kCases && failing < 5; ++number) {
    const Evidence evidence = gather(random_case(number));
    contacts += static_cast<std::int64_t>(evidence.whole.log.size());
    const std::vector<std::string> findings = audit(evidence);
    failing += findings.empty() ? 0 : 1;
    for (std::size_t i = 0; i < findings.size() && i < 4; ++i)
      ADD_FAILURE() << "case " << number << ": " << findings[i];
  }
  EXPECT_GT(contacts, 100'000);
  RecordProperty("contacts", static_cast<int>(contacts));
}

// The generator must reach every outcome and every rule, or the audit says little.
TEST(Invariants, TheCasesReachEveryOutcome) {
  std::array<std::int64_t, 6> seen{};
  std::int64_t redials = 0, waited = 0, overtime = 0, menus = 0, breaks = 0, unpaid = 0, absent = 0, elsewhere = 0;
  for (std::uint32_t number = 0; number < 150; ++number) {
    const Case subject = random_case(number);
    const stage::Run run = gather(subject).whole;
    for (const ContactRow& row : run.log) {
      ++seen[static_cast<std::size_t>(row.outcome)];
      redials += row.attempt > 1 ? 1 : 0;
      waited += row.answered > row.queued ? 1 : 0;
      menus += row.queued > row.arrival ? 1 : 0;
    }
    for (const TeamCell& cell : run.counters.teams) {
      overtime += cell.overtime > 0 ? 1 : 0;
      breaks += cell.on_break > 0 ? 1 : 0;
      unpaid += cell.unpaid > 0 ? 1 : 0;
      absent += cell.absent > 0 ? 1 : 0;
    }
    const World world(subject);
    for (std::size_t person = 0; person < world.persons.size(); ++person) {
      for (const World::PersonDay& day : world.days_of(person, world.to)) {
        elsewhere += day.team != world.persons[person].team ? 1 : 0;
      }
    }
  }
  for (const std::int64_t count : seen) EXPECT_GT(count, 100);
  EXPECT_GT(redials, 1000);
  EXPECT_GT(waited, 1000);
  EXPECT_GT(menus, 1000);
  EXPECT_GT(overtime, 50);
  EXPECT_GT(breaks, 50);
  EXPECT_GT(unpaid, 30);
  EXPECT_GT(absent, 30);
  EXPECT_GT(elsewhere, 20);
}

}  // namespace
}  // namespace firstline::invariants

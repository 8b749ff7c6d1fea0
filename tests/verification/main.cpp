// firstline-verify: every exact and published case, ours beside theirs.
//   firstline-verify               quick: standard errors within 1 % (make test)
//   firstline-verify --full        within 0.3 % (make verify)
//   firstline-verify --only FAMILY one family, as named in kFamilies
//   firstline-verify --write FILE  the table as a page
//   firstline-verify --fresh --minutes N  new seeds until the time is up. A row that fails is run again with another
//   seed
//       and half the standard error; only a second failure is an alarm (false alarms below 1e-6 a pass).
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "sim/base/units.h"
#include "tests/verification/ledger.h"
#include "tests/verification/page.h"

namespace {

struct Family {
  const char* name;
  void (*run)(verification::Ledger&);
};
constexpr Family kFamilies[] = {{"definitions", verification::definition_cases},
                                {"outcomes", verification::outcome_cases},
                                {"analytic", verification::analytic_cases},
                                {"closed_forms", verification::closed_form_cases},
                                {"arrivals", verification::arrival_cases},
                                {"breaks", verification::break_cases},
                                {"queues", verification::queue_cases},
                                {"priorities", verification::priority_cases},
                                {"days", verification::day_cases},
                                {"whitt", verification::whitt_cases},
                                {"cross_trained", verification::cross_trained_cases},
                                {"lines", verification::line_cases},
                                {"chats", verification::chat_cases}};

std::uint64_t fresh_seed() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

// Runs every simulated family with new seeds until the time is up; returns the number of rows that failed twice.
std::size_t run_fresh(double minutes) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(minutes * 60.0);
  std::size_t alarms = 0, rows = 0, passes = 0;
  double worst = 0.0;
  do {
    for (const Family& family : kFamilies) {
      verification::Budget budget;
      budget.seed = fresh_seed();
      verification::Ledger first(budget);
      family.run(first);
      rows += first.rows().size();
      for (const auto& row : first.rows()) worst = std::max(worst, std::abs(row.z()));
      if (first.failures() == 0) continue;
      std::printf("%s: %zu rows failed with seed %llu; again with another seed\n", family.name, first.failures(),
                  static_cast<unsigned long long>(budget.seed));
      budget.seed = fresh_seed();
      budget.relative_se /= 2.0;
      budget.absolute_se /= 2.0;
      verification::Ledger second(budget);
      family.run(second);
      for (std::size_t i = 0; i < first.rows().size(); ++i) {
        if (first.rows()[i].pass || second.rows()[i].pass) continue;
        ++alarms;
        std::printf("ALARM %s | %s | %s, seed %llu\n", first.rows()[i].block.c_str(), first.rows()[i].name.c_str(),
                    first.rows()[i].quantity.c_str(), static_cast<unsigned long long>(budget.seed));
      }
    }
    ++passes;
  } while (std::chrono::steady_clock::now() < end);
  std::printf("fresh seeds: %zu passes, %zu rows, largest |z| %.2f\n%zu passed, %zu failed\n", passes, rows, worst,
              rows - alarms, alarms);
  return alarms;
}

}  // namespace

int main(int argc, char** argv) {
  verification::Budget budget;
  std::string only, page;
  bool full = false, fresh = false;
  double minutes = 60.0;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--full") == 0) {
      full = true;
    } else if (std::strcmp(argv[i], "--fresh") == 0) {
      fresh = true;
    } else if (std::strcmp(argv[i], "--minutes") == 0 && i + 1 < argc) {
      minutes = sim::parse_decimal(argv[++i]).value_or(0.0);
    } else if (std::strcmp(argv[i], "--only") == 0 && i + 1 < argc) {
      only = argv[++i];
    } else if (std::strcmp(argv[i], "--write") == 0 && i + 1 < argc) {
      page = argv[++i];
    } else {
      std::fprintf(stderr, "usage: firstline-verify [--full] [--only FAMILY] [--write FILE] | --fresh [--minutes N]\n");
      return 2;
    }
  }
  if (fresh) return run_fresh(minutes) == 0 ? 0 : 1;
  if (full) {
    budget.relative_se = 0.003;
    budget.absolute_se = 0.0003;
    budget.most = 400'000;
  }
  verification::Ledger ledger(budget);
  std::size_t before = 0;
  for (const Family& family : kFamilies) {
    if (!only.empty() && only != family.name) continue;
    family.run(ledger);
    std::printf("%-12s %4zu rows\n", family.name, ledger.rows().size() - before);
    std::fflush(stdout);
    before = ledger.rows().size();
  }
  for (const verification::Row& row : ledger.rows()) {
    if (row.pass) continue;
    std::printf("FAILED %s | %s | %s: reference %.10g (se %.2g), ours %.10g (se %.2g), z %.2f\n", row.block.c_str(),
                row.name.c_str(), row.quantity.c_str(), row.reference, row.reference_se, row.ours, row.se, row.z());
  }
  for (const auto& [block, reason] : ledger.skips()) std::printf("skipped %s: %s\n", block.c_str(), reason.c_str());
  if (!page.empty()) {
    std::ofstream file(page);
    file << verification::page_text(ledger, full);
    if (!file) return 5;
  }
  std::printf("%zu passed, %zu failed, %zu skipped\n", ledger.rows().size() - ledger.failures(), ledger.failures(),
              ledger.skips().size());
  return ledger.failures() == 0 ? 0 : 1;
}

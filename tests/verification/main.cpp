// firstline-verify: every exact and published case, ours beside theirs.
//   firstline-verify               quick: standard errors within 1 % (make test)
//   firstline-verify --full        within 0.3 % (make verify)
//   firstline-verify --only FAMILY one family: analytic, queues, priorities, days, whitt, arrivals, definitions
//   firstline-verify --write FILE  the table as a page
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>

#include "models/run/result.h"
#include "tests/verification/ledger.h"
#include "tests/verification/page.h"

namespace {

struct Family {
  const char* name;
  void (*run)(verification::Ledger&);
};
constexpr Family kFamilies[] = {{"definitions", verification::definition_cases}, {"analytic", verification::analytic_cases},
                                {"arrivals", verification::arrival_cases},       {"queues", verification::queue_cases},
                                {"priorities", verification::priority_cases},    {"days", verification::day_cases},
                                {"whitt", verification::whitt_cases}};

}  // namespace

int main(int argc, char** argv) {
  verification::Budget budget;
  std::string only, page;
  bool full = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--full") == 0) {
      full = true;
    } else if (std::strcmp(argv[i], "--only") == 0 && i + 1 < argc) {
      only = argv[++i];
    } else if (std::strcmp(argv[i], "--write") == 0 && i + 1 < argc) {
      page = argv[++i];
    } else {
      std::fprintf(stderr, "usage: firstline-verify [--full] [--only FAMILY] [--write FILE]\n");
      return 2;
    }
  }
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

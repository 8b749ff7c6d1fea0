// Would the unit tests of models/center notice? They are run on the build with the defects, once for each of those that
// concern issues, lines, chats, mails and bots, and must fail; with none of them they must pass.
//
// Flow: `case_mutants` runs itself with FIRSTLINE_MUTANT=name for every defect, stops at the first test that fails, and
//   prints which it was.
// Errors: exit code 1 where a defect is missed or the sound engine is not sound.
// Source: reliability.md P25, 5.7.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/invariants/mutant_names.h"

#ifndef FIRSTLINE_MUTANTS
#error "this program needs the build of models/center with the defects in it"
#endif

namespace firstline::invariants {
namespace {

// The name of the first test that failed, "" where all passed.
std::string first_failure() {
  const auto& unit = *testing::UnitTest::GetInstance();
  for (int i = 0; i < unit.total_test_suite_count(); ++i) {
    const auto& suite = *unit.GetTestSuite(i);
    for (int j = 0; j < suite.total_test_count(); ++j) {
      const auto& test = *suite.GetTestInfo(j);
      if (test.result()->Failed()) return std::string(suite.name()) + "." + test.name();
    }
  }
  return "";
}

int run_tests(Mutant mutant) {
  chosen_mutant = mutant;
  GTEST_FLAG_SET(fail_fast, true);
  auto& listeners = testing::UnitTest::GetInstance()->listeners();
  if (mutant != Mutant::none) delete listeners.Release(listeners.default_result_printer());
  const int failed = RUN_ALL_TESTS();
  const std::string caught = first_failure();
  std::printf("%-24s %s\n", name_of(mutant), caught.empty() ? "NOTHING" : caught.c_str());
  return failed;
}

int run_all(const std::string& program) {
  std::printf("%-24s first caught by\n", "defect");
  int missed = 0, number = 0;
  for (int i = static_cast<int>(kFirstOfCases); i <= static_cast<int>(kLastMutant); ++i, ++number) {
    std::fflush(stdout);
    const std::string command = "FIRSTLINE_MUTANT=" + std::to_string(i) + " '" + program + "'";
    missed += std::system(command.c_str()) == 0 ? 1 : 0;  // NOLINT(bugprone-command-processor): itself, by its own name
  }
  std::printf("%d caught, %d missed\n", number - missed, missed);
  return missed;
}

}  // namespace
}  // namespace firstline::invariants

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const char* chosen = std::getenv("FIRSTLINE_MUTANT");
  using firstline::Mutant;
  if (chosen != nullptr) return firstline::invariants::run_tests(static_cast<Mutant>(std::stoi(chosen)));
  if (firstline::invariants::run_tests(Mutant::none) != 0) return 1;
  return firstline::invariants::run_all(argv[0]) == 0 ? 0 : 1;
}

#include "sim/base/error.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace {

using sim::Problem;

Problem make_problem(const char* code, const char* pointer) {
  Problem problem;
  problem.code = code;
  problem.pointer = pointer;
  problem.value = "found";
  problem.arguments = {"expected"};
  return problem;
}

TEST(ErrorTest, InputErrorCarriesEveryProblemAndIsNamedAfterTheFirst) {
  const Problem first = make_problem("E312", "/queus");
  const Problem second = make_problem("E320", "/teams/line 1/size");
  const sim::InputError error({first, second});
  ASSERT_EQ(error.problems().size(), 2u);
  EXPECT_EQ(error.problems()[0], first);
  EXPECT_EQ(error.problems()[1], second);
  EXPECT_STREQ(error.what(), "E312 at /queus");
  EXPECT_STREQ(sim::InputError({}).what(), "E300");
}

TEST(ErrorTest, RunAndFileErrorsKeepTheirProblem) {
  const Problem problem = make_problem("E601", "out.json");
  EXPECT_EQ(sim::RunError(problem).problem(), problem);
  EXPECT_EQ(sim::FileError(problem).problem(), problem);
  EXPECT_STREQ(sim::FileError(problem).what(), "E601");
}

TEST(ErrorTest, FamiliesAreToldApartByType) {
  static_assert(std::is_base_of_v<std::runtime_error, sim::InputError>);
  static_assert(std::is_base_of_v<std::runtime_error, sim::RunError>);
  static_assert(std::is_base_of_v<std::runtime_error, sim::FileError>);
  static_assert(std::is_base_of_v<std::logic_error, sim::BugError>);
  EXPECT_THROW(throw sim::BugError("defect"), std::logic_error);
}

}  // namespace

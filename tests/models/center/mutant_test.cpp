#include "models/center/mutant.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

#ifndef FIRSTLINE_MUTANTS
TEST(Mutant, NoDefectIsEverOnInTheProduct) {
  static_assert(!mutated(Mutant::service_longer) && !mutated(Mutant::wait_from_arrival));
  EXPECT_FALSE(mutated(Mutant::none));
}
#endif

TEST(Mutant, NoneIsTheFirst) { EXPECT_EQ(static_cast<int>(Mutant::none), 0); }

}  // namespace
}  // namespace firstline

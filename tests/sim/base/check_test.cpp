#undef FIRSTLINE_CHECKS
#define FIRSTLINE_CHECKS
#include "sim/base/check.h"

#include <gtest/gtest.h>

namespace {

template <class Function>
std::string message_of(Function function) {
  try {
    function();
  } catch (const sim::BugError& error) {
    return error.what();
  }
  return "";
}

TEST(CheckTest, PassingChecksAreSilentAndEvaluateOnce) {
  int count = 0;
  EXPECT(++count == 1);
  ASSERT(++count == 2);
  ENSURE(++count == 3);
  EXPECT_EQ(count, 3);
}

TEST(CheckTest, FailingChecksNameTheirRoleTextAndPlace) {
  const std::string door = message_of([] { EXPECT(1 + 1 == 3); });
  EXPECT_NE(door.find("EXPECT failed: 1 + 1 == 3 at "), std::string::npos) << door;
  EXPECT_NE(door.find("check_test.cpp:"), std::string::npos) << door;
  EXPECT_EQ(message_of([] { ASSERT(false); }).find("ASSERT"), 0u);
  EXPECT_EQ(message_of([] { ENSURE(false); }).find("ENSURE"), 0u);
}

}  // namespace

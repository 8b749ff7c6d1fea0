#include "models/scenario/dialogues.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

// science.md 5.5: the defaults of a chat bot, all of them assumptions.
TEST(Dialogues, ASilentStepHasTheDefaultsOfTheScience) {
  const BotStep step;
  EXPECT_DOUBLE_EQ(sim::mean(step.time), 12.0);
  EXPECT_DOUBLE_EQ(step.recognised, 0.92);
  EXPECT_DOUBLE_EQ(step.decay, 0.85);
  EXPECT_EQ(step.repeats, 2);
  EXPECT_DOUBLE_EQ(step.hangs_up, 0.02);
  EXPECT_TRUE(step.next.empty());
  const Bot bot;
  EXPECT_DOUBLE_EQ(bot.coverage, 1.0);
  EXPECT_TRUE(bot.refusal_trait);
  EXPECT_DOUBLE_EQ(bot.refusal_memory, 1.0);
  EXPECT_DOUBLE_EQ(bot.refusal_relief, 0.3);
  EXPECT_DOUBLE_EQ(bot.outage.per_month, 0.0);
}

}  // namespace
}  // namespace firstline

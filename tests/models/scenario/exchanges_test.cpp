#include "models/scenario/exchanges.h"

#include <gtest/gtest.h>

#include "models/scenario/scenario.h"

namespace firstline {
namespace {

TEST(Chats, DefaultsAreThoseOfTheDocumentation) {
  const Chat chat;
  EXPECT_EQ(chat.mode, Chat::Mode::turns);
  EXPECT_EQ(chat.turns, 8.0);
  EXPECT_EQ(sim::mean(chat.think), 40.0);
  EXPECT_EQ(sim::mean(chat.reply), 25.0);
  EXPECT_EQ(chat.silence, 0.0);
  EXPECT_FALSE(chat.tolerance || chat.reassign_after_s);
  EXPECT_TRUE(possible_turns(chat.turns, chat.turns_cv));
  EXPECT_EQ(Mail{}.touches, 1.6);
  EXPECT_EQ(Team{}.chat_slots, 1);
  EXPECT_FALSE(Channel{}.chat || Channel{}.mail || Queue{}.order || Skill{}.chat_slots);
}

// Var(M) = Var(M - 1) >= E[M - 1], with equality for Poisson.
TEST(Chats, ANegativeBinomialNumberIsWiderThanPoisson) {
  EXPECT_TRUE(possible_turns(5.0, 0.4));
  EXPECT_FALSE(possible_turns(5.0, 0.399));
  EXPECT_TRUE(possible_turns(5.0, 0.0));
  EXPECT_TRUE(possible_turns(1.0, 0.3));
}

}  // namespace
}  // namespace firstline

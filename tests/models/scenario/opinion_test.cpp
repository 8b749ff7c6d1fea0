#include "models/scenario/opinion.h"

#include <gtest/gtest.h>

namespace firstline {
namespace {

TEST(Opinion, OneNumberAtItsDefaultIsAnAssumption) {
  EXPECT_TRUE(is_assumed(Opinion{}));
  Opinion measured{.wait = 0.3,
                   .lost_before = 0.5,
                   .transfer = 0.4,
                   .contact_before = 0.8,
                   .unsolved = 2.5,
                   .bot_turn = 0.1,
                   .bot_failure = 0.6,
                   .concurrency = 0.2,
                   .quality = 0.4,
                   .own_spread = 0.6,
                   .correlation = 0.5,
                   .csat = {1, 1, 1, 1, 6},
                   .nps = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1},
                   .ces = {1, 1, 1, 1, 1, 1, 1},
                   .survey = {.answers = 0.2, .extremes = 0.1, .lean = -0.1, .called_back = 0.1, .reached = 0.7}};
  EXPECT_FALSE(is_assumed(measured));
  measured.survey.reached = 0.5;
  EXPECT_TRUE(is_assumed(measured));
}

TEST(Opinion, ErrorsLikewise) {
  EXPECT_TRUE(is_assumed(OperatorErrors{}));
  EXPECT_TRUE(is_assumed(OperatorErrors{.rate = 0.01, .quality = 0.5}));
  EXPECT_FALSE(is_assumed(OperatorErrors{.rate = 0.01, .quality = 0.5, .comes_back = 0.1}));
}

}  // namespace
}  // namespace firstline

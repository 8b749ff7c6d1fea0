#include "sim/parallel/background.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>

namespace sim {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

// Work that goes on until it is told to stop, ten seconds at most.
void until_cancelled(const CancelToken& token) {
  const auto end = Clock::now() + std::chrono::seconds(10);
  while (!token.cancelled() && Clock::now() < end) std::this_thread::sleep_for(milliseconds(1));
}

TEST(Background, WorksOnAnotherThreadAndLooksOnTheCallers) {
  CancelToken token;
  const auto caller = std::this_thread::get_id();
  std::thread::id worker;
  int looks = 0;
  in_background(
      [&] {
        worker = std::this_thread::get_id();
        std::this_thread::sleep_for(milliseconds(180));
      },
      token,
      [&] {
        EXPECT_EQ(std::this_thread::get_id(), caller);
        ++looks;
      });
  EXPECT_NE(worker, caller);
  EXPECT_GE(looks, 1);
  EXPECT_LE(looks, 4);
  EXPECT_FALSE(token.cancelled());
}

TEST(Background, EndsAtOnceWhenTheWorkHasEnded) {
  CancelToken token;
  const auto begin = Clock::now();
  for (int i = 0; i < 20; ++i) in_background([] {}, token, [] { FAIL() << "nothing to look at"; });
  EXPECT_LT(Clock::now() - begin, milliseconds(900));
}

TEST(Background, WhatTheWorkThrowsReachesTheCaller) {
  CancelToken token;
  EXPECT_THROW(in_background([] { throw std::out_of_range("work"); }, token, [] {}), std::out_of_range);
}

TEST(Background, WhatTheLookThrowsStopsTheWorkFirst) {
  CancelToken token;
  std::atomic<bool> ended{false};
  const auto begin = Clock::now();
  EXPECT_THROW(in_background(
                   [&] {
                     until_cancelled(token);
                     ended = true;
                   },
                   token, [] { throw std::domain_error("look"); }),
               std::domain_error);
  EXPECT_TRUE(ended);
  EXPECT_TRUE(token.cancelled());
  EXPECT_LT(Clock::now() - begin, std::chrono::seconds(5));
}

// The look's exception came first; the work's, which it caused, is dropped.
TEST(Background, TheLooksExceptionWins) {
  CancelToken token;
  EXPECT_THROW(in_background(
                   [&] {
                     until_cancelled(token);
                     throw std::out_of_range("work");
                   },
                   token, [] { throw std::domain_error("look"); }),
               std::domain_error);
}

TEST(Background, AForkedChildIsToldAndTheParentGoesOn) {
  CancelToken token;
  std::atomic<bool> stop{false};
  pid_t child = -1;
  bool forked_error = false;
  try {
    in_background(
        [&] {
          while (!stop) std::this_thread::sleep_for(milliseconds(1));
        },
        token,
        [&] {
          if (child == -1) child = fork();
          if (child > 0) stop = true;
        });
  } catch (const ForkedError&) {
    forked_error = true;
  }
  if (child == 0) _exit(forked_error ? 42 : 1);
  EXPECT_FALSE(forked_error);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 42);
}

}  // namespace
}  // namespace sim

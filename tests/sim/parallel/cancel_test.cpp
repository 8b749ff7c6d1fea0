#include "sim/parallel/cancel.h"

#include <gtest/gtest.h>

#include <csignal>
#include <thread>

namespace sim {
namespace {

CancelToken signal_token;

TEST(CancelToken, StaysRaised) {
  CancelToken token;
  EXPECT_FALSE(token.cancelled());
  token.cancel();
  token.cancel();
  EXPECT_TRUE(token.cancelled());
}

TEST(CancelToken, IsSeenByOtherThreads) {
  CancelToken token;
  std::thread waiter([&] {
    while (!token.cancelled()) std::this_thread::yield();
  });
  token.cancel();
  waiter.join();
  EXPECT_TRUE(token.cancelled());
}

TEST(CancelToken, MayBeRaisedInASignalHandler) {
  const auto previous = std::signal(SIGUSR1, [](int) { signal_token.cancel(); });
  std::raise(SIGUSR1);
  std::signal(SIGUSR1, previous);
  EXPECT_TRUE(signal_token.cancelled());
}

}  // namespace
}  // namespace sim

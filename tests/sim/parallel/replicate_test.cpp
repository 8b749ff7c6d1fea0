#include "sim/parallel/replicate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace sim {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// Some work whose result tells the replication: a few rounds of a 64-bit mixer.
std::uint64_t work_of(int replication, int rounds = 2000) {
  std::uint64_t state = static_cast<std::uint64_t>(replication) + 1;
  for (int i = 0; i < rounds; ++i) state = (state ^ (state >> 29)) * 0xbf58476d1ce4e5b9u + 1;
  return state;
}

TEST(Replicate, EveryReplicationOnceInItsSlotForAnyNumberOfThreads) {
  for (const int threads : {1, 2, 3, 16}) {
    std::vector<std::uint64_t> slots(300, 0);
    std::vector<std::atomic<int>> calls(300);
    const int done = replicate(50, 300, {.threads = threads}, [&](int replication, int worker) {
      ASSERT_GE(worker, 0);
      ASSERT_LT(worker, threads);
      slots[static_cast<std::size_t>(replication - 50)] = work_of(replication);
      ++calls[static_cast<std::size_t>(replication - 50)];
    });
    EXPECT_EQ(done, 300);
    for (int r = 0; r < 300; ++r) {
      ASSERT_EQ(slots[static_cast<std::size_t>(r)], work_of(50 + r));
      ASSERT_EQ(calls[static_cast<std::size_t>(r)], 1);
    }
  }
}

TEST(Replicate, OneThreadGoesInOrder) {
  std::vector<int> order;
  replicate(3, 20, {}, [&](int replication, int) { order.push_back(replication); });
  ASSERT_EQ(order.size(), 20u);
  EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
  EXPECT_EQ(order.front(), 3);
}

TEST(Replicate, NothingToDo) {
  EXPECT_EQ(replicate(0, 0, {}, [](int, int) { FAIL(); }), 0);
}

TEST(Replicate, MoreThreadsThanReplications) {
  std::atomic<int> highest{0};
  EXPECT_EQ(replicate(0, 3, {.threads = 16},
                      [&](int, int worker) {
                        if (worker > highest) highest = worker;
                      }),
            3);
  EXPECT_LT(highest, 3);
}

// A worker runs one body at a time, so that its scratch state needs no lock.
TEST(Replicate, AWorkerIsNeverInTwoBodies) {
  std::vector<std::atomic<int>> inside(3);
  std::atomic<bool> shared{false};
  replicate(0, 500, {.threads = 3}, [&](int replication, int worker) {
    std::atomic<int>& mine = inside[static_cast<std::size_t>(worker)];
    if (++mine != 1 || work_of(replication) == 0) shared = true;
    --mine;
  });
  EXPECT_FALSE(shared);
}

TEST(Replicate, TheExceptionOfTheLowestReplicationWins) {
  for (const int threads : {1, 2, 3, 16}) {
    for (int repeat = 0; repeat < 20; ++repeat) {
      std::atomic<int> started{0};
      std::string caught;
      try {
        replicate(0, 1000, {.threads = threads}, [&](int replication, int) {
          ++started;
          if (replication == 7) work_of(replication, 20'000);  // the lowest is the slowest to throw
          if (replication >= 7) throw std::runtime_error(std::to_string(replication));
        });
      } catch (const std::runtime_error& error) {
        caught = error.what();
      }
      EXPECT_EQ(caught, "7");
      EXPECT_LE(started, 7 + 1 + 2 * threads) << "the rest was not begun";
    }
  }
}

TEST(Replicate, CancellationStopsWithinAQuarterSecondAndKeepsThePrefix) {
  for (const int threads : {1, 2, 3, 16}) {
    CancelToken token;
    std::atomic<int> full{0};
    Clock::time_point raised;
    std::thread raiser([&] {
      std::this_thread::sleep_for(milliseconds(60));
      raised = Clock::now();
      token.cancel();
    });
    const int done = replicate(0, 1'000'000, {.threads = threads, .cancel = &token}, [&](int, int) {
      for (int slice = 0; slice < 3; ++slice) {
        if (token.cancelled()) return;  // half a result: must not count
        std::this_thread::sleep_for(milliseconds(1));
      }
      ++full;
    });
    const Clock::time_point returned = Clock::now();
    raiser.join();
    EXPECT_LT(returned - raised, milliseconds(250)) << threads;
    EXPECT_GT(done, 0);
    EXPECT_LE(done, full);
    EXPECT_GE(done, full - 2 * threads);
  }
}

TEST(Replicate, ARaisedTokenStartsNothing) {
  CancelToken token;
  token.cancel();
  EXPECT_EQ(replicate(0, 10, {.threads = 2, .cancel = &token}, [](int, int) { FAIL(); }), 0);
}

TEST(Replicate, ProgressComesFromTheCallersThreadTenTimesASecond) {
  const std::thread::id caller = std::this_thread::get_id();
  std::vector<int> seen;
  ReplicateOptions options{.threads = 2};
  options.progress = [&](int done, int total) {
    EXPECT_EQ(std::this_thread::get_id(), caller);
    EXPECT_EQ(total, 80);
    seen.push_back(done);
  };
  const Clock::time_point start = Clock::now();
  replicate(0, 80, options, [](int, int) { std::this_thread::sleep_for(milliseconds(10)); });
  const double elapsed_s = std::chrono::duration<double>(Clock::now() - start).count();
  ASSERT_FALSE(seen.empty());
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  EXPECT_EQ(seen.back(), 80);
  EXPECT_GE(seen.size(), 2u);
  EXPECT_LE(static_cast<double>(seen.size()), 10.0 * elapsed_s + 1.0);
}

TEST(Replicate, AnExceptionOfProgressStopsTheWork) {
  CancelToken token;
  ReplicateOptions options{.threads = 2, .cancel = &token};
  options.progress = [](int, int) { throw std::runtime_error("interrupted"); };
  std::atomic<int> bodies{0};
  EXPECT_THROW(replicate(0, 1'000'000, options,
                         [&](int, int) {
                           ++bodies;
                           std::this_thread::sleep_for(milliseconds(2));
                         }),
               std::runtime_error);
  EXPECT_TRUE(token.cancelled());
  EXPECT_LT(bodies, 1000);
}

// Two threads at one sum of slots, two hundred times over: the thread sanitizer's case.
TEST(Replicate, ContendedRepeats) {
  std::uint64_t expected = 0;
  for (int r = 0; r < 64; ++r) expected += work_of(r, 10);
  for (int repeat = 0; repeat < 200; ++repeat) {
    std::vector<std::uint64_t> slots(64, 0);
    std::vector<std::uint64_t> scratch(2, 0);
    ASSERT_EQ(replicate(0, 64, {.threads = 2},
                        [&](int replication, int worker) {
                          std::uint64_t& mine = scratch[static_cast<std::size_t>(worker)];
                          mine = work_of(replication, 10);
                          slots[static_cast<std::size_t>(replication)] = mine;
                        }),
              64);
    std::uint64_t sum = 0;
    for (const std::uint64_t slot : slots) sum += slot;
    ASSERT_EQ(sum, expected);
  }
}

}  // namespace
}  // namespace sim

// A flag that asks running work to stop; it may be raised from another thread or a signal handler.
//
// Flow: a door's signal handler raises it; replicate and the bodies it runs look at it.
// Errors: none.
// Threads: any; relaxed, for it carries no data with it.
// Tests: tests/sim/parallel/cancel_test.cpp
#pragma once

#include <atomic>

namespace sim {

class CancelToken {
 public:
  void cancel() noexcept { cancelled_.store(true, std::memory_order_relaxed); }
  bool cancelled() const noexcept { return cancelled_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> cancelled_{false};
  static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch lock-free atomics");
};

}  // namespace sim

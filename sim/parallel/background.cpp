#include "sim/parallel/background.h"

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>

namespace sim {
namespace {

constexpr auto kLook = std::chrono::milliseconds(50);

// Forks that lie between the first process and this one; counted in the child, where only the forking thread lives on.
std::atomic<int> forks{0};

int forks_so_far() {
  static const int registered = pthread_atfork(nullptr, nullptr, [] { forks.fetch_add(1); });
  (void)registered;
  return forks.load();
}

// What the worker and the caller share.
class Shift {
 public:
  explicit Shift(const std::function<void()>& work)
      : thread_([this, &work] {
          try {
            work();
          } catch (...) {
            exception_ = std::current_exception();
          }
          const std::lock_guard lock(mutex_);
          ended_ = true;
          over_.notify_one();
        }) {}

  bool wait() {
    std::unique_lock lock(mutex_);
    return over_.wait_for(lock, kLook, [this] { return ended_; });
  }
  void join() { thread_.join(); }
  std::exception_ptr exception() const { return exception_; }

 private:
  std::mutex mutex_;
  std::condition_variable over_;
  bool ended_ = false;
  std::exception_ptr exception_;
  std::jthread thread_;  // last: it runs as soon as it is made
};

}  // namespace

void in_background(const std::function<void()>& work, CancelToken& cancel, const std::function<void()>& look) {
  const int forks_before = forks_so_far();
  std::unique_ptr<Shift> shift;
  try {
    shift = std::make_unique<Shift>(work);
  } catch (const std::system_error&) {
    return work();
  }
  const auto forked = [forks_before] { return forks_so_far() != forks_before; };
  std::exception_ptr from_look;
  try {
    while (!forked() && !shift->wait()) look();
  } catch (...) {
    from_look = std::current_exception();
    cancel.cancel();
  }
  if (forked()) {
    (void)shift.release();  // its thread lives in the parent: here it can be neither joined nor destroyed
    throw ForkedError();
  }
  shift->join();
  if (from_look) std::rethrow_exception(from_look);
  if (shift->exception()) std::rethrow_exception(shift->exception());
}

}  // namespace sim

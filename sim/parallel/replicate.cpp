#include "sim/parallel/replicate.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "sim/base/check.h"

namespace sim {
namespace {

constexpr auto kStep = std::chrono::milliseconds(50);
constexpr int kStepsPerProgress = 2;

// One call of replicate: what its workers share.
class Crew {
 public:
  Crew(int first, int count, CancelToken* cancel, const std::function<void(int, int)>& body)
      : first_(first), count_(count), cancel_(cancel), body_(body), finished_(static_cast<std::size_t>(count), 0) {}

  // A worker's life: take the next replication until none is left, the token is up, or a body has thrown.
  void work(int worker) {
    while (!stopped_.load(std::memory_order_relaxed) && !cancelled()) {
      const int index = next_.fetch_add(1, std::memory_order_relaxed);
      if (index >= count_) return;
      try {
        body_(first_ + index, worker);
      } catch (...) {
        keep_exception(index);
        return;
      }
      if (cancelled()) return;
      finished_[static_cast<std::size_t>(index)] = 1;
      done_.fetch_add(1, std::memory_order_relaxed);
    }
  }

  void stop() { stopped_.store(true, std::memory_order_relaxed); }
  int done() const { return done_.load(std::memory_order_relaxed); }

  // After all workers have ended: every replication below the lowest that threw was handed out before it, and ran.
  int result() const {
    if (exception_) std::rethrow_exception(exception_);
    return static_cast<int>(std::find(finished_.begin(), finished_.end(), 0) - finished_.begin());
  }

 private:
  bool cancelled() const { return cancel_ != nullptr && cancel_->cancelled(); }

  void keep_exception(int index) {
    stop();
    const std::lock_guard lock(mutex_);
    if (exception_ && exception_index_ < index) return;
    exception_ = std::current_exception();
    exception_index_ = index;
  }

  const int first_;
  const int count_;
  CancelToken* const cancel_;
  const std::function<void(int, int)>& body_;
  std::vector<unsigned char> finished_;  // a slot each, written once by its worker, read after the threads are joined
  std::atomic<int> next_{0};
  std::atomic<int> done_{0};
  std::atomic<bool> stopped_{false};
  std::mutex mutex_;
  std::exception_ptr exception_;
  int exception_index_ = 0;
};

// Counts the workers still at it, and lets the caller wait for the last.
class Leaving {
 public:
  explicit Leaving(int workers) : workers_(workers) {}
  void leave(int workers) {
    const std::lock_guard lock(mutex_);
    workers_ -= workers;
    if (workers_ == 0) all_left_.notify_one();
  }
  bool wait() {
    std::unique_lock lock(mutex_);
    return all_left_.wait_for(lock, kStep, [this] { return workers_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable all_left_;
  int workers_;
};

}  // namespace

int replicate(int first, int count, const ReplicateOptions& options, const std::function<void(int, int)>& body) {
  EXPECT(options.threads >= 1 && count >= 0);
  if (count <= 0) return 0;
  const int workers = std::clamp(options.threads, 1, count);
  Crew crew(first, count, options.cancel, body);
  Leaving leaving(workers);
  std::vector<std::jthread> threads;
  threads.reserve(static_cast<std::size_t>(workers));
  try {
    for (int worker = 0; worker < workers; ++worker) {
      threads.emplace_back([&crew, &leaving, worker] {
        crew.work(worker);
        leaving.leave(1);
      });
    }
  } catch (const std::system_error&) {
    // The system grants no more threads: those that run do all the work, and the caller's where there are none.
    if (threads.empty()) crew.work(0);
    leaving.leave(workers - static_cast<int>(threads.size()));
  }
  try {
    for (int step = 1; !leaving.wait(); ++step) {
      if (options.progress && step % kStepsPerProgress == 0) options.progress(crew.done(), count);
    }
    if (options.progress) options.progress(crew.done(), count);
  } catch (...) {
    crew.stop();
    if (options.cancel != nullptr) options.cancel->cancel();
    throw;
  }
  threads.clear();
  return crew.result();
}

}  // namespace sim

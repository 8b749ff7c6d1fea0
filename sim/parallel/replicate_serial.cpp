// The thread-free replacement of replicate.cpp for WebAssembly: one worker, the caller's thread, the same contract.
#include <chrono>

#include "sim/base/check.h"
#include "sim/parallel/replicate.h"

namespace sim {

int replicate(int first, int count, const ReplicateOptions& options, const std::function<void(int, int)>& body) {
  EXPECT(options.threads >= 1 && count >= 0);
  using Clock = std::chrono::steady_clock;
  const auto cancelled = [&] { return options.cancel != nullptr && options.cancel->cancelled(); };
  const auto report = [&](int done) {
    try {
      if (options.progress) options.progress(done, count);
    } catch (...) {
      if (options.cancel != nullptr) options.cancel->cancel();
      throw;
    }
  };
  if (count <= 0) return 0;
  int done = 0;
  auto next_report = Clock::now() + std::chrono::milliseconds(100);
  while (done < count && !cancelled()) {
    body(first + done, 0);
    if (cancelled()) break;
    ++done;
    if (done < count && Clock::now() >= next_report) {
      report(done);
      next_report = Clock::now() + std::chrono::milliseconds(100);
    }
  }
  report(done);
  return done;
}

}  // namespace sim

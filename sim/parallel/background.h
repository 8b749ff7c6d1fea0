// Runs one piece of work on a thread of its own while the caller looks in, every 50 ms, until it has ended.
//
// Flow: python/bindings hands in a whole run; `look` there takes Python's lock, checks signals and shows progress.
// Errors: what `work` throws is rethrown. What `look` throws raises the cancel token; when the work has ended it is
//   rethrown. In a child process that forked during the call the work does not exist: ForkedError, and what the call
//   held is left as it is.
// Threads: `look` runs on the caller's thread. Where the system grants no thread, the caller does the work and nobody
//   looks.
// Neglects: WebAssembly, which has no threads: not built there.
// Source: reliability.md P18, Y10; POSIX pthread_atfork.
// Tests: tests/sim/parallel/background_test.cpp
#pragma once

#include <functional>
#include <stdexcept>

#include "sim/parallel/cancel.h"

namespace sim {

class ForkedError : public std::runtime_error {
 public:
  ForkedError() : std::runtime_error("the process was forked during a run, which goes on in the parent only") {}
};

void in_background(const std::function<void()>& work, CancelToken& cancel, const std::function<void()>& look);

}  // namespace sim

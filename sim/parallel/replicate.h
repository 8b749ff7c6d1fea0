// Runs a body once for each replication, on several threads, with results that never depend on how many.
//
// Flow: models/run calls replicate; the body simulates replication r and writes its result to slot r of the caller's.
// Shape: replications first, first + 1, ... are handed out in order; `worker` is in 0..threads-1, one body at a time
// each,
//   so the caller may keep one scratch state a worker. Returns the length of the contiguous prefix that finished: all
//   of them unless cancelled.
// Errors: a body that throws stops the handing out; when the rest have ended, the exception of the LOWEST replication
// is
//   rethrown, the same for any number of threads. One thrown by progress raises the cancel token (if given) and is
//   rethrown. A replication counts as finished only if the token was down when its body returned: a body that sees
//   the token may return at once with half a result.
// Threads: the bodies run on their own threads; progress runs on the caller's, every 100 ms and once at the end. The
//   WebAssembly build replaces replicate.cpp by replicate_serial.cpp: the caller's thread does everything.
// Source: reliability.md D1, P18; architecture.md, sim/parallel.
// Tests: tests/sim/parallel/replicate_test.cpp
#pragma once

#include <functional>

#include "sim/parallel/cancel.h"

namespace sim {

struct ReplicateOptions {
  int threads = 1;
  CancelToken* cancel = nullptr;
  std::function<void(int done, int total)> progress = nullptr;
};

int replicate(int first, int count, const ReplicateOptions& options,
              const std::function<void(int replication, int worker)>& body);

}  // namespace sim

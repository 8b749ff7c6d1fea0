// A call that may take long: Python goes on while it works, Ctrl-C stops it, and progress is shown.
//
// Flow: a bound function hands in work; it runs on a thread of its own (sim/parallel/background) without Python's lock,
//   while the caller's thread takes the lock every 50 ms: signals, the person's token, then progress.
// Errors: what a signal handler or the callback raises stops the work and is raised; RuntimeError for a call made from
//   within a call of the same thread (a callback, a signal handler), and in a child that forked meanwhile.
// Threads: any; each thread may have one call.
// Source: reliability.md P18, Y09, Y10; pybind11's FAQ on PyErr_CheckSignals.
// Tests: tests/python/test_interruption.py
#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include "sim/parallel/cancel.h"

namespace firstline::python {

// How far the work is, as it told; read by the caller's thread.
class Progress {
 public:
  void tell(int done, int total) { value_.store(pack(done, total), std::memory_order_relaxed); }
  std::uint64_t seen() const { return value_.load(std::memory_order_relaxed); }
  static int done(std::uint64_t seen) { return static_cast<int>(seen >> 32); }
  static int total(std::uint64_t seen) { return static_cast<int>(seen & 0xffffffffu); }

 private:
  static std::uint64_t pack(int done, int total) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(done)) << 32 | static_cast<std::uint32_t>(total);
  }
  std::atomic<std::uint64_t> value_{0};
};

// What a person may hold to stop a call from elsewhere.
struct Handle {
  sim::CancelToken token;
};

using ProgressCallback = std::optional<pybind11::typing::Callable<pybind11::object(int, int)>>;

// Called with Python's lock held. The work gets the token to look at and a place to tell its progress.
void long_call(const std::function<void(sim::CancelToken&, Progress&)>& work, const Handle* handle,
               const ProgressCallback& callback);

void bind_handle(pybind11::module_& module);

}  // namespace firstline::python

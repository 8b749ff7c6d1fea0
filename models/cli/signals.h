// Ctrl-C and termination, turned into a request to stop; a second signal ends the process at once.
//
// Flow: a guard stands while a run goes on; its handler raises the run's cancel token and notes the signal.
// Threads: one guard at a time in a process.
// Source: reliability.md P18; docs.python.org's rule that a handler only sets flags.
// Tests: tests/cli/process_test.cpp
#pragma once

#include <signal.h>

#include "sim/parallel/cancel.h"

namespace firstline {

class SignalGuard {
 public:
  explicit SignalGuard(sim::CancelToken& token);
  ~SignalGuard();
  SignalGuard(const SignalGuard&) = delete;
  SignalGuard& operator=(const SignalGuard&) = delete;

  // 0, or the signal that came.
  int received() const;

 private:
  struct sigaction old_interrupt_{};
  struct sigaction old_terminate_{};
};

}  // namespace firstline

// A hint that a line of memory will be read soon.
//
// Flow: fetch(address) some work before the memory is read; correctness never depends on it.
// Errors: none: an address that is nobody's is harmless.
// Threads: none shared.
// Source: performance.md, lesson 5. Not a function around __builtin_prefetch: g++ 12 takes one that does nothing else
//   for a pure function and drops its calls.
// Tests: tests/sim/base/fetch_test.cpp
#pragma once

namespace sim {

[[gnu::always_inline]] inline void fetch(const void* address) {
#if defined(__x86_64__)
  asm volatile("prefetcht0 (%0)" : : "r"(address));
#else
  __builtin_prefetch(address);
#endif
}

}  // namespace sim

// Checks by role: EXPECT at the door, ASSERT inside, ENSURE at the exit. Active in debug builds and tests only.
//
// Errors: a failed check throws BugError with file and line. User input is never guarded by these: it gets Problems.
// Threads: none shared.
// Source: the assertion tiers of Celeritas (corecel/Assert) and Cimba (cmb_assert).
// Tests: tests/sim/base/check_test.cpp
#pragma once

#include <string>

#include "sim/base/error.h"

namespace sim {

// The one place every failed check passes: put the breakpoint here.
[[noreturn]] inline void fail_check(const char* role, const char* text, const char* file, int line) {
  throw BugError(std::string(role) + " failed: " + text + " at " + file + ":" + std::to_string(line));
}

}  // namespace sim

#define FIRSTLINE_ALWAYS(role, condition) \
  (static_cast<bool>(condition) ? void(0) : ::sim::fail_check(role, #condition, __FILE__, __LINE__))
#ifdef FIRSTLINE_CHECKS
#define EXPECT(condition) FIRSTLINE_ALWAYS("EXPECT", condition)
#define ASSERT(condition) FIRSTLINE_ALWAYS("ASSERT", condition)
#define ENSURE(condition) FIRSTLINE_ALWAYS("ENSURE", condition)
#else
#define EXPECT(condition) void(sizeof(static_cast<bool>(condition)))
#define ASSERT(condition) void(sizeof(static_cast<bool>(condition)))
#define ENSURE(condition) void(sizeof(static_cast<bool>(condition)))
#endif

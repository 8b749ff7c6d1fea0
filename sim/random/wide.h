// Vectors of 256 bits (AVX2) where the CPU has them: asked once, when the program starts.
//
// Flow: a function with a body for both kinds asks wide_vectors and calls the one marked SIM_AVX2.
// Shape: integers, and + - * / sqrt on doubles: the same bits either way. No fused operations come with AVX2.
// Threads: wide_vectors is read by all, and written by tests alone, before there are threads.
// Neglects: ARM, WebAssembly: their compilers vectorise the plain body.
// Source: docs/decisions (results do not depend on the CPU).
// Tests: tests/sim/random/wide_test.cpp; both bodies: philox_test.cpp, det_math_test.cpp
#pragma once

#if defined(__x86_64__) && defined(__GNUC__)
#define SIM_HAS_AVX2 1
#define SIM_AVX2 [[gnu::target("avx2")]]
#else
#define SIM_HAS_AVX2 0
#define SIM_AVX2
#endif

namespace sim {

#if SIM_HAS_AVX2
inline bool wide_vectors = __builtin_cpu_supports("avx2") != 0;
#else
inline bool wide_vectors = false;
#endif

}  // namespace sim

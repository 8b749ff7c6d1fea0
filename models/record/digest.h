// A multiplicative hash over 64-bit words: the fingerprint by which results of two builds or two runs are compared.
//
// Flow: Counters and ReplicationSet feed it every fact, in a fixed order.
// Shape: integers by their two's complement, doubles by their bits, 128-bit integers as two words, low word first.
// Threads: none shared.
// Neglects: secrecy. One multiplication a word, for replications of a millisecond have thousands of words.
// Source: Knuth, The Art of Computer Programming 3, 6.4 (multiplicative hashing, golden ratio).
// Tests: tests/models/record/digest_test.cpp
#pragma once

#include <cstdint>
#include <cstring>

#include "sim/base/units.h"

namespace firstline {

class Digest {
 public:
  void add(std::uint64_t word) {
    value_ = (value_ ^ word) * 0x9e3779b97f4a7c15ull;
    value_ ^= value_ >> 32;
  }
  void add(std::int64_t word) { add(static_cast<std::uint64_t>(word)); }
  void add(int word) { add(static_cast<std::int64_t>(word)); }
  void add(double value) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);  // emscripten 3.1.6 has no std::bit_cast
    add(bits);
  }
  void add(sim::Wide value) {
    const auto bits = static_cast<sim::UWide>(value);
    add(static_cast<std::uint64_t>(bits));
    add(static_cast<std::uint64_t>(bits >> 64));
  }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0xcbf29ce484222325ull;
};

}  // namespace firstline

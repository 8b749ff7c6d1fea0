// FNV-1a over 64-bit words: the fingerprint by which results of two builds or two runs are compared.
//
// Flow: Counters and ReplicationSet feed it every fact, in a fixed order.
// Shape: integers by their two's complement, doubles by their bits, 128-bit integers as two words, low word first.
// Threads: none shared.
// Source: Fowler, Noll and Vo (FNV-1a, 64 bits).
// Tests: tests/models/record/digest_test.cpp
#pragma once

#include <bit>
#include <cstdint>

#include "sim/base/units.h"

namespace firstline {

class Digest {
 public:
  void add(std::uint64_t word) {
    for (int shift = 0; shift < 64; shift += 8) value_ = (value_ ^ ((word >> shift) & 0xffu)) * 0x100000001b3ull;
  }
  void add(std::int64_t word) { add(static_cast<std::uint64_t>(word)); }
  void add(int word) { add(static_cast<std::int64_t>(word)); }
  void add(double value) { add(std::bit_cast<std::uint64_t>(value)); }
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

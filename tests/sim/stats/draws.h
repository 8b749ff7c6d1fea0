// Plain draws for the studies of this folder: std::mt19937_64 bits, whose values the standard fixes, and own
// transforms.
//
// Draws: uniform and exponential take one number, normal two.
// Threads: one a study.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>

namespace sim {

class Draws {
 public:
  explicit Draws(std::uint64_t seed) : bits_(seed) {}
  double uniform() { return (static_cast<double>(bits_() >> 11) + 0.5) * 0x1p-53; }
  double exponential() { return -std::log(uniform()); }
  double normal() {
    const double radius = std::sqrt(2.0 * exponential());
    return radius * std::cos(6.283185307179586 * uniform());
  }
  std::int64_t below(std::int64_t limit) { return static_cast<std::int64_t>(uniform() * static_cast<double>(limit)); }

 private:
  std::mt19937_64 bits_;
};

}  // namespace sim

// A Law compiled for the hot path: one random word in, one duration out.
//
// Flow: Law (law.h) -> Sampler, once a model; then words of stream.h or philox_batch -> seconds or ticks.
// Units: seconds; sample_ticks gives microseconds.
// Shape: inversion only. A longer time for a larger unit exponential E = -log u, that is for a smaller word, in every
//        law: with common random numbers a change of parameters moves every customer the same way.
// Draws: exactly one word a duration, the balk atom included (it takes the shortest times of the same word).
// Errors: expects a valid Law (validate in law.h).
// Threads: a Sampler is immutable. Laws of one shape that one thread compiles share one table: tables of their own
//   would fill the caches.
// Neglects: times above sample(word 0): 32-bit words end the tail at probability 2^-33 (E = 22.9).
// Source: science.md 1.2, 2.1, 14.4, A3, A5; docs/method/random.md.
// Tests: tests/sim/random/distribution_test.cpp
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/base/fetch.h"
#include "sim/base/units.h"
#include "sim/random/det_math.h"
#include "sim/random/law.h"
#include "sim/random/stream.h"

namespace sim {

// "Never" in ticks: later than any horizon, and safe to add to one.
inline constexpr Tick kNever = Tick{1} << 62;

// A quantile function of E = -log u in pieces, 16 to an octave: a quintic that matches value, slope and bend at both
// ends where that holds to 1e-9, and not a number where the caller must solve exactly.
class QuantileTable {
 public:
  static constexpr double kLowest = 0x1p-34;
  static constexpr double kHighest = 0x1.fffffffffffffp+4;
  static constexpr int kPieces = 39 * 16;
  struct Knot {
    double value = 0.0;
    double slope = 0.0;  // d value / dE
    double bend = 0.0;   // d2 value / dE2
  };

  // E at the lower end of a piece.
  static double position(int piece) {
    return __builtin_bit_cast(double, static_cast<std::uint64_t>(piece + kFirst) << 48);
  }
  // The quintic in 0..1 that matches value, slope and bend at both ends of a piece, by powers.
  static std::array<double, 6> quintic(const Knot& from, const Knot& to, double width);
  void set(int piece, const Knot& from, const Knot& to);
  void set_rough(int piece);

  // unit_exponential in [kLowest, kHighest].
  double operator()(double unit_exponential) const {
    const std::uint64_t bits = __builtin_bit_cast(std::uint64_t, unit_exponential);
    const std::array<double, 6>& c = pieces_[piece_of(bits)];
    const double s = __builtin_bit_cast(double, 0x3ff0000000000000u | (bits << 16 >> 12)) - 1.0;  // 0..1 in the piece
    const double s2 = s * s;
    return (c[0] + c[1] * s) + s2 * ((c[2] + c[3] * s) + s2 * (c[4] + c[5] * s));
  }

  // Fetches what that call will read.
  void expect(double unit_exponential) const {
    const std::size_t piece = piece_of(__builtin_bit_cast(std::uint64_t, unit_exponential));
    fetch(pieces_.data() + piece);
    fetch(reinterpret_cast<const char*>(pieces_.data() + piece + 1) - 1);
  }

 private:
  static constexpr int kFirst = (1023 - 34) * 16;
  static std::size_t piece_of(std::uint64_t bits) { return static_cast<std::size_t>((bits >> 48) - kFirst); }
  std::array<std::array<double, 6>, kPieces> pieces_{};
};

// A Law compiled for sampling.
class Sampler {
 public:
  Sampler() : Sampler(Law::none()) {}
  explicit Sampler(const Law& law);

  // Seconds; infinity for never. unit_exponential must be -log(to_uniform(word)) (unit_exponentials makes arrays).
  double sample(std::uint32_t word, double unit_exponential) const {
    if (kind_ == LawKind::exponential && !has_atom_) return shift_ + a_ * unit_exponential;
    return sample_any(word, unit_exponential);
  }
  double sample(std::uint32_t word) const { return sample(word, sim::unit_exponential(word)); }

  // Rounded to ticks once, here; kNever for infinity and for times past it.
  Tick sample_ticks(std::uint32_t word, double unit_exponential) const {
    return to_ticks(sample(word, unit_exponential));
  }
  Tick sample_ticks(std::uint32_t word) const { return to_ticks(sample(word)); }

  // Fetches the part of a table that a sample of this unit exponential reads: many laws fill the caches.
  void expect(double unit_exponential) const {
    if (table_) table_->expect(unit_exponential);
  }

  // The time by which the law's hazard, its atom included, has come to `exponential`: that of sample_ticks where it is
  // the unit exponential of the word.
  Tick ticks_at(double exponential) const;

  static Tick to_ticks(double seconds) {
    // Durations are not negative, so cutting off is rounding down, and half a tick up is the rule (science.md 0.5).
    // NOLINTNEXTLINE(bugprone-incorrect-roundings)
    return seconds < static_cast<double>(kNever) * 1e-6 ? static_cast<Tick>(seconds * 1e6 + 0.5) : kNever;
  }

  // n durations from n words and their unit exponentials: the switch once, then a tight loop.
  void sample_batch(const std::uint32_t* words, const double* unit_exponentials, double* out_s, int n) const;

 private:
  double sample_any(std::uint32_t word, double unit_exponential) const;
  double from_probability(double p) const;
  [[gnu::always_inline]] inline double from_table(double unit_exponential) const;
  double from_hazard(double unit_exponential) const;
  void simplify();
  void take_table();

  LawKind kind_ = LawKind::none;
  bool has_atom_ = false;
  bool log_table_ = false;  // the table holds logarithms (small shapes)
  double a_ = 0.0, b_ = 0.0, c_ = 0.0, shift_ = 0.0;
  double keep_ = 1.0;           // 1 - atom
  double atom_end_ = 0.0;       // the unit exponential below which the atom is drawn
  std::vector<double> values_;  // empirical: sorted values; piecewise_hazard: start times
  std::vector<double> steps_;   // empirical: cumulative shares; piecewise_hazard: cumulative hazard at the starts
  std::vector<double> rates_;   // piecewise_hazard
  double scale_ = 1.0;          // of the table's time
  std::shared_ptr<const QuantileTable> table_;
};

}  // namespace sim

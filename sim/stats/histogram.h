// A histogram of durations with logarithmic buckets: quantiles within 0.4 %, exact merging, small and fast.
//
// Flow: add in the event loop; merge over replications; quantile at the end.
// Units: ticks, not negative. Every value below 256 ticks has its own bucket; above, 128 buckets an octave.
// Shape: the counters up to the largest value seen, 8 bytes each: at most 58 KiB, for waits of up to 17 minutes 25 KiB.
//   A bit for each octave that holds something, so that what reads a histogram passes over the rest: a replication of
//   sixty types has a hundred and twenty histograms with few values each.
// Errors: none; negative values are a bug, checked in debug builds.
// Threads: none shared. Merging is exact: any order, any grouping, the same histogram.
// Neglects: the place of a value within its bucket. The count and the maximum are exact.
// Source: science.md 7.18 and A11; the layout is that of HdrHistogram (Tene).
// Tests: tests/sim/stats/histogram_test.cpp
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/check.h"
#include "sim/base/units.h"

namespace sim {

class LogHistogram {
 public:
  static constexpr int kSubBits = 7;

  void add(Tick value) { add(value, 1); }
  void add(Tick value, std::int64_t times) {
    EXPECT(value >= 0 && times > 0);
    const std::size_t bucket = bucket_of(value);
    if (bucket >= counts_.size()) [[unlikely]]
      grow(bucket);
    counts_[bucket] += times;
    octaves_ |= std::uint64_t{1} << (bucket / kPerOctave);
    count_ += times;
    if (value > max_) max_ = value;
  }

  void merge(const LogHistogram& other) {
    if (other.used() > counts_.size()) counts_.resize(other.used(), 0);
    for (std::uint64_t left = other.octaves_; left != 0; left &= left - 1) {
      const std::size_t first = kPerOctave * static_cast<std::size_t>(std::countr_zero(left));
      for (std::size_t i = first; i < first + kPerOctave; ++i) counts_[i] += other.counts_[i];
    }
    octaves_ |= other.octaves_;
    count_ += other.count_;
    max_ = std::max(max_, other.max_);
  }

  // visit(bucket, count) for every bucket that holds something, in rising order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (std::uint64_t left = octaves_; left != 0; left &= left - 1) {
      const std::size_t first = kPerOctave * static_cast<std::size_t>(std::countr_zero(left));
      for (std::size_t i = first; i < first + kPerOctave; ++i) {
        if (counts_[i] != 0) visit(i, counts_[i]);
      }
    }
  }

  // The buckets in use only, in rising order: what a replication keeps until it is pooled.
  struct Compact {
    struct Bucket {
      std::uint32_t index = 0;
      std::int64_t count = 0;
    };
    std::vector<Bucket> buckets;
    std::int64_t count = 0;
    Tick max = 0;

    // As LogHistogram::quantiles.
    void quantiles(std::span<const double> shares, std::span<Tick> out) const {
      std::int64_t below = 0;
      std::size_t place = 0;
      for (std::size_t i = 0; i < shares.size(); ++i) {
        EXPECT(i == 0 || shares[i] >= shares[i - 1]);
        const std::int64_t rank = rank_of(shares[i], count);
        if (rank == count) {  // of an empty one too
          out[i] = max;
          continue;
        }
        while (below + buckets[place].count < rank) below += buckets[place++].count;
        out[i] = middle(buckets[place].index, max);
      }
    }
  };
  Compact compact() const {
    std::vector<Compact::Bucket> scratch;
    return compact(scratch);
  }
  // `scratch` only saves allocations where many are made in turn.
  Compact compact(std::vector<Compact::Bucket>& scratch) const {
    scratch.clear();
    for_each([&](std::size_t bucket, std::int64_t count) {
      scratch.push_back({static_cast<std::uint32_t>(bucket), count});
    });
    return {.buckets = {scratch.begin(), scratch.end()}, .count = count_, .max = max_};
  }
  void merge(const Compact& other) {
    if (other.count == 0) return;
    if (other.buckets.back().index >= counts_.size()) grow(other.buckets.back().index);
    for (const Compact::Bucket& bucket : other.buckets) {
      counts_[bucket.index] += bucket.count;
      octaves_ |= std::uint64_t{1} << (bucket.index / kPerOctave);
    }
    count_ += other.count;
    max_ = std::max(max_, other.max);
  }

  // Empty again; keeps its memory, so that a replication's scratch state allocates only once, and touches only what was
  // in use.
  void clear() {
    for (std::uint64_t left = octaves_; left != 0; left &= left - 1) {
      const std::size_t first = kPerOctave * static_cast<std::size_t>(std::countr_zero(left));
      std::fill_n(counts_.begin() + static_cast<std::ptrdiff_t>(first), kPerOctave, 0);
    }
    octaves_ = 0;
    count_ = 0;
    max_ = 0;
  }

  std::int64_t count() const { return count_; }
  Tick max() const { return max_; }  // exact; 0 when empty

  // The smallest value at or below which a share p of all values lies, 0 <= p <= 1: the middle of its bucket, never
  // above max. p * count within rounding of a whole number counts as that number. 0 when empty.
  Tick quantile(double p) const {
    EXPECT(p >= 0.0 && p <= 1.0);
    Tick value = 0;
    quantiles({&p, 1}, {&value, 1});
    return value;
  }

  // The same for several shares in rising order, in one pass.
  void quantiles(std::span<const double> shares, std::span<Tick> out) const { compact().quantiles(shares, out); }

  // The number of values in the buckets up to that of `value`: exact where value ends its bucket (below 256 ticks
  // always), otherwise values up to 0.8 % above are counted too. Exact thresholds want a counter of their own.
  std::int64_t count_at_or_below(Tick value) const {
    if (value < 0) return 0;
    const std::size_t end = std::min(bucket_of(value) + 1, counts_.size());
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < end; ++i) sum += counts_[i];
    return sum;
  }

  // The buckets from 0 up to a little above the largest value since it was made; bucket i holds the values in
  // [lower(i), lower(i + 1)).
  std::span<const std::int64_t> counts() const { return counts_; }
  static Tick lower(std::size_t bucket) {
    if (bucket < 2 * kPerOctave) return static_cast<Tick>(bucket);
    const std::size_t shift = bucket / kPerOctave - 1;
    return static_cast<Tick>(bucket % kPerOctave + kPerOctave) << shift;
  }
  static std::size_t bucket_of(Tick value) {
    const auto bits = static_cast<std::uint64_t>(value);
    const int shift = 63 - kSubBits - std::countl_zero(bits | kPerOctave);
    return static_cast<std::size_t>(shift) * kPerOctave + static_cast<std::size_t>(bits >> shift);
  }

  // The same values, whatever was held before they were cleared.
  friend bool operator==(const LogHistogram& a, const LogHistogram& b) {
    if (a.octaves_ != b.octaves_ || a.count_ != b.count_ || a.max_ != b.max_) return false;
    return std::equal(a.counts_.begin(), a.counts_.begin() + static_cast<std::ptrdiff_t>(a.used()), b.counts_.begin());
  }

 private:
  static constexpr std::size_t kPerOctave = std::size_t{1} << kSubBits;

  // 0 of none.
  static std::int64_t rank_of(double share, std::int64_t count) {
    const double wanted = std::ceil(share * static_cast<double>(count) * (1.0 - 0x1p-51));
    return std::min(std::max<std::int64_t>(static_cast<std::int64_t>(wanted), 1), count);
  }
  static Tick middle(std::size_t bucket, Tick max) {
    return std::min(max, lower(bucket) + (lower(bucket + 1) - lower(bucket)) / 2);
  }

  // Buckets up to the last octave that holds something.
  std::size_t used() const { return kPerOctave * static_cast<std::size_t>(64 - std::countl_zero(octaves_)); }
  void grow(std::size_t bucket) { counts_.resize((bucket / kPerOctave + 1) * kPerOctave, 0); }

  std::vector<std::int64_t> counts_;
  std::uint64_t octaves_ = 0;  // which octaves of counts_ hold something
  std::int64_t count_ = 0;
  Tick max_ = 0;
};

}  // namespace sim

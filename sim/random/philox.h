// Philox4x32-10, the counter-based generator: 128 bits of counter and 64 bits of key give four random words.
//
// Flow: stream.h builds counters from purposes and entities; batches fill arrays for the hot path.
// Shape: counter = {entity low, entity high, purpose block, replication}, key = {seed low, seed high}.
// Draws: every call is a pure function of its arguments; nothing is remembered, so no draw shifts another.
// Threads: safe; PhiloxEngine is one object per user.
// Source: Salmon, Moraes, Dror, Shaw 2011 (SC'11); science.md 14.1.
// Tests: tests/sim/random/philox_test.cpp (known answers, Random123, batch equals scalar, Boost.Random's concept)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "sim/random/wide.h"

namespace sim {

using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

namespace philox_constants {
inline constexpr std::uint32_t kMultiplier0 = 0xD2511F53u;
inline constexpr std::uint32_t kMultiplier1 = 0xCD9E8D57u;
inline constexpr std::uint32_t kWeyl0 = 0x9E3779B9u;
inline constexpr std::uint32_t kWeyl1 = 0xBB67AE85u;
}  // namespace philox_constants

// The same with another number of rounds; 7 serves as the second generator for cross-checks (science.md 14.5).
template <int kRounds>
constexpr PhiloxCounter philox4x32(PhiloxCounter counter, PhiloxKey key) {
  using namespace philox_constants;
  for (int round = 0; round < kRounds; ++round) {
    const std::uint64_t product0 = std::uint64_t{counter[0]} * kMultiplier0;
    const std::uint64_t product1 = std::uint64_t{counter[2]} * kMultiplier1;
    counter = {static_cast<std::uint32_t>(product1 >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(product1),
               static_cast<std::uint32_t>(product0 >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(product0)};
    key = {key[0] + kWeyl0, key[1] + kWeyl1};
  }
  return counter;
}

constexpr PhiloxCounter philox4x32_10(PhiloxCounter counter, PhiloxKey key) { return philox4x32<10>(counter, key); }

// A counter by halves: words 0 and 1, words 2 and 3, the lower in the lower bits.
struct PhiloxPlace {
  std::uint64_t low = 0, high = 0;

  constexpr PhiloxCounter counter() const {
    return {static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(low >> 32), static_cast<std::uint32_t>(high),
            static_cast<std::uint32_t>(high >> 32)};
  }
};

#if defined(__SSE2__)
namespace philox_detail {
inline __m128i pair(std::uint64_t low, std::uint64_t high) {
  return _mm_set_epi64x(static_cast<long long>(high), static_cast<long long>(low));
}

template <std::size_t kBlocks>
inline void together(__m128i (&x)[kBlocks], PhiloxCounter* words, PhiloxKey key) {
  using namespace philox_constants;
  __m128i round_key = pair(key[0], key[1]);
  const __m128i multipliers = pair(kMultiplier0, kMultiplier1), weyl = pair(kWeyl0, kWeyl1);
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
#pragma GCC unroll 8
    for (std::size_t i = 0; i < kBlocks; ++i) {
      const __m128i products = _mm_mul_epu32(x[i], multipliers);  // low 0, high 0, low 1, high 1
      const __m128i turned = _mm_shuffle_epi32(products, _MM_SHUFFLE(0, 1, 2, 3));
      x[i] = _mm_xor_si128(turned, _mm_xor_si128(_mm_srli_epi64(x[i], 32), round_key));
    }
    round_key = _mm_add_epi32(round_key, weyl);
  }
  for (std::size_t i = 0; i < kBlocks; ++i) _mm_storeu_si128(reinterpret_cast<__m128i*>(words[i].data()), x[i]);
}

// Four blocks. They come in registers: a vector loaded from words just stored one by one would wait for the stores.
void four(__m128i first, __m128i second, __m128i third, __m128i fourth, PhiloxCounter* words, PhiloxKey key);
}  // namespace philox_detail
#endif

// Several blocks of one key at once: a round waits for the one before, the rounds of other blocks do not, so that three
// cost hardly more than one. The same bits as philox4x32_10.
template <std::size_t kBlocks>
std::array<PhiloxCounter, kBlocks> philox_together(const std::array<PhiloxPlace, kBlocks>& places, PhiloxKey key) {
  std::array<PhiloxCounter, kBlocks> words;
#if defined(__SSE2__)
  const auto vector_of = [](const PhiloxPlace& place) { return philox_detail::pair(place.low, place.high); };
  if constexpr (kBlocks == 4) {
    philox_detail::four(vector_of(places[0]), vector_of(places[1]), vector_of(places[2]), vector_of(places[3]),
                        words.data(), key);
  } else {
    __m128i x[kBlocks];
    for (std::size_t i = 0; i < kBlocks; ++i) x[i] = vector_of(places[i]);
    philox_detail::together(x, words.data(), key);
  }
#else
  for (std::size_t i = 0; i < kBlocks; ++i) words[i] = philox4x32_10(places[i].counter(), key);
#endif
  return words;
}

// The blocks of entities entity_base .. entity_base + n - 1; lane l of entity entity_base + i lands in lane<l>[i].
// The same bits as philox4x32_10. The four arrays must not overlap.
void philox_batch(std::uint64_t seed, std::uint32_t replication, std::uint32_t block, std::uint64_t entity_base, int n,
                  std::uint32_t* lane0, std::uint32_t* lane1, std::uint32_t* lane2, std::uint32_t* lane3);

// A uniform random bit generator (std and Boost.Random concepts) that walks the counters from the given one:
// for third-party samplers and tests; the simulation itself draws by address.
class PhiloxEngine {
 public:
  using result_type = std::uint32_t;
  static constexpr result_type min() { return 0u; }
  static constexpr result_type max() { return 0xffffffffu; }
  static constexpr bool has_fixed_range = false;

  explicit constexpr PhiloxEngine(std::uint64_t seed = 0, PhiloxCounter counter = {})
      : counter_(counter), key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)} {}

  constexpr result_type operator()() {
    if (lane_ == 0) block_ = philox4x32_10(counter_, key_);
    const result_type word = block_[lane_];
    lane_ = (lane_ + 1) % 4;
    if (lane_ == 0) add_to_counter(1);
    return word;
  }

  constexpr void discard(std::uint64_t count) {
    const std::uint64_t position = lane_ + count % 4;
    add_to_counter(count / 4);
    add_to_counter(position / 4);
    lane_ = static_cast<std::uint32_t>(position % 4);
    if (lane_ != 0) block_ = philox4x32_10(counter_, key_);
  }

  friend constexpr bool operator==(const PhiloxEngine& x, const PhiloxEngine& y) {
    return x.counter_ == y.counter_ && x.key_ == y.key_ && x.lane_ == y.lane_;
  }

 private:
  constexpr void add_to_counter(std::uint64_t blocks) {
    std::uint64_t low = (std::uint64_t{counter_[1]} << 32) | counter_[0];
    std::uint64_t high = (std::uint64_t{counter_[3]} << 32) | counter_[2];
    low += blocks;
    high += low < blocks ? 1u : 0u;
    counter_ = {static_cast<std::uint32_t>(low), static_cast<std::uint32_t>(low >> 32),
                static_cast<std::uint32_t>(high), static_cast<std::uint32_t>(high >> 32)};
  }

  PhiloxCounter counter_;
  PhiloxKey key_;
  PhiloxCounter block_{};
  std::uint32_t lane_ = 0;
};

}  // namespace sim

#include "sim/random/philox.h"

#if SIM_HAS_AVX2
#include <immintrin.h>
#endif

namespace sim {
namespace {

// 32 keeps the inner loop a loop: g++ unrolls 16 and fewer whole and then misses the vectors (1.3 against 3 ns a word).
constexpr int kChunk = 32;
constexpr int kWorthwhile = 12;  // fewer entities are cheaper one by one

// kChunk consecutive entities at once, rounds outside and entities inside, so that compilers vectorise the inner loop.
[[gnu::always_inline]] inline void chunk_of(PhiloxKey key, std::uint32_t replication, std::uint32_t block,
                                            std::uint64_t entity_base, std::uint32_t (&lanes)[4][kChunk]) {
  using namespace philox_constants;
  std::uint32_t x0[kChunk], x1[kChunk], x2[kChunk], x3[kChunk];
  for (int i = 0; i < kChunk; ++i) {
    const std::uint64_t entity = entity_base + static_cast<std::uint64_t>(i);
    x0[i] = static_cast<std::uint32_t>(entity);
    x1[i] = static_cast<std::uint32_t>(entity >> 32);
    x2[i] = block;
    x3[i] = replication;
  }
  for (int round = 0; round < 10; ++round) {
    for (int i = 0; i < kChunk; ++i) {
      const std::uint64_t product0 = std::uint64_t{x0[i]} * kMultiplier0;
      const std::uint64_t product1 = std::uint64_t{x2[i]} * kMultiplier1;
      x0[i] = static_cast<std::uint32_t>(product1 >> 32) ^ x1[i] ^ key[0];
      x1[i] = static_cast<std::uint32_t>(product1);
      x2[i] = static_cast<std::uint32_t>(product0 >> 32) ^ x3[i] ^ key[1];
      x3[i] = static_cast<std::uint32_t>(product0);
    }
    key = {key[0] + kWeyl0, key[1] + kWeyl1};
  }
  for (int i = 0; i < kChunk; ++i) {
    lanes[0][i] = x0[i];
    lanes[1][i] = x1[i];
    lanes[2][i] = x2[i];
    lanes[3][i] = x3[i];
  }
}

SIM_AVX2 void wide_chunk(PhiloxKey key, std::uint32_t replication, std::uint32_t block, std::uint64_t entity_base,
                         std::uint32_t (&lanes)[4][kChunk]) {
  chunk_of(key, replication, block, entity_base, lanes);
}

void chunk(PhiloxKey key, std::uint32_t replication, std::uint32_t block, std::uint64_t entity_base,
           std::uint32_t (&lanes)[4][kChunk]) {
  if (wide_vectors) return wide_chunk(key, replication, block, entity_base, lanes);
  chunk_of(key, replication, block, entity_base, lanes);
}

}  // namespace

#if defined(__SSE2__)
namespace philox_detail {
#if SIM_HAS_AVX2
// Two blocks to a vector of 256 bits.
SIM_AVX2 static void wide_four(__m128i first, __m128i second, __m128i third, __m128i fourth, PhiloxCounter* words,
                               PhiloxKey key) {
  using namespace philox_constants;
  __m256i x = _mm256_set_m128i(second, first);
  __m256i y = _mm256_set_m128i(fourth, third);
  __m256i round_key = _mm256_broadcastsi128_si256(pair(key[0], key[1]));
  const __m256i multipliers = _mm256_broadcastsi128_si256(pair(kMultiplier0, kMultiplier1));
  const __m256i weyl = _mm256_broadcastsi128_si256(pair(kWeyl0, kWeyl1));
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    const __m256i turned_x = _mm256_shuffle_epi32(_mm256_mul_epu32(x, multipliers), _MM_SHUFFLE(0, 1, 2, 3));
    const __m256i turned_y = _mm256_shuffle_epi32(_mm256_mul_epu32(y, multipliers), _MM_SHUFFLE(0, 1, 2, 3));
    x = _mm256_xor_si256(turned_x, _mm256_xor_si256(_mm256_srli_epi64(x, 32), round_key));
    y = _mm256_xor_si256(turned_y, _mm256_xor_si256(_mm256_srli_epi64(y, 32), round_key));
    round_key = _mm256_add_epi32(round_key, weyl);
  }
  const auto store = [](PhiloxCounter& word, __m128i value) {
    _mm_storeu_si128(reinterpret_cast<__m128i*>(word.data()), value);
  };
  store(words[0], _mm256_castsi256_si128(x));
  store(words[1], _mm256_extracti128_si256(x, 1));
  store(words[2], _mm256_castsi256_si128(y));
  store(words[3], _mm256_extracti128_si256(y, 1));
}
#endif

void four(__m128i first, __m128i second, __m128i third, __m128i fourth, PhiloxCounter* words, PhiloxKey key) {
#if SIM_HAS_AVX2
  if (wide_vectors) return wide_four(first, second, third, fourth, words, key);
#endif
  __m128i x[4] = {first, second, third, fourth};
  together(x, words, key);
}
}  // namespace philox_detail
#endif

void philox_batch(std::uint64_t seed, std::uint32_t replication, std::uint32_t block, std::uint64_t entity_base, int n,
                  std::uint32_t* lane0, std::uint32_t* lane1, std::uint32_t* lane2, std::uint32_t* lane3) {
  const PhiloxKey key{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)};
  std::uint32_t lanes[4][kChunk];
  int start = 0;
  for (; n - start >= kWorthwhile; start += kChunk) {
    chunk(key, replication, block, entity_base + static_cast<std::uint64_t>(start), lanes);
    const int count = n - start < kChunk ? n - start : kChunk;
    for (int i = 0; i < count; ++i) {
      lane0[start + i] = lanes[0][i];
      lane1[start + i] = lanes[1][i];
      lane2[start + i] = lanes[2][i];
      lane3[start + i] = lanes[3][i];
    }
  }
  for (; start < n; ++start) {
    const std::uint64_t entity = entity_base + static_cast<std::uint64_t>(start);
    const PhiloxCounter words = philox4x32_10(
        {static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(entity >> 32), block, replication}, key);
    lane0[start] = words[0];
    lane1[start] = words[1];
    lane2[start] = words[2];
    lane3[start] = words[3];
  }
}

}  // namespace sim

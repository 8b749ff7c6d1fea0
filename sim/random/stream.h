// Which random word belongs to whom: a draw has an address (seed, replication, purpose, entity, attempt), not a turn.
//
// Flow: models name entities and purposes; draw_word gives the 32 bits, to_uniform or unit_exponentials the variate.
// Shape: counter = entity (64 bits) | purpose block + (attempt << 8) (32) | replication (32); key = seed (64).
//        An issue's entity packs stream name hash (24) | day (14) | running number of the day (26); other entities
//        (a day, a slot, an operator, a hire slot) pack likewise or use hash_name: their purposes keep them apart.
// Draws: one lane of one Philox block a call. The scenario never enters the key: two variants of a scenario meet the
//        same customers, and what is added to one of them moves no draw of the other.
// Errors: pack_issue expects every field in range; two names of one scenario with equal name_hash24 are the caller's
//         to refuse (with 100 names the chance is 3e-4).
// Threads: pure functions.
// Source: science.md 14.1 to 14.4; reliability.md 4.
// Tests: tests/sim/random/stream_test.cpp (frozen table, packing, independence of neighbouring streams)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sim/base/check.h"
#include "sim/random/philox.h"

namespace sim {

struct StreamKey {
  std::uint64_t seed = 0;
  std::uint32_t replication = 0;
  friend bool operator==(const StreamKey&, const StreamKey&) = default;
};

// Frozen and append-only: 4 x block + lane. What a contact always needs stands together in block 0.
enum class Purpose : std::uint16_t {
  // block 0: every contact
  arrival_gap = 0,
  service = 1,
  patience = 2,
  channel_time = 3,  // time before the queue is entered (menu, dialling)
  // block 1: what comes before and after
  patience_atom = 4,
  redial_decision = 5,
  redial_delay = 6,
  topic = 7,
  // block 2: days, slots, teams
  day_factor = 8,
  slot_factor = 9,
  staff_fraction = 10,
  initial_state = 11,
  // block 3: an issue's birth
  channel_choice = 12,
  customer = 13,
  identification = 14,
  channel_switch = 15,
  // block 4: the end of a leg; attempt packs contact and leg
  classification = 16,
  notice = 17,
  solution = 18,
  escalation = 19,
  // block 5: passing on
  transfer_kind = 20,
  transfer_context = 21,
  handover = 22,
  after_work = 23,
  // block 6: what is chosen, and coming back
  next_queue = 24,
  wrong_topic = 25,
  return_decision = 26,
  return_delay = 27,
  // block 7: waiting
  callback_accept = 28,
  callback_reached = 29,
  announced_wait = 30,
  // blocks 8 and 9: operators and their days
  absence_day = 32,
  absence = 33,
  shift_start_noise = 34,
  shift_end_noise = 35,
  break_after = 36,
  operator_speed = 37,
  operator_quality = 38,
  // block 10: days and streams
  day_common = 40,
  incident_count = 41,
  incident_time = 42,
  // block 11: a turn with a bot; attempt packs contact and turn
  bot_turn = 44,
  bot_next = 45,
  bot_time = 46,
  bot_solution = 47,
  // block 12: bots, customers, chats
  bot_exposure = 48,
  bot_outage_count = 49,
  bot_outage_time = 50,
  bot_outage_length = 51,
  // block 13: a turn of a chat; attempt packs contact and turn
  chat_think = 52,
  chat_reply = 53,
  chat_silence = 54,
  chat_tolerance = 55,
  // block 14: a chat or a mail as a whole, and what the customer thinks of it
  chat_turns = 56,
  mail_touches = 57,
  mail_answer = 58,
  follow_up = 59,
  // block 15
  mood = 60,
  survey_answer = 61,
  survey_noise = 62,
  operator_error = 63,
  // block 16: opinions
  recommendation_noise = 64,
  ease_noise = 65,
  survey_call = 66,
  survey_reached = 67,
  // block 17: a customer's traits
  bot_refusal = 68,
};

constexpr std::uint32_t purpose_block(Purpose purpose) { return static_cast<std::uint32_t>(purpose) / 4; }
constexpr std::uint32_t purpose_lane(Purpose purpose) { return static_cast<std::uint32_t>(purpose) % 4; }

// The counter's third word. Attempt 0 is an issue's first contact; its later contacts count from 1.
constexpr std::uint32_t block_word(std::uint32_t block, std::uint32_t attempt = 0) { return block + (attempt << 8); }

// All four words of a block: for callers that need several purposes of one entity.
constexpr PhiloxCounter draw_block(StreamKey key, std::uint32_t block, std::uint64_t entity,
                                   std::uint32_t attempt = 0) {
  return philox4x32_10({static_cast<std::uint32_t>(entity), static_cast<std::uint32_t>(entity >> 32),
                        block_word(block, attempt), key.replication},
                       {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32)});
}

constexpr std::uint32_t draw_word(StreamKey key, Purpose purpose, std::uint64_t entity, std::uint32_t attempt = 0) {
  return draw_block(key, purpose_block(purpose), entity, attempt)[purpose_lane(purpose)];
}

// A block's place among those of its key.
struct BlockAddress {
  std::uint32_t block = 0;
  std::uint64_t entity = 0;
  std::uint32_t attempt = 0;
};

// The blocks of several addresses, in their order: cheaper together than one by one.
template <std::size_t kBlocks>
std::array<PhiloxCounter, kBlocks> draw_blocks(StreamKey key, const std::array<BlockAddress, kBlocks>& addresses) {
  std::array<PhiloxPlace, kBlocks> places;
#pragma GCC unroll 8
  for (std::size_t i = 0; i < kBlocks; ++i) {
    const BlockAddress& at = addresses[i];
    places[i] = {at.entity, (std::uint64_t{key.replication} << 32) | block_word(at.block, at.attempt)};
  }
  return philox_together(places, {static_cast<std::uint32_t>(key.seed), static_cast<std::uint32_t>(key.seed >> 32)});
}

// Strictly inside (0, 1), exact, and symmetric: to_uniform(~word) is 1 - to_uniform(word).
constexpr double to_uniform(std::uint32_t word) { return (static_cast<double>(word) + 0.5) * 0x1p-32; }

// Spreads a word over all 64 bits, one to one (Stafford's mix 13).
constexpr std::uint64_t mix64(std::uint64_t word) {
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9u;
  word = (word ^ (word >> 27)) * 0x94d049bb133111ebu;
  return word ^ (word >> 31);
}

// FNV-1a over the bytes, then spread.
constexpr std::uint64_t hash_name(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return mix64(hash);
}

constexpr std::uint32_t name_hash24(std::string_view name) { return static_cast<std::uint32_t>(hash_name(name) >> 40); }

inline constexpr int kIssueDayBits = 14;     // 44 years
inline constexpr int kIssueNumberBits = 26;  // 67 million issues of one stream a day

constexpr std::uint64_t pack_issue(std::uint32_t name_hash, std::uint32_t day, std::uint32_t number) {
  EXPECT(name_hash < (1u << 24) && day < (1u << kIssueDayBits) && number < (1u << kIssueNumberBits));
  return (std::uint64_t{name_hash} << (kIssueDayBits + kIssueNumberBits)) | (std::uint64_t{day} << kIssueNumberBits) |
         number;
}

}  // namespace sim

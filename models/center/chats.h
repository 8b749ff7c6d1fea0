// Chats of one operator at once: messages that wait for each other's replies, shared work, slots, and whose time is
// spent on which chat.
//
// Flow: the conductor opens a chat on an operator's desk, queues its messages there, asks for the next reply (turns) or
//   for the next end of shared work (level), and takes it off the desk; desks of a team stand in rows by open chats.
// Units: ticks; shared work in 2^-32 ticks, so that rates are exact to 2e-10.
// Shape: effort is time divided by the open chats of the desk. Each gets whole ticks and the rest goes on to the next
//   division, so that the efforts of a desk add up to its busy time, to the tick.
// Draws: chat_turns, chat_think, chat_reply, chat_silence, chat_tolerance by (issue, leg, turn).
// Errors: none.
// Threads: Model is shared and immutable; State belongs to one replication.
// Neglects: haste and errors under load; operators who choose the message they answer.
// Source: science.md 3.3, A6; level model: Luo and Zhang 2013, Tezcan and Zhang 2014.
// Tests: tests/models/center/chats_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/center/contacts.h"
#include "models/scenario/scenario.h"
#include "sim/base/check.h"
#include "sim/base/units.h"
#include "sim/random/distribution.h"
#include "sim/random/stream.h"

namespace firstline {

// --- Spec: Chat, Team::chat_slots, Skill::chat_slots --- Model
// How many messages a customer sends: 1 + a negative binomial number (at its edge Poisson), or the mean and the two
// whole numbers beside it where the coefficient of variation is 0.
class TurnCount {
 public:
  TurnCount() = default;  // always 1
  TurnCount(double mean, double cv);
  // More for a smaller word.
  std::uint32_t sample(std::uint32_t word) const;

 private:
  std::uint32_t lowest_ = 1;
  std::vector<double> cumulative_;  // of lowest_, lowest_ + 1, ...; the last one takes the rest
};

struct ChatModel {
  bool in_turns = true;
  TurnCount turns;
  sim::Sampler think, reply;
  sim::Sampler tolerance;  // never, unless given
  sim::Tick switch_cost = 0;
  double silence = 0.0;
  sim::Tick silence_timeout = 0;
  sim::Tick reassign_after = sim::kNever;
  std::vector<std::int64_t> rates;  // 2^32: a tick of work in a tick
};

struct ChatsModel {
  std::vector<ChatModel> chats;
  std::vector<std::int32_t> chat_of_channel;  // by channel id; -1: none
  std::vector<std::int32_t> slots;            // [team * num_queues + queue]; 0: the team does not serve it
  std::size_t num_queues = 0;
  std::int32_t most_slots = 0;  // of any team; 0: no channel has chats of this kind

  bool any() const { return most_slots > 0; }
  std::int32_t slots_of(std::uint32_t team, std::uint32_t queue) const { return slots[team * num_queues + queue]; }
};

ChatsModel compile_chats(const Scenario& scenario, const std::map<std::string, std::uint32_t>& queue_ids);

// --- State
enum class ChatPhase : std::uint8_t { closed, unanswered, answering, thinking, silent, shared };

// The address of a chat's draws.
struct ChatAddress {
  sim::StreamKey key;
  std::uint64_t entity = 0;
  std::uint32_t leg = 0;

  sim::BlockAddress block(sim::Purpose purpose, std::uint32_t turn) const {
    return {sim::purpose_block(purpose), entity ^ (leg * 0x9e3779b97f4a7c15u), turn & 0xffffffu};
  }
  std::uint32_t word(sim::Purpose purpose) const {
    const sim::BlockAddress at = block(purpose, 0);
    return sim::draw_word(key, purpose, at.entity, at.attempt);
  }
};

// What chance has for the replies of a chat, four at a time: the block of Purpose::chat_think by reply.
struct TurnWords {
  static constexpr std::uint32_t kNone = 0xffffffffu;
  std::uint32_t first = kNone;  // reply of the first of the four
  std::array<sim::PhiloxCounter, 4> blocks{};

  static std::uint32_t first_of(std::uint32_t turn) { return turn & ~3u; }
  void draw(const ChatAddress& chat, std::uint32_t turn);
  std::uint32_t word(sim::Purpose purpose, std::uint32_t turn) const {
    EXPECT(sim::purpose_block(purpose) == sim::purpose_block(sim::Purpose::chat_think) && first_of(turn) == first);
    return blocks[turn & 3u][sim::purpose_lane(purpose)];
  }
};

struct ChatState {                  // by slot of contacts
  sim::Tick message_at = 0;         // of the oldest message without a reply
  sim::Tick clock = 0;              // the desk's when the chat came to it
  sim::Tick effort = 0;             // on desks before
  double extent = 1.0;              // of the exchange: less, or more, where a wrong topic was noticed
  double factor = 1.0;              // on its replies: the topic, what is known, and who writes them
  std::uint32_t desk = 0;           // operator
  std::uint32_t next = kNoContact;  // message behind this one on the desk
  std::uint32_t timer = 0;          // sequence of the event that ends its phase: message, silence, tolerance
  std::uint32_t reassign_timer = 0;
  std::uint32_t number = 0;  // of all chats of the replication: slots are used again
  std::uint32_t turn = 0;    // replies so far
  std::uint32_t turns = 1;
  TurnWords words{};
  ChatPhase phase = ChatPhase::closed;
};

// Where the time of writing up a chat belongs, whose customer has gone.
struct WrapUp {
  sim::Tick clock = 0;  // the desk's when it began
  sim::Tick begun = 0;
  std::uint32_t cell = 0;
  std::uint32_t leg = 0;
  bool counted = false;
};

// Work of the level mode: a chat, or the wrap-up of one.
struct SharedWork {
  sim::Wide left = 0;
  std::uint32_t slot = kNoContact;  // none: a wrap-up
  std::uint32_t chat = 0;           // model
  WrapUp wrap_up{};
};

struct Desk {                                           // by operator
  std::uint32_t first = kNoContact, last = kNoContact;  // messages without a reply, oldest first
  std::uint32_t writing = kNoContact;                   // the chat whose reply is being written
  std::uint32_t answered = 0;                           // number of the chat that had the last reply; 0: none yet
  bool writes_up = false;
  WrapUp wrap_up;
  sim::Tick writes_since = 0;
  std::uint32_t writing_event = 0;
  std::uint32_t sharing_event = 0;
  std::vector<SharedWork> shared;
  sim::Tick worked_until = 0;  // of the shared work
  std::int32_t open = 0;       // chats, wrap-ups included
  sim::Tick since = 0;         // at this level
  sim::Tick clock = 0;         // effort of a chat that has been here all the time
  sim::Tick rest = 0;          // ticks that are still to be divided
  sim::Tick divided_until = 0;
  std::uint32_t next = kNoContact, prev = kNoContact;  // in the row
};

// --- Rules
// Gives every open chat its part of the time since the last division.
inline void divide_time(Desk& desk, sim::Tick now) {
  if (desk.open > 0) {
    const sim::Tick time = now - desk.divided_until + desk.rest;
    desk.clock += time / desk.open;
    desk.rest = time % desk.open;
  }
  desk.divided_until = now;
}

// Of an exchange that takes this share of the usual time: the first turn, and the share of the others.
inline std::uint32_t turns_of(std::uint32_t turns, double extent) {
  // NOLINTNEXTLINE(bugprone-incorrect-roundings): nothing here is negative
  return 1 + static_cast<std::uint32_t>(static_cast<double>(turns - 1) * extent + 0.5);
}

void push_message(Desk& desk, std::vector<ChatState>& chats, std::uint32_t slot);
std::uint32_t pop_message(Desk& desk, const std::vector<ChatState>& chats);
void remove_message(Desk& desk, std::vector<ChatState>& chats, std::uint32_t slot);

// Does the shared work of the time since it was last done; the level must not have changed since.
void do_shared_work(const ChatsModel& model, Desk& desk, sim::Tick now);
// Ticks until the first piece of it is done at the present level; kNever where there is none.
sim::Tick until_shared_end(const ChatsModel& model, const Desk& desk);

// The desks of each team by open chats, 1 .. most; in a row, who has been at its level longest comes first.
class DeskRows {
 public:
  void start(std::size_t teams, std::int32_t most);
  // 0: in no row.
  void move(std::vector<Desk>& desks, std::uint32_t team, std::uint32_t id, std::int32_t from, std::int32_t to);
  std::uint32_t head(std::uint32_t team, std::int32_t level) const { return rows_[at(team, level)].head; }
  std::int64_t size(std::uint32_t team, std::int32_t level) const { return rows_[at(team, level)].size; }
  // Has anybody chats, but fewer than the most?
  bool any_room(std::uint32_t team) const {
    for (std::int32_t level = 1; level < most_; ++level) {
      if (rows_[at(team, level)].size > 0) return true;
    }
    return false;
  }

 private:
  struct Row {
    std::uint32_t head = kNoContact, tail = kNoContact;
    std::int64_t size = 0;
  };
  std::size_t at(std::uint32_t team, std::int32_t level) const {
    return team * static_cast<std::size_t>(most_) + static_cast<std::size_t>(level - 1);
  }
  std::vector<Row> rows_;
  std::int32_t most_ = 0;
};

}  // namespace firstline

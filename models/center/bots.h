// Bots: a session is drawn turn by turn through the graph of its steps; how it ends is known when it begins.
//
// Flow: the conductor asks whether a contact meets the bot, plays the session, and schedules its end; the steps' facts
//   go to the counters with it.
// Units: ticks.
// Shape: one uniform a turn: hangs up | asks | refuses | silent | understood | asked again | taken for something else,
//   in this order, so that a better recognition only turns failures into successes; as a trait a refusal is decided
//   before, by a word of the customer's own. At most kMostTurns turns; then the bot hands over.
// Draws: bot_turn's block (outcome, next step, time, solution) by (issue, contact) and (step's name, visit, repeat): a
//   step put between two others leaves their draws alone; bot_exposure by customer, bot_refusal by customer
//   and the same place.
// Errors: none.
// Threads: Model is shared and immutable; State belongs to one replication.
// Neglects: latency under load; words of the customer that change the topic; steps that depend on what was said before.
// Source: science.md 5.1, 5.3, A9.
// Tests: tests/models/center/bots_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/record/counters.h"
#include "models/scenario/scenario.h"
#include "sim/base/fetch.h"
#include "sim/base/units.h"
#include "sim/random/distribution.h"
#include "sim/random/stream.h"

namespace firstline {

// --- Spec: Bot --- Model
struct StepModel {
  sim::Sampler time;
  std::vector<double> recognised;  // by repeat: 0 .. repeats
  double unnoticed = 0.0;
  std::vector<double> hangs_up;  // by repeat
  double silent = 0.0, asks = 0.0, refuses = 0.0;
  std::uint64_t key = 0;  // of its draws, from its name
  bool early = false, identifies = false;
  struct Next {
    std::uint32_t step = 0;
    double cumulative = 1.0;
  };
  std::vector<Next> next;
  double solves = 1.0;
  std::int32_t transfer = -1;  // queue, by rule
  std::uint32_t ahead = 0;     // its place among those drawn ahead; kAhead: none
};

inline constexpr std::uint32_t kAhead = 4;  // steps whose first tries are drawn together: together they cost as one

struct BotModel {
  std::vector<StepModel> steps;  // in order of name
  std::uint32_t start = 0;
  std::array<std::uint64_t, kAhead> ahead{};  // keys of the steps that most sessions come to
  std::uint32_t first_cell = 0;               // of its steps in the counters
  sim::Tick latency = 0;
  std::int64_t sessions = -1;  // no limit
  std::uint64_t exposure_key = 0;
  int identifying = 0;  // steps that identify
  double context_factor = 1.0;
  bool refusal_trait = false;
  double refusal_memory = 0.0, refusal_relief = 0.0;
  double learning_start = 1.0, learning_sessions = 1.0;
  double outages_per_day = 0.0;
  sim::Sampler outage_length;
  std::vector<double> coverage;  // [class]
};

struct BotsModel {
  std::vector<BotModel> bots;                 // in order of name
  std::vector<std::uint32_t> bot_of_channel;  // by channel id; kNoBot: none
  std::uint32_t num_steps = 0;                // of all bots
};
inline constexpr std::uint32_t kNoBot = 0xffffffffu;

BotsModel compile_bots(const Scenario& scenario, const std::vector<ClassLabels>& classes);

// --- State
inline constexpr int kMostTurns = 5000;

enum class BotEnding : std::uint8_t { answered, failed, ruled, asked, refused, hung_up, outage };

struct Turn {
  std::uint16_t step = 0;
  bool repeat = false;  // not the first try at this visit
  bool recognised = false;
  bool heard = false;  // the customer answered it, in whatever words
  sim::Tick time = 0;
};

// A session as it will go: kept until it ends.
struct Session {
  BotEnding ending = BotEnding::answered;
  bool solved = false;
  bool early = false;       // ended within the first steps, by the customer
  std::int32_t queue = -1;  // to which it is handed over by rule
  double context = 0.0;     // share of the identifying steps that were passed
  sim::Tick duration = 0;
  std::vector<Turn> turns{};
  std::vector<std::uint32_t> visits{};  // by step
  std::vector<char> known{};            // by step: what it identifies has been learned
};

struct BotTraffic {
  std::int64_t in_session = 0;
  std::int64_t finished = 0;  // sessions, for learning
  sim::Tick down_until = 0;
};

// How one customer thinks of bots, in log odds of a refusal: bad sessions, less the relief of good ones. The first
// kUsesThatDecide of them make up the customer's mind; where the customer left or the bot broke down there was nothing
// to judge.
inline constexpr int kUsesThatDecide = 3;  // science.md 5.4
class BotMemory {
 public:
  void clear();
  double of(std::uint64_t customer) const;
  void note(const BotModel& bot, std::uint64_t customer, const Session& session);
  void forget(std::uint64_t customer);
  // Fetches what of() will look at: with many customers the table is larger than the caches.
  void expect(std::uint64_t customer) const {
    if (!minds_.empty()) sim::fetch(minds_.data() + home_of(key_of(customer)));
  }

 private:
  // 16 bytes, so that none lies across two cache lines.
  struct Mind {
    std::uint64_t key = 0;  // 0: free; its two highest bits count the uses
    double mood = 0.0;

    bool is_of(std::uint64_t other) const { return ((key ^ other) & ~kUses) == 0; }
    int uses() const { return static_cast<int>(key >> kUsesShift); }
  };
  static constexpr int kUsesShift = 62;
  static constexpr std::uint64_t kUses = std::uint64_t{3} << kUsesShift;
  static_assert(kUsesThatDecide <= 3);
  static std::uint64_t key_of(std::uint64_t customer) { return (sim::mix64(customer) & ~kUses) | 1u; }  // never 0
  std::size_t home_of(std::uint64_t key) const { return static_cast<std::size_t>(key) & (minds_.size() - 1); }
  std::size_t place_of(std::uint64_t key) const;
  void grow();

  std::vector<Mind> minds_;  // open addressing: asked at every session, so no tree
  std::size_t used_ = 0;
};

// --- Rules
// Does this customer meet the bot? Sticky and nested: who does at one coverage does at any higher one.
bool meets(const BotModel& bot, sim::StreamKey key, std::uint64_t customer, std::uint32_t contact_class);

struct SessionSeed {
  sim::StreamKey key;
  std::uint64_t entity = 0;
  std::uint64_t customer = 0;
  std::uint32_t contact = 0;
  double mood = 0.0;         // log odds added to every refusal
  double proficiency = 1.0;  // of the final recognition
};
void play_session(const BotModel& bot, const SessionSeed& seed, Session& session);

double proficiency(const BotModel& bot, const BotTraffic& state);

}  // namespace firstline

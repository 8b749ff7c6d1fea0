// Issues: one need of one customer, with its topic, channel and the contacts it takes, from birth to the last of them.
//
// Flow: the conductor asks for an issue's birth at a fresh arrival, keeps its state beside the contact in flight, and
//   shows handled contacts to the episodes, which see what a match of customer and topic would see.
// Units: ticks.
// Shape: a class is (type, topic, channel); a type's classes stand together: topic by topic, channel by channel.
// Draws: topic, channel_choice, customer, identification by the issue; channel_switch by (issue, contact); a leg's
//   words by (issue, return, leg).
// Errors: none.
// Threads: Model is shared and immutable; State belongs to one replication.
// Neglects: customers differ in nothing but their name; topics of one customer are independent.
// Source: science.md 0.1, 1.1, 7.9; kpis.md, Semantics.
// Tests: tests/models/center/issues_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/record/counters.h"
#include "models/scenario/scenario.h"
#include "sim/base/units.h"
#include "sim/random/stream.h"

namespace firstline {

// --- Spec: ContactType::topics, channels, customers; Channel --- Model
// A choice among ids by sorted inversion: the first whose cumulative share exceeds the uniform.
struct Choice {
  std::uint32_t id = 0;
  double cumulative = 1.0;
};
std::vector<Choice> compile_choice(const std::map<std::string, double>& weights,
                                   const std::map<std::string, std::uint32_t>& ids);
// Index into the choices.
std::size_t choose(const std::vector<Choice>& choices, double u);
// Likewise among all but the present one, their shares in proportion; where no other has a share, the present one.
std::size_t choose_other(const std::vector<Choice>& choices, std::size_t present, double u);

struct ChannelModel {
  std::int64_t trunks = -1;  // no limit
  bool spoken = true;        // billed from arrival to the end of the talk, not by the handle time
  double identified = 0.0;
  double saves = 0.0;
};

struct IssueModel {
  std::vector<Choice> topics;    // ids: 0 none, then the scenario's in order of name
  std::vector<Choice> channels;  // likewise
  std::int64_t customers = 0;
  std::uint64_t customers_key = 0;  // keeps the customers of two segments apart
  std::uint32_t first_class = 0;
  std::vector<std::uint32_t> queues;  // where its contacts enter, by its own channel
};

struct BirthModel {
  std::vector<IssueModel> types;
  std::vector<ChannelModel> channels;  // [0] has no name
  std::vector<ClassLabels> classes;
};

BirthModel compile_births(const Scenario& scenario, const std::map<std::string, std::uint32_t>& queue_ids);

// --- State
inline constexpr std::uint32_t kNobody = 0xffffffffu;

// What chance has for a leg's work and outcome, drawn at once: the blocks of Purpose::service, of classification, of
// transfer_kind and, after the first leg, of operator_error at the address `key`.
struct LegWords {
  static constexpr std::uint32_t kNone = 0xffffffffu;
  std::uint32_t key = kNone;
  std::uint32_t service = 0;
  std::uint32_t patience = 0;
  sim::PhiloxCounter outcome{}, passing{};
  std::uint32_t error = 0;  // of legs after the first

  double uniform(sim::Purpose purpose) const { return sim::to_uniform(word(purpose)); }
  std::uint32_t word(sim::Purpose purpose) const {
    return (sim::purpose_block(purpose) == sim::purpose_block(sim::Purpose::classification)
                ? outcome
                : passing)[sim::purpose_lane(purpose)];
  }
  void draw(sim::StreamKey stream, std::uint64_t entity, std::uint32_t of_key);
  // The same for a first leg, and beside it the first block of another address: the contact's, with its patience.
  sim::PhiloxCounter draw_beside(sim::StreamKey stream, std::uint64_t entity, std::uint32_t of_key,
                                 std::uint32_t first_of);

 private:
  sim::PhiloxCounter draw_and(sim::StreamKey stream, std::uint64_t entity, std::uint32_t of_key,
                              sim::BlockAddress fourth);
};

struct Issue {
  sim::Tick opened = 0;
  sim::Tick open_since = -1;   // -1: solved, as far as anybody knows
  sim::Tick last_arrival = 0;  // of the latest contact that was handled
  sim::Tick solved_at = -1;
  sim::Tick answered_at = 0;  // the present leg
  sim::Tick talk = 0;
  sim::Tick after_work = 0;
  sim::Tick line_since = 0;  // the trunk is held since then
  sim::Tick held_since = 0;  // of a warm transfer
  sim::Tick held_until = 0;
  sim::Tick bot_until = 0;
  sim::Tick message_at = 0;   // of a mail: the last message of the customer
  sim::Tick returns_at = -1;  // who is to be called comes back then, unless the call solves it; -1: never
  sim::Tick holder_after_work = 0;
  LegWords words;                  // of the present leg
  std::uint64_t customer = 0;      // key of the customer
  std::uint32_t holder = kNobody;  // operator who stays on the line (warm transfer)
  std::uint32_t birth_class = 0;
  std::uint32_t contact_class = 0;   // of the contact
  double talk_factor = 1.0;          // what the transfer before does to the next talk
  double patience_factor = 1.0;      // likewise to the patience of the next wait
  double error_returns = 0.0;        // what an error before a call to follow up adds to the return
  std::uint32_t identification = 0;  // the customer is known where this uniform is below the channel's share
  std::uint32_t return_event = 0;    // sequence of the event of `returns_at`
  std::uint16_t queue = 0;
  std::uint16_t came_from = 0;    // the queue of the leg before
  std::uint16_t topic = 0;        // the true one
  std::uint16_t assigned = 0;     // the one written on it
  std::uint16_t intake = 0xffff;  // the queue that classified it
  std::uint16_t entry = 0;        // the queue by which the contact came in
  std::uint16_t contact = 0;      // running number of the contact, redials included: key of its draws
  std::uint16_t handled = 0;      // contacts
  std::uint16_t lost = 0;         // attempts lost before the first that was handled
  std::uint16_t returns = 0;
  std::uint16_t leg = 0;         // of the contact: key of its draws
  std::uint16_t transfers = 0;   // of the contact
  std::uint16_t touches = 0;     // of a mail, by this line: still to come, the present one among them
  std::uint16_t channel_id = 0;  // of the contact, among all channels
  std::uint8_t channel = 0;      // index among the type's channels
  std::uint8_t dials = 0;        // attempts to call back
  bool counted = false;          // opened within the measured span
  bool by_chat = false;          // the contact's channel
  bool by_mail = false;
  bool waits_to_return = false;  // the next contact is a return, not a redial
  bool escalated = false;
  bool repeated = false;    // within the window
  bool noticed = false;     // wrong topic, and this line sees it
  bool ticket = false;      // the customer is not on the line
  bool callback = false;    // the customer is called back
  bool unreached = false;   // and does not answer this time
  bool on_line = false;     // holds a trunk
  bool met_bot = false;     // in this contact
  bool left_bot = false;    // before the first that was handled, hung up on a bot: a contact that solved nothing
  bool lost_some = false;   // an attempt, before or after the first that was handled, on a bot or later
  bool cold = false;        // the transfer before tells the next operator nothing unless somebody stays on the line
  bool human = false;       // an operator has worked on the issue
  bool replied = false;     // to this contact
  bool follows_up = false;  // the centre calls the customer
  bool asks = false;        // and the customer is still to be asked
  bool followed_counted = false;
  bool first_solved = false;  // by the first handled contact
  bool first_by_line_1 = false;
  bool first_escalated = false;
};

// The address of a leg's draws: that of the first leg is the contact's number, so that a redial draws alike whether
// issues are followed or not.
inline std::uint32_t leg_key(const Issue& issue) {
  return (static_cast<std::uint32_t>(issue.leg & 1023u) << 14) | (issue.contact & 16383u);
}

inline std::uint32_t first_leg_key(std::uint32_t contact) { return contact & 16383u; }

// The address of a leg's work and outcome: a redial brings the same work again, a return brings its own.
inline std::uint32_t work_key(const Issue& issue) {
  return (static_cast<std::uint32_t>(issue.leg & 1023u) << 14) | (issue.returns & 16383u);
}

// --- Rules
// What the block of Purpose::service has for an issue's first contact; its stream draws it with the moment of arrival.
struct FirstWords {
  std::uint32_t service = 0;
  std::uint32_t patience = 0;
  std::uint32_t menu = 0;
};

// Topic, channel and customer of a new issue of this type, and the words of its first leg.
void draw_birth(const BirthModel& model, std::uint32_t type, sim::StreamKey key, std::uint64_t entity,
                const FirstWords& first, Issue& issue);

inline std::uint32_t class_of(const IssueModel& model, std::size_t topic_index, std::size_t channel) {
  return model.first_class + static_cast<std::uint32_t>(topic_index * model.channels.size() + channel);
}

// A wrong topic among those of the type: by their weights, the true one left out; the true one where it is alone.
std::uint32_t other_topic(const IssueModel& model, std::uint32_t topic, double u);

// Contacts as a match of customer and topic sees them: an episode goes on while gaps are within the window.
class Episodes {
 public:
  enum class Seen : std::uint8_t { first, second, later };  // contact of its episode
  struct Sight {
    std::uint32_t owner = 0;  // cell of the episode's first contact
    Seen seen = Seen::first;
    bool counted = false;  // what the first contact said
  };

  void start(sim::Tick window);
  // A handled contact. `now` never goes back: what may be forgotten then cannot be asked for again. `owner` and
  // `counted` are kept if this contact starts an episode.
  struct Contact {
    std::uint64_t customer = 0;
    std::uint32_t topic = 0;
    std::uint32_t owner = 0;
    sim::Tick now = 0;
    bool counted = false;
  };
  Sight see(const Contact& contact);
  // The same for facts that may come later: the sight of the contact given kLater calls before, whose place in the
  // table, larger than the caches, is fetched meanwhile. Until then, and from catch_up() once all have come: none.
  std::optional<Sight> see_later(const Contact& contact);
  std::optional<Sight> catch_up();

 private:
  static std::uint64_t key_of(std::uint64_t customer, std::uint32_t topic) {
    // Customers are spread over all 64 bits (the name of their type or segment in the upper ones).
    return sim::mix64(sim::mix64(customer) + topic);
  }
  struct Entry {
    std::uint64_t key = 0;
    sim::Tick last = 0;
    std::uint32_t owner = 0;
    std::uint16_t contacts = 0;  // as far as 3
    bool counted = false;
  };
  struct Waiting {
    std::uint64_t key = 0;
    Contact contact;
  };
  static constexpr std::size_t kLater = 8;
  Sight see(const Waiting& waiting);
  static Sight begin(Entry& entry, const Waiting& waiting);
  void make_room(std::size_t size);
  void rebuild(sim::Tick now);
  std::size_t home_of(std::uint64_t key) const { return static_cast<std::size_t>(key) & (slots_.size() - 1); }
  std::uint32_t slot_of(std::uint64_t key, std::size_t number) const {
    return (static_cast<std::uint32_t>(key >> 32) & ~number_mask_) | static_cast<std::uint32_t>(number);
  }
  Entry& entry_in(std::uint32_t slot) { return entries_[slot & number_mask_]; }
  // Most that are of other keys are told by the slot alone.
  bool may_hold(std::uint32_t slot, std::uint64_t key) const {
    return ((slot ^ static_cast<std::uint32_t>(key >> 32)) & ~number_mask_) == 0;
  }

  // The entries stand in the order in which they came. A slot holds the number of one and, above it, some bits of its
  // key, so that a look at a new one, which most are, touches one line of a small table.
  std::vector<std::uint32_t> slots_;  // 0: free
  std::uint32_t number_mask_ = 0;
  std::vector<Entry> entries_;  // [0] is nobody's
  std::size_t end_ = 1;         // of those in use
  sim::Tick window_ = 0;
  std::array<Waiting, kLater> waiting_{};  // a ring
  std::size_t seen_ = 0, given_ = 0;       // of those that were to be seen later
};

}  // namespace firstline

// Mails, tickets and calls to follow up: how often an operator works on a mail, and in which order they are taken.
//
// Flow: the conductor draws the touches of a mail when a line first works on it, and asks where in its queue deferred
//   work stands; the queue itself stays a linked list (queues.h), of which this is an index.
// Units: ticks.
// Shape: touches are 1 + a geometric number. A place is (key, arrival, slot): the key is the due time or the work, and
//   below every other for whoever is on the line.
// Draws: mail_touches by (issue, leg); the customer's answer and follow_up are the conductor's.
// Errors: none.
// Threads: Model is shared and immutable; State belongs to one replication.
// Neglects: operators who hold several mails open; a slower pace when little waits; due times that move.
// Source: science.md 3.4, A7.
// Tests: tests/models/center/mails_test.cpp
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/center/contacts.h"
#include "models/scenario/scenario.h"
#include "sim/base/units.h"
#include "sim/random/distribution.h"

namespace firstline {

// --- Spec: Mail, Queue::order --- Model
struct MailModel {
  double decay = 0.0;  // -log of the chance of one touch more; 0: never one more
  sim::Sampler answer;
};

struct FollowUpModel {
  double share = 0.0;
  double reached = 0.0;
  sim::Tick after = 0;
  sim::Sampler check;
  std::uint32_t queue = 0;
};

struct MailsModel {
  std::vector<MailModel> mails;
  std::vector<FollowUpModel> follow_ups;      // by type
  std::vector<std::int32_t> mail_of_channel;  // by channel id; -1: none
  std::vector<Order> orders;                  // by queue
};

MailsModel compile_mails(const Scenario& scenario, const std::map<std::string, std::uint32_t>& queue_ids);

// --- State
struct Place {
  sim::Tick key = 0;
  sim::Tick arrival = 0;
  std::uint32_t slot = kNoContact;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// Who waits in the queues that have an order of their own.
class Ranking {
 public:
  void start(std::size_t queues);
  // Returns the slot that comes next, or kNoContact.
  std::uint32_t insert(std::uint32_t queue, const Place& place);
  // Nothing where the slot is not ranked.
  void erase(std::uint32_t slot);

 private:
  struct Entry {
    Place place;
    std::uint32_t queue = 0;
  };
  std::vector<std::set<Place>> queues_;
  std::vector<Entry> entries_;  // by slot; of a slot that is not ranked the place names none
};

// --- Rules
// More for a smaller word; at most kMostTouches.
inline constexpr std::uint32_t kMostTouches = 10'000;
std::uint32_t sample_touches(const MailModel& model, std::uint32_t word);

}  // namespace firstline

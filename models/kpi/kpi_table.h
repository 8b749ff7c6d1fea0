// The one registry of metrics: key, words, unit, estimator, slices, and what is counted over what.
//
// Flow: estimate.cpp walks the rows over the slices of a ReplicationSet; docs, help and reports read the words.
// Units: an extractor gives its value in the row's unit (seconds, contacts, a share's numerator and denominator).
// Shape: rows in the order in which they are shown, those about issues, legs and agreements from kpi_rows_cases. Rows
// of
//   Kind::money are computed by models/economics; those of Kind::paired have a value in a difference only.
// Threads: immutable.
// Source: kpis.md (binding); science.md 7.
// Tests: tests/models/kpi/kpi_table_test.cpp
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "models/record/estimate.h"
#include "models/record/replication_set.h"

namespace firstline {

// Agreements that a slice sums, in one replication; a period counts where something fell into it.
struct SlaSums {
  SlaCell all;
  std::int64_t response_periods = 0, response_periods_met = 0;
  std::int64_t resolution_periods = 0, resolution_periods_met = 0;
};

// A part of a whole that a share is about.
struct PartOf {
  double part = 0.0;
  double whole = 0.0;
};

// What one replication knows of one slice; null where the slice does not have it (a team has no waits).
struct Facts {
  const ContactCell* contact = nullptr;
  const TeamCell* team = nullptr;
  const LevelTotals* waiting = nullptr;
  const LevelTotals* in_system = nullptr;
  const Quantiles* waits = nullptr;
  const Quantiles* responses = nullptr;
  const Quantiles* first_answers = nullptr;  // responses, and answers of bots that ended their contact
  sim::Tick measured = 0;
  std::size_t threshold = 0;  // which of thresholds_s the service level means
  // Where the records know of issues (ReplicationNames::has_cases).
  const FlowCell* flow = nullptr;
  const IssueCell* issue = nullptr;
  const LegCell* leg = nullptr;
  const SlaCell* agreed = nullptr;  // contacts and issues of the slice, whatever agreement they are of
  const SlaSums* sla = nullptr;     // of the agreements of the slice
  const BotCell* bot = nullptr;     // of a step: its bot's
  const StepCell* step = nullptr;   // of a bot: the sum of its steps
  const OpinionCell* opinion = nullptr;
  const Resolution* resolution = nullptr;
  const Resolution* resolution_business = nullptr;
  PartOf volume{}, work{};  // of a topic among all
  PartOf solved{};          // legs that solved their issue: of a line, of a topic and line among all lines
  PartOf moved{};           // contacts passed on, per leg; of a pair of lines: from the first to the second
};

// Known only against a run of the same customers without bots.
inline constexpr const char* kNotPaired = "N005";

enum class Kind {
  mean,      // of a count, per replication
  ratio,     // of expectations: sum of numerators over sum of denominators
  variance,  // over time, of a level
  quantile,  // of all observations of all replications together
  maximum,   // mean over replications of each one's maximum
  // Of times some of which are cut off at the end of the run (Kaplan and Meier):
  restricted_mean,      // of each replication, weighted by its issues
  restricted_quantile,  // of all issues of all replications together
  money,                // by models/economics
  paired,               // share of a sum that is avoided, against the same customers in another run
};

enum class Better { higher, lower, neutral };

// The kinds of slices that a row is estimated for, as bits.
namespace by {
inline constexpr unsigned total = 1, contact_type = 2, queue = 4, team = 8, interval = 16, within = 32;
// The one declared pair: the service level by interval of the day and threshold.
inline constexpr unsigned interval_within = 64;
// Where the records know of issues; a queue has legs there, and no contacts of its own.
inline constexpr unsigned queue_legs = 128, channel = 256, segment = 512, product = 1024, topic = 2048, line = 4096;
inline constexpr unsigned sla = 8192, from_to_line = 16384, topic_line = 32768;
inline constexpr unsigned bot = 65536, bot_step = 131072;
// Where the experiment asks for them.
inline constexpr unsigned weekday = 1u << 18, day = 1u << 19, exposed = 1u << 20;
inline constexpr unsigned calendar = weekday | day, split = calendar | exposed;
}  // namespace by

struct Words {
  const char* en;
  const char* ru;
};

struct KpiRow {
  const char* key;
  const char* unit;  // "contacts", "share", "s", "contacts/h", "money"
  Kind kind;
  Better better;
  unsigned slices;
  Words label;
  Words meaning;
  double (*numerator)(const Facts&) = nullptr;
  double (*denominator)(const Facts&) = nullptr;
  const Quantiles* Facts::* quantiles = nullptr;    // Kind::quantile and Kind::maximum
  const Resolution* Facts::* resolution = nullptr;  // Kind::restricted_mean and restricted_quantile
  std::size_t quantile = 0;                         // index into kWaitQuantiles or kResolutionQuantiles
  bool cases = false;                               // only where the records know of issues
  const char* reason = kNothingCounted;             // why it may be undefined although there are issues
  double least = 0.0;                               // the ends of what it can be; a share ends at 1
  double most = std::numeric_limits<double>::infinity();
};

std::span<const KpiRow> kpi_table();
const KpiRow* find_kpi(std::string_view key);  // null when there is none

const char* kind_name(Kind kind);
const char* better_name(Better better);

}  // namespace firstline

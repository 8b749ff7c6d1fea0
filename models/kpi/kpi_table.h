// The one registry of metrics: key, words, unit, estimator, slices, and what is counted over what.
//
// Flow: estimate.cpp walks the rows over the slices of a ReplicationSet; docs, help and reports read the words.
// Units: an extractor gives its value in the row's unit (seconds, contacts, a share's numerator and denominator).
// Shape: rows in the order in which they are shown. Rows of Kind::money are computed by models/economics.
// Threads: immutable.
// Source: kpis.md (binding); science.md 7.
// Tests: tests/models/kpi/kpi_table_test.cpp
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "models/record/replication_set.h"

namespace firstline {

// What one replication knows of one slice; null where the slice does not have it (a team has no waits).
struct Facts {
  const ContactCell* contact = nullptr;
  const TeamCell* team = nullptr;
  const LevelTotals* waiting = nullptr;
  const LevelTotals* in_system = nullptr;
  const Quantiles* waits = nullptr;
  const Quantiles* responses = nullptr;
  sim::Tick measured = 0;
  std::size_t threshold = 0;  // which of thresholds_s the service level means
};

enum class Kind {
  mean,      // of a count, per replication
  ratio,     // of expectations: sum of numerators over sum of denominators
  variance,  // over time, of a level
  quantile,  // of all observations of all replications together
  maximum,   // mean over replications of each one's maximum
  money,     // by models/economics
};

enum class Better { higher, lower, neutral };

// The kinds of slices that a row is estimated for, as bits.
namespace by {
inline constexpr unsigned total = 1, contact_type = 2, queue = 4, team = 8, interval = 16, within = 32;
// The one declared pair: the service level by interval of the day and threshold.
inline constexpr unsigned interval_within = 64;
// What contacts are about and how they came.
inline constexpr unsigned channel = 128, segment = 256, product = 512, topic = 1024;
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
  const Quantiles* Facts::* quantiles = nullptr;  // Kind::quantile and Kind::maximum
  std::size_t quantile = 0;                       // index into kWaitQuantiles
};

std::span<const KpiRow> kpi_table();
const KpiRow* find_kpi(std::string_view key);  // null when there is none

const char* kind_name(Kind kind);
const char* better_name(Better better);

}  // namespace firstline

// The one table of input fields: each row describes a field once; reader, JSON Schema, docs and help come from it.
//
// Flow: field_reader checks values by these rows; schema_json writes the schema and the page `docs fields` from them.
// Units: ranges are in base units (seconds, per second, shares, money).
// Shape: a path has * for any name ("/queues/*/capacity"). Laws of durations have paths of their own, "law:gamma/cv".
// Threads: immutable.
// Source: architecture.md, seven sentences (2).
// Tests: tests/models/scenario/fields_test.cpp
#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace firstline {

enum class FieldKind {
  object,    // a fixed set of fields
  map,       // an object keyed by names that people choose
  patch,     // an RFC 7396 merge patch
  version,   // schema_version
  text,      // one line of at most 128 characters
  notes,     // free text
  currency,  // three capital letters
  boolean,
  integer,
  number,
  share,              // 0..1
  percent,            // 0.01 or "1%"
  seed,               // 0..2^53-1, or a string up to 2^64-1
  duration,           // "90 s"
  durations,          // a list of them
  numbers,            // a list of numbers
  rate,               // "10 per min"
  rates,              // a list of them
  money_per_h,        // "25 per h"
  money_per_min,      // "0.05 per min"
  money_per_month,    // "30 per month"
  money_per_contact,  // "0.10 per contact"
  date,               // "1999-01-31"
  time,               // "08:30"
  time_range,         // "08:00-17:30"
  choice,             // one of the words in `words`
  reference,          // a name from the collection in `words`
  weekdays,           // "all", "sun-thu" or ["mon", "tue"]
  day_hours,          // a time range or a list of them, keyed by weekdays
  day_numbers,        // a number for each slot, keyed by weekdays
  level,              // a number, or an object with slots
  skill,              // an integer, or an object
  law,                // the law of a duration
};

struct Field {
  std::string_view path;
  FieldKind kind = FieldKind::object;
  bool required = false;
  std::string_view preset;  // what holds when it is left out, as one would write it
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool above_low = false;  // low itself is refused
  std::string_view words;  // choices separated by |, or the collection of a reference
  std::string_view en;
  std::string_view ru;
};

const std::vector<Field>& fields();

// The row of a path with * for names; null when there is none.
const Field* find_field(std::string_view path);

// The rows directly below a path, in the table's order.
std::vector<const Field*> fields_below(std::string_view path);

// The last part of a path.
std::string_view field_name(std::string_view path);

std::vector<std::string> split_words(std::string_view words, char separator);

// The forms that a law may take: its name, its parameters and nothing else (atom_at_zero and shift aside).
struct LawForm {
  std::string_view law;
  std::string_view parameters;  // separated by spaces
};
const std::vector<LawForm>& law_forms();

}  // namespace firstline

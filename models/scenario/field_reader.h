// Takes typed values out of a document tree by the rows of the field table, and notes everything that is wrong.
//
// Flow: Node + row of fields.h -> double, int, string ...; problems go to one list and reading goes on with defaults.
// Units: seconds, per second, money per hour, shares.
// Errors: none thrown for input; BugError when the code asks for a field that the table does not have.
// Threads: one reader a document.
// Source: architecture.md, "Documents that people write"; reliability.md S12-S27.
// Tests: tests/models/scenario/field_reader_test.cpp
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/scenario/document_json.h"
#include "models/scenario/fields.h"
#include "sim/base/error.h"

namespace firstline {

// A value in a document: where its key stands, its JSON pointer, and its path in the field table.
struct Cursor {
  const Node* node = nullptr;
  Place key;
  std::string pointer;
  std::string path;
};

class FieldReader {
 public:
  FieldReader(const std::vector<std::string>& files, std::vector<sim::Problem>& problems)
      : files_(files), problems_(problems) {}

  // True for an object; notes another type, keys that the table does not know and keys that must be there.
  bool open(const Cursor& object);
  // The fields of an object keyed by names that people choose; its size and names checked.
  std::vector<std::pair<std::string, Cursor>> entries(const Cursor& parent, std::string_view key);
  // Whether one of these fields is there, or a key that was meant for it.
  bool has_any(const Cursor& object, const std::vector<std::string>& names) const;
  std::optional<Cursor> child(const Cursor& parent, std::string_view key) const;

  // Each leaves `out` alone where the field is not there or is wrong.
  void read(const Cursor& parent, std::string_view key, double& out);
  void read(const Cursor& parent, std::string_view key, int& out);
  void read(const Cursor& parent, std::string_view key, std::int64_t& out);
  void read(const Cursor& parent, std::string_view key, bool& out);
  void read(const Cursor& parent, std::string_view key, std::string& out);
  void read(const Cursor& parent, std::string_view key, std::vector<double>& out);
  void read_seed(const Cursor& parent, std::string_view key, std::uint64_t& out);
  // Index of the word among the row's choices.
  std::optional<std::size_t> choice(const Cursor& parent, std::string_view key);

  // One value by the kind and the range of its row; nothing, and a problem, where it is wrong.
  std::optional<double> quantity(const Cursor& at, const Field& row);
  std::optional<std::vector<double>> quantities(const Cursor& list, const Field& row);
  // A string; else a problem that expects `what` (a label).
  const std::string* string(const Cursor& at, const char* what);
  bool check_name(const std::string& name, const Cursor& at);

  void add(const char* code, const Cursor& at, std::vector<std::string> arguments = {});
  // No more problems are kept: loops over hostile documents may stop.
  bool full() const;
  void add_at_key(const char* code, const Cursor& at, std::vector<std::string> arguments = {});
  const Field& row_of(const Cursor& at) const;
  static Cursor item(const Cursor& list, std::size_t index);

 private:
  void add_problem(const char* code, const Cursor& at, Place place, std::vector<std::string> arguments);
  void check_keys(const Cursor& object, const std::vector<const Field*>& rows);
  std::optional<double> raw_quantity(const Cursor& at, const Field& row);
  std::optional<double> raw_number(const Cursor& at, const Field& row);
  std::optional<double> raw_text(const Cursor& at, const Field& row);
  bool in_range(double value, const Cursor& at, const Field& row);

  const std::vector<std::string>& files_;
  std::vector<sim::Problem>& problems_;
};

// "@kind.duration": the label of what a kind of field expects.
std::string kind_label(FieldKind kind);

// Short decimal text of a number for messages.
std::string short_number(double value);

}  // namespace firstline

#include "models/report/report_csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "models/record/contact_log.h"

namespace firstline {
namespace {

constexpr const char* kKpis = "kpis.csv";
constexpr const char* kFormulas = "formulas.csv";
constexpr const char* kDifferences = "differences.csv";

std::string number(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : ""; }

// Rows of one file: cells before the slice, the slice, cells behind it.
class Table {
 public:
  Table(std::vector<std::string> before, std::vector<std::string> behind)
      : before_(std::move(before)), behind_(std::move(behind)) {}

  void add(std::vector<std::string> before, const Slice& slice, std::vector<std::string> behind) {
    rows_.push_back({std::move(before), parts_of(slice), std::move(behind)});
    for (const Slice& part : rows_.back().slice) {
      if (std::find(dimensions_.begin(), dimensions_.end(), part.dimension) == dimensions_.end()) {
        dimensions_.push_back(part.dimension);
      }
    }
  }

  std::string text() const {
    std::string text;
    append(text, before_);
    append(text, dimensions_);
    append(text, behind_);
    end_line(text);
    for (const OneRow& row : rows_) {
      append(text, row.before);
      for (const std::string& dimension : dimensions_) {
        const auto part = std::find_if(row.slice.begin(), row.slice.end(),
                                       [&](const Slice& one) { return one.dimension == dimension; });
        text += (part == row.slice.end() ? "" : csv_cell(part->name)) + ',';
      }
      append(text, row.behind);
      end_line(text);
    }
    return text;
  }

 private:
  struct OneRow {
    std::vector<std::string> before;
    std::vector<Slice> slice;
    std::vector<std::string> behind;
  };
  static void append(std::string& text, const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) text += cell + ',';
  }
  static void end_line(std::string& text) { text.back() = '\n'; }

  std::vector<std::string> before_, behind_;
  std::vector<std::string> dimensions_;
  std::vector<OneRow> rows_;
};

// One run's lines; its name first where there are several.
void add_estimates(Table& table, const RunResult& result, const std::vector<std::string>& name) {
  for (const Estimate& row : result.estimates) {
    std::vector<std::string> before = name;
    before.push_back(row.key);
    table.add(
        std::move(before), row.slice,
        {csv_cell(row.unit), number(row.mean), number(row.lo), number(row.hi), std::to_string(row.n), row.reason});
  }
}

void add_formulas(Table& table, const RunResult& result, const std::vector<std::string>& name) {
  for (const FormulaRow& row : result.formulas) {
    std::vector<std::string> before = name;
    before.push_back(row.key);
    table.add(std::move(before), row.slice, {row.formula, number(row.value)});
  }
}

void add_differences(Table& table, const std::vector<Difference>& differences, const std::string& name) {
  for (const Difference& row : differences) {
    const Estimate& change = row.difference;
    table.add(
        {csv_cell(name), row.base.key}, row.base.slice,
        {csv_cell(change.unit), number(row.base.mean), number(row.variant.mean), number(change.mean), number(change.lo),
         number(change.hi), std::to_string(change.n), row.distinguishable ? "1" : "0", change.reason});
  }
}

}  // namespace

NamedTexts result_csv(const RunResult& result) {
  Table kpis({"key"}, {"unit", "mean", "lo", "hi", "n", "reason"});
  Table formulas({"key"}, {"formula", "value"});
  add_estimates(kpis, result, {});
  add_formulas(formulas, result, {});
  return {{kKpis, kpis.text()}, {kFormulas, formulas.text()}};
}

NamedTexts comparison_csv(const CompareResult& result, const std::string& base_name,
                          const std::vector<std::string>& names) {
  Table kpis({"name", "key"}, {"unit", "mean", "lo", "hi", "n", "reason"});
  Table formulas({"name", "key"}, {"formula", "value"});
  Table differences({"name", "key"}, {"unit", "base", "variant", "mean", "lo", "hi", "n", "distinguishable", "reason"});
  add_estimates(kpis, result.base, {csv_cell(base_name)});
  add_formulas(formulas, result.base, {csv_cell(base_name)});
  for (std::size_t i = 0; i < result.variants.size(); ++i) {
    const ComparedVariant& variant = result.variants[i];
    const std::string& name = i < names.size() ? names[i] : variant.run.scenario.name;
    add_estimates(kpis, variant.run, {csv_cell(name)});
    add_formulas(formulas, variant.run, {csv_cell(name)});
    add_differences(differences, variant.differences, name);
  }
  return {{kKpis, kpis.text()}, {kFormulas, formulas.text()}, {kDifferences, differences.text()}};
}

std::vector<std::string> csv_names(bool comparison) {
  if (comparison) return {kKpis, kFormulas, kDifferences};
  return {kKpis, kFormulas};
}

}  // namespace firstline

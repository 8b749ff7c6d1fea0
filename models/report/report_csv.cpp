#include "models/report/report_csv.h"

#include <fmt/format.h>

#include <optional>

#include "models/record/contact_log.h"

namespace firstline {
namespace {

constexpr const char* kKpis = "kpis.csv";
constexpr const char* kFormulas = "formulas.csv";
constexpr const char* kDifferences = "differences.csv";

std::string number(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : ""; }

// The columns of every file are these, whatever the scenario: files of many runs can be put behind each other.
constexpr const char* kSliceColumns = "name,key,dimension,slice,dimension_2,slice_2,";
constexpr const char* kKpiColumns = "unit,mean,lo,hi,n,reason\n";
constexpr const char* kFormulaColumns = "formula,value\n";
constexpr const char* kDifferenceColumns = "unit,base,variant,mean,lo,hi,n,distinguishable,reason\n";

// One file's lines: the run's name, the metric and its slice, then what the file says of them.
class Table {
 public:
  explicit Table(const char* columns) : text_(std::string(kSliceColumns) + columns) {}

  void add(const std::string& name, const std::string& key, const Slice& slice, const std::vector<std::string>& cells) {
    text_ += csv_cell(name) + ',' + key;
    const std::vector<Slice> parts = parts_of(slice);
    for (std::size_t i = 0; i < kMostParts; ++i) {
      text_ += i < parts.size() ? ',' + parts[i].dimension + ',' + csv_cell(parts[i].name) : ",,";
    }
    for (const std::string& cell : cells) text_ += ',' + cell;
    text_ += '\n';
  }

  std::string text() && { return std::move(text_); }

 private:
  static constexpr std::size_t kMostParts = 2;  // of a slice
  std::string text_;
};

void add_estimates(Table& table, const RunResult& result, const std::string& name) {
  for (const Estimate& row : result.estimates) {
    table.add(
        name, row.key, row.slice,
        {csv_cell(row.unit), number(row.mean), number(row.lo), number(row.hi), std::to_string(row.n), row.reason});
  }
}

void add_formulas(Table& table, const RunResult& result, const std::string& name) {
  for (const FormulaRow& row : result.formulas) {
    table.add(name, row.key, row.slice, {row.formula, number(row.value)});
  }
}

void add_differences(Table& table, const std::vector<Difference>& differences, const std::string& name) {
  for (const Difference& row : differences) {
    const Estimate& change = row.difference;
    table.add(
        name, row.base.key, row.base.slice,
        {csv_cell(change.unit), number(row.base.mean), number(row.variant.mean), number(change.mean), number(change.lo),
         number(change.hi), std::to_string(change.n), row.distinguishable ? "1" : "0", change.reason});
  }
}

}  // namespace

NamedTexts result_csv(const RunResult& result) {
  Table kpis(kKpiColumns), formulas(kFormulaColumns);
  add_estimates(kpis, result, result.scenario.name);
  add_formulas(formulas, result, result.scenario.name);
  return {{kKpis, std::move(kpis).text()}, {kFormulas, std::move(formulas).text()}};
}

NamedTexts comparison_csv(const CompareResult& result, const std::string& base_name,
                          const std::vector<std::string>& names) {
  Table kpis(kKpiColumns), formulas(kFormulaColumns), differences(kDifferenceColumns);
  add_estimates(kpis, result.base, base_name);
  add_formulas(formulas, result.base, base_name);
  for (std::size_t i = 0; i < result.variants.size(); ++i) {
    const ComparedVariant& variant = result.variants[i];
    const std::string& name = i < names.size() ? names[i] : variant.run.scenario.name;
    add_estimates(kpis, variant.run, name);
    add_formulas(formulas, variant.run, name);
    add_differences(differences, variant.differences, name);
  }
  return {{kKpis, std::move(kpis).text()},
          {kFormulas, std::move(formulas).text()},
          {kDifferences, std::move(differences).text()}};
}

std::vector<std::string> csv_names() { return {kKpis, kFormulas, kDifferences}; }

}  // namespace firstline

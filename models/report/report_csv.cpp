#include "models/report/report_csv.h"

#include <fmt/format.h>

#include <optional>

#include "models/record/contact_log.h"

namespace firstline {
namespace {

std::string number(double value) { return fmt::format("{}", value); }
std::string number(const std::optional<double>& value) { return value ? number(*value) : ""; }

void add_row(std::string& table, std::initializer_list<std::string> cells) {
  const char* separator = "";
  for (const std::string& cell : cells) {
    table += separator + cell;
    separator = ",";
  }
  table += '\n';
}

std::string kpis_table(const std::vector<Estimate>& estimates) {
  std::string table = "key,slice,of,unit,mean,lo,hi,n,reason\n";
  for (const Estimate& row : estimates) {
    add_row(table, {row.key, csv_cell(row.slice.dimension), csv_cell(row.slice.name), row.unit, number(row.mean),
                    number(row.lo), number(row.hi), std::to_string(row.n), row.reason});
  }
  return table;
}

std::string formulas_table(const std::vector<FormulaRow>& rows) {
  std::string table = "key,slice,of,formula,value\n";
  for (const FormulaRow& row : rows) {
    add_row(table, {row.key, csv_cell(row.slice.dimension), csv_cell(row.slice.name), row.formula, number(row.value)});
  }
  return table;
}

}  // namespace

NamedTexts result_csv(const RunResult& result) {
  return {{"kpis.csv", kpis_table(result.estimates)}, {"formulas.csv", formulas_table(result.formulas)}};
}

NamedTexts comparison_csv(const CompareResult& result, const std::vector<std::string>& names) {
  NamedTexts tables = result_csv(result.base);
  std::string table = "variant,key,slice,of,unit,base,variant_mean,difference,lo,hi,n,distinguishable\n";
  for (std::size_t i = 0; i < result.variants.size(); ++i) {
    const std::string name = csv_cell(i < names.size() ? names[i] : result.variants[i].run.scenario.name);
    for (const Difference& row : result.variants[i].differences) {
      const Estimate& change = row.difference;
      add_row(table, {name, change.key, csv_cell(change.slice.dimension), csv_cell(change.slice.name), change.unit,
                      number(row.base.mean), number(row.variant.mean), number(change.mean), number(change.lo),
                      number(change.hi), std::to_string(change.n), row.distinguishable ? "true" : "false"});
    }
  }
  tables.emplace_back("differences.csv", std::move(table));
  return tables;
}

}  // namespace firstline

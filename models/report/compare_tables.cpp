#include "models/report/compare_tables.h"

#include <algorithm>
#include <optional>

#include "models/report/number_text.h"
#include "models/report/result_index.h"
#include "models/report/text_table.h"

namespace firstline {
namespace {

std::string slices(const std::string& dimension, const char* header, const Row& labels,
                   const std::vector<std::string>& names, const std::vector<std::string>& keys,
                   const ComparedVariant& variant, const Speaker& speaker) {
  if (names.size() < 2) return "";
  const ReportWords& words = speaker.words();
  const auto differences = index_of(variant.differences);
  TextTable table{
      .columns = {Align::left, Align::left, Align::right, Align::right, Align::right, Align::right},
      .rows = {{header, words.metric, words.base, words.variant, words.difference, speaker.interval_header()}}};
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (const std::string& key : keys) {
      const Difference* row = differences.find(key, {dimension, names[i]});
      if (row == nullptr || (!row->base.mean && !row->variant.mean)) continue;
      Row cells{labels[i], speaker.label(key)};
      for (std::string& cell : difference_cells(*row, speaker)) cells.push_back(std::move(cell));
      table.rows.push_back(std::move(cells));
    }
  }
  return table.rows.size() > 1 ? "\n" + render(table) : "";
}

}  // namespace

Estimate in_readable_unit(Estimate estimate, double deciding_s) {
  if (estimate.unit != "s" || deciding_s < 7200.0) return estimate;
  estimate.unit = "h";
  for (std::optional<double>* value : {&estimate.mean, &estimate.lo, &estimate.hi}) {
    if (*value) **value /= 3600.0;
  }
  return estimate;
}

Row difference_cells(const Difference& row, const Speaker& speaker) {
  const Language language = speaker.language();
  const double deciding_s = std::max(row.base.mean.value_or(0.0), row.variant.mean.value_or(0.0));
  Row cells{value_text(in_readable_unit(row.base, deciding_s), language),
            value_text(in_readable_unit(row.variant, deciding_s), language)};
  const Estimate difference = in_readable_unit(row.difference, deciding_s);
  const bool known = difference.mean && difference.lo;
  if (known && *difference.lo == 0.0 && *difference.hi == 0.0) {
    cells.insert(cells.end(), {speaker.words().identical, ""});
  } else {
    cells.push_back(known && !row.distinguishable ? speaker.words().indistinct : change_text(difference, language));
    cells.push_back(interval_text(difference));
  }
  return cells;
}

std::string compared_slices(const ComparedVariant& variant, const Speaker& speaker) {
  const ReplicationNames& names = variant.run.set.names;
  const ReportWords& words = speaker.words();
  Row lines;
  for (const std::string& line : names.lines) lines.push_back(say(words.line_number, line));
  return slices("product", words.product, names.products, names.products, {"sla.response", "sla.resolution"}, variant,
                speaker) +
         slices("line", words.line, lines, names.lines, {"occupancy"}, variant, speaker);
}

}  // namespace firstline

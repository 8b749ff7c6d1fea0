#include "models/report/change_tables.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/report/number_text.h"
#include "models/report/report_words.h"
#include "models/report/result_index.h"

namespace firstline {
namespace {

// A key with its dimensions: a row for each slice of all of them, but `instead` only where those have none.
struct SlicedKey {
  const char* key;
  std::vector<std::string> dimensions;
  std::string instead;
};

const std::vector<SlicedKey>& sliced_keys() {
  static const std::vector<SlicedKey> keys{{"sla.response", {"channel", "product"}, "sla"},
                                           {"sla.resolution", {"channel", "product"}, "sla"},
                                           {"csat", {"channel"}, ""},
                                           {"occupancy", {"line"}, ""},
                                           {"cost.per_contact", {"channel"}, ""},
                                           {"cost.per_resolution", {"channel"}, ""}};
  return keys;
}

std::string name_of(const Slice& slice, const Speaker& speaker) {
  return slice.dimension == "line" ? say(speaker.words().line_number, slice.name) : slice.name;
}

double deciding_s(const Difference& row) {
  return std::max(row.base.mean.value_or(0.0), row.variant.mean.value_or(0.0));
}

}  // namespace

Estimate in_readable_unit(Estimate estimate, double deciding_s) {
  if (estimate.unit != "s" || deciding_s < 1800.0) return estimate;
  const bool hours = deciding_s >= 7200.0;
  estimate.unit = hours ? "h" : "min";
  for (std::optional<double>* value : {&estimate.mean, &estimate.lo, &estimate.hi}) {
    if (*value) **value /= hours ? 3600.0 : 60.0;
  }
  return estimate;
}

Estimate readable_change(const Difference& row) { return in_readable_unit(row.difference, deciding_s(row)); }

TextTable change_table(const Speaker& speaker) {
  const ReportWords& words = speaker.words();
  TextTable table{.columns = {Align::left, Align::right, Align::right, Align::right, Align::right}, .rows = {}};
  table.rows.push_back({words.metric, words.base, words.variant, words.difference, speaker.interval_header()});
  return table;
}

void add_change(TextTable& table, const std::string& label, const Difference& row, const Speaker& speaker) {
  if (!row.base.mean && !row.variant.mean) return;
  const ReportWords& words = speaker.words();
  const Language language = speaker.language();
  Row cells{label, value_text(in_readable_unit(row.base, deciding_s(row)), language),
            value_text(in_readable_unit(row.variant, deciding_s(row)), language)};
  const Estimate difference = readable_change(row);
  const bool known = difference.mean && difference.lo;
  if (known && *difference.lo == 0.0 && *difference.hi == 0.0) {
    cells.insert(cells.end(), {words.identical, ""});
  } else {
    cells.push_back(known && !row.distinguishable ? words.indistinct : change_text(difference, language));
    cells.push_back(change_interval_text(difference, language));
  }
  table.rows.push_back(std::move(cells));
}

std::string variants_overview(const CompareResult& result, const std::vector<std::string>& names,
                              const std::string& base_name, const Speaker& speaker) {
  if (result.variants.size() < 2) return "";
  const ReportWords& words = speaker.words();
  TextTable table{.columns = {Align::left}, .rows = {{words.variant}}};
  for (std::size_t i = 0; i < result.variants.size(); ++i) table.rows.push_back({i < names.size() ? names[i] : "?"});
  for (const std::string key : {"service_level", "wait.mean", "abandonment_rate", "fcr", "escalation_rate", "csat",
                                "occupancy", "cost.total", "cost.per_resolution"}) {
    if (!speaker.shows(key)) continue;
    Row cells{speaker.column(key)};
    bool known = false;
    double most_s = 0.0;  // one unit a column
    for (const ComparedVariant& variant : result.variants) {
      const Difference* row = index_of(variant.differences).find(key);
      if (row != nullptr) most_s = std::max(most_s, deciding_s(*row));
    }
    for (const ComparedVariant& variant : result.variants) {
      const Difference* row = index_of(variant.differences).find(key);
      const bool has = row != nullptr && row->difference.mean;
      known = known || has;
      const bool told = has && (row->distinguishable || !row->difference.lo);
      cells.push_back(!has   ? "-"
                      : told ? change_text(in_readable_unit(row->difference, most_s), speaker.language())
                             : "~");
    }
    if (!known) continue;
    table.columns.push_back(Align::right);
    for (std::size_t i = 0; i < cells.size(); ++i) table.rows[i].push_back(std::move(cells[i]));
  }
  return say(words.overview, base_name) + "\n" + render(table) + "\n";
}

std::string slice_changes(const ComparedVariant& variant, const Speaker& speaker) {
  TextTable table = change_table(speaker);
  const auto add = [&](const std::string& key, const std::string& dimension) {
    std::vector<const Difference*> rows;
    for (const Difference& row : variant.differences) {
      const bool wanted = row.base.key == key && row.base.slice.dimension == dimension;
      if (wanted && (row.base.mean || row.variant.mean)) rows.push_back(&row);
    }
    if (rows.size() < 2) return;  // one slice says what the total says
    for (const Difference* row : rows) {
      add_change(table, speaker.label(key) + ": " + name_of(row->base.slice, speaker), *row, speaker);
    }
  };
  for (const SlicedKey& sliced : sliced_keys()) {
    if (!speaker.shows(sliced.key)) continue;
    const std::size_t before = table.rows.size();
    for (const std::string& dimension : sliced.dimensions) add(sliced.key, dimension);
    if (table.rows.size() == before) add(sliced.key, sliced.instead);
  }
  return table.rows.size() > 1 ? "\n" + render(table) : "";
}

}  // namespace firstline

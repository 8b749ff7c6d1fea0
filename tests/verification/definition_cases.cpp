// Definitions and tools: service-level variants on a worked log, Student's t, order statistics, Philox.
#include <nlohmann/json.hpp>

#include "models/kpi/estimates.h"
#include "sim/random/philox.h"
#include "sim/stats/interval.h"
#include "tests/harness/reference_json.h"
#include "tests/verification/ledger.h"

namespace verification {
namespace {

using Json = nlohmann::json;

// The block's ten calls as the facts of one replication; the KPI table must give its variants.
firstline::ReplicationSet worked_log(const Json& log) {
  firstline::ReplicationRecord record;
  firstline::ContactCell& cell = record.total;
  constexpr sim::Tick kThreshold = 20 * sim::kTicksPerSecond, kShort = 5 * sim::kTicksPerSecond;
  for (const Json& call : log) {
    const sim::Tick wait = sim::seconds_to_ticks(call[1].get<double>());
    ++cell.offered_first;
    ++cell.entries;
    cell.delayed += wait > 0 ? 1 : 0;
    if (call[2] == "s") {
      ++cell.answered;
      cell.wait_answered += wait;
      cell.answered_within[0] += wait <= kThreshold ? 1 : 0;
    } else {
      ++cell.abandoned;
      cell.wait_abandoned += wait;
      cell.abandoned_within[0] += wait <= kThreshold ? 1 : 0;
      cell.abandoned_short += wait < kShort ? 1 : 0;
    }
  }
  record.measured = sim::kTicksPerHour;
  firstline::ReplicationSet set;
  set.thresholds_s = {20.0};
  set.records.push_back(record);
  return set;
}

void service_level_variants(Ledger& ledger) {
  const std::string block = "service_level_variants";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  const Json& item = (*cases).at("cases")[0];
  const auto set = worked_log(item.at("inputs").at("log"));
  const std::vector<std::pair<const char*, const char*>> rows{
      {"service_level", "SL1"},
      {"service_level.strict", "SL1"},
      {"service_level.no_early_abandon", "SL2"},
      {"service_level.all_waits", "SL3"},
      {"service_level.answered", "SL4"},
      {"service_level.short_abandons_excluded", "SL5_short_abandons_excluded_5s"},
      {"abandonment_rate", "abandonment_rate"},
      {"wait.asa", "ASA_served"},
      {"wait.mean", "mean_wait_all"}};
  for (const auto& [key, output] : rows) {
    ledger.analytic(block, "ten calls", key, item.at("outputs").at(output),
                    firstline::estimate_total(set, key).mean.value_or(-1.0));
  }
}

void student_t(Ledger& ledger) {
  const auto cases = firstline::reference_block("student_t");
  if (!cases) return ledger.skipped("student_t", "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const double p = item.at("inputs").at("p"), df = item.at("inputs").at("df");
    ledger.analytic("student_t", "p=" + item.at("inputs").at("p").dump() + " df=" + item.at("inputs").at("df").dump(),
                    "t", item.at("outputs").at("t"), sim::student_t_quantile(p, df));
  }
}

void order_statistics(Ledger& ledger) {
  const auto cases = firstline::reference_block("quantile_ci");
  if (!cases) return ledger.skipped("quantile_ci", "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const sim::OrderRanks ranks = sim::quantile_ranks(in.at("n"), in.at("p"), in.at("conf"));
    ledger.analytic("quantile_ci", in.dump(), "l", item.at("outputs").at("l"), ranks.l);
    ledger.analytic("quantile_ci", in.dump(), "u", item.at("outputs").at("u"), ranks.u);
    ledger.analytic("quantile_ci", in.dump(), "coverage", item.at("outputs").at("coverage"), ranks.coverage);
  }
}

std::uint32_t hex(const Json& word) {
  return static_cast<std::uint32_t>(std::stoul(word.get<std::string>(), nullptr, 16));
}

void philox(Ledger& ledger) {
  const auto cases = firstline::reference_block("philox4x32_10");
  if (!cases) return ledger.skipped("philox4x32_10", "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const sim::PhiloxCounter words =
        sim::philox4x32_10({hex(in.at("ctr")[0]), hex(in.at("ctr")[1]), hex(in.at("ctr")[2]), hex(in.at("ctr")[3])},
                           {hex(in.at("key")[0]), hex(in.at("key")[1])});
    for (std::size_t i = 0; i < 4; ++i) {
      ledger.analytic("philox4x32_10", "counter " + in.at("ctr")[0].get<std::string>() + "...",
                      "word " + std::to_string(i), hex(item.at("outputs").at("out")[i]), words[i], 0.0);
    }
  }
}

}  // namespace

void definition_cases(Ledger& ledger) {
  service_level_variants(ledger);
  student_t(ledger);
  order_statistics(ledger);
  philox(ledger);
}

}  // namespace verification

// Definitions and tools: service-level variants on a worked log, business hours, Student's t, order statistics, warm-up
// and batches, censored times, posterior shares, Philox.
#include <cmath>
#include <nlohmann/json.hpp>

#include "models/kpi/estimates.h"
#include "models/scenario/calendar.h"
#include "sim/random/philox.h"
#include "sim/stats/batch_means.h"
#include "sim/stats/dirichlet.h"
#include "sim/stats/interval.h"
#include "sim/stats/mser.h"
#include "sim/stats/survival.h"
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

// Overlap of an interval with Monday to Friday, nine to six, with and without a holiday.
void business_hours(Ledger& ledger) {
  const std::string block = "business_hours";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  firstline::WeekHours office;
  for (std::size_t day = 0; day < 5; ++day) office[day] = {{.from_s = 9 * 3600, .to_s = 18 * 3600}};
  const std::int64_t start_day = sim::parse_date("2026-11-01").value();
  const firstline::BusinessCalendar plain(office, {}, start_day);
  const firstline::BusinessCalendar holiday(office, {sim::parse_date("2026-11-27").value()}, start_day);
  const auto ticks = [&](const std::string& text) {
    const std::int64_t day = sim::parse_date(text.substr(0, 10)).value() - start_day;
    return day * sim::kTicksPerDay + sim::parse_time_of_day(text.substr(11)).value() * sim::kTicksPerSecond;
  };
  const auto hours = [](sim::Tick time) { return sim::ticks_to_seconds(time) / 3600.0; };
  for (const Json& item : (*cases).at("cases")) {
    const sim::Tick from = ticks(item.at("inputs").at("start")), to = ticks(item.at("inputs").at("end"));
    const std::string name = item.at("inputs").at("start").get<std::string>() + " on";
    const Json& out = item.at("outputs");
    ledger.analytic(block, name, "calendar h", out.at("calendar_h"), hours(to - from));
    ledger.analytic(block, name, "business h", out.at("business_h"), hours(plain.open_time(from, to)));
    ledger.analytic(block, name, "business h, holiday", out.at("business_h_with_holiday_2026_11_27"),
                    hours(holiday.open_time(from, to)));
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

// One long run: a transient on a sawtooth.
std::vector<double> long_run() {
  std::vector<double> values;
  for (int i = 0; i < 500; ++i) values.push_back(10.0 * std::exp(-i / 25.0) + (7 * i) % 11 - 5.0);
  return values;
}

void warm_up_and_batches(Ledger& ledger) {
  const auto cut = firstline::reference_block("mser5"), batches = firstline::reference_block("batch_means");
  if (!cut || !batches) return ledger.skipped("mser5, batch_means", "reference values are not at hand");
  const std::vector<double> values = long_run();
  const Json& out = (*cut).at("cases")[0].at("outputs");
  const sim::Mser mser = sim::mser(values);
  ledger.analytic("mser5", "sawtooth", "batches cut", out.at("d_batches"), static_cast<double>(mser.cut_batches));
  ledger.analytic("mser5", "sawtooth", "statistic", out.at("mser"), mser.statistic);
  ledger.analytic("mser5", "sawtooth", "mean of the rest", out.at("mean_truncated"), mser.mean_truncated);
  const Json& item = (*batches).at("cases")[0];
  const std::size_t first = item.at("inputs").at("first");
  const sim::BatchMeans means =
      sim::batch_means(std::span(values).subspan(first), item.at("inputs").at("batches"), 0.95);
  const Json& want = item.at("outputs");
  ledger.analytic("batch_means", "sawtooth", "mean", want.at("mean"), means.interval.mean);
  ledger.analytic("batch_means", "sawtooth", "half width", want.at("halfwidth95"), means.interval.half_width());
  ledger.analytic("batch_means", "sawtooth", "lag 1", want.at("lag1"), means.lag1);
}

void censored_times(Ledger& ledger) {
  const std::string block = "resolution_time_censored";
  const auto cases = firstline::reference_block(block), standard = firstline::reference_block("survival_6mp");
  if (!cases || !standard) return ledger.skipped(block, "reference values are not at hand");
  const Json& item = (*cases).at("cases")[0];
  const Json& in = item.at("inputs");
  const sim::SurvivalCurve curve =
      sim::survival_curve(in.at("time").get<std::vector<double>>(), in.at("resolved").get<std::vector<std::uint8_t>>());
  for (const Json& step : item.at("outputs").at("km")) {
    ledger.analytic(block, "eight issues", "S(" + step.at("t").dump() + ")", step.at("S"), curve.at(step.at("t")));
  }
  ledger.analytic(block, "eight issues", "restricted mean to 7 h", item.at("outputs").at("rmst_7"),
                  curve.restricted_mean(7.0));
  const Json& trial = (*standard).at("cases")[0];
  const sim::SurvivalCurve drug = sim::survival_curve(trial.at("inputs").at("time").get<std::vector<double>>(),
                                                      trial.at("inputs").at("event").get<std::vector<std::uint8_t>>());
  std::size_t index = 0;
  for (const Json& step : trial.at("outputs").at("km")) {
    const sim::SurvivalStep& ours = drug.steps().at(index++);
    ledger.analytic("survival_6mp", "6-MP", "S(" + step.at("t").dump() + ")", step.at("S"), ours.survival);
    ledger.analytic("survival_6mp", "6-MP", "se(" + step.at("t").dump() + ")", step.at("se"), ours.standard_error);
  }
}

void posterior_shares(Ledger& ledger) {
  const auto cases = firstline::reference_block("dirichlet_routing");
  if (!cases) return ledger.skipped("dirichlet_routing", "reference values are not at hand");
  const Json& item = (*cases).at("cases")[0];
  const auto shares = sim::dirichlet_posterior(item.at("inputs").at("counts").get<std::vector<double>>());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::string name = "share " + std::to_string(i);
    ledger.analytic("dirichlet_routing", name, "mean", item.at("outputs").at("mean")[i], shares[i].mean);
    ledger.analytic("dirichlet_routing", name, "sd", item.at("outputs").at("sd")[i], shares[i].sd);
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
  business_hours(ledger);
  student_t(ledger);
  order_statistics(ledger);
  warm_up_and_batches(ledger);
  censored_times(ledger);
  posterior_shares(ledger);
  philox(ledger);
}

}  // namespace verification

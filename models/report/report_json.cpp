#include "models/report/report_json.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "models/scenario/experiment.h"
#include "models/scenario/messages.h"
#include "sim/base/units.h"

namespace firstline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kExactInJavaScript = std::uint64_t{1} << 53;

Json number(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }
std::string hash_text(std::uint64_t hash) { return fmt::format("{:016x}", hash); }

// {"interval": "08:00", "within": "60 s"} for the slice "interval,within" named "08:00,60 s".
Json slice_json(const Slice& slice) {
  Json json = Json::object();
  for (const Slice& part : parts_of(slice)) json[part.dimension] = part.name;
  return json;
}

Json estimate_json(const Estimate& estimate) {
  Json json{{"key", estimate.key},
            {"slice", slice_json(estimate.slice)},
            {"unit", estimate.unit},
            {"mean", number(estimate.mean)},
            {"lo", number(estimate.lo)},
            {"hi", number(estimate.hi)},
            {"n", estimate.n}};
  if (!estimate.reason.empty()) json["reason"] = estimate.reason;
  return json;
}

Json difference_json(const Difference& difference) {
  Json json = estimate_json(difference.difference);
  json["base"] = number(difference.base.mean);
  json["variant"] = number(difference.variant.mean);
  json["distinguishable"] = difference.distinguishable;
  return json;
}

Json provenance_json(const Provenance& provenance) {
  const bool exact = provenance.seed <= kExactInJavaScript;
  return {{"software", provenance.software},
          {"version", provenance.version},
          {"results_version", provenance.results_version},
          {"scenario_hash", hash_text(provenance.scenario_hash)},
          {"seed", exact ? Json(provenance.seed) : Json(std::to_string(provenance.seed))},
          {"replications", provenance.replications},
          {"result_hash", hash_text(provenance.result_hash)}};
}

Json scenario_json(const Scenario& scenario, const ReplicationNames& names) {
  Json json{{"name", scenario.name},         {"start_date", sim::format_date(scenario.start_day)},
            {"currency", scenario.currency}, {"contact_types", names.types},
            {"queues", names.queues},        {"teams", names.teams}};
  // Blocks with numbers at their defaults: csat, nps, ces, survey.* and error_rate follow from them.
  if (scenario.opinion && is_assumed(*scenario.opinion)) json["assumed"].push_back("satisfaction");
  if (scenario.errors && is_assumed(*scenario.errors)) json["assumed"].push_back("errors");
  return json;
}

Json experiment_json(const Experiment& experiment, bool cases) {
  Json json{{"confidence", experiment.confidence},
            {"start", experiment.start == Start::stationary ? "stationary" : "empty"},
            {"warm_up_s", experiment.warm_up_s},
            {"measure_s", experiment.measure_s},
            {"cool_down_s", experiment.cool_down_s},
            {"interval_s", experiment.interval_s},
            {"thresholds_s", experiment.thresholds_s},
            {"short_abandon_s", experiment.short_abandon_s},
            {"precision", experiment.precision}};
  if (experiment.by_weekday) json["by_weekday"] = true;
  if (experiment.by_day) json["by_day"] = true;
  if (experiment.by_exposure) json["by_exposure"] = true;
  if (cases) {
    json["repeat_window_s"] = experiment.repeat_window_s;
    json["resolution_horizon_s"] = experiment.resolution_horizon_s;
  }
  return json;
}

// Both languages: the same bytes whoever asked, and a program shows what its reader reads. No file and no line, which
// depend on the door that the scenario came through.
Json warning_json(const sim::Problem& warning) {
  return {{"code", warning.code},
          {"pointer", warning.pointer},
          {"value", warning.value},
          {"message", message_text(warning, Language::en)},
          {"message_ru", message_text(warning, Language::ru)}};
}

// "name": [ one value a line ]
template <class Rows, class ToJson>
std::string lines(const char* name, const Rows& rows, ToJson to_json) {
  std::string text = std::string("\"") + name + "\": [";
  const char* separator = "\n";
  for (const auto& row : rows) {
    text += separator + to_json(row).dump();
    separator = ",\n";
  }
  return text + "\n]";
}

std::string member(const char* name, const Json& value) { return std::string("\"") + name + "\": " + value.dump(); }

std::string result_object(const RunResult& result) {
  std::string text = "{\n";
  text += member("format", "firstline.result") + ",\n";
  text += member("version", kResultFormatVersion) + ",\n";
  text += member("provenance", provenance_json(result.provenance)) + ",\n";
  text += member("scenario", scenario_json(result.scenario, result.set.names)) + ",\n";
  text += member("experiment", experiment_json(result.experiment, result.set.names.has_cases())) + ",\n";
  text += member("interrupted", result.interrupted) + ",\n";
  if (result.steady) {
    const SteadyState& steady = *result.steady;
    text += member("steady_state", Json{{"batches", steady.batches},
                                        {"batch_s", steady.batch_s},
                                        {"warm_up_s", steady.warm_up_s},
                                        {"lag1", steady.lag1},
                                        {"p_value", steady.p_value}}) +
            ",\n";
  }
  text += lines("kpis", result.estimates, estimate_json) + ",\n";
  text +=
      lines("formulas", result.formulas,
            [](const FormulaRow& row) {
              return Json{
                  {"key", row.key}, {"slice", slice_json(row.slice)}, {"formula", row.formula}, {"value", row.value}};
            }) +
      ",\n";
  text += lines("warnings", result.warnings, warning_json);
  return text + "\n}";
}

}  // namespace

std::string result_json(const RunResult& result) { return result_object(result) + "\n"; }

std::string comparison_json(const CompareResult& result, const std::vector<std::string>& names) {
  std::string text = "{\n";
  text += member("format", "firstline.comparison") + ",\n";
  text += member("version", kResultFormatVersion) + ",\n";
  text += "\"base\": " + result_object(result.base) + ",\n";
  text += "\"variants\": [";
  const char* separator = "\n";
  for (std::size_t i = 0; i < result.variants.size(); ++i) {
    text += std::string(separator) + "{\n";
    text += member("name", i < names.size() ? names[i] : result.variants[i].run.scenario.name) + ",\n";
    text += lines("differences", result.variants[i].differences, difference_json) + ",\n";
    text += "\"result\": " + result_object(result.variants[i].run) + "\n}";
    separator = ",\n";
  }
  return text + "\n]\n}\n";
}

}  // namespace firstline

// How things end: the worked log of the FCR window through the table of metrics, and published.md V19 - the outcomes of
// contacts, of issues and of a bot's sessions are a partition, so that their shares are 100 % and never 103 or 97.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/center/issues.h"
#include "models/kpi/estimates.h"
#include "models/run/run.h"
#include "models/scenario/scenario_json.h"
#include "tests/harness/reference_json.h"
#include "tests/verification/ledger.h"

namespace verification {
namespace {

using Json = nlohmann::json;

struct Visit {
  std::uint64_t customer = 0;
  int day = 0;
};

// The block's contacts in the order in which they come, as the facts of one replication.
firstline::ReplicationSet window_log(const Json& contacts) {
  constexpr int kWindow = 7, kHorizon = 30;
  std::vector<Visit> visits;
  for (const Json& contact : contacts) {
    visits.push_back({static_cast<std::uint64_t>(contact[0].get<std::string>()[0]), contact[1]});
  }
  std::stable_sort(visits.begin(), visits.end(), [](const Visit& a, const Visit& b) { return a.day < b.day; });
  firstline::Episodes episodes;
  episodes.start(kWindow * sim::kTicksPerDay);
  firstline::ReplicationSet set;
  set.names.classes = {{0, 0, 0}};
  firstline::ReplicationRecord& record = set.records.emplace_back();
  for (const Visit& visit : visits) {
    const auto sight = episodes.see({.customer = visit.customer,
                                     .topic = 0,
                                     .owner = 0,
                                     .now = visit.day * sim::kTicksPerDay,
                                     .counted = visit.day + kWindow <= kHorizon});
    ++record.total.offered_first;
    record.cases.flow.repeat_in_window += sight.seen == firstline::Episodes::Seen::first ? 0 : 1;
    if (!sight.counted) continue;
    record.cases.issue.episodes += sight.seen == firstline::Episodes::Seen::first ? 1 : 0;
    record.cases.issue.episodes_repeated += sight.seen == firstline::Episodes::Seen::second ? 1 : 0;
  }
  return set;
}

void fcr_window(Ledger& ledger) {
  const std::string block = "fcr_window";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& want = item.at("outputs");
    const auto set = window_log(item.at("inputs").at("contacts"));
    const auto total = [&](const char* key) { return firstline::estimate_total(set, key).mean.value_or(-1.0); };
    ledger.analytic(block, "thirteen contacts", "episodes", want.at("episodes_eligible"),
                    static_cast<double>(set.records[0].cases.issue.episodes));
    ledger.analytic(block, "thirteen contacts", "fcr.identifiable", want.at("fcr_window7"), total("fcr.identifiable"));
    ledger.analytic(block, "thirteen contacts", "repeat_rate", want.at("repeat_rate_contacts"), total("repeat_rate"));
  }
}

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("run it where the repository is: there is no " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Ten days of a preset: counted as a user sees them (metrics), beside the log of contacts, which has one outcome each.
void outcomes_of(Ledger& ledger, const std::string& preset) {
  firstline::LoadOptions options;
  options.read_base = [](const std::string& path) { return read_file("scenarios/presets/" + path); };
  firstline::LoadedScenario loaded =
      firstline::load_scenario(read_file("scenarios/presets/" + preset + ".json"), preset + ".json", options);
  loaded.experiment.seed = ledger.budget().seed;
  loaded.experiment.replications = 1;
  loaded.experiment.warm_up_s = loaded.experiment.cool_down_s = 0.0;
  loaded.experiment.measure_s = 10.0 * 86400.0;
  loaded.experiment.precision.clear();
  firstline::RunOptions how;
  how.log_contacts = true;
  const firstline::RunResult result = firstline::run(loaded.scenario, loaded.experiment, how);
  const auto mean = [&](const std::string& key) {
    return firstline::estimate_total(result.set, key).mean.value_or(0.0);
  };
  const std::string block = "V19";
  const auto partition = [&](const std::string& quantity, double parts, double whole) {
    ledger.analytic(block, preset, quantity, 1.0, whole > 0.0 ? parts / whole : 0.0);
  };
  const auto logged = [&](auto... outcomes) {
    return static_cast<double>(
        std::count_if(result.logs[0].begin(), result.logs[0].end(),
                      [&](const firstline::ContactRow& row) { return ((row.outcome == outcomes) || ...); }));
  };
  using firstline::Outcome;
  partition("contacts: answered + by the bot + abandoned + hung up on it + kept out + open, of offered",
            logged(Outcome::answered, Outcome::left_chat) + logged(Outcome::contained) + logged(Outcome::abandoned) +
                logged(Outcome::left_bot) + logged(Outcome::blocked, Outcome::turned_away, Outcome::dropped) +
                logged(Outcome::unfinished),
            mean("contacts.offered"));
  partition("issues: resolved + closed unresolved + lost + open, of opened",
            mean("issues.resolved") + mean("issues.closed_unresolved") + mean("issues.lost") + mean("unresolved"),
            mean("issues.opened"));
  if (loaded.scenario.bots.empty()) return;
  partition(
      "sessions: solved + seemingly solved + handed over + hung up, of all",
      mean("bot.containment.true") + mean("bot.seemed_solved") + mean("bot.transfer_rate") + mean("bot.drop_rate"),
      1.0);
}

}  // namespace

void outcome_cases(Ledger& ledger) {
  fcr_window(ledger);
  outcomes_of(ledger, "help_desk");
  outcomes_of(ledger, "voice_bot");
}

}  // namespace verification

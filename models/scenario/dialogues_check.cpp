#include "models/scenario/dialogues_check.h"

#include <algorithm>
#include <set>
#include <string>

#include "models/scenario/document_json.h"
#include "models/scenario/field_reader.h"
#include "models/scenario/references.h"

namespace firstline {
namespace {

bool speaks(const Scenario& scenario, const std::string& bot) {
  return std::any_of(scenario.channels.begin(), scenario.channels.end(),
                     [&](const auto& channel) { return channel.second.bot == bot; });
}

// At the last repeat, where annoyance has made most hang up.
double leaves(const BotStep& step) {
  return step.hangs_up * (1.0 + step.annoyance * step.repeats) + step.asks + step.refuses;
}

// Whom a step understands, rightly or not, at the first try or at a repeat.
bool lets_on(const BotStep& step) {
  return (step.recognised > 0.0 || step.unnoticed > 0.0) && step.silent < 1.0 &&
         step.hangs_up + step.asks + step.refuses < 1.0;
}

std::set<std::string> steps_come_to(const Bot& bot) {
  std::set<std::string> found;
  std::vector<std::string> to_look_at{bot.start};
  while (!to_look_at.empty()) {
    const std::string name = to_look_at.back();
    to_look_at.pop_back();
    const auto step = bot.steps.find(name);
    if (step == bot.steps.end() || !found.insert(name).second || !lets_on(step->second)) continue;
    for (const auto& [next, weight] : step->second.next) {
      if (weight > 0.0) to_look_at.push_back(next);
    }
  }
  return found;
}

bool any_money(const Scenario& scenario) {
  return !(scenario.costs == Costs{}) || std::any_of(scenario.teams.begin(), scenario.teams.end(),
                                                     [](const auto& team) { return team.second.wage_per_h > 0.0; });
}

}  // namespace

void check_use_of_bots(const Scenario& scenario, std::vector<sim::Problem>& problems) {
  const bool priced = any_money(scenario);
  for (const auto& [name, bot] : scenario.bots) {
    const std::string at = join_pointer("/bots", name);
    const std::set<std::string> come_to = steps_come_to(bot);
    for (const auto& [step_name, step] : bot.steps) {
      const std::string step_at = join_pointer(at + "/steps", step_name);
      const std::string shown = printable(step_name);
      if (leaves(step) > 1.0) {
        const std::string repeats = std::to_string(step.annoyance > 0.0 ? step.repeats : 0);
        add_found(problems, "E330", step_at, {"@bot.leaves", short_number(leaves(step)), repeats});
      }
      if (!step.next.empty() && step.solves != 1.0) add_found(problems, "W407", step_at + "/solves", {shown});
      // A start that is no step has been told; nothing is said of what would follow.
      if (bot.steps.count(bot.start) != 0 && come_to.count(step_name) == 0) {
        add_found(problems, "W406", step_at, {shown, printable(name)});
      }
    }
    if (!speaks(scenario, name)) {
      add_found(problems, "W410", at, {printable(name)});
      continue;
    }
    const auto price = scenario.costs.bots.find(name);
    const bool free = price == scenario.costs.bots.end() || price->second == BotPrice{};
    if (priced && free) add_found(problems, "W408", at, {printable(name)});
    if (!free && price->second.licence_per_month > 0.0 && !bot.sessions) {
      add_found(problems, "W409", join_pointer("/costs/bots", name) + "/licence", {printable(name)});
    }
  }
}

}  // namespace firstline

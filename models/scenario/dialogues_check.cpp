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

// Tells of a share of customers who all come past the bot.
class Coverage {
 public:
  Coverage(const Scenario& scenario, const std::string& bot, std::vector<sim::Problem>& problems)
      : scenario_(scenario), bot_(bot), problems_(problems) {}

  // has(type, name): is it this segment's (product's, topic's)?
  template <class Has>
  void look_at(const char* map, const std::map<std::string, double>& shares, const Has& has) {
    for (const auto& [name, share] : shares) {
      if (share == 0.0) continue;
      bool any = false, meets = false;
      for (const auto& [type_name, type] : scenario_.contact_types) {
        if (!has(type, name)) continue;
        any = true;
        meets = meets || comes_to_bot(type);
      }
      if (!any || meets) continue;  // a name that nobody has is told elsewhere
      add_found(problems_, "W417", join_pointer(join_pointer("/bots", bot_) + "/" + map, name),
                {printable(bot_), printable(name)});
    }
  }

 private:
  bool comes_to_bot(const ContactType& type) const {
    return std::any_of(type.channels.begin(), type.channels.end(), [this](const auto& row) {
      const auto channel = scenario_.channels.find(row.first);
      return row.second > 0.0 && channel != scenario_.channels.end() && channel->second.bot == bot_;
    });
  }

  const Scenario& scenario_;
  const std::string& bot_;
  std::vector<sim::Problem>& problems_;
};

void check_coverage(const Scenario& scenario, const std::string& name, const Bot& bot,
                    std::vector<sim::Problem>& problems) {
  Coverage coverage(scenario, name, problems);
  coverage.look_at("segments", bot.segments,
                   [](const ContactType& type, const std::string& segment) { return type.segment == segment; });
  coverage.look_at("products", bot.products,
                   [](const ContactType& type, const std::string& product) { return type.product == product; });
  coverage.look_at("topics", bot.topics, [](const ContactType& type, const std::string& topic) {
    const auto found = type.topics.find(topic);
    return found != type.topics.end() && found->second > 0.0;
  });
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
    check_coverage(scenario, name, bot, problems);
    const auto price = scenario.costs.bots.find(name);
    const bool free = price == scenario.costs.bots.end() || price->second == BotPrice{};
    if (priced && free) add_found(problems, "W408", at, {printable(name)});
    if (!free && price->second.licence_per_month > 0.0 && !bot.sessions) {
      add_found(problems, "W409", join_pointer("/costs/bots", name) + "/licence", {printable(name)});
    }
  }
}

}  // namespace firstline

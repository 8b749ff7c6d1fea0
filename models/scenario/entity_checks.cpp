#include "models/scenario/entity_checks.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "models/scenario/document_json.h"
#include "models/scenario/field_reader.h"
#include "models/scenario/references.h"

namespace firstline {
namespace {

constexpr double kRounding = 1e-9;  // 0.7 + 0.3 is no more than 1

// "08:30", also of the following day.
std::string clock_text(std::int64_t time_s) {
  const std::int64_t second_of_day = time_s > 86'400 ? time_s - 86'400 : time_s;
  const auto two_digits = [](std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
  return two_digits(second_of_day / 3600) + ":" + two_digits(second_of_day / 60 % 60);
}

class Checks {
 public:
  Checks(const Scenario& scenario, std::vector<sim::Problem>& problems) : scenario_(scenario), problems_(problems) {}

  void check_types() {
    for (const auto& [name, type] : scenario_.contact_types) {
      const std::string at = join_pointer("/contact_types", name);
      check_weights(at + "/topics", type.topics);
      check_weights(at + "/channels", type.channels);
      check_periods(at + "/periods", type.periods);
      check_switches(at, name, type);
      if (mails_only(type)) check_mails(at, type);
    }
  }

  void check_channels() {
    for (const auto& [name, channel] : scenario_.channels) {
      const std::string at = join_pointer("/channels", name);
      if (channel.kind == ChannelKind::mail && channel.trunks) add("W413", at + "/trunks", {"trunks"});
      if (channel.chat) check_rates(at + "/chat/rates", channel.chat->rates);
    }
  }

  // Nothing says that mails are to come first where their queue is left as it is and that of callers comes later.
  void check_deferred() {
    std::set<std::string> mails, lines;
    for (const auto& [type_name, type] : scenario_.contact_types) {
      if (type.channels.empty()) lines.insert(type.queue);
      for (const auto& [name, weight] : type.channels) {
        const auto channel = scenario_.channels.find(name);
        if (weight == 0.0 || channel == scenario_.channels.end()) continue;
        const bool is_mail = channel->second.kind == ChannelKind::mail;
        (is_mail ? mails : lines).insert(channel->second.queue.empty() ? type.queue : channel->second.queue);
      }
    }
    for (const std::string& mail : mails) {
      const auto [team, line] = callers_after(mail, lines);
      if (!team.empty()) {
        add("W416", join_pointer("/queues", mail), {printable(team), printable(mail), printable(line)});
      }
    }
  }

  void check_lines() {
    for (const auto& [name, queue] : scenario_.queues) {
      const std::string at = join_pointer("/queues", name);
      check_targets(at + "/handling/to", name, queue.handling);
      const double live = queue.transfer.warm + queue.transfer.ticket;
      if (live > 1.0 + kRounding) add("E352", at + "/transfer", {short_number(live)});
    }
    for (const auto& [name, topic] : scenario_.topics) {
      const std::string at = join_pointer("/topics", name) + "/handling";
      for (const auto& [queue, handling] : topic.handling) {
        check_targets(join_pointer(at, queue) + "/to", queue, handling);
      }
    }
  }

  void check_shifts() {
    for (const auto& [name, shift] : scenario_.shifts) {
      const sim::TimeRange& hours = shift.hours;
      for (const auto& [pause_name, pause] : shift.pauses) {
        const std::string at = join_pointer(join_pointer("/shifts", name) + "/pauses", pause_name);
        const double end_s = static_cast<double>(pause.to_s) + pause.length_s;
        if (pause.to_s < pause.from_s) {
          add("E330", at + "/to", {"@pauses.reversed", clock_text(pause.from_s)});
        } else if (pause.from_s < hours.from_s || end_s > static_cast<double>(hours.to_s)) {
          add("E330", at, {"@pauses.outside", clock_text(hours.from_s) + "-" + clock_text(hours.to_s)});
        }
      }
    }
  }

  // Which of two steps with the same month would hold?
  void check_tenure() {
    std::map<double, std::string> months;
    for (const auto& [name, step] : scenario_.tenure) {
      const auto [other, fresh] = months.emplace(step.from_months, name);
      if (!fresh)
        add("E330", join_pointer("/tenure", name) + "/from_months", {"@tenure.twice", printable(other->second)});
    }
  }

  // Months that no step asks for change nothing: whoever wrote them thinks that they do.
  void check_months(const std::string& pointer, const std::string& group, const RosterRow& row) {
    if (row.tenure_months && scenario_.tenure.empty()) add("W415", pointer + "/tenure_months", {printable(group)});
  }

  void check_rosters() {
    for (const auto& [name, team] : scenario_.teams) {
      for (const auto& [group, row] : team.roster) {
        const std::string at = join_pointer(join_pointer("/teams", name) + "/roster", group);
        if (row.week > row.cycle_weeks) {
          add("E330", at + "/week", {"@roster.week", std::to_string(row.cycle_weeks)});
        }
        if (row.rotation && row.rotation->team == name) add("E330", at + "/rotation/team", {"@roster.itself"});
        check_months(at, group, row);
      }
    }
  }

 private:
  using Rank = std::pair<int, int>;  // of a queue for a team: the smaller is taken first

  // A team that takes this queue's mails, at the defaults, before the callers of another: both names, or none.
  std::pair<std::string, std::string> callers_after(const std::string& mail, const std::set<std::string>& lines) const {
    constexpr Rank kDefault{1, 1};
    for (const auto& [name, team] : scenario_.teams) {
      const auto rank = [&team_skills = team.serves, this](const std::string& queue) {
        const auto found = scenario_.queues.find(queue);
        const auto skill = team_skills.find(queue);
        const bool served = found != scenario_.queues.end() && skill != team_skills.end();
        return served ? std::optional<Rank>({found->second.priority, skill->second.priority}) : std::nullopt;
      };
      if (rank(mail) != kDefault) continue;
      for (const std::string& line : lines) {
        const std::optional<Rank> other = rank(line);
        if (other && *other > kDefault) return {name, line};
      }
    }
    return {};
  }

  void add(const char* code, const std::string& pointer, std::vector<std::string> arguments) {
    add_found(problems_, code, pointer, std::move(arguments));
  }

  void check_weights(const std::string& pointer, const std::map<std::string, double>& weights) {
    const bool chance = std::any_of(weights.begin(), weights.end(), [](const auto& row) { return row.second > 0.0; });
    if (!chance && !weights.empty()) add("E330", pointer, {"@weights.zero"});
  }

  // What is for those who wait on a line, given to customers who write only.
  void check_mails(const std::string& pointer, const ContactType& type) {
    if (!(type.patience == sim::Law::none())) add("W413", pointer + "/patience", {"patience"});
    for (const auto& [name, period] : type.periods) {
      if (!period.patience) continue;
      add("W413", join_pointer(pointer + "/periods", name) + "/patience", {"patience"});
    }
    if (type.redial.probability > 0.0) add("W413", pointer + "/redial", {"redial"});
  }

  void check_switches(const std::string& pointer, const std::string& name, const ContactType& type) {
    const auto channels =
        std::count_if(type.channels.begin(), type.channels.end(), [](const auto& row) { return row.second > 0.0; });
    if (channels > 1) return;
    const bool redials = type.redial.probability > 0.0, returns = type.returns.unresolved + type.returns.resolved > 0.0;
    if (redials && type.redial.switches > 0.0) add("W405", pointer + "/redial/switches", {printable(name)});
    if (returns && type.returns.switches > 0.0) add("W405", pointer + "/returns/switches", {printable(name)});
  }

  bool mails_only(const ContactType& type) const {
    bool mails = false;
    for (const auto& [name, weight] : type.channels) {
      if (weight == 0.0) continue;
      const auto found = scenario_.channels.find(name);
      if (found == scenario_.channels.end() || found->second.kind != ChannelKind::mail) return false;
      mails = true;
    }
    return mails;
  }

  // k rates[k - 1] is concave in k (science.md 3.3): the first step that is larger than the one before.
  void check_rates(const std::string& pointer, const std::vector<double>& rates) {
    double before = rates.front();
    for (std::size_t k = 2; k <= rates.size(); ++k) {
      const double step = static_cast<double>(k) * rates[k - 1] - static_cast<double>(k - 1) * rates[k - 2];
      if (step > before + kRounding) {
        const auto number = [](std::size_t n) { return std::to_string(n); };
        return add("W412", join_pointer(pointer, number(k - 1)), {number(k), number(k - 1)});
      }
      before = step;
    }
  }

  void check_targets(const std::string& pointer, const std::string& queue, const Handling& handling) {
    check_weights(pointer, handling.to);
    if (handling.to.count(queue) != 0) add("E342", join_pointer(pointer, queue), {printable(queue)});
  }

  void check_periods(const std::string& pointer, const std::map<std::string, Period>& periods) {
    for (auto one = periods.begin(); one != periods.end(); ++one) {
      for (auto other = periods.begin(); other != one; ++other) {
        const Period &a = one->second, &b = other->second;
        const bool overlap = a.hours.from_s < b.hours.to_s && b.hours.from_s < a.hours.to_s;
        const bool same = (a.service && b.service) || (a.patience && b.patience);
        if (overlap && same) {
          add("E330", join_pointer(pointer, one->first),
              {"@periods.overlap", printable(one->first), printable(other->first)});
        }
      }
    }
  }

  const Scenario& scenario_;
  std::vector<sim::Problem>& problems_;
};

}  // namespace

void check_entities(const Scenario& scenario, std::vector<sim::Problem>& problems) {
  Checks checks(scenario, problems);
  checks.check_types();
  checks.check_channels();
  checks.check_deferred();
  checks.check_lines();
  checks.check_shifts();
  checks.check_tenure();
  checks.check_rosters();
}

}  // namespace firstline

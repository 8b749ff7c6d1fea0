#include "models/scenario/targets_check.h"

#include <algorithm>
#include <map>
#include <string>

#include "models/scenario/document_json.h"
#include "models/scenario/field_reader.h"
#include "models/scenario/references.h"

namespace firstline {
namespace {

bool fits(const std::string& asked, const std::string& own) { return asked.empty() || asked == own; }

// One name for both, where neither excludes the other.
bool agree(const std::string& a, const std::string& b) { return a.empty() || b.empty() || a == b; }

bool any_chance(const std::map<std::string, double>& weights, const std::string& a, const std::string& b) {
  if (!agree(a, b)) return false;
  const std::string& asked = a.empty() ? b : a;
  const auto found = weights.find(asked);
  return asked.empty() || (found != weights.end() && found->second > 0.0);
}

int named(const Sla& sla) {
  int count = 0;
  for (const std::string* selector : {&sla.segment, &sla.product, &sla.channel, &sla.topic, &sla.contact_type}) {
    count += selector->empty() ? 0 : 1;
  }
  return count;
}

bool fits_type(const Sla& sla, const std::string& name, const ContactType& type) {
  return fits(sla.segment, type.segment) && fits(sla.product, type.product) && fits(sla.contact_type, name);
}

bool meet(const Scenario& scenario, const Sla& a, const Sla& b) {
  return std::any_of(scenario.contact_types.begin(), scenario.contact_types.end(), [&](const auto& row) {
    const auto& [name, type] = row;
    return fits_type(a, name, type) && fits_type(b, name, type) && any_chance(type.topics, a.topic, b.topic) &&
           any_chance(type.channels, a.channel, b.channel);
  });
}

// A mail channel by which this agreement's contacts come, and that no agreement names; empty where there is none.
std::string mail_under(const Scenario& scenario, const Sla& sla) {
  for (const auto& [type_name, type] : scenario.contact_types) {
    if (!fits_type(sla, type_name, type)) continue;
    for (const auto& [name, weight] : type.channels) {
      const auto channel = scenario.channels.find(name);
      if (weight == 0.0 || channel == scenario.channels.end() || channel->second.kind != ChannelKind::mail) continue;
      const bool has_its_own = std::any_of(scenario.slas.begin(), scenario.slas.end(), [&channel](const auto& other) {
        return other.second.channel == channel->first;
      });
      if (!has_its_own) return name;
    }
  }
  return "";
}

// Seconds are for those who wait on a line: mails that fall under them miss the agreement, whoever answers them.
void check_mails(const Scenario& scenario, std::vector<sim::Problem>& problems) {
  constexpr double kOnTheLine_s = 300.0;
  for (const auto& [name, sla] : scenario.slas) {
    if (!sla.channel.empty() || !sla.response_s || *sla.response_s >= kOnTheLine_s) continue;
    const std::string mail = mail_under(scenario, sla);
    if (!mail.empty()) add_found(problems, "W414", join_pointer("/slas", name) + "/response", {printable(mail)});
  }
}

// Whoever writes a response for some of the customers may think that the others' resolution still holds for them.
void check_lost_targets(const Scenario& scenario, std::vector<sim::Problem>& problems) {
  for (const auto& [name, sla] : scenario.slas) {
    for (const auto& [other_name, other] : scenario.slas) {
      const bool instead = named(sla) > named(other) || (named(sla) == named(other) && name < other_name);
      const char* lost = other.resolution_s && !sla.resolution_s ? "resolution"
                         : other.response_s && !sla.response_s   ? "response"
                                                                 : nullptr;
      if (!instead || lost == nullptr || !meet(scenario, sla, other)) continue;
      add_found(problems, "W418", join_pointer("/slas", name), {printable(name), printable(other_name), lost});
      break;
    }
  }
}

}  // namespace

void check_agreements(const Scenario& scenario, std::vector<sim::Problem>& problems) {
  check_mails(scenario, problems);
  check_lost_targets(scenario, problems);
}

}  // namespace firstline

#include "models/run/start.h"

#include <algorithm>

#include "models/analytic/mmn_g.h"
#include "sim/base/error.h"

namespace firstline {
namespace {

// The one value that a series has at all times, or nothing.
std::optional<double> constant_value(const WeekSeries& series) {
  const double value = series.at(0, 0.0);
  for (const auto& day : series.days) {
    const bool whole_day = static_cast<double>(day.size()) * series.slot_s >= 86'400.0;
    const bool level = std::all_of(day.begin(), day.end(), [&](double v) { return v == value; });
    if (!whole_day || !level) return std::nullopt;
  }
  return value;
}

bool is_exponential(const sim::Law& law) {
  return law.kind == sim::LawKind::exponential && law.atom_at_zero == 0.0 && law.shift == 0.0;
}

[[noreturn]] void refuse(const std::string& pointer) {
  throw sim::InputError({{.code = "E347", .pointer = pointer, .value = "stationary", .arguments = {}, .file = ""}});
}

}  // namespace

std::vector<double> stationary_start(const Scenario& scenario) {
  if (!is_plain(scenario) || scenario.contact_types.size() != 1 || scenario.teams.size() != 1 ||
      scenario.queues.size() != 1) {
    refuse("/experiment/start");
  }
  const auto& [type_name, type] = *scenario.contact_types.begin();
  const auto& [team_name, team] = *scenario.teams.begin();
  const Queue& queue = scenario.queues.begin()->second;
  const std::string at_type = "/contact_types/" + type_name;
  const auto rate = constant_value(type.arrivals.rate_per_s);
  const bool factors = type.arrivals.day_factor.shape > 0.0 || type.arrivals.slot_factor.shape > 0.0;
  if (!rate || *rate <= 0.0 || factors || !scenario.same_every_week()) refuse(at_type + "/arrivals");
  if (!is_exponential(type.service) || !type.periods.empty()) refuse(at_type + "/service");
  const bool endless = type.patience.kind == sim::LawKind::none && type.patience.atom_at_zero == 0.0;
  if (!endless && !is_exponential(type.patience)) refuse(at_type + "/patience");
  if (type.ivr_time) refuse(at_type + "/ivr_time");
  if (type.redial.probability > 0.0) refuse(at_type + "/redial");
  if (queue.capacity || queue.has_hours) refuse("/queues/" + type.queue);
  const auto staff = constant_value(team.staff);
  const bool whole = staff && *staff >= 1.0 && *staff == static_cast<double>(static_cast<int>(*staff));
  if (!whole || !team.extra_staff.empty()) refuse("/teams/" + team_name + "/staff");

  const double service_per_s = 1.0 / type.service.a;
  const double abandon_per_s = endless ? 0.0 : 1.0 / type.patience.a;
  // Within a millionth of its capacity a queue without impatience has no stationary state worth the name.
  if (endless && *rate >= *staff * service_per_s * (1.0 - 1e-6)) refuse("/teams/" + team_name + "/staff");
  return erlang_a_pmf(*rate, service_per_s, abandon_per_s, static_cast<int>(*staff));
}

}  // namespace firstline

#include "models/scenario/demand.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace firstline {
namespace {

constexpr double kDay_s = 86400.0, kMostPerStream = 1e24;
constexpr std::int64_t kMostLooks = 1'000'000;  // at levels of days, in all

sim::Wide in_millionths(double contacts) { return static_cast<sim::Wide>(std::min(contacts, kMostPerStream) * 1e6); }

// Contacts of one stream from midnight of `weekday` on, by its profile.
double contacts_of_day(const Arrivals& arrivals, int weekday, double until_s) {
  double sum = 0.0;
  const auto day = static_cast<std::size_t>(weekday);
  const double slot_s = arrivals.rate_per_s.slot_s;
  for (std::size_t slot = 0; slot < arrivals.rate_per_s.days[day].size(); ++slot) {
    const double from_s = static_cast<double>(slot) * slot_s;
    sum += slot_rate_per_s(arrivals, day, slot) * std::max(0.0, std::min(slot_s, until_s - from_s));
  }
  return sum;
}

struct Span {
  double length_s = 0.0;
  int first_weekday = 0;
  std::int64_t whole_days() const { return static_cast<std::int64_t>(std::floor(length_s / kDay_s)); }
  double rest_s() const { return length_s - std::floor(length_s / kDay_s) * kDay_s; }
  int weekday(std::int64_t day) const { return static_cast<int>((first_weekday + day) % 7); }
};

// In millionths.
sim::Wide level_contacts(const Arrivals& arrivals, const Span& span) {
  const std::int64_t weeks = span.whole_days() / 7, rest = span.whole_days() % 7;
  sim::Wide sum = 0;
  for (int day = 0; day < 7; ++day) {
    sum += in_millionths(contacts_of_day(arrivals, span.weekday(day), kDay_s)) * (weeks + (day < rest ? 1 : 0));
  }
  return sum + in_millionths(contacts_of_day(arrivals, span.weekday(rest), span.rest_s()));
}

// The same with a level for each day, every `stride` weeks looked at.
sim::Wide dated_contacts(const Arrivals& arrivals, const Span& span, const DayLevel& level, std::int64_t stride) {
  std::array<double, 7> by_weekday{};
  for (int day = 0; day < 7; ++day) {
    by_weekday[static_cast<std::size_t>(day)] = contacts_of_day(arrivals, day, kDay_s);
  }
  double sum = 0.0;
  for (std::int64_t day = 0; day < span.whole_days(); day += day % 7 == 6 ? 1 + 7 * (stride - 1) : 1) {
    const double shown = day + 7 * (stride - 1) < span.whole_days() ? static_cast<double>(stride) : 1.0;
    sum += shown * by_weekday[static_cast<std::size_t>(span.weekday(day))] * level.at(day);
  }
  const std::int64_t last = span.whole_days();
  return in_millionths(sum + contacts_of_day(arrivals, span.weekday(last), span.rest_s()) * level.at(last));
}

sim::Wide traced_contacts(const std::vector<double>& trace_s, const Span& span) {
  return sim::Wide{1'000'000} *
         std::count_if(trace_s.begin(), trace_s.end(), [&](double moment_s) { return moment_s < span.length_s; });
}

// How much incidents add to a type's contacts, on average.
double share_of_incidents(const Scenario& scenario, const std::string& type) {
  double share = 0.0;
  for (const auto& [name, incident] : scenario.incidents) {
    share += incident.expected_per_day() * incident.boost_of(type) * incident.decay_s / kDay_s;
  }
  return share;
}

}  // namespace

double slot_rate_per_s(const Arrivals& arrivals, std::size_t weekday, std::size_t slot) {
  const std::vector<double>& day = arrivals.rate_per_s.days[weekday];
  const bool on_a_line = arrivals.interpolation == Interpolation::linear && slot + 1 < day.size();
  return on_a_line ? 0.5 * (day[slot] + day[slot + 1]) : day[slot];
}

double mean_rate_per_s(const Arrivals& arrivals) {
  double sum = 0.0;
  for (std::size_t day = 0; day < 7; ++day) {
    for (std::size_t slot = 0; slot < arrivals.rate_per_s.days[day].size(); ++slot) {
      sum += slot_rate_per_s(arrivals, day, slot);
    }
  }
  return sum * arrivals.rate_per_s.slot_s / (7.0 * kDay_s);
}

sim::Wide estimated_contacts(const Scenario& scenario, const Experiment& experiment) {
  const Span span{experiment.warm_up_s + experiment.measure_s + experiment.cool_down_s,
                  sim::weekday_of(scenario.start_day)};
  const auto entities = static_cast<std::int64_t>(scenario.contact_types.size() * (1 + scenario.holidays.size()));
  const std::int64_t stride = 1 + span.whole_days() * std::max<std::int64_t>(entities, 1) / kMostLooks;
  sim::Wide millionths = 0;
  for (const auto& [name, type] : scenario.contact_types) {
    const Arrivals& arrivals = type.arrivals;
    if (arrivals.trace_s) {
      millionths += traced_contacts(*arrivals.trace_s, span);
      continue;
    }
    const DayLevel level(arrivals.growth, arrivals.season, scenario.holidays, scenario.start_day);
    const sim::Wide fresh =
        level.constant() ? level_contacts(arrivals, span) : dated_contacts(arrivals, span, level, stride);
    const double more = share_of_incidents(scenario, name);
    millionths += more > 0.0 ? in_millionths(static_cast<double>(fresh) * 1e-6 * (1.0 + more)) : fresh;
  }
  return millionths / 1'000'000 * experiment.replications;
}

}  // namespace firstline

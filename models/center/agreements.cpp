#include "models/center/agreements.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>

namespace firstline {
namespace {

sim::Tick length_of(SlaPeriod period) {
  switch (period) {
    case SlaPeriod::day:
      return sim::kTicksPerDay;
    case SlaPeriod::week:
      return 7 * sim::kTicksPerDay;
    case SlaPeriod::month:
      return 28 * sim::kTicksPerDay;
  }
  return sim::kTicksPerDay;
}

// How many selectors name this class; -1 when one names another.
int fit(const Sla& sla, const std::string& type_name, const ContactType& type, const std::string& topic,
        const std::string& channel) {
  int named = 0;
  const auto check = [&](const std::string& selector, const std::string& value) {
    if (selector.empty()) return true;
    ++named;
    return selector == value;
  };
  const bool fits = check(sla.segment, type.segment) && check(sla.product, type.product) &&
                    check(sla.channel, channel) && check(sla.topic, topic) && check(sla.contact_type, type_name);
  return fits ? named : -1;
}

template <class Map>
std::string name_at(const Map& map, int id_from_one) {
  return id_from_one == 0 ? "" : std::next(map.begin(), id_from_one - 1)->first;
}

// Without hours it runs around the clock, holidays included.
BusinessCalendar clock_of(const Scenario& scenario, bool has_hours, const WeekHours& hours) {
  return has_hours ? BusinessCalendar(hours, closed_dates(scenario.holidays), scenario.start_day) : BusinessCalendar();
}

}  // namespace

AgreementsModel compile_agreements(const Scenario& scenario, const std::vector<ClassLabels>& classes,
                                   sim::Tick arrivals_until) {
  AgreementsModel model;
  const std::vector<std::int64_t> closed = closed_dates(scenario.holidays);
  for (const auto& [name, sla] : scenario.slas) {
    AgreementModel& added = model.agreements.emplace_back();
    if (sla.response_s) added.response = sim::seconds_to_ticks(*sla.response_s);
    if (sla.resolution_s) added.resolution = sim::seconds_to_ticks(*sla.resolution_s);
    added.period = length_of(sla.period);
    added.clock = static_cast<std::uint32_t>(model.clocks.size());
    const BusinessCalendar& clock = model.clocks.emplace_back(clock_of(scenario, sla.has_hours, sla.hours));
    if (added.resolution) {  // too late from the first moment with less open time before the end than that
      added.due_too_late_from = clock.add_open_time(0, clock.open_time(0, arrivals_until) - *added.resolution + 1);
    }
  }
  std::map<std::string, std::uint32_t> queue_clocks;
  for (const auto& [name, queue] : scenario.queues) {
    queue_clocks.emplace(name, static_cast<std::uint32_t>(model.clocks.size()));
    model.clocks.push_back(clock_of(scenario, queue.has_hours, queue.opening_hours));
  }
  for (const ClassLabels& labels : classes) {
    const auto type = std::next(scenario.contact_types.begin(), labels.type);
    const std::string topic = name_at(scenario.topics, labels.topic);
    const std::string channel = name_at(scenario.channels, labels.channel);
    int best = -1;
    std::uint32_t chosen = kNoAgreement, index = 0;
    for (const auto& [name, sla] : scenario.slas) {
      const int named = fit(sla, type->first, type->second, topic, channel);
      if (named > best) {
        best = named;
        chosen = index;
      }
      ++index;
    }
    const std::string entry = channel.empty() ? "" : scenario.channels.at(channel).queue;
    model.agreement_of_class.push_back(chosen);
    model.clock_of_class.push_back(chosen != kNoAgreement
                                       ? model.agreements[chosen].clock
                                       : queue_clocks.at(entry.empty() ? type->second.queue : entry));
  }
  return model;
}

int num_periods(const AgreementModel& agreement, sim::Tick measured) {
  return static_cast<int>((measured + agreement.period - 1) / agreement.period);
}

}  // namespace firstline

#include "models/report/report_notes.h"

#include <algorithm>

namespace firstline {
namespace {

bool same_hours(const ExtraStaff& one, const ExtraStaff& other) {
  return one.days == other.days && one.hours == other.hours && one.operators == other.operators;
}

bool same_team(const Team& one, const Team& other) {
  return one.staff == other.staff && one.roster == other.roster && one.habits.absence == other.habits.absence &&
         std::equal(one.extra_staff.begin(), one.extra_staff.end(), other.extra_staff.begin(), other.extra_staff.end(),
                    [](const auto& a, const auto& b) { return a.first == b.first && same_hours(a.second, b.second); });
}

}  // namespace

bool same_staff(const Scenario& one, const Scenario& other) {
  return one.shifts == other.shifts &&
         std::equal(one.teams.begin(), one.teams.end(), other.teams.begin(), other.teams.end(),
                    [](const auto& a, const auto& b) { return a.first == b.first && same_team(a.second, b.second); });
}

std::string staff_note(const RunResult& base, const ComparedVariant& variant, const Speaker& speaker) {
  const Difference* occupancy = index_of(variant.differences).find("occupancy");
  const bool moved = occupancy != nullptr && occupancy->distinguishable;
  return moved && same_staff(base.scenario, variant.run.scenario) ? std::string(speaker.words().same_staff) + "\n" : "";
}

std::string bot_answers_note(const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  const Estimate *human = estimates.find("frt.mean"), *any = estimates.find("frt.mean.any");
  const bool shown = human != nullptr && any != nullptr && speaker.shows("frt.mean") && speaker.shows("frt.mean.any");
  const bool longer = shown && human->mean && any->mean && *any->mean > *human->mean;
  return longer ? std::string(speaker.words().answers_of_bots) + "\n" : "";
}

std::string sliced_note(const RunResult& result, const Speaker& speaker) {
  const Experiment& asked = result.experiment;
  const bool more = result.set.names.has_cases() || speaker.shows("cost.total");
  const bool sliced = asked.by_weekday || asked.by_day || (asked.by_exposure && result.set.names.exposure);
  return more && sliced ? std::string(speaker.words().sliced) + "\n" : "";
}

std::string mail_opinion_note(const RunResult& result, const SliceIndex<Estimate>& estimates, const Speaker& speaker) {
  const auto rated = [&](const auto& channel) {
    const Estimate* csat = estimates.find("csat", {"channel", channel.first});
    return channel.second.kind == ChannelKind::mail && csat != nullptr && csat->mean;
  };
  const auto& channels = result.scenario.channels;
  return std::any_of(channels.begin(), channels.end(), rated) ? std::string(speaker.words().mail_opinion) + "\n" : "";
}

}  // namespace firstline

#include "models/scenario/calendar.h"

#include <algorithm>
#include <map>

#include "sim/base/check.h"
#include "sim/random/distribution.h"

namespace firstline {
namespace {

constexpr sim::Tick kWeek = 7 * sim::kTicksPerDay;

// In order, apart from each other.
std::vector<sim::TimeRange> joined(std::vector<sim::TimeRange> ranges) {
  std::sort(ranges.begin(), ranges.end(),
            [](const sim::TimeRange& a, const sim::TimeRange& b) { return a.from_s < b.from_s; });
  std::size_t kept = 0;
  for (const sim::TimeRange& next : ranges) {
    if (next.from_s >= next.to_s) continue;
    if (kept > 0 && next.from_s <= ranges[kept - 1].to_s) {
      ranges[kept - 1].to_s = std::max(ranges[kept - 1].to_s, next.to_s);
    } else {
      ranges[kept++] = next;
    }
  }
  ranges.resize(kept);
  return ranges;
}

}  // namespace

WeekHours around_the_clock() {
  WeekHours hours;
  hours.fill({{.from_s = 0, .to_s = 86'400}});
  return hours;
}

BusinessCalendar::BusinessCalendar(const WeekHours& hours, const std::vector<std::int64_t>& closed_dates,
                                   std::int64_t start_day)
    : first_day_(sim::weekday_of(start_day) * sim::kTicksPerDay) {
  WeekHours usual;
  for (std::size_t day = 0; day < 7; ++day) {
    usual[day] = joined(hours[day]);
    rows_a_day_ = std::max(rows_a_day_, usual[day].size());
  }
  add_rows(usual);
  week_open_ = rows_.back().open_before;
  always_open_ = week_open_ == kWeek && closed_dates.empty();

  std::map<std::int64_t, WeekHours> with_closed_dates;  // by week
  const std::int64_t monday = start_day - sim::weekday_of(start_day);
  for (const std::int64_t date : closed_dates) {
    if (date < monday) continue;
    WeekHours& week = with_closed_dates.emplace((date - monday) / 7, usual).first->second;
    week[static_cast<std::size_t>((date - monday) % 7)].clear();
  }
  sim::Tick open = 0;
  for (const auto& [week, own] : with_closed_dates) {
    for (; static_cast<std::int64_t>(weeks_.size()) < week; open += week_open_) weeks_.push_back({.open_before = open});
    weeks_.push_back({.open_before = open, .first_row = add_rows(own)});
    open += rows_.back().open_before;
  }
  weeks_.push_back({.open_before = open});
}

std::size_t BusinessCalendar::add_rows(const WeekHours& hours) {
  const std::size_t first = rows_.size();
  sim::Tick midnight = 0, open = 0;
  for (const std::vector<sim::TimeRange>& day : hours) {
    for (const sim::TimeRange& range : day) {
      const sim::Tick from = midnight + range.from_s * sim::kTicksPerSecond;
      const sim::Tick to = midnight + range.to_s * sim::kTicksPerSecond;
      rows_.push_back({.from = from, .to = to, .open_before = open});
      open += to - from;
    }
    if (day.empty()) rows_.push_back({.from = midnight, .to = midnight, .open_before = open});
    midnight += sim::kTicksPerDay;
    for (std::size_t i = std::max<std::size_t>(day.size(), 1); i < rows_a_day_; ++i) {
      rows_.push_back({.from = midnight, .to = midnight, .open_before = open});
    }
  }
  rows_.push_back({.from = kWeek, .to = kWeek, .open_before = open});
  return first;
}

BusinessCalendar::Week BusinessCalendar::week_at(std::int64_t week) const {
  const auto last = static_cast<std::int64_t>(weeks_.size()) - 1;
  if (week <= last) return weeks_[static_cast<std::size_t>(week)];
  return {.open_before = weeks_.back().open_before + (week - last) * week_open_};
}

BusinessCalendar::Place BusinessCalendar::place_of(sim::Tick time) const {
  EXPECT(time >= 0);
  const sim::Tick since_monday = first_day_ + time;
  const std::int64_t week = since_monday / kWeek;
  const sim::Tick moment = since_monday - week * kWeek;
  const Week hours = week_at(week);
  const Row* row = &rows_[hours.first_row + static_cast<std::size_t>(moment / sim::kTicksPerDay) * rows_a_day_];
  while (row[1].from <= moment) ++row;
  return {.week = week, .moment = moment, .hours = hours, .row = row};
}

sim::Tick BusinessCalendar::open_between(sim::Tick from, sim::Tick to) const {
  const Place start = place_of(from);
  const sim::Tick end = start.moment + (to - from);
  if (end <= start.row[1].from) return start.row->open_by(end) - start.row->open_by(start.moment);  // most are short
  return place_of(to).open_before() - start.open_before();
}

sim::Tick BusinessCalendar::add_open_time(sim::Tick from, sim::Tick open) const {
  if (open <= 0) return from;
  if (open >= sim::kNever || from >= sim::kNever - open) return sim::kNever;
  if (always_open_) return from + open;
  if (week_open_ == 0) return sim::kNever;
  const Place start = place_of(from);
  const sim::Tick target = start.open_before() + open;
  const auto last = static_cast<std::int64_t>(weeks_.size()) - 1;
  std::int64_t week = start.week;
  while (week < last && weeks_[static_cast<std::size_t>(week) + 1].open_before < target) ++week;
  if (week >= last && target - week_at(week).open_before > week_open_) {
    const std::int64_t whole = (target - week_at(week).open_before - 1) / week_open_;
    if (whole >= sim::kNever / kWeek) return sim::kNever;
    week += whole;
  }
  const Week hours = week_at(week);
  const sim::Tick rest = target - hours.open_before;  // more than 0, at most what the week has
  const Row* row = week == start.week ? start.row : &rows_[hours.first_row];
  while (row[1].open_before < rest) ++row;
  return week * kWeek + row->from + (rest - row->open_before) - first_day_;
}

}  // namespace firstline

#include "models/scenario/calendar.h"

#include <algorithm>

#include "sim/random/distribution.h"

namespace firstline {
namespace {

constexpr sim::Tick kWeek = 7 * sim::kTicksPerDay;

// Rounds down, for moments before the start too.
sim::Tick floor_div(sim::Tick a, sim::Tick b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

WeekHours around_the_clock() {
  WeekHours hours;
  hours.fill({{.from_s = 0, .to_s = 86'400}});
  return hours;
}

BusinessCalendar::BusinessCalendar(const WeekHours& hours, const std::vector<std::int64_t>& closed_dates,
                                   std::int64_t start_day)
    : first_day_(sim::weekday_of(start_day) * sim::kTicksPerDay) {
  for (std::size_t day = 0; day < 7; ++day) {
    const sim::Tick midnight = static_cast<sim::Tick>(day) * sim::kTicksPerDay;
    for (const sim::TimeRange& range : hours[day]) {
      week_.push_back(
          {.from = midnight + range.from_s * sim::kTicksPerSecond, .to = midnight + range.to_s * sim::kTicksPerSecond});
    }
  }
  std::sort(week_.begin(), week_.end(), [](const Hours& a, const Hours& b) { return a.from < b.from; });
  std::size_t kept = 0;
  for (const Hours& next : week_) {
    if (kept > 0 && next.from <= week_[kept - 1].to) {
      week_[kept - 1].to = std::max(week_[kept - 1].to, next.to);
    } else {
      week_[kept++] = next;
    }
  }
  week_.resize(kept);
  for (Hours& open : week_) {
    open.open_before = week_open_;
    week_open_ += open.to - open.from;
  }
  always_open_ = week_open_ == kWeek && closed_dates.empty();
  week_.push_back({.from = kWeek, .to = kWeek, .open_before = week_open_});
  for (std::size_t hour = 0, begun = 0; hour < begun_.size(); ++hour) {
    while (week_[begun].from <= static_cast<sim::Tick>(hour) * sim::kTicksPerHour) ++begun;
    begun_[hour] = static_cast<std::uint16_t>(begun);
  }

  std::vector<std::int64_t> dates = closed_dates;
  std::sort(dates.begin(), dates.end());
  dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
  sim::Tick taken = 0;
  for (const std::int64_t date : dates) {
    const sim::Tick midnight = first_day_ + (date - start_day) * sim::kTicksPerDay;
    const sim::Tick open = usual_open_before(midnight);
    const sim::Tick without = open - taken;
    taken += usual_open_before(midnight + sim::kTicksPerDay) - open;
    closed_.push_back({.midnight = midnight, .open_before = without, .taken = taken});
    closed_by_.resize(static_cast<std::size_t>(date - dates.front()) + 1,
                      static_cast<std::uint32_t>(closed_.size()) - 1);
    closed_by_.back() = static_cast<std::uint32_t>(closed_.size());
  }
}

// How many closed dates have begun.
std::size_t BusinessCalendar::closed_dates_before(sim::Tick since_monday) const {
  if (closed_.empty() || since_monday < closed_.front().midnight) return 0;
  const auto day = static_cast<std::size_t>((since_monday - closed_.front().midnight) / sim::kTicksPerDay);
  return day < closed_by_.size() ? closed_by_[day] : closed_.size();
}

// Open time from the Monday before the start; negative before it.
sim::Tick BusinessCalendar::usual_open_before(sim::Tick since_monday) const {
  const sim::Tick week = floor_div(since_monday, kWeek);
  const sim::Tick moment = since_monday - week * kWeek;
  std::size_t begun = begun_[static_cast<std::size_t>(moment / sim::kTicksPerHour)];
  while (week_[begun].from <= moment) ++begun;
  if (begun == 0) return week * week_open_;
  const Hours& open = week_[begun - 1];
  return week * week_open_ + open.open_before + std::min(moment, open.to) - open.from;
}

sim::Tick BusinessCalendar::open_before(sim::Tick time) const {
  const sim::Tick since_monday = first_day_ + time;
  const std::size_t closed = closed_dates_before(since_monday);
  if (closed == 0) return usual_open_before(since_monday);
  const ClosedDate& last = closed_[closed - 1];
  const bool on_it = since_monday < last.midnight + sim::kTicksPerDay;
  return on_it ? last.open_before : usual_open_before(since_monday) - last.taken;
}

// The first moment since Monday at which the week's hours alone have given `open` ticks.
sim::Tick BusinessCalendar::usual_moment(sim::Tick open) const {
  const sim::Tick week = floor_div(open - 1, week_open_);
  if (week >= sim::kNever / kWeek) return sim::kNever;
  const sim::Tick rest = open - week * week_open_;  // 1 .. week_open_
  std::size_t begun = 0;  // all of the week are looked at: where a search would stop nobody can foresee
  for (const Hours& hours : week_) begun += hours.open_before < rest ? 1 : 0;
  const Hours& hours = week_[begun - 1];
  return week * kWeek + hours.from + (rest - hours.open_before);
}

sim::Tick BusinessCalendar::add_open_time(sim::Tick from, sim::Tick open) const {
  if (open <= 0) return from;
  if (open >= sim::kNever || from >= sim::kNever - open) return sim::kNever;
  if (always_open_) return from + open;
  if (week_open_ == 0) return sim::kNever;
  const sim::Tick target = open_before(from) + open;
  // Closed dates before the target took their time out; the moment lies before the first of the others.
  const auto other = std::lower_bound(closed_.begin(), closed_.end(), target,
                                      [](const ClosedDate& date, sim::Tick sum) { return date.open_before < sum; });
  const sim::Tick taken = other == closed_.begin() ? 0 : std::prev(other)->taken;
  const sim::Tick moment = usual_moment(target + taken);
  return moment >= sim::kNever ? sim::kNever : moment - first_day_;
}

}  // namespace firstline

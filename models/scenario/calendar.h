// When somebody is there: opening hours by weekday and closed dates, compiled so that clocks of open time are cheap.
//
// Flow: opening hours + closed dates -> BusinessCalendar; open_time() measures, add_open_time() gives due moments.
// Units: ticks since the start of the scenario, midnight of its first day; dates are days since 1970-01-01.
// Shape: open time since the Monday before the start = whole weeks x open time of a week + the part of this week, by
//   prefix sums over the week's hours, less what closed dates took, by prefix sums over them. Tables by hour of the
//   week and by day find the place; any horizon.
// Errors: none; hours may come in any order, overlap and touch; from > to is no time.
// Threads: immutable.
// Neglects: changes between summer and winter time (every day has 24 hours); half holidays; years that repeat.
// Source: science.md 7.5, A7; kpis.md, Semantics.
// Tests: tests/models/scenario/calendar_test.cpp
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/base/units.h"

namespace firstline {

using WeekHours = std::array<std::vector<sim::TimeRange>, 7>;  // 0 = Monday

WeekHours around_the_clock();

class BusinessCalendar {
 public:
  BusinessCalendar() = default;  // always open
  BusinessCalendar(const WeekHours& hours, const std::vector<std::int64_t>& closed_dates, std::int64_t start_day);

  bool always_open() const { return always_open_; }

  // Open ticks within [from, to).
  sim::Tick open_time(sim::Tick from, sim::Tick to) const {
    if (to <= from) return 0;
    return always_open_ ? to - from : open_before(to) - open_before(from);
  }

  // The first moment by which `open` ticks of open time have passed since `from`: `from` itself for none, sim::kNever
  // when they never pass.
  sim::Tick add_open_time(sim::Tick from, sim::Tick open) const;

 private:
  struct Hours {
    sim::Tick from = 0, to = 0;  // since Monday's midnight
    sim::Tick open_before = 0;   // in the week before `from`
  };
  struct ClosedDate {
    sim::Tick midnight = 0;     // since the Monday before the start
    sim::Tick open_before = 0;  // at that midnight, without what dates before took
    sim::Tick taken = 0;        // by this date and those before
  };

  sim::Tick open_before(sim::Tick time) const;
  sim::Tick usual_open_before(sim::Tick since_monday) const;
  sim::Tick usual_moment(sim::Tick open) const;
  std::size_t closed_dates_before(sim::Tick since_monday) const;

  bool always_open_ = true;
  sim::Tick first_day_ = 0;  // from Monday's midnight to the start of the scenario
  sim::Tick week_open_ = 0;
  std::vector<Hours> week_;                 // in order, apart from each other, then one that never begins
  std::array<std::uint16_t, 168> begun_{};  // by hour of the week: how many of them have begun at its first moment
  std::vector<ClosedDate> closed_;
  std::vector<std::uint32_t> closed_by_;  // by day from the first closed date to the last: those up to it
};

}  // namespace firstline

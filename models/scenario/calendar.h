// When somebody is there: opening hours by weekday and closed dates, compiled so that clocks of open time are cheap.
//
// Flow: opening hours + closed dates -> BusinessCalendar; open_time() measures, add_open_time() gives due moments.
// Units: ticks since the start of the scenario (none before it), midnight of its first day; dates are days since
//   1970-01-01.
// Shape: weeks from the Monday before the start to the first without closed dates after the last of them; that one
//   repeats. A week has the rows of all usual weeks or, with closed dates, rows of its own: as many of each day, in
//   order, so that week and day find the place. Prefix sums over weeks and over the rows of each.
// Errors: none; hours may come in any order, overlap and touch; from > to is no time.
// Threads: immutable.
// Neglects: changes between summer and winter time (every day has 24 hours); half holidays; years that repeat.
// Source: science.md 7.5, A7; kpis.md, Semantics.
// Tests: tests/models/scenario/calendar_test.cpp
#pragma once

#include <array>
#include <cstddef>
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
    return always_open_ ? to - from : open_between(from, to);
  }

  // The first moment by which `open` ticks of open time have passed since `from`: `from` itself for none, sim::kNever
  // when they never pass; at least as far from it as `open`.
  sim::Tick add_open_time(sim::Tick from, sim::Tick open) const;

  // Whether `target` ticks of open time from `from` on were not over at `until`, `passed` having been open between the
  // two. Hours after closing are no open time, but late.
  bool in_time(sim::Tick from, sim::Tick until, sim::Tick passed, sim::Tick target) const {
    return passed < target || (passed == target && until <= add_open_time(from, target));
  }

 private:
  // Opening hours of a day, or nothing from a midnight on.
  struct Row {
    sim::Tick from = 0, to = 0;  // since Monday's midnight
    sim::Tick open_before = 0;   // in the week before `from`

    sim::Tick open_by(sim::Tick moment) const {
      return open_before + (moment < from ? 0 : (moment < to ? moment : to) - from);
    }
  };
  struct Week {
    sim::Tick open_before = 0;  // since the Monday before the start
    std::size_t first_row = 0;
  };
  struct Place {
    std::int64_t week = 0;
    sim::Tick moment = 0;  // since the week's midnight
    Week hours;
    const Row* row = nullptr;  // the last of the day that has begun, or the first of it

    sim::Tick open_before() const { return hours.open_before + row->open_by(moment); }
  };

  std::size_t add_rows(const WeekHours& hours);
  Week week_at(std::int64_t week) const;
  Place place_of(sim::Tick time) const;
  sim::Tick open_between(sim::Tick from, sim::Tick to) const;

  bool always_open_ = true;
  sim::Tick first_day_ = 0;  // from Monday's midnight to the start of the scenario
  sim::Tick week_open_ = 0;  // in a usual one
  std::size_t rows_a_day_ = 1;
  std::vector<Row> rows_;  // of usual weeks, then of those with closed dates; one behind each set that never begins
  std::vector<Week> weeks_;
};

}  // namespace firstline

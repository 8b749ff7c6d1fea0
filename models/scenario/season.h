// What makes one day differ from another by date: seasons, growth, holidays; and incidents, that strike at any time.
//
// Flow: part of Arrivals and Scenario; DayLevel is compiled from them once and asked once a day and stream.
// Units: days since 1970-01-01; DayLevel counts days from the start of the scenario; times are seconds.
// Shape: level(day) = exp(growth day/365 + sum of amplitude cos(2 pi (date - peak)/period)) * month * holidays.
// Errors: none; the exponent is kept within +-kMostExponent.
// Threads: immutable.
// Neglects: seasons do not keep the yearly mean at 1: the numbers given are taken as they are.
// Source: science.md 1.2 (Level); Ibrahim, Ye, L'Ecuyer, Shen 2016.
// Tests: tests/models/scenario/season_test.cpp
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace firstline {

struct Harmonic {
  double period_s = 365.25 * 86400.0;
  double amplitude = 0.0;  // of the logarithm of the rate
  std::int64_t peak_day = 0;
};

struct Season {
  std::vector<double> months;  // twelve factors, January first; empty: none
  std::map<std::string, Harmonic> harmonics;
  bool empty() const { return months.empty() && harmonics.empty(); }
};

struct Holiday {
  std::int64_t from_day = 0, to_day = 0;  // both included
  double factor = 1.0;                    // on all arrivals but traces
  bool closed = false;                    // for queues with hours and for clocks of business hours
};

// A disturbance that brings additional contacts: the rate is raised by `boost` at once, and that decays.
struct Incident {
  double per_month = 0.0;                            // on average; a month is 365.25/12 days
  double boost = 0.0;                                // 2: three times the usual rate
  double decay_s = 0.0;                              // time until 1/e of the boost is left
  std::map<std::string, double> contact_types = {};  // share of the boost by contact type; empty: all of it for all
  double boost_of(const std::string& contact_type) const;
  double expected_per_day() const { return per_month * 12.0 / 365.25; }
};

// The dates on which everything is closed, in order, each once.
std::vector<std::int64_t> closed_dates(const std::map<std::string, Holiday>& holidays);

class DayLevel {
 public:
  static constexpr double kMostExponent = 50.0;

  DayLevel() = default;  // 1 every day
  DayLevel(double growth, const Season& season, const std::map<std::string, Holiday>& holidays, std::int64_t start_day);

  bool constant() const { return growth_per_day_ == 0.0 && season_.empty() && holidays_.empty(); }
  double at(std::int64_t day) const;

 private:
  double growth_per_day_ = 0.0;
  Season season_;
  std::vector<Holiday> holidays_;  // that change the rate
  std::int64_t start_day_ = 0;
};

}  // namespace firstline

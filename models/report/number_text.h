// Numbers as people read them: as many decimals as the interval deserves, thousands apart, the unit behind.
//
// Flow: an Estimate in, "84.3 %" or "12 345.67 EUR" out; report_text puts them into tables.
// Units: shares become per cent, differences of shares percentage points; seconds, contacts and money stay.
// Shape: decimals show two digits of the half-width, within 1-3 for seconds, 1-2 for per cent, 0-2 for contacts, 2 for
//   money; more where the ends of an interval would look the same, or that of a difference like 0. The decimal mark is
//   the language's, a point or in Russian a comma, whatever the process's locale says; thousands are set apart by a
//   no-break space. Machines read JSON, CSV and command lines, which keep the point.
// Errors: none; an undefined estimate is a dash.
// Threads: pure functions.
// Tests: tests/models/report/number_text_test.cpp
#pragma once

#include <string>

#include "models/record/estimate.h"
#include "models/scenario/messages.h"

namespace firstline {

// "1 234.50", in Russian "1 234,50": no unit, no locale.
std::string decimal_text(double value, int decimals, Language language);

// "1 h 30 min".
std::string duration_text(double seconds, Language language);

std::string unit_text(const std::string& unit, Language language);

// "84.3 %", "20.1 s", "-" where undefined.
std::string value_text(const Estimate& estimate, Language language);
// A formula's value with as many decimals as the estimate beside it.
std::string value_text(double value, const Estimate& beside, Language language);
// "83.9 .. 84.7", "" where there is no interval.
std::string interval_text(const Estimate& estimate, Language language);
// "-0.4 .. 1.9 pp": of a difference, with its unit.
std::string change_interval_text(const Estimate& difference, Language language);
// "+1.2 pp", "-10.1 s".
std::string change_text(const Estimate& difference, Language language);
// "0.9 %": the half-width relative to the mean; "" where that means nothing.
std::string relative_width_text(const Estimate& estimate, Language language);

}  // namespace firstline

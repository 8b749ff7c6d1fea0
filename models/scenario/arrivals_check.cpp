#include "models/scenario/arrivals_check.h"

#include <cmath>

#include "models/scenario/document_json.h"
#include "models/scenario/references.h"

namespace firstline {
namespace {

constexpr std::size_t kMonths = 12;
constexpr std::int64_t kLongestHoliday = 366;

// The first moment that is no time or comes before the one before it; the size of the trace where all is well.
std::size_t first_wrong(const std::vector<double>& trace_s) {
  double last = 0.0;
  for (std::size_t i = 0; i < trace_s.size(); ++i) {
    if (!(trace_s[i] >= last && std::isfinite(trace_s[i]))) return i;
    last = trace_s[i];
  }
  return trace_s.size();
}

void check_type(const Arrivals& arrivals, const std::string& at, std::vector<sim::Problem>& problems) {
  if (arrivals.day_factor.correlation && arrivals.day_factor.group.empty()) {
    add_found(problems, "E315", at + "/day_factor", {"group", "@kind.text"});
  }
  const std::size_t months = arrivals.season.months.size();
  if (months != 0 && months != kMonths) {
    add_found(problems, "E330", at + "/season/months", {"@months.count", std::to_string(months)});
  }
  if (!arrivals.trace_s) return;
  const std::size_t wrong = first_wrong(*arrivals.trace_s);
  if (arrivals.trace_s->empty()) {
    add_found(problems, "E330", at + "/trace/times_s", {"@trace.none"});
  } else if (wrong < arrivals.trace_s->size()) {
    add_found(problems, "E330", at + "/trace/times_s/" + std::to_string(wrong),
              {"@trace.order", std::to_string(wrong)});
  }
}

}  // namespace

void check_arrivals(const Scenario& scenario, std::vector<sim::Problem>& problems) {
  for (const auto& [name, type] : scenario.contact_types) {
    check_type(type.arrivals, join_pointer("/contact_types", name) + "/arrivals", problems);
  }
  for (const auto& [name, holiday] : scenario.holidays) {
    const std::string at = join_pointer("/holidays", name) + "/to";
    const std::int64_t days = holiday.to_day - holiday.from_day + 1;
    if (days < 1) add_found(problems, "E330", at, {"@holiday.order", sim::format_date(holiday.from_day)});
    if (days > kLongestHoliday) {
      add_found(problems, "E330", at, {"@holiday.long", std::to_string(days), std::to_string(kLongestHoliday)});
    }
  }
}

}  // namespace firstline

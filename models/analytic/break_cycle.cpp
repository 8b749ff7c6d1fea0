#include "models/analytic/break_cycle.h"

#include "sim/base/check.h"

namespace firstline {

BreakCycle break_cycle(const BreakCycleInput& rule) {
  EXPECT(rule.mean_work_s > 0.0 && rule.break_s >= 0.0 && rule.mean_handle_s > 0.0);
  EXPECT(rule.second_moment_handle_s2 >= rule.mean_handle_s * rule.mean_handle_s * (1.0 - 1e-12));
  EXPECT(rule.occupancy >= 0.0 && rule.occupancy <= 1.0);
  BreakCycle out;
  out.availability = rule.mean_work_s / (rule.mean_work_s + rule.break_s);
  out.mean_overrun_s = rule.occupancy * rule.second_moment_handle_s2 / (2.0 * rule.mean_handle_s);
  out.mean_work_s = rule.mean_work_s + out.mean_overrun_s;
  out.availability_with_overrun = out.mean_work_s / (out.mean_work_s + rule.break_s);
  return out;
}

}  // namespace firstline

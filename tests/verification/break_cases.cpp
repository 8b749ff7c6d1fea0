// Breaks on the floor against the block `breaks`: a roster of persons whose clock of work runs until a break falls due.
#include <nlohmann/json.hpp>

#include "tests/verification/ledger.h"
#include "tests/verification/reference_rows.h"

namespace verification {
namespace {

using firstline::ReplicationRecord;
constexpr double kMinute = 60.0;

double at_work_s(const ReplicationRecord& record) {
  return sim::ticks_to_seconds(record.team_total.available + record.team_total.busy);
}
double on_break_s(const ReplicationRecord& record) { return sim::ticks_to_seconds(record.team_total.on_break); }

// Persons on duty around the clock, and a line on which nobody waits: an operator is busy or not, whatever the law of
// work (Erlang B of one server: load / (1 + load)).
firstline::Scenario around_the_clock(const sim::Law& work, double break_s, int operators, double load,
                                     const sim::Law& service) {
  firstline::Scenario scenario = one_queue(load / sim::mean(service), service, sim::Law::none(), 0.0);
  scenario.queues.begin()->second.capacity = 0;
  firstline::Shift& shift = scenario.shifts["day"];
  shift.hours = {0, 86'400};
  shift.breaks = firstline::BreakRule{.after = work, .length_s = break_s};
  firstline::Team& team = scenario.teams.begin()->second;
  team.staff = {};
  team.roster["all"] = {.shift = "day", .operators = operators, .rotation = {}};
  return scenario;
}

}  // namespace

void break_cases(Ledger& ledger) {
  each_case(ledger, "breaks", [&](const Json& in, const Json& out, const Json&) {
    const sim::Law work = sim::Law::uniform(60.0 * kMinute, 70.0 * kMinute);  // as the block's "U(60,70)"
    const double break_s = in.at("brk").get<double>() * kMinute;
    const double cv = in.at("cv"), occupancy = in.at("occupancy");
    // The reference knows two moments. A gamma law has them and forgets within a stretch of work when that began.
    const sim::Law service = sim::Law::gamma(1.0 / (cv * cv), in.at("aht").get<double>() * kMinute);
    firstline::Experiment experiment;
    experiment.warm_up_s = 20 * 86'400.0;  // until nobody knows any more that all began together
    experiment.measure_s = 40 * 86'400.0;
    experiment.interval_s = 86'400.0;

    const Quantity availability{"availability on the floor", at_work_s,
                                [](const ReplicationRecord& record) { return at_work_s(record) + on_break_s(record); }};
    const auto idle = around_the_clock(work, break_s, 20, 1e-9, service);
    ledger.simulated("breaks", in.dump(), {availability}, {out.at("availability")},
                     measure(idle, experiment, {availability}, ledger.budget()));

    const auto breaks = [break_s](const ReplicationRecord& record) { return on_break_s(record) / break_s; };
    const std::vector<Quantity> quantities{
        {"overrun on the floor",
         [&](const ReplicationRecord& record) { return at_work_s(record) - sim::mean(work) * breaks(record); }, breaks,
         1.0 / kMinute},
        {"work between breaks on the floor", at_work_s, breaks, 1.0 / kMinute}};
    const auto busy = around_the_clock(work, break_s, 1, occupancy / (1.0 - occupancy), service);
    ledger.simulated("breaks", in.dump(), quantities,
                     {out.at("mean_overrun"), out.at("work_time_between_breaks_with_overrun")},
                     measure(busy, experiment, quantities, ledger.budget()));
  });
}

}  // namespace verification

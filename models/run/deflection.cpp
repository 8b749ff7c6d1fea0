#include "models/run/deflection.h"

#include <utility>

#include "models/kpi/estimates.h"
#include "models/kpi/kpi_table.h"

namespace firstline {

Scenario without_bots(Scenario scenario) {
  scenario.bots.clear();
  for (auto& [name, channel] : scenario.channels) channel.bot.clear();
  return scenario;
}

void add_deflection(RunResult& result, const ReplicationSet& twin) {
  std::vector<Difference> differences = difference(twin, result.set);
  for (Estimate& estimate : result.estimates) {
    if (const KpiRow* row = find_kpi(estimate.key); row == nullptr || row->kind != Kind::paired) continue;
    for (Difference& known : differences) {
      if (known.variant.key == estimate.key && known.variant.slice == estimate.slice) estimate = known.variant;
    }
  }
}

}  // namespace firstline

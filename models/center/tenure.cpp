#include "models/center/tenure.h"

#include <iterator>
#include <optional>

#include "sim/random/det_math.h"

namespace firstline {
namespace {

const TenureStep* step_at(const Scenario& scenario, const std::optional<double>& months) {
  const TenureStep* found = nullptr;
  if (!months) return found;
  for (const auto& [name, step] : scenario.tenure) {
    const bool reached = step.from_months <= *months;
    if (reached && (found == nullptr || step.from_months > found->from_months)) found = &step;
  }
  return found;
}

}  // namespace

TenureModel compile_tenure(const Scenario& scenario, const std::vector<HomeGroup>& persons) {
  TenureModel model;
  bool caps = false, errs = false;
  for (const HomeGroup& person : persons) {
    const Team& team = std::next(scenario.teams.begin(), static_cast<std::ptrdiff_t>(person.team))->second;
    const RosterRow& row = std::next(team.roster.begin(), static_cast<std::ptrdiff_t>(person.row))->second;
    const TenureStep* step = step_at(scenario, row.tenure_months);
    model.chat_slots.push_back(step != nullptr && step->chat_slots ? *step->chat_slots : TenureModel::kNoCap);
    model.error_log_odds.push_back(step != nullptr ? sim::det_log(step->errors) : 0.0);
    caps = caps || model.chat_slots.back() != TenureModel::kNoCap;
    errs = errs || model.error_log_odds.back() != 0.0;
  }
  if (!caps) model.chat_slots.clear();
  if (!errs) model.error_log_odds.clear();
  return model;
}

}  // namespace firstline

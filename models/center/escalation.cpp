#include "models/center/escalation.h"

#include <algorithm>
#include <optional>

#include "models/center/mutant.h"

namespace firstline {
namespace {

// One sampler a law, however often the scenario names it.
class LawTable {
 public:
  explicit LawTable(std::vector<sim::Sampler>& samplers) : samplers_(samplers) {}
  std::int32_t add(const std::optional<sim::Law>& law) {
    if (!law) return -1;
    const auto found = std::find(laws_.begin(), laws_.end(), *law);
    if (found != laws_.end()) return static_cast<std::int32_t>(found - laws_.begin());
    laws_.push_back(*law);
    samplers_.emplace_back(*law);
    return static_cast<std::int32_t>(laws_.size() - 1);
  }

 private:
  std::vector<sim::Law> laws_;
  std::vector<sim::Sampler>& samplers_;
};

Handling overridden(const Handling& queue, const Handling* topic) {
  Handling result = queue;
  if (topic == nullptr) return result;
  if (topic->service) result.service = topic->service;
  if (topic->after_work) result.after_work = topic->after_work;
  if (topic->resolves) result.resolves = topic->resolves;
  if (topic->escalates) result.escalates = topic->escalates;
  if (!topic->to.empty()) result.to = topic->to;
  return result;
}

std::vector<HandlingModel::Next> compile_next(const std::map<std::string, double>& to,
                                              const std::map<std::string, std::uint32_t>& queue_ids) {
  double total = 0.0;
  for (const auto& [name, weight] : to) total += weight;
  std::vector<HandlingModel::Next> next;
  double sum = 0.0;
  for (const auto& [name, weight] : to) {
    sum += weight;
    next.push_back({.queue = queue_ids.at(name), .cumulative = sum / total});
  }
  return next;
}

}  // namespace

EscalationModel compile_escalation(const Scenario& scenario, const std::map<std::string, std::uint32_t>& queue_ids) {
  EscalationModel model;
  LawTable laws(model.laws);
  model.num_topics = scenario.topics.size() + 1;
  for (const auto& [name, queue] : scenario.queues) {
    model.lines.push_back({.line = queue.line,
                           .is_intake = queue.intake.has_value(),
                           .intake = queue.intake.value_or(Intake{}),
                           .transfer = queue.transfer,
                           .handover = laws.add(queue.transfer.handover)});
  }
  const auto add_topic = [&](const Topic& topic) {
    model.topic_queues.push_back(topic.queue.empty() ? kNoQueue : queue_ids.at(topic.queue));
    for (const auto& [name, queue] : scenario.queues) {
      const auto own = topic.handling.find(name);
      const Handling row = overridden(queue.handling, own == topic.handling.end() ? nullptr : &own->second);
      model.handling.push_back({.service = laws.add(row.service),
                                .after_work = laws.add(row.after_work),
                                .work = topic.work,
                                // An intake sorts; it solves only what it is said to solve.
                                .resolves = row.resolves.value_or(queue.intake ? 0.0 : 1.0),
                                .escalates = row.escalates.value_or(1.0),
                                .to = compile_next(row.to, queue_ids)});
    }
  };
  add_topic(Topic{});
  for (const auto& [name, topic] : scenario.topics) add_topic(topic);
  model.limit = scenario.escalation.limit;
  if (!scenario.escalation.supervisor.empty()) model.supervisor = queue_ids.at(scenario.escalation.supervisor);
  return model;
}

double solution_chance(double chance, double odds) {
  if (odds == 1.0 || chance <= 0.0 || chance >= 1.0) return chance;
  return chance * odds / (1.0 - chance + chance * odds);
}

std::uint32_t home_of(const EscalationModel& model, std::uint32_t entry, std::uint32_t topic) {
  const std::uint32_t home = model.topic_queues[topic];
  return home == kNoQueue ? entry : home;
}

Judgement judge(const EscalationModel& model, const LegEnd& leg) {
  const HandlingModel& handling = model.of(leg.topic, leg.queue);
  const LineModel& line = model.lines[leg.queue];
  const bool wrong = leg.assigned != leg.topic;
  Judgement judgement;
  if (leg.noticed && !mutated(Mutant::notice_ignored)) {
    judgement.verdict = Verdict::sent_back;
    const bool again = leg.intake != kNoQueue && model.lines[leg.intake].intake.back == Intake::Back::intake;
    judgement.next = again ? leg.intake : home_of(model, leg.entry, leg.topic);
  } else {
    double chance = solution_chance(handling.resolves, leg.odds);
    if (wrong && leg.intake != kNoQueue && leg.intake != leg.queue) chance *= model.lines[leg.intake].intake.spoils;
    if (leg.u_solution < chance) return judgement;
    judgement.verdict = Verdict::closed;
    if (line.is_intake && home_of(model, leg.entry, leg.assigned) != leg.queue) {
      judgement.verdict = Verdict::classified;
      judgement.next = home_of(model, leg.entry, leg.assigned);
    } else if (!handling.to.empty() && leg.u_escalation < handling.escalates) {
      judgement.verdict = Verdict::passed;
      std::size_t index = 0;
      while (index + 1 < handling.to.size() && leg.u_next >= handling.to[index].cumulative) ++index;
      judgement.next = handling.to[index].queue;
    } else {
      return judgement;
    }
  }
  // Whom the limit sent to the supervisor goes no further: two queues that never solve would else keep it for ever.
  if (leg.queue == model.supervisor && leg.transfers > model.limit) return {.verdict = Verdict::closed};
  // The way from the intake to the first line is no ping-pong; everything after it is.
  if (judgement.verdict != Verdict::classified && leg.transfers >= model.limit && leg.queue != model.supervisor &&
      !mutated(Mutant::limit_ignored)) {
    judgement.next = model.supervisor;
    if (model.supervisor == kNoQueue) judgement = {.verdict = Verdict::closed, .next = kNoQueue};
  }
  return judgement;
}

}  // namespace firstline

// Several chats of one operator: the pool as a level model, one operator who shares, and one whose chats never end.
#include <nlohmann/json.hpp>

#include "tests/harness/reference_json.h"
#include "tests/verification/ledger.h"

namespace verification {
namespace {

using Json = nlohmann::json;
using firstline::ReplicationRecord;
constexpr double kMinute = 60.0;

firstline::Experiment steady(double measure_s, double warm_up_s) {
  firstline::Experiment experiment;
  experiment.warm_up_s = warm_up_s;
  experiment.measure_s = measure_s;
  experiment.cool_down_s = 0.0;
  experiment.interval_s = 86'400.0;
  return experiment;
}

// One queue of chats, shared work at these rates against one chat alone.
firstline::Scenario pool(double rate_per_s, const sim::Law& work, const sim::Law& patience, double operators,
                         const std::vector<double>& rates) {
  firstline::Scenario scenario = one_queue(rate_per_s, work, patience, operators);
  firstline::Chat chat;
  chat.mode = firstline::Chat::Mode::level;
  chat.rates = rates;
  scenario.channels["chat"] = {.kind = firstline::ChannelKind::chat, .chat = chat};
  scenario.contact_types.at("call").channels = {{"chat", 1.0}};
  scenario.teams.at("team").chat_slots = static_cast<int>(rates.size());
  return scenario;
}

double measured_s(const ReplicationRecord& r) { return sim::ticks_to_seconds(r.measured); }
double paid_s(const ReplicationRecord& r) { return sim::ticks_to_seconds(r.team_total.paid()); }
// Operators' seconds with exactly `level` chats.
double level_s(const ReplicationRecord& r, std::size_t level) {
  return sim::ticks_to_seconds(r.concurrency[level - 1]);
}
double chats_s(const ReplicationRecord& r) {
  double sum = 0.0;
  for (std::size_t level = 1; level <= r.concurrency.size(); ++level) {
    sum += static_cast<double>(level) * level_s(r, level);
  }
  return sum;
}

Quantity level_share(std::size_t level) {
  return {.name = "share of operators with " + std::to_string(level) + " chats",
          .numerator =
              [level](const auto& r) {
                return level == 0 ? sim::ticks_to_seconds(r.team_total.available) : level_s(r, level);
              },
          .denominator = paid_s};
}

void pool_cases(Ledger& ledger) {
  const std::string block = "chat_pool_ctmc";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const Json& out = item.at("outputs");
    const int cap = in.at("cap");
    const double alone = in.at("rate_per_chat_at_level").at("1");
    std::vector<double> rates;
    for (int k = 1; k <= cap; ++k) {
      rates.push_back(in.at("rate_per_chat_at_level").at(std::to_string(k)).get<double>() / alone);
    }
    std::vector<Quantity> quantities{
        share("P(W>0)", &firstline::ContactCell::delayed),
        share("P(Ab)", &firstline::ContactCell::abandoned),
        mean_wait(kMinute),
        waiting_mean(),
        {.name = "chats in service", .numerator = chats_s, .denominator = measured_s},
        {.name = "time in service",
         .numerator = [](const auto& r) { return sim::ticks_to_seconds(r.cases.flow.chat_elapsed); },
         .denominator = [](const auto& r) { return static_cast<double>(r.cases.flow.chat_legs); },
         .scale = 1.0 / kMinute},
        occupancy(),
        {.name = "chats of a busy operator", .numerator = chats_s, .denominator = [](const auto& r) {
           return sim::ticks_to_seconds(r.team_total.busy);
         }}};
    std::vector<double> references{out.at("P_wait"),
                                   out.at("P_abandon"),
                                   out.at("EW"),
                                   out.at("Lq"),
                                   out.at("mean_in_service"),
                                   out.at("mean_time_in_service"),
                                   out.at("agent_busy_fraction"),
                                   out.at("mean_concurrency_when_busy")};
    for (std::size_t level = 0; level <= static_cast<std::size_t>(cap); ++level) {
      quantities.push_back(level_share(level));
      references.push_back(out.at("agent_level_distribution")[level]);
    }
    const auto scenario = pool(in.at("lam").get<double>() / kMinute, sim::Law::exponential(kMinute / alone),
                               sim::Law::exponential(kMinute / in.at("theta").get<double>()), in.at("agents"), rates);
    ledger.simulated(block, in.at("agents").dump() + " operators, cap " + std::to_string(cap), quantities, references,
                     measure(scenario, steady(5000.0 * kMinute, 200.0 * kMinute), quantities, ledger.budget()));
  }
}

// One operator who serves all at once, each at 1/k. The mean needs no exponential work; what waits beyond 64 chats
// waits in the queue, which changes neither the number in the system nor its mean time.
void sharing_cases(Ledger& ledger) {
  const std::string block = "mm1_ps";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  std::vector<double> rates;
  for (int k = 1; k <= firstline::kMostChats; ++k) rates.push_back(1.0 / k);
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const Json& out = item.at("outputs");
    const double load = in.at("lam").get<double>() / in.at("mu").get<double>();
    for (const bool exponential : {true, false}) {
      if (!exponential && load > 0.9) continue;  // a chat in 30 finds 64 others
      std::vector<Quantity> quantities{
          {.name = "E[T]",
           .numerator =
               [](const auto& r) { return sim::ticks_to_seconds(r.total.wait_answered + r.cases.flow.chat_elapsed); },
           .denominator = [](const auto& r) { return static_cast<double>(r.total.answered); },
           .scale = 1.0 / kMinute},
          in_system_mean()};
      std::vector<double> references{out.at("ET"), out.at("EN")};
      for (std::size_t level = 0; level < out.at("pn").size(); ++level) {
        quantities.push_back(level_share(level));
        references.push_back(out.at("pn")[level]);
      }
      const double unit_s = kMinute / in.at("mu").get<double>();
      const sim::Law work = exponential ? sim::Law::exponential(unit_s) : sim::Law::deterministic(unit_s);
      const double span_s = (load > 0.9 ? 100'000.0 : 10'000.0) * kMinute;
      ledger.simulated(block, in.dump() + (exponential ? "" : ", constant work"), quantities, references,
                       measure(pool(in.at("lam").get<double>() / kMinute, work, sim::Law::none(), 1.0, rates),
                               steady(span_s, 0.05 * span_s), quantities, ledger.budget()));
    }
  }
}

// k chats kept open for ever: they come in the first second, whoever comes later finds no place. The run is given up 28
// days after the last arrivals, and replies are counted until then.
void repairman_cases(Ledger& ledger) {
  const std::string block = "chat_turn_machine_repairman";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  constexpr double kTotal_s = 29.0 * 86'400.0;
  const auto total = [](const ReplicationRecord&) { return kTotal_s; };
  for (const Json& item : (*cases).at("cases")) {
    const Json& in = item.at("inputs");
    const Json& out = item.at("outputs");
    const int k = in.at("k");
    auto scenario = one_queue(0.0, sim::Law::exponential(60.0), sim::Law::none(), 1.0);
    auto& type = scenario.contact_types.at("call");
    type.arrivals.rate_per_s.slot_s = 1.0;
    type.arrivals.rate_per_s.days.fill({100.0});
    type.channels = {{"chat", 1.0}};
    scenario.queues.at("queue").capacity = 0;
    scenario.teams.at("team").chat_slots = k;
    firstline::Chat chat;
    chat.turns = 1e6;
    chat.turns_cv = 0.0;
    chat.think = sim::Law::exponential(in.at("think_mean"));
    chat.reply = sim::Law::exponential(in.at("reply_mean"));
    chat.switch_cost_s = 0.0;
    scenario.channels["chat"] = {.kind = firstline::ChannelKind::chat, .chat = chat};
    const std::vector<Quantity> quantities{
        {.name = "utilisation",
         .numerator = [](const auto& r) { return sim::ticks_to_seconds(r.cases.flow.writing); },
         .denominator = total},
        {.name = "replies per second",
         .numerator = [](const auto& r) { return static_cast<double>(r.cases.flow.replies); },
         .denominator = total},
        {.name = "response time",
         .numerator = [](const auto& r) { return sim::ticks_to_seconds(r.cases.flow.reply_time); },
         .denominator = [](const auto& r) { return static_cast<double>(r.cases.flow.replies); }}};
    const std::vector<double> references{out.at("utilisation"), out.at("turns_per_time"), out.at("response_time")};
    ledger.simulated(block, std::to_string(k) + " chats for ever", quantities, references,
                     measure(scenario, steady(86'400.0, 0.0), quantities, ledger.budget()));
  }
}

}  // namespace

void chat_cases(Ledger& ledger) {
  pool_cases(ledger);
  sharing_cases(ledger);
  repairman_cases(ledger);
}

}  // namespace verification

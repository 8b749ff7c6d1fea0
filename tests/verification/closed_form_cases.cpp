// Closed forms of networks, dialogues, chats, bots' balances and breaks against their blocks, one row a number.
#include "models/analytic/bass.h"
#include "models/analytic/bot_balance.h"
#include "models/analytic/bot_chain.h"
#include "models/analytic/break_cycle.h"
#include "models/analytic/chat_pool.h"
#include "models/analytic/jackson.h"
#include "models/analytic/single_station.h"
#include "tests/harness/bot_dialogue.h"
#include "tests/verification/reference_rows.h"

namespace verification {
namespace {

using namespace firstline;

void networks(Ledger& ledger) {
  const std::string block = "jackson_networks";
  each_case(ledger, block, [&](const Json& in, const Json& out, const Json& item) {
    JacksonNetwork network;
    for (std::size_t i = 0; i < in.at("c").size(); ++i) {
      network.stations.push_back({in.at("lam0")[i], in.at("mu")[i], in.at("c")[i]});
    }
    in.at("P").get_to(network.routing);
    const JacksonResult ours = solve_jackson(network);
    const auto row = [&](const std::string& quantity, const Json& reference, double value) {
      if (!reference.is_null()) ledger.analytic(block, item.at("name"), quantity, reference, value);
    };
    for (std::size_t i = 0; i < ours.stations.size(); ++i) {
      const std::string at = " of station " + std::to_string(i);
      const Json& station = out.at("stations")[i];
      row("throughput" + at, out.at("throughput")[i], ours.stations[i].throughput_per_s);
      row("P(W>0)" + at, station.at("p_wait"), ours.stations[i].p_wait);
      row("E[W]" + at, station.at("Wq"), ours.stations[i].mean_wait_s);
      row("L" + at, station.at("L"), ours.stations[i].mean_in_system);
      row("occupancy" + at, station.at("occupancy"), ours.stations[i].occupancy);
    }
    row("L of all", out.at("L_total"), ours.mean_in_network);
    row("time in network", out.at("mean_time_in_network"), ours.mean_time_in_network_s);
  });
}

void dialogues(Ledger& ledger) {
  const std::string block = "bot_absorbing_chain";
  const auto cases = firstline::reference_block(block);
  if (!cases) return ledger.skipped(block, "reference values are not at hand");
  const Json& endless = (*cases).at("cases")[0];
  const Json& limited = (*cases).at("cases")[1];
  const auto rows = [&](const Json& item, const BotChain& chain) {
    const std::string name = item.at("name");
    const Json& out = item.at("outputs");
    const BotChainResult ours = solve_bot_chain(chain);
    ledger.analytic(block, name, "mean turns", out.at("mean_turns"), ours.mean_turns);
    ledger.analytic(block, name, "variance of turns", out.at("var_turns"), ours.var_turns);
    ledger.analytic(block, name, "mean duration", out.at("mean_duration"), ours.mean_duration_s);
    const char* outcomes[] = {"resolved", "transfer", "refused", "hang-up"};
    for (std::size_t c = 0; c < 4; ++c) {
      ledger.analytic(block, name, outcomes[c], out.at("absorption")[c], ours.outcome_shares[c]);
    }
  };
  const Json& in = endless.at("inputs");
  const BotChain chain = reference_dialogue(in);
  rows(endless, chain);
  rows(limited,
       retry_dialogue(in, limited.at("inputs").at("max_retries"), limited.at("inputs").at("recognition_decay")));
  for (const BotStepValue& step : weigh_steps(chain, 0)) {
    const Json& want = endless.at("outputs").at("sensitivity")[static_cast<std::size_t>(step.step)];
    const auto row = [&](const char* key, double value) {
      ledger.analytic(block, "step " + want.at("step").get<std::string>(), key, want.at(key), value);
    };
    row("expected_visits", step.visits);
    row("dResolved_dOk_from_exit", step.resolved_per_exit);
    row("dResolved_dOk_from_retry", step.resolved_per_retry);
    row("gain_if_perfect", step.gain_if_perfect);
    row("loss_share", step.loss_share);
  }
}

using Named = std::vector<std::pair<const char*, double>>;

void chats(Ledger& ledger) {
  each_case(ledger, "chat_turn_machine_repairman", [&](const Json& in, const Json& out, const Json&) {
    const ChatTurns ours = chat_turns(in.at("think_mean"), in.at("reply_mean"), in.at("k"));
    const Named rows{{"utilisation", ours.utilisation},
                     {"turns_per_time", ours.turns_per_s},
                     {"response_time", ours.mean_response_s},
                     {"slowdown_vs_single", ours.slowdown}};
    for (const auto& [key, value] : rows) {
      ledger.analytic("chat_turn_machine_repairman", in.dump(), key, out.at(key), value);
    }
  });
  each_case(ledger, "chat_pool_ctmc", [&](const Json& in, const Json& out, const Json&) {
    ChatPool pool{in.at("lam"), in.at("theta"), in.at("agents"), {}};
    for (int k = 1; k <= in.at("cap"); ++k) {
      pool.rate_per_chat_s.push_back(in.at("rate_per_chat_at_level").at(std::to_string(k)));
    }
    const ChatPoolResult ours = solve_chat_pool(pool);
    const Named rows{{"P_wait", ours.p_wait},
                     {"P_abandon", ours.p_abandon},
                     {"EW", ours.mean_wait_s},
                     {"mean_in_service", ours.mean_in_service},
                     {"mean_time_in_service", ours.mean_time_in_service_s},
                     {"agent_busy_fraction", ours.busy_share},
                     {"mean_concurrency_when_busy", ours.mean_concurrency}};
    for (const auto& [key, value] : rows) ledger.analytic("chat_pool_ctmc", in.dump(), key, out.at(key), value);
    for (std::size_t k = 0; k < ours.level_shares.size(); ++k) {
      ledger.analytic("chat_pool_ctmc", in.dump(), "share at level " + std::to_string(k),
                      out.at("agent_level_distribution")[k], ours.level_shares[k]);
    }
  });
  each_case(ledger, "mm1_ps", [&](const Json& in, const Json& out, const Json&) {
    const ProcessorSharing ours = mm1_ps(in.at("lam"), in.at("mu"));
    const Named rows{{"ET", ours.mean_sojourn_s},
                     {"EN", ours.mean_in_system},
                     {"slowdown", ours.slowdown},
                     {"varT", ours.var_sojourn_s2}};
    for (const auto& [key, value] : rows) ledger.analytic("mm1_ps", in.dump(), key, out.at(key), value);
    for (const auto& [x, mean] : out.at("ET_given_x").items()) {
      ledger.analytic("mm1_ps", in.dump(), "E[T] of work " + x, mean, ours.mean_sojourn_given(std::stod(x)));
    }
  });
}

void balances(Ledger& ledger) {
  each_case(ledger, "false_containment", [&](const Json& in, const Json& out, const Json&) {
    const OperatorLoad ours =
        operator_load({in.at("issues"), in.at("bot_share"), in.at("containment"), in.at("false_share_of_contained"),
                       in.at("p_repeat_given_false"), in.at("operator_repeat")});
    const Named rows{{"operator_contacts", ours.operator_contacts},
                     {"operator_contacts_without_bot", ours.operator_contacts_without_bot},
                     {"apparent_automation", ours.apparent_automation},
                     {"true_automation_of_issues", ours.true_automation},
                     {"silent_unresolved", ours.silent_unresolved},
                     {"net_reduction", ours.net_reduction}};
    for (const auto& [key, value] : rows) {
      ledger.analytic("false_containment", "1000 issues a day", key, out.at(key), value);
    }
  });
  ledger.analytic("published ladder", "V16: 20 % deflected at 3 of 6 min", "residual handle time, min", 6.75,
                  residual_handle_s(360.0, 0.2, 180.0) / 60.0);
  each_case(ledger, "bass_logistic", [&](const Json& in, const Json& out, const Json&) {
    const BassAdoption ours{in.at("p"), in.at("q")};
    for (const auto& [t, share] : out.at("F").items()) {
      ledger.analytic("bass_logistic", in.dump(), "F(" + t + ")", share, ours.share(std::stod(t)));
    }
    ledger.analytic("bass_logistic", in.dump(), "peak", out.at("t_peak"), ours.peak_time());
    ledger.analytic("bass_logistic", in.dump(), "rate at peak", out.at("f_peak"), ours.rate(ours.peak_time()));
  });
  each_case(ledger, "breaks", [&](const Json& in, const Json& out, const Json&) {
    const double mean = in.at("aht"), cv = in.at("cv");
    const BreakCycle ours = break_cycle({65.0, in.at("brk"), mean, mean * mean * (1.0 + cv * cv), in.at("occupancy")});
    ledger.analytic("breaks", in.dump(), "availability", out.at("availability"), ours.availability);
    ledger.analytic("breaks", in.dump(), "mean overrun", out.at("mean_overrun"), ours.mean_overrun_s);
    ledger.analytic("breaks", in.dump(), "work between breaks", out.at("work_time_between_breaks_with_overrun"),
                    ours.mean_work_s);
  });
}

}  // namespace

void closed_form_cases(Ledger& ledger) {
  networks(ledger);
  dialogues(ledger);
  chats(ledger);
  balances(ledger);
}

}  // namespace verification

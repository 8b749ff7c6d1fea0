// Closed forms of networks, dialogues and chats against their blocks, one row a number.
#include "models/analytic/bot_chain.h"
#include "models/analytic/jackson.h"
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

}  // namespace

void closed_form_cases(Ledger& ledger) {
  networks(ledger);
  dialogues(ledger);
}

}  // namespace verification

// Closed forms of networks, dialogues and chats against their blocks, one row a number.
#include "models/analytic/jackson.h"
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

}  // namespace

void closed_form_cases(Ledger& ledger) { networks(ledger); }

}  // namespace verification

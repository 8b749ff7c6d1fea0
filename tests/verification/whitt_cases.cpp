// Whitt (2004/05), "Engineering solution of a basic call-center model", tables 1, 2, 3 and 5: lambda 102, 100 servers,
// mean service 1, 200 waiting places. Published: simulation +- half-width of a 95 % interval, or exact.
#include <cmath>

#include "tests/verification/ledger.h"

namespace verification {
namespace {

using firstline::ContactCell;
constexpr double kMinute = 60.0;

// Value and half-width, in the order of the quantities below; NaN where the table prints none.
struct Column {
  std::string table;
  sim::Law service;
  sim::Law patience;
  std::vector<double> values;
  std::vector<double> half_widths;  // empty: exact to the digits printed
  double printed_error = 0.0;       // half a unit of the last digit, relative, where exact
};

std::vector<Quantity> quantities() {
  Quantity at_once{.name = "P(W=0)",
                   .numerator = [](const auto& r) { return static_cast<double>(r.total.entries - r.total.delayed); },
                   .denominator = [](const auto& r) { return static_cast<double>(r.total.entries); }};
  return {at_once,
          share("P(A)", &ContactCell::abandoned),
          waiting_mean(),
          waiting_variance(),
          in_system_mean(),
          mean_wait_answered(kMinute),
          variance_wait_answered(kMinute),
          mean_wait_abandoned(kMinute),
          variance_wait_abandoned(kMinute),
          answered_within("P(W<=.1 | S)", 0, true),
          abandoned_within("P(W<=.1 | A)", 0),
          answered_within("P(W<=.2 | S)", 1, true),
          abandoned_within("P(W<=.2 | A)", 1)};
}

std::vector<Column> columns() {
  const double none = std::nan("");
  const sim::Law m = sim::Law::exponential(kMinute), e2 = sim::Law::erlang(2, kMinute);
  const sim::Law e2_4 = sim::Law::erlang(2, 4 * kMinute), m_4 = sim::Law::exponential(4 * kMinute);
  return {
      {"T1 E2+E2",
       e2,
       e2,
       {.217, .0351, 11.52, 112.0, 109.9, .1115, .0101, .1508, .0067, .510, .305, .795, .740},
       {.0021, .00029, .075, .71, .092, .00071, .000061, .00042, .000044, .0030, .0014, .0023, .0019}},
      {"T1 M+M",
       m,
       m,
       {.4092, .0498, 5.073, 44.4, 102.0, .0489, .00418, .0665, .0031, .7994, .7678, .9648, .9705},
       {.0013, .00020, .024, .30, .036, .00023, .000027, .00021, .000018, .0012, .0013, .00057, .00054}},
      {"T2 M+E2",
       m,
       e2,
       {.246, .0378, 11.75, 129.2, 109.9, .1133, .0119, .1628, .0079, .520, .273, .775, .688},
       {.0020, .00032, .075, .94, .091, .00072, .000083, .00063, .000076, .0026, .0019, .0023, .0027}},
      {"T2 M+LN(1,1)",
       m,
       sim::Law::lognormal(kMinute, 1.0),
       {.242, .0376, 11.42, 115.6, 109.6, .1094, .0104, .1788, .0054, .518, .140, .792, .644},
       {.0026, .00032, .071, .46, .092, .00067, .000042, .00026, .000024, .0028, .00064, .0018, .00066}},
      {"T2 M+M exact",
       m,
       m,
       {.408, .0499, 5.09, 44.6, 102.0, .0490, .0042, .0666, .0031, .799, .767, .964, .970},
       {},
       0.5},
      {"T3 M+LN(4,4)",
       m,
       sim::Law::lognormal(4 * kMinute, 2.0),
       {.210, .0349, 14.90, 187.0, 113.3, .1446, .0175, .1878, .0105, .444, .212, .680, .602},
       {.0019, .00030, .095, 1.37, .023, .00091, .00013, .00048, .000048, .0025, .0010, .0028, .0023}},
      {"T3 M+M exact",
       m,
       m_4,
       {.226, .0364, 14.84, 214.5, 113.1, .1455, .0207, .1429, .0137, .469, .449, .687, .737},
       {},
       0.5},
      {"T5 E2+E2",
       e2,
       e2_4,
       {.056, .0236, 41.6, none, 141.2, .407, none, .413, none, .133, .046, .234, .166},
       {.0016, .00036, .44, none, .39, .0042, none, .0023, none, .0032, .00078, .0047, .0025}},
      {"T5 M+M exact",
       m,
       m_4,
       {.226, .0364, 14.84, none, 113.1, .1455, none, .1429, none, .4688, .4493, .6865, .7366},
       {},
       0.5},
  };
}

// Half a unit of the last printed digit, read from the value: what an exact value loses by being printed.
double printing_error(double value) {
  double unit = 1.0;
  while (unit > 1e-6 && std::abs(value / unit - std::round(value / unit)) > 1e-9 / unit) unit /= 10.0;
  return unit / 2.0;
}

}  // namespace

void whitt_cases(Ledger& ledger) {
  const std::vector<Quantity> measured = quantities();
  for (const Column& column : columns()) {
    auto scenario = one_queue(102.0 / kMinute, column.service, column.patience, 100.0);
    scenario.queues.at("queue").capacity = 200;
    firstline::Experiment experiment;
    experiment.warm_up_s = 60.0 * kMinute;
    experiment.measure_s = 400.0 * kMinute;
    experiment.interval_s = 86400.0;
    experiment.thresholds_s = {0.1 * kMinute, 0.2 * kMinute};
    const auto values = measure(scenario, experiment, measured, ledger.budget());
    for (std::size_t i = 0; i < measured.size(); ++i) {
      if (std::isnan(column.values[i])) continue;
      constexpr double kNormal = 1.959964;
      const bool exact = column.half_widths.empty();
      const double reference_se = exact ? printing_error(column.values[i]) / 1.732 : column.half_widths[i] / kNormal;
      ledger.simulated("Whitt " + column.table.substr(0, 2), column.table, measured[i].name, column.values[i],
                       values[i], reference_se);
    }
  }
}

}  // namespace verification

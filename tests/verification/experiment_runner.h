// Runs the engine until a case's estimates are as precise as verification asks, straight from the facts: no KPI room in
// between, so that a wrong ratio there cannot hide a wrong model here.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "models/record/replication_set.h"
#include "models/scenario/experiment.h"
#include "models/scenario/scenario.h"

namespace verification {

struct Value {
  double mean = 0.0;
  double se = 0.0;
};

// A quantity of a run: a ratio of sums over replications (denominator 1 makes it a mean).
struct Quantity {
  std::string name;
  std::function<double(const firstline::ReplicationRecord&)> numerator;
  std::function<double(const firstline::ReplicationRecord&)> denominator;
  double scale = 1.0;        // of the ratio, into the reference's unit
  bool is_variance = false;  // E[X^2] - E[X]^2 from (sum of squares, count, sum)
  std::function<double(const firstline::ReplicationRecord&)> sum = nullptr;
};

struct Budget {
  double relative_se = 0.01;  // or absolute_se, whichever is the weaker demand
  double absolute_se = 0.001;
  int first = 40;  // replications before the first look
  int most = 20000;
  std::uint64_t seed = 20261122;
  int threads = 2;
};

// Estimates, in the order of the quantities.
std::vector<Value> measure(const firstline::Scenario& scenario, const firstline::Experiment& experiment,
                           const std::vector<Quantity>& quantities, const Budget& budget,
                           const std::vector<double>& initial_pmf = {});

// All records of `replications` replications, for what is not a ratio.
std::vector<firstline::ReplicationRecord> records_of(const firstline::Scenario& scenario,
                                                     const firstline::Experiment& experiment, int replications,
                                                     const Budget& budget);

// Builders. Times in seconds; 1 reference unit of time is `unit_s` seconds.
firstline::Scenario one_queue(double rate_per_s, const sim::Law& service, const sim::Law& patience, double servers);
Quantity share(const std::string& name, std::int64_t firstline::ContactCell::* count);          // of entries
Quantity share_offered(const std::string& name, std::int64_t firstline::ContactCell::* count);  // of offered
Quantity mean_wait(double unit_s);                                                              // over entries
Quantity mean_wait_answered(double unit_s);
Quantity mean_wait_abandoned(double unit_s);
Quantity variance_wait_answered(double unit_s);
Quantity variance_wait_abandoned(double unit_s);
Quantity answered_within(const std::string& name, int threshold, bool of_answered);
Quantity abandoned_within(const std::string& name, int threshold);  // of abandoned
Quantity waiting_mean();
Quantity waiting_variance();
Quantity in_system_mean();
Quantity occupancy();

}  // namespace verification

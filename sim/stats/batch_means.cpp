#include "sim/stats/batch_means.h"

#include <cmath>
#include <vector>

#include "sim/base/check.h"

namespace sim {

BatchMeans judge_batches(std::span<const double> means, double confidence) {
  EXPECT(means.size() >= 3);
  BatchMeans out;
  out.interval = mean_interval(means, confidence);
  double squares = 0.0, products = 0.0, steps = 0.0;
  for (std::size_t i = 0; i < means.size(); ++i) {
    const double here = means[i] - out.interval.mean;
    squares += here * here;
    if (i == 0) continue;
    products += here * (means[i - 1] - out.interval.mean);
    steps += (means[i] - means[i - 1]) * (means[i] - means[i - 1]);
  }
  if (steps == 0.0) return out;
  out.lag1 = products / squares;
  // 1 - steps / (2 squares) has mean 0 and, for normal batches, variance (n - 2) / (n^2 - 1).
  const auto n = static_cast<double>(means.size());
  out.von_neumann = (1.0 - steps / (2.0 * squares)) * std::sqrt((n * n - 1.0) / (n - 2.0));
  out.p_value = 0.5 * std::erfc(out.von_neumann / std::sqrt(2.0));
  return out;
}

BatchMeans batch_means(std::span<const double> values, std::size_t num_batches, double confidence) {
  EXPECT(num_batches >= 3 && values.size() >= num_batches);
  const std::size_t size = values.size() / num_batches;
  values = values.subspan(values.size() - size * num_batches);
  std::vector<double> means;
  for (std::size_t batch = 0; batch < num_batches; ++batch) {
    double sum = 0.0;
    for (const double value : values.subspan(batch * size, size)) sum += value;
    means.push_back(sum / static_cast<double>(size));
  }
  BatchMeans out = judge_batches(means, confidence);
  out.batch_size = size;
  return out;
}

}  // namespace sim

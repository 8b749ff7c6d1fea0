#include "sim/stats/mser.h"

#include "sim/base/check.h"
#include "sim/stats/moments.h"

namespace sim {
namespace {

double mean_of(std::span<const double> values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

}  // namespace

Mser mser(std::span<const double> values, std::size_t batch_size) {
  EXPECT(batch_size >= 1);
  Mser out;
  out.mean_all = out.mean_truncated = mean_of(values);
  const std::size_t batches = values.size() / batch_size;
  if (batches < kMserLeastBatches) return out;

  // From the end, so that every tail is one step from the next; on a tie the shorter cut.
  const std::size_t bound = batches / 2;
  Moments tail;
  bool first = true;
  for (std::size_t d = batches; d-- > 0;) {
    tail.add(mean_of(values.subspan(d * batch_size, batch_size)));
    if (d > bound) continue;
    const double statistic = tail.m2 / (static_cast<double>(tail.n) * static_cast<double>(tail.n));
    if (first || statistic <= out.statistic) {
      out.statistic = statistic;
      out.cut_batches = d;
    }
    first = false;
  }
  out.verdict = out.cut_batches == bound ? MserVerdict::at_bound : MserVerdict::found;
  out.cut_values = out.cut_batches * batch_size;
  out.mean_truncated = mean_of(values.subspan(out.cut_values));
  return out;
}

}  // namespace sim

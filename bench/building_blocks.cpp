// Event lists under the hold model (pop the earliest, push it back later) and the cheapest exponential draw.
//
// Shape: Google Benchmark; each list is first held against std::priority_queue, and skipped with an error if its order
//   differs. Delays are exponential and drawn beforehand, so that only the list is timed.
// Units: nanoseconds of CPU time for one pop and one push.
#include <benchmark/benchmark.h>

#include <map>
#include <vector>

#include "bench/queue_candidates.h"
#include "bench/xoshiro.h"

namespace {

constexpr sim::Tick kMeanDelay = 600 * sim::kTicksPerSecond;
constexpr std::size_t kNumDelays = 1u << 16;

const std::vector<sim::Tick>& delays() {
  static const std::vector<sim::Tick> drawn = [] {
    bench::Xoshiro random(7);
    std::vector<sim::Tick> values(kNumDelays);
    for (sim::Tick& value : values) value = sim::seconds_to_ticks(600.0 * bench::exponential(random));
    return values;
  }();
  return drawn;
}

template <class Queue>
class Hold {
 public:
  explicit Hold(std::size_t pending) : queue_(pending, kMeanDelay) {
    for (std::size_t i = 0; i < pending; ++i) {
      queue_.push(next_delay(), static_cast<unsigned>(i % 8), static_cast<std::uint32_t>(i));
    }
  }
  bench::Popped step() {
    const bench::Popped first = queue_.pop();
    queue_.push(first.time + next_delay(), first.payload % 8, first.payload);
    return first;
  }

 private:
  sim::Tick next_delay() { return delays()[next_++ % kNumDelays]; }
  std::size_t next_ = 0;
  Queue queue_;
};

template <class Queue>
bool same_order(std::size_t pending) {
  Hold<Queue> candidate(pending);
  Hold<bench::StdQueue> reference(pending);
  for (std::size_t i = 0; i < 20 * pending + 10'000; ++i) {
    const bench::Popped found = candidate.step(), right = reference.step();
    if (found.time != right.time || found.payload != right.payload) return false;
  }
  return true;
}

template <class Queue>
void hold(benchmark::State& state) {
  const auto pending = static_cast<std::size_t>(state.range(0));
  static std::map<std::size_t, bool> checked;  // Google Benchmark calls this several times
  if (!checked.contains(pending)) checked[pending] = same_order<Queue>(pending);
  if (!checked[pending]) {
    state.SkipWithError("pops in another order than std::priority_queue");
    return;
  }
  Hold<Queue> model(pending);
  for (std::size_t i = 0; i < 4 * pending; ++i) model.step();
  for (auto _ : state) benchmark::DoNotOptimize(model.step());
  state.SetItemsProcessed(state.iterations());
}

void exponential(benchmark::State& state) {
  bench::Xoshiro random(1);
  double sum = 0.0;
  for (auto _ : state) sum += bench::exponential(random);
  benchmark::DoNotOptimize(sum);
}

using bench::BucketRing;
using bench::Choice;
using bench::KernelQueue;
using bench::Pop;
using bench::StdQueue;
using HeapAtOnce = bench::PackedHeap<Pop::kAtOnce, Choice::kSelect>;
using HeapDeferred = bench::PackedHeap<Pop::kDeferred, Choice::kSelect>;
using HeapDeferredMask = bench::PackedHeap<Pop::kDeferred, Choice::kMask>;
using HeapDeferredMoves = bench::PackedHeap<Pop::kDeferred, Choice::kConditionalMove>;

#define HOLD(queue) BENCHMARK(hold<queue>)->Name("hold/" #queue)->Arg(100)->Arg(1'000)->Arg(10'000)->Arg(100'000)
HOLD(StdQueue);
HOLD(HeapAtOnce);
HOLD(HeapDeferred);
HOLD(HeapDeferredMask);
HOLD(HeapDeferredMoves);
HOLD(BucketRing);
HOLD(KernelQueue);
BENCHMARK(exponential);

}  // namespace

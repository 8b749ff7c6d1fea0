// The limit program: the fastest event-driven code we know for exactly the yardstick workloads A and B, which no engine
// with topology as data can beat. Ratios to it, in the same run, are how Firstline's speed is quoted.
//
// Shape: `limit time WORKLOAD CONTACTS REPEATS`, WORKLOAD one of A, A20000, B. The arrival clock lives in a register,
//   service ends in an implicit 4-ary heap of doubles whose top is replaced, operators are counts, patience is looked
//   at when a contact is dequeued; nothing is allocated.
// Units: minutes inside; answers in minutes and shares; nanoseconds of CPU time a contact, median of REPEATS.
// Errors: exit 1 and no time where an answer is off by more than 4.5 standard deviations.
// Neglects: everything else: people, records, statistics by slot, keyed draws, any reaction to an abandonment.
// Source: the workloads of docs/benchmarking.md.
#include <time.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <vector>

#include "bench/answers.h"
#include "bench/xoshiro.h"

namespace {

using bench::exponential;
using bench::Xoshiro;

double cpu_seconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Tally {
  std::int64_t contacts = 0;
  std::int64_t abandoned = 0;
  std::int64_t delayed = 0;
  std::int64_t late = 0;  // waited 20 s or more
  double wait_min = 0.0;
};

bench::Answers answers_of(const Tally& tally) {
  const auto n = static_cast<double>(tally.contacts);
  return {static_cast<double>(tally.abandoned) / n, tally.wait_min / n, 1.0 - static_cast<double>(tally.late) / n,
          static_cast<double>(tally.delayed) / n};
}

// Keeps the lesser of two times and where it stands. g++ 12 turns every portable form of this into a branch that is
// mispredicted half the time (A: 41 ns a contact; with conditional moves 27 ns); clang++ does not.
inline void keep_lesser(std::int64_t& time, std::int64_t& place, std::int64_t other, std::int64_t other_place) {
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
  asm("cmpq %2, %0\n\tcmovg %2, %0\n\tcmovg %3, %1" : "+r"(time), "+r"(place) : "r"(other), "r"(other_place) : "cc");
#else
  place = other < time ? other_place : place;
  time = other < time ? other : time;
#endif
}

// Implicit 4-ary heap of times, kept as the bits of positive doubles, which compare as integers. Full to its last level
// with infinities, so that a replaced top sinks through a fixed number of levels. Children of i stand at 4i+1 .. 4i+4,
// shifted by three so that the four share a cache line.
template <int kCapacity>
class Heap {
 public:
  Heap() { clear(); }
  void clear() {
    std::fill(std::begin(at_), std::end(at_), kNever);
    size_ = 0;
  }
  double top() const { return std::bit_cast<double>(at_[kShift]); }
  int size() const { return size_; }

  void push(double time) {
    const auto key = std::bit_cast<std::int64_t>(time);
    int i = size_++;
    while (i > 0) {
      const int parent = (i - 1) >> 2;
      if (at_[kShift + parent] <= key) break;
      at_[kShift + i] = at_[kShift + parent];
      i = parent;
    }
    at_[kShift + i] = key;
  }

  void replace_top(double time) { sink(std::bit_cast<std::int64_t>(time)); }

  void pop() {
    const std::int64_t last = at_[kShift + --size_];
    at_[kShift + size_] = kNever;
    if (size_ > 0) sink(last);
  }

 private:
  static constexpr int kShift = 3;
  static constexpr std::int64_t kNever = std::bit_cast<std::int64_t>(std::numeric_limits<double>::infinity());
  static constexpr int places(int levels) { return levels == 0 ? 1 : 4 * places(levels - 1) + 1; }
  static constexpr int levels_for(int capacity) {
    int levels = 0;
    while (places(levels) < capacity) ++levels;
    return levels;
  }
  static constexpr int kLevels = levels_for(kCapacity);

  void sink(std::int64_t time) {
    std::int64_t i = 0;
#pragma GCC unroll 1
    for (int level = 0; level < kLevels; ++level) {
      const std::int64_t first = 4 * i + 1;
      const std::int64_t* child = at_ + kShift + first;
      std::int64_t left = child[0], left_at = first, right = child[2], right_at = first + 2;
      keep_lesser(left, left_at, child[1], first + 1);
      keep_lesser(right, right_at, child[3], first + 3);
      keep_lesser(left, left_at, right, right_at);
      at_[kShift + i] = std::min(left, time);
      time = std::max(left, time);
      i = left_at;
    }
    at_[kShift + i] = time;
  }

  alignas(64) std::int64_t at_[places(kLevels) + kShift];
  int size_ = 0;
};

// First in, first out, of contacts that wait.
template <int kCapacity>
struct Line {
  struct Waiting {
    double arrival;
    double patience;
  };
  static constexpr unsigned kMask = kCapacity - 1;
  Waiting waiting[kCapacity];
  unsigned head = 0;
  unsigned tail = 0;
  void add(double arrival, double patience) {
    waiting[tail++ & kMask] = {arrival, patience};
    if (tail - head > kCapacity) std::abort();
  }
};

// Takes the first in line who still waits at `now`, tallying those who have left. False where nobody is left.
template <class AnyLine>
inline bool take_next(AnyLine& line, double now, Tally& tally) {
  while (line.head != line.tail) {
    const auto& next = line.waiting[line.head++ & AnyLine::kMask];
    const double offered = now - next.arrival;
    const bool leaves = next.patience < offered;
    const double wait = leaves ? next.patience : offered;
    tally.wait_min += wait;
    tally.late += wait >= bench::kThreshold_min;
    if (!leaves) return true;
    ++tally.abandoned;
  }
  return false;
}

// ---- A: Erlang A, one queue ----
template <int kServers, int kLine>
class WorkloadA {
 public:
  // `random` decides how many contacts the stationary system holds at the start.
  explicit WorkloadA(Xoshiro random) {
    double u = random.uniform();
    for (const double p : bench::stationary_a(kServers)) {
      if ((u -= p) < 0.0) break;
      ++present_;
    }
  }

  Tally run(std::int64_t contacts, std::uint64_t seed) {
    static Heap<kServers> ends;
    static Line<kLine> line;
    Xoshiro random(seed);
    Tally tally;
    ends.clear();
    line.head = line.tail = 0;
    for (int i = 0; i < std::min(present_, kServers); ++i) ends.push(kService_min * exponential(random));
    for (int i = kServers; i < present_; ++i) line.add(0.0, kPatience_min * exponential(random));
    double arrival = kGap_min * exponential(random);
    for (std::int64_t left = contacts; left > 0;) {
      const double end = ends.top();
      if (arrival < end) {
        if (ends.size() < kServers) {
          ends.push(arrival + kService_min * exponential(random));
        } else {
          line.add(arrival, kPatience_min * exponential(random));
          ++tally.delayed;
        }
        arrival += kGap_min * exponential(random);
        --left;
      } else if (take_next(line, end, tally)) {
        ends.replace_top(end + kService_min * exponential(random));
      } else {
        ends.pop();
      }
    }
    while (line.head != line.tail) {  // those still waiting at the end: let the line drain
      const double end = ends.top();
      if (take_next(line, end, tally)) ends.replace_top(end + kService_min * exponential(random));
    }
    tally.contacts = contacts;
    return tally;
  }

 private:
  static constexpr double kGap_min = 10.0 / kServers;
  static constexpr double kService_min = 10.0;
  static constexpr double kPatience_min = 5.0;
  int present_ = 0;
};

// ---- B: three call types, three groups, one day after another ----
class WorkloadB {
 public:
  explicit WorkloadB(Xoshiro) {}  // a day starts empty

  Tally run(std::int64_t contacts, std::uint64_t seed) {
    Xoshiro random(seed);
    Tally tally;
    while (tally.contacts < contacts) day(random, tally);
    return tally;
  }

 private:
  static constexpr int kTypes = 3;
  static constexpr int kGroups = 3;
  static constexpr int kSlots = 20;
  static constexpr double kSlot_min = 30.0;
  static constexpr double kRate_per_min[kTypes] = {1.6, 1.5, 1.1};
  static constexpr double kService_min[kTypes] = {5.0, 6.0, 8.0};
  static constexpr double kPatience_min[kTypes] = {3.0, 4.0, 6.0};
  static constexpr int kStaff[kGroups] = {12, 12, 8};
  static constexpr double kProfile[kSlots] = {0.45, 0.62, 0.85, 1.05, 1.20, 1.32, 1.35, 1.28, 1.12, 0.98,
                                              0.95, 1.02, 1.12, 1.20, 1.22, 1.14, 1.00, 0.85, 0.70, 0.58};
  // Rows end with -1.
  static constexpr int kGroupsOfType[kTypes][4] = {{0, 2, -1, -1}, {1, 0, 2, -1}, {1, 2, -1, -1}};
  static constexpr int kTypesOfGroup[kGroups][4] = {{0, 1, -1, -1}, {1, 2, -1, -1}, {0, 1, 2, -1}};

  // The whole stream is one arrival clock at the total rate; the type is drawn at each arrival.
  static double total_rate() { return kRate_per_min[0] + kRate_per_min[1] + kRate_per_min[2]; }

  // A service end carries its group in the last two bits of its time.
  static double mark(double time, int group) {
    return std::bit_cast<double>((std::bit_cast<std::uint64_t>(time) & ~std::uint64_t{3}) |
                                 static_cast<std::uint64_t>(group));
  }

  void day(Xoshiro& random, Tally& tally) {
    static Heap<32> ends;
    static Line<2048> line[kTypes];
    const double rate = total_rate();
    const double first = kRate_per_min[0] / rate;
    const double second = (kRate_per_min[0] + kRate_per_min[1]) / rate;
    int idle[kGroups] = {kStaff[0], kStaff[1], kStaff[2]};
    ends.clear();
    int slot = 0;
    double slot_end = kSlot_min;
    const auto next_arrival = [&](double now) {
      double load = exponential(random) / rate;
      for (;;) {
        const double at = now + load / kProfile[slot];
        if (at < slot_end) return at;
        load -= (slot_end - now) * kProfile[slot];
        now = slot_end;
        slot_end += kSlot_min;
        if (++slot == kSlots) return std::numeric_limits<double>::infinity();
      }
    };
    double arrival = next_arrival(0.0);
    for (;;) {
      const double end = ends.top();
      if (arrival < end) {
        const double u = random.uniform();
        const int type = (u >= first) + (u >= second);
        ++tally.contacts;
        int group = -1;
        for (const int* candidate = kGroupsOfType[type]; *candidate >= 0; ++candidate) {
          if (idle[*candidate] > 0) {
            group = *candidate;
            break;
          }
        }
        if (group >= 0) {
          --idle[group];
          ends.push(mark(arrival + kService_min[type] * exponential(random), group));
        } else {
          line[type].add(arrival, kPatience_min[type] * exponential(random));
          ++tally.delayed;
        }
        arrival = next_arrival(arrival);
        continue;
      }
      if (ends.size() == 0) break;  // no arrival and nobody in service: nobody waits either
      const int group = static_cast<int>(std::bit_cast<std::uint64_t>(end) & 3u);
      int type = -1;
      for (const int* candidate = kTypesOfGroup[group]; *candidate >= 0; ++candidate) {
        if (take_next(line[*candidate], end, tally)) {
          type = *candidate;
          break;
        }
      }
      if (type >= 0) {
        ends.replace_top(mark(end + kService_min[type] * exponential(random), group));
      } else {
        ++idle[group];
        ends.pop();
      }
    }
  }
};

double exponential_ns(std::uint64_t seed) {
  constexpr int kDraws = 4'000'000;
  Xoshiro random(seed);
  double sum = 0.0;
  const double start = cpu_seconds();
  for (int i = 0; i < kDraws; ++i) sum += exponential(random);
  const double spent = cpu_seconds() - start;
  if (!(std::abs(sum / kDraws - 1.0) < 4.5 / 2000.0)) {
    std::fprintf(stderr, "limit: the exponential has mean %.6f\n", sum / kDraws);
    std::exit(1);
  }
  return spent * 1e9 / kDraws;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void add(const Tally& one, Tally& all) {
  all.contacts += one.contacts;
  all.abandoned += one.abandoned;
  all.delayed += one.delayed;
  all.late += one.late;
  all.wait_min += one.wait_min;
}

template <class Workload>
int measure(const char* name, std::int64_t contacts, int repeats) {
  std::vector<double> contact_ns, draw_ns;
  Tally all;
  for (int r = 0; r < repeats; ++r) {
    const auto seed = static_cast<std::uint64_t>(1000 + r);
    Workload workload{Xoshiro(seed + 500)};
    draw_ns.push_back(exponential_ns(seed));
    const double start = cpu_seconds();
    const Tally tally = workload.run(contacts, seed);
    contact_ns.push_back((cpu_seconds() - start) * 1e9 / static_cast<double>(tally.contacts));
    add(tally, all);
  }
  const bench::Answers found = answers_of(all);
  if (!bench::agree("limit", name, found, all.contacts)) return 1;
  std::printf(
      "{\"workload\": \"%s\", \"contacts\": %lld, \"repeats\": %d, \"cpu_ns_per_contact\": %.3f, "
      "\"exponential_ns\": %.4f, \"compiler\": \"%s\", \"answers\": %s}\n",
      name, static_cast<long long>(all.contacts), repeats, median(contact_ns), median(draw_ns),
      bench::compiler_name().c_str(), bench::to_json(found).c_str());
  return 0;
}

// Where the constants of answers.h come from: mean, and standard deviation of one run of a million contacts.
template <class Workload>
int spread(std::int64_t contacts, int repeats) {
  constexpr std::size_t kNumAnswers = bench::kAnswerNames.size();
  std::array<double, kNumAnswers> sum{}, squares{};
  Tally all;
  for (int r = 0; r < repeats; ++r) {
    const auto seed = static_cast<std::uint64_t>(1'000'000 + r);
    const Tally tally = Workload{Xoshiro(seed + 500'000)}.run(contacts, seed);
    const auto values = bench::values_of(answers_of(tally));
    for (std::size_t i = 0; i < kNumAnswers; ++i) {
      sum[i] += values[i];
      squares[i] += values[i] * values[i];
    }
    add(tally, all);
  }
  const auto mean = bench::values_of(answers_of(all));
  for (std::size_t i = 0; i < kNumAnswers; ++i) {
    const double variance = (squares[i] - sum[i] * sum[i] / repeats) / (repeats - 1);
    std::printf("%-10s mean %.9f  sd of a million contacts %.9f\n", bench::kAnswerNames[i], mean[i],
                std::sqrt(variance * static_cast<double>(all.contacts) / repeats / 1e6));
  }
  return 0;
}

template <class Workload>
int act(const char* mode, const char* name, std::int64_t contacts, int repeats) {
  return std::strcmp(mode, "spread") == 0 ? spread<Workload>(contacts, repeats)
                                          : measure<Workload>(name, contacts, repeats);
}

}  // namespace

int main(int argc, char** argv) {
  const char* mode = argc > 1 ? argv[1] : "";
  const char* name = argc > 2 ? argv[2] : "";
  if (argc == 3 && std::strcmp(mode, "expect") == 0) return bench::print_expected(name);
  if (argc == 5 && (std::strcmp(mode, "time") == 0 || std::strcmp(mode, "spread") == 0)) {
    const std::int64_t contacts = std::atoll(argv[3]);
    const int repeats = std::atoi(argv[4]);
    if (contacts > 0 && repeats > 0) {
      if (std::strcmp(name, "A") == 0) return act<WorkloadA<100, 4096>>(mode, name, contacts, repeats);
      if (std::strcmp(name, "A20000") == 0) return act<WorkloadA<20000, 16384>>(mode, name, contacts, repeats);
      if (std::strcmp(name, "B") == 0) return act<WorkloadB>(mode, name, contacts, repeats);
    }
  }
  std::fprintf(stderr, "usage: limit time|spread A|A20000|B CONTACTS REPEATS, or limit expect WORKLOAD\n");
  return 2;
}

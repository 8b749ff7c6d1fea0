// What every program that runs a yardstick workload must answer before its time counts.
//
// Flow: limit and firstline_bench call agree() and print to_json(); `limit expect WORKLOAD` prints the same figures for
// the SimPy program. Units: shares of all contacts; waits in minutes, of served and abandoned contacts alike. Source: A
// and A20000 are Erlang A, exact by the birth-death chain; B is the mean of 1,000,000 simulated days. The presets
// have no second program: 6,000 days of large_center and 100 months of help_desk and of omnichannel (a leg of a
// contact is an entry there) by Firstline itself, which tells a wrong workload from the right one and no more.
// Tests: bench/run.py stops where a program disagrees.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

inline constexpr double kThreshold_min = 20.0 / 60.0;

struct Answers {
  double abandoned = 0.0;   // P(Ab)
  double wait_min = 0.0;    // E[W]
  double within_20s = 0.0;  // P(W < 20 s)
  double delayed = 0.0;     // P(W > 0)
};

struct Expected {
  Answers mean;
  Answers sd;  // standard deviation of one run of a million contacts; a run of n has sd * sqrt(1e6 / n)
};

inline constexpr std::array<const char*, 4> kAnswerNames = {"abandoned", "wait_min", "within_20s", "delayed"};
inline std::array<double, 4> values_of(const Answers& a) { return {a.abandoned, a.wait_min, a.within_20s, a.delayed}; }

// Probabilities of 0, 1, 2, ... contacts present: Erlang A, service mean 10 min, patience mean 5 min, offered load
// equal to the number of servers.
inline std::vector<double> stationary_a(int servers) {
  const double rate = servers / 10.0, service = 0.1, leaving = 0.2;
  std::vector<double> p(static_cast<std::size_t>(servers) + 1, 1.0);  // relative to state `servers`
  double total = 1.0;
  for (int i = servers; i > 0; --i) total += p[i - 1] = p[i] * i * service / rate;
  for (int k = 1; p.back() > 1e-18; ++k) {
    p.push_back(p.back() * rate / (servers * service + k * leaving));
    total += p.back();
  }
  for (double& share : p) share /= total;
  return p;
}

// The wait offered behind k others is a sum of k+1 exponentials of rates leaving * (c + j), so that exp(-leaving * V)
// has the law Beta(c, k+1), whose distribution function follows a recurrence in k.
inline Answers exact_a(int servers) {
  const double rate = servers / 10.0, service = 0.1, leaving = 0.2;
  const std::vector<double> p = stationary_a(servers);
  const double c = servers * service / leaving, patient = std::exp(-leaving * kThreshold_min);
  double step = std::exp(-leaving * kThreshold_min * c), offered_late = step;
  double waiting = 0.0, late = 0.0, delayed = 0.0;
  for (std::size_t n = static_cast<std::size_t>(servers), k = 0; n + k < p.size(); ++k) {
    const auto ahead = static_cast<double>(k);
    delayed += p[n + k];
    waiting += ahead * p[n + k];
    late += p[n + k] * offered_late * patient;
    step *= (1.0 - patient) * (c + ahead) / (ahead + 1.0);
    offered_late += step;
  }
  return {leaving * waiting / rate, waiting / rate, 1.0 - late, delayed};
}

// The deviations, and the means of B, as `limit spread` prints them (B: 1,000,000 days).
inline std::optional<Expected> expected(std::string_view workload) {
  if (workload == "A") return Expected{exact_a(100), {0.00080, 0.0041, 0.0042, 0.0052}};
  if (workload == "A20000") return Expected{exact_a(20000), {0.00073, 0.0037, 1e-7, 0.068}};
  if (workload == "B") {
    return Expected{{0.043174567, 0.196594343, 0.849425566, 0.265163112}, {0.00053, 0.0026, 0.0016, 0.0023}};
  }
  if (workload == "large_center") {
    return Expected{{0.038568, 0.188300, 0.797667, 0.402292}, {0.0047, 0.023, 0.024, 0.036}};
  }
  if (workload == "help_desk") {
    return Expected{{0.069122, 0.162142, 0.875640, 0.243274}, {0.0059, 0.0135, 0.0126, 0.0214}};
  }
  if (workload == "omnichannel") {
    return Expected{{0.050633, 0.126010, 0.923549, 0.145562}, {0.0038, 0.0088, 0.0074, 0.0140}};
  }
  return std::nullopt;
}

inline std::string to_json(const Answers& answers) {
  std::string text = "{";
  for (std::size_t i = 0; i < kAnswerNames.size(); ++i) {
    char field[64];
    std::snprintf(field, sizeof field, "%s\"%s\": %.9f", i ? ", " : "", kAnswerNames[i], values_of(answers)[i]);
    text += field;
  }
  return text + "}";
}

// Counts of instructions are compared only within one of these.
inline std::string compiler_name() {
#if defined(__clang__)
  std::string name = "clang " __clang_version__;
#else
  std::string name = "g++ " __VERSION__;
#endif
#if defined(_LIBCPP_VERSION)
  return name + ", libc++ " + std::to_string(_LIBCPP_VERSION);
#else
  return name + ", libstdc++ " + std::to_string(__GLIBCXX__);
#endif
}

inline int print_expected(std::string_view workload) {
  const std::optional<Expected> all = expected(workload);
  if (!all) return 2;
  std::printf("{\"mean\": %s, \"sd\": %s}\n", to_json(all->mean).c_str(), to_json(all->sd).c_str());
  return 0;
}

// Within 4.5 standard deviations of a run of `contacts`; says on stderr what is not.
inline bool agree(const char* program, std::string_view workload, const Answers& found, std::int64_t contacts) {
  const std::optional<Expected> all = expected(workload);
  if (!all) return false;
  const double shrink = std::sqrt(1e6 / static_cast<double>(contacts));
  bool good = contacts > 0;
  for (std::size_t i = 0; i < kAnswerNames.size(); ++i) {
    const double mean = values_of(all->mean)[i], sd = values_of(all->sd)[i] * shrink, value = values_of(found)[i];
    if (std::abs(value - mean) <= 4.5 * sd) continue;
    std::fprintf(stderr, "%s: %s of %.*s is %.7f, expected %.7f with standard deviation %.7f: no time is given\n",
                 program, kAnswerNames[i], static_cast<int>(workload.size()), workload.data(), value, mean, sd);
    good = false;
  }
  return good;
}

}  // namespace bench

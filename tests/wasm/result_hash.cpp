// Prints fingerprints of a few small runs: every build, CPU, number of threads and WebAssembly must print the same.
//
//   result_hash [THREADS]
//
// Tab-separated lines. `hash CASE HEX`: all counters of all replications and the bits of every mean and difference.
// `bound CASE KEY SLICE NAME LO HI` and `formula CASE KEY SLICE NAME VALUE`: numbers in 17 digits, the same to 1e-9.
// scripts/same_bits.py compares. Nothing is read from disk: CMakeLists.txt writes the scenarios into the program.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "models/record/digest.h"
#include "models/run/run.h"
#include "models/scenario/scenario_json.h"

extern const char* const kMmnTextbook;
extern const char* const kMultiSkillDay;
extern const char* const kBank1999;
extern const char* const kEverything;
extern const char* const kHelpDesk;
extern const char* const kVoiceBot;

namespace {

using firstline::Digest;
using firstline::Estimate;
using firstline::LoadedScenario;
using firstline::RunResult;

using Sets = std::vector<std::pair<std::string, std::string>>;

LoadedScenario load(const char* name, const char* text, Sets sets) {
  firstline::LoadOptions options;
  options.sets = std::move(sets);
  return firstline::load_scenario(text, name, options);
}

void add(Digest& digest, const std::string& text) {
  for (const char letter : text) digest.add(static_cast<int>(static_cast<unsigned char>(letter)));
  digest.add(static_cast<int>(text.size()));
}

void add(Digest& digest, const Estimate& estimate) {
  add(digest, estimate.key);
  add(digest, estimate.slice.dimension);
  add(digest, estimate.slice.name);
  digest.add(static_cast<int>(estimate.mean.has_value()));
  if (estimate.mean) digest.add(*estimate.mean);
}

void add(Digest& digest, const RunResult& result) {
  digest.add(result.provenance.replications);
  for (const firstline::ReplicationRecord& record : result.set.records) digest.add(record.digest);
  for (const Estimate& estimate : result.estimates) add(digest, estimate);
}

void print_hash(const std::string& name, const Digest& digest) {
  std::printf("hash\t%s\t%016llx\n", name.c_str(), static_cast<unsigned long long>(digest.value()));
}

void print_bounds(const std::string& name, const Estimate& estimate) {
  if (!estimate.lo || !estimate.hi) return;
  std::printf("bound\t%s\t%s\t%s\t%s\t%.17g\t%.17g\n", name.c_str(), estimate.key.c_str(),
              estimate.slice.dimension.c_str(), estimate.slice.name.c_str(), *estimate.lo, *estimate.hi);
}

void print_numbers(const std::string& name, const RunResult& result) {
  for (const Estimate& estimate : result.estimates) print_bounds(name, estimate);
  for (const firstline::FormulaRow& row : result.formulas) {
    std::printf("formula\t%s\t%s\t%s\t%s\t%.17g\n", name.c_str(), row.key.c_str(), row.slice.dimension.c_str(),
                row.slice.name.c_str(), row.value);
  }
}

void print_run(const std::string& name, const LoadedScenario& loaded, const firstline::RunOptions& options) {
  const RunResult result = firstline::run(loaded.scenario, loaded.experiment, options);
  Digest digest;
  add(digest, result);
  print_hash(name, digest);
  print_numbers(name, result);
}

// Lines, rosters, agreements and a bot in one run: the hash alone, for its slices are thousands.
void print_help_desk(const firstline::RunOptions& options) {
  firstline::LoadOptions how;
  how.read_base = [](const std::string&) { return std::string(kHelpDesk); };
  how.sets = {{"/experiment/replications", "2"},
              {"/experiment/warm_up", "1 d"},
              {"/experiment/measure", "3 d"},
              {"/experiment/cool_down", "1 d"},
              {"/experiment/repeat_window", "1 d"}};
  const LoadedScenario loaded = firstline::load_scenario(kVoiceBot, "voice_bot.json", how);
  Digest digest;
  add(digest, firstline::run(loaded.scenario, loaded.experiment, options));
  print_hash("help desk with a voice bot", digest);
}

void print_comparison(const std::string& name, const LoadedScenario& base, const LoadedScenario& variant,
                      const firstline::RunOptions& options) {
  const firstline::CompareResult result =
      firstline::compare(base.scenario, {{"variant", variant.scenario}}, base.experiment, options);
  const firstline::ComparedVariant& compared = result.variants.front();
  Digest digest;
  add(digest, result.base);
  add(digest, compared.run);
  for (const firstline::Difference& difference : compared.differences) {
    add(digest, difference.difference);
    digest.add(static_cast<int>(difference.distinguishable));
  }
  print_hash(name, digest);
  for (const firstline::Difference& difference : compared.differences) print_bounds(name, difference.difference);
}

void print_all(int threads) {
  firstline::RunOptions options;
  options.threads = threads;
  print_run(
      "mmn_textbook",
      load("mmn_textbook", kMmnTextbook, {{"/experiment/measure", "2000 min"}, {"/experiment/replications", "6"}}),
      options);
  print_run("multi_skill_day", load("multi_skill_day", kMultiSkillDay, {{"/experiment/replications", "30"}}), options);
  print_run("multi_skill_day to 8 %",
            load("multi_skill_day", kMultiSkillDay,
                 {{"/experiment/replications", "10"}, {"/experiment/precision", R"({"wait.mean": "8 %"})"}}),
            options);
  print_run("bank_1999", load("bank_1999", kBank1999, {{"/experiment/replications", "25"}}), options);
  const LoadedScenario everything = load("everything", kEverything, {});
  print_run("everything", everything, options);
  const Sets changes = {{"/teams/specialists/staff", "2"},
                        {"/contact_types/factored/arrivals/interpolation", "linear"}};
  print_help_desk(options);
  print_comparison("everything, compared", everything, load("everything", kEverything, changes), options);
}

}  // namespace

int main(int argc, char** argv) {
  const int threads = argc > 1 ? std::atoi(argv[1]) : 1;
  if (argc > 2 || threads < 1) {
    std::fprintf(stderr, "usage: result_hash [THREADS]\n");
    return 2;
  }
  try {
    print_all(threads);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "result_hash: %s\n", error.what());
    return 1;
  }
  return std::fflush(stdout) == 0 ? 0 : 1;  // nobody else does in WebAssembly
}

// What the commands share while they work: progress, interruption, warnings, and handing over what was made.
//
// Flow: cmd_run and cmd_compare make a result through a Session, then deliver texts and files, all or none.
// Errors: those of files.h.
// Threads: one a process.
// Tests: tests/cli/command_test.cpp, tests/cli/process_test.cpp
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/cli/command.h"
#include "models/cli/files.h"
#include "models/cli/request.h"
#include "models/cli/signals.h"
#include "models/report/report_csv.h"
#include "models/run/run.h"
#include "models/run/warm_up.h"

namespace firstline {

class Session {
 public:
  // Refuses outputs that cannot be written, before anything is simulated.
  Session(const Request& request, Door& door);

  // For run() and compare(): threads, cancel token, progress on a terminal.
  RunOptions run_options();
  void warn(const std::vector<sim::Problem>& warnings);
  // Puts the warm-up that MSER-5 finds into the experiment, and says so.
  void warm_up(const Scenario& scenario, Experiment& experiment);

  // Takes the progress line away; to be called when the run has ended.
  void end_progress();

  // Prints `text`, or JSON when --json is -; writes the JSON file, the tables and the log. Everything is written before
  // anything is given its name. An interrupted run does the same with the replications that had finished, where there
  // are any, and gives the signal's exit code.
  struct Delivery {
    std::string text;
    std::function<std::string()> json;
    std::function<NamedTexts()> csv;
    std::function<void(PendingFile&)> log = nullptr;
    int replications = 0;  // finished; of a comparison: by every scenario
    bool paired = false;   // a comparison
    bool interrupted = false;
  };
  int deliver(const Delivery& delivery);

 private:
  void write(const Delivery& delivery);

  const Request& request_;
  Door& door_;
  sim::CancelToken token_;
  SignalGuard guard_;
  bool progress_shown_ = false;
};

}  // namespace firstline

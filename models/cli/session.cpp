#include "models/cli/session.h"

#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

#include "models/report/number_text.h"

namespace firstline {

Session::Session(const Request& request, Door& door) : request_(request), door_(door), guard_(token_) {
  std::vector<Output> outputs;
  for (const Output& output : {Output{"--json", request.json}, Output{"--log", request.log}}) {
    if (!output.path.empty() && output.path != "-") outputs.push_back(output);
  }
  std::vector<std::string> inputs = request.operands;
  if (!request.experiment.empty()) inputs.push_back(request.experiment);
  refuse_bad_outputs(outputs, inputs);
  if (!request.csv.empty()) refuse_bad_folder({"--csv", request.csv}, csv_names(), outputs, inputs);
}

RunOptions Session::run_options() {
  RunOptions options;
  options.threads = request_.threads;
  options.cancel = &token_;
  options.log_contacts = !request_.log.empty();
  options.deflection = request_.deflection;
  if (door_.err_is_terminal && !request_.quiet) {
    options.progress = [this](int done, int total) {
      progress_shown_ = true;
      door_.err << '\r'
                << firstline::text("cli.progress", request_.language, {std::to_string(done), std::to_string(total)})
                << std::flush;
    };
  }
  return options;
}

void Session::warn(const std::vector<sim::Problem>& warnings) {
  if (request_.quiet) return;
  std::vector<std::string> said;  // a base and its variants share a file, and what is wrong with it
  for (const sim::Problem& warning : warnings) {
    const std::string line = problem_line(warning, request_.language);
    if (std::find(said.begin(), said.end(), line) != said.end()) continue;
    door_.err << line << '\n';
    said.push_back(line);
  }
}

void Session::warm_up(const Scenario& scenario, Experiment& experiment) {
  try {
    experiment.warm_up_s = warm_up_by_mser(scenario, experiment, run_options());
  } catch (const sim::RunError&) {
    if (!token_.cancelled()) throw;
    return;  // a pilot that was stopped finds none
  }
  if (request_.quiet) return;
  const std::string length = duration_text(experiment.warm_up_s, request_.language);
  door_.err << firstline::text("cli.warm_up", request_.language, {length}) << '\n' << std::flush;
}

void Session::end_progress() {
  if (progress_shown_) door_.err << "\r\x1b[K" << std::flush;
  progress_shown_ = false;
}

int Session::deliver(const Delivery& delivery) {
  if (!delivery.interrupted || delivery.replications > 0) write(delivery);
  if (!delivery.interrupted) return 0;
  const bool files = !request_.json.empty() || !request_.csv.empty() || !request_.log.empty();
  const char* said = delivery.replications > 0 ? (files ? "cli.kept_in_files" : "cli.kept")
                     : delivery.paired         ? "cli.kept_no_pair"
                                               : "cli.kept_nothing";
  const char* what = delivery.paired ? "@kept.pairs" : "@kept.replications";
  door_.err << firstline::text(said, request_.language, {std::to_string(delivery.replications), what}) << '\n'
            << std::flush;
  return 128 + (guard_.received() == 0 ? SIGINT : guard_.received());
}

void Session::write(const Delivery& delivery) {
  std::unique_ptr<PendingFolder> folder;  // outlives the files in it
  std::vector<std::unique_ptr<PendingFile>> files;
  std::vector<std::string> stale;  // tables of an earlier result, which would look like this one's
  const auto add = [&](const std::string& path) -> PendingFile& {
    return *files.emplace_back(std::make_unique<PendingFile>(path));
  };
  if (!request_.log.empty() && delivery.log) delivery.log(add(request_.log));
  if (!request_.csv.empty()) {
    folder = std::make_unique<PendingFolder>(request_.csv);
    stale = csv_names();
    for (const auto& [name, content] : delivery.csv()) {
      add(request_.csv + "/" + name).write(content);
      std::erase(stale, name);
    }
  }
  if (!request_.json.empty() && request_.json != "-") add(request_.json).write(delivery.json());
  for (const auto& file : files) file->sync();
  if (request_.json == "-") {
    print(door_.out, delivery.json());
  } else if (!request_.quiet) {
    print(door_.out, delivery.text);
  }
  for (const std::string& name : stale) remove_file(request_.csv + "/" + name);
  for (const auto& file : files) file->commit();
  if (folder != nullptr) folder->keep();
}

}  // namespace firstline

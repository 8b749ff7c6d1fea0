// What a person asked for on the command line: one command, its operands, and checked values of options.
//
// Flow: CLI11 splits the words by option_table; the values are converted here, without any locale.
// Shape: an absent option is an empty optional or string.
// Errors: InputError E102-E108, all problems of the command line together; the pointer is the option's name.
// Threads: pure functions.
// Tests: tests/cli/command_test.cpp
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "models/cli/option_table.h"
#include "models/run/prepare.h"
#include "models/scenario/messages.h"

namespace firstline {

struct Request {
  const CommandRow* command = nullptr;
  std::vector<std::string> operands;
  std::vector<std::pair<std::string, std::string>> sets;
  std::vector<std::string> with;  // interventions, a variant each
  ExperimentChanges changes;
  int threads = 1;
  std::string experiment;
  std::string json;
  std::string log;
  std::string csv;  // folder
  bool warm_up_by_mser = false;
  bool strict = false;
  bool deflection = false;
  bool steady_state = false;
  bool quiet = false;
  bool help = false;
  Language language = Language::en;
  std::string repeat;  // the command line that repeats this run, seed aside
};

Request parse_request(const CommandRow& command, const std::vector<std::string>& arguments);

}  // namespace firstline

// The command `firstline`: arguments in, text and files out, an exit code back.
//
// Flow: arguments -> Request (option_table, CLI11) -> one cmd_*.cpp -> streams of the Door, files.
// Shape: exit codes: 0 done; 1 defect; 2 bad input or flag; 3 limit or memory; 5 files; 130, 143 signals; 141 broken
// pipe.
//   An unknown word X runs `firstline-X` from PATH.
// Errors: none thrown; every failure is words on `err` and an exit code, and leaves no file behind.
// Threads: one call at a time in a process: signals have one receiver.
// Source: issue 2; architecture.md, Errors; reliability.md 2.3.
// Tests: tests/cli/command_test.cpp
#pragma once

#include <istream>
#include <ostream>
#include <string>
#include <vector>

namespace firstline {

struct Door {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool err_is_terminal = false;
};

int run_cli(const std::vector<std::string>& arguments, Door& door);

}  // namespace firstline

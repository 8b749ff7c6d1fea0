// The one table of commands and options: parser, help and docs/generated/cli.md come from it.
//
// Shape: `commands` of an option names those that take it, separated by spaces.
// Threads: immutable.
// Tests: tests/cli/command_test.cpp
#pragma once

#include <span>
#include <string_view>

namespace firstline {

struct CommandRow {
  std::string_view name;
  std::string_view operands;  // as shown in the usage line
  std::size_t least = 0;      // operands needed
  std::size_t most = 0;
  std::string_view en;
  std::string_view ru;
};

struct OptionRow {
  std::string_view name;   // "--seed"
  std::string_view value;  // "N"; empty for a flag
  std::string_view commands;
  bool repeatable = false;
  std::string_view en;
  std::string_view ru;
};

std::span<const CommandRow> command_table();
std::span<const OptionRow> option_table();

const CommandRow* find_command(std::string_view name);
bool takes(const CommandRow& command, const OptionRow& option);

}  // namespace firstline

// One function a command, each in its own cmd_*.cpp; command.cpp calls them by their row in option_table.
//
// Errors: InputError, RunError, FileError, BrokenPipe: command.cpp turns them into words and exit codes.
// Tests: tests/cli/command_test.cpp
#pragma once

#include <string>

#include "models/cli/command.h"
#include "models/cli/request.h"

namespace firstline {

int cmd_run(const Request& request, Door& door);
int cmd_compare(const Request& request, Door& door);
int cmd_check(const Request& request, Door& door);
int cmd_schema(const Request& request, Door& door);
int cmd_kpis(const Request& request, Door& door);
int cmd_explain(const Request& request, Door& door);
int cmd_docs(const Request& request, Door& door);

}  // namespace firstline

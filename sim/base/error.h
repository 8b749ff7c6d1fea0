// The four families of failure, and the list of problems that an InputError carries.
//
// Flow: readers collect Problems, throw one InputError with all of them; the doors turn families into exit codes.
// Units: line and column count from 1; 0 means "not known".
// Errors: InputError 2, RunError 3, FileError 5 (6 when results are corrupt), BugError 1.
// Neglects: the words. A Problem carries a code and arguments; models/scenario/messages has the text in each language.
// Source: architecture, section Errors; reliability, section 2.
// Tests: tests/sim/base/error_test.cpp
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace sim {

// One thing wrong with an input: where it stands, what stands there, and the message's code and arguments.
struct Problem {
  std::string code;                    // "E312"
  std::string pointer;                 // JSON pointer ("/teams/line 1"), or the flag ("--threads")
  std::string value;                   // what was found, as written (escaped, cut at 120 bytes)
  std::vector<std::string> arguments;  // filled into the message's {0}, {1}, ...
  std::string file;
  int line = 0;
  int column = 0;
  friend bool operator==(const Problem&, const Problem&) = default;
};

class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Problem> problems)
      : std::runtime_error(problems.empty() ? "E300" : problems.front().code + " at " + problems.front().pointer),
        problems_(std::move(problems)) {}
  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::vector<Problem> problems_;
};

// A run that could not go on: a limit, a budget. Code E4xx with arguments, as in Problem.
class RunError : public std::runtime_error {
 public:
  explicit RunError(Problem problem) : std::runtime_error(problem.code), problem_(std::move(problem)) {}
  const Problem& problem() const { return problem_; }

 private:
  Problem problem_;
};

// A file or a disk that refuses. Code E6xx; pointer holds the path, arguments the reason.
class FileError : public std::runtime_error {
 public:
  explicit FileError(Problem problem) : std::runtime_error(problem.code), problem_(std::move(problem)) {}
  const Problem& problem() const { return problem_; }

 private:
  Problem problem_;
};

// A defect of Firstline itself: a failed check or an unreachable branch.
class BugError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

}  // namespace sim

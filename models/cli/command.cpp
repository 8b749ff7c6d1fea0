#include "models/cli/command.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <map>
#include <new>

#include "models/cli/cli_docs.h"
#include "models/cli/commands.h"
#include "models/cli/files.h"
#include "models/cli/problems_json.h"
#include "models/run/result.h"
#include "models/scenario/document_json.h"
#include "models/scenario/nearest.h"
#include "sim/base/error.h"

namespace firstline {
namespace {

constexpr std::size_t kShown = 20;  // problems printed one by one

const std::map<std::string_view, int (*)(const Request&, Door&)> kCommands{
    {"run", cmd_run},   {"compare", cmd_compare}, {"check", cmd_check}, {"schema", cmd_schema},
    {"kpis", cmd_kpis}, {"explain", cmd_explain}, {"docs", cmd_docs}};

// How to speak of problems, looked up before the command line is understood.
struct Voice {
  Language language = Language::en;
  bool json = false;
};

Voice voice_of(const std::vector<std::string>& arguments) {
  Voice voice;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string next = i + 1 < arguments.size() ? arguments[i + 1] : "";
    if (arguments[i] == "--") break;
    if (arguments[i] == "--lang=ru" || (arguments[i] == "--lang" && next == "ru")) voice.language = Language::ru;
    if (arguments[i] == "--errors=json" || (arguments[i] == "--errors" && next == "json")) voice.json = true;
  }
  return voice;
}

void show(const std::vector<sim::Problem>& problems, const Voice& voice, std::ostream& err) {
  if (voice.json) {
    err << problems_json(problems, voice.language) << std::flush;
    return;
  }
  for (std::size_t i = 0; i < problems.size() && i < kShown; ++i) {
    err << problem_line(problems[i], voice.language) << '\n';
  }
  if (problems.size() > kShown) {
    err << text("problem.more", voice.language, {std::to_string(problems.size() - kShown)}) << '\n';
  }
  err << std::flush;
}

// `firstline-WORD` in PATH, or "".
std::string external_command(const std::string& word) {
  if (word.empty() || word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") != std::string::npos) return "";
  const char* path = std::getenv("PATH");
  for (std::string_view rest = path == nullptr ? "" : path; !rest.empty();) {
    const std::size_t colon = rest.find(':');
    const std::string candidate = std::string(rest.substr(0, colon)) + "/firstline-" + word;
    if (access(candidate.c_str(), X_OK) == 0) return candidate;
    rest.remove_prefix(colon == std::string_view::npos ? rest.size() : colon + 1);
  }
  return "";
}

[[noreturn]] void run_external(const std::string& program, const std::vector<std::string>& arguments) {
  std::vector<std::string> words{program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  execv(program.c_str(), pointers.data());
  throw sim::FileError({.code = "E615",
                        .pointer = "",
                        .value = "",
                        .arguments = {printable(program), system_reason(errno)},
                        .file = ""});
}

[[noreturn]] void refuse_command(const std::string& word) {
  std::vector<std::string> names;
  for (const CommandRow& command : command_table()) names.emplace_back(command.name);
  const std::string near = nearest(word, names);
  throw sim::InputError({{.code = "E101",
                          .pointer = "",
                          .value = printable(word),
                          .arguments = {near.empty() ? "@commands.list" : "@did_you_mean_command", near},
                          .file = ""}});
}

int dispatch(const std::vector<std::string>& arguments, const Voice& voice, Door& door) {
  // Options before the command: only those that say how to speak.
  std::size_t first = 0;
  std::vector<std::string> spoken;
  while (first < arguments.size() && (arguments[first] == "--lang" || arguments[first] == "--errors")) {
    for (int part = 0; part < 2 && first < arguments.size(); ++part) spoken.push_back(arguments[first++]);
  }
  if (first == arguments.size() || arguments[first] == "--help" || arguments[first] == "-h") {
    print(first == arguments.size() ? door.err : door.out, general_help(voice.language));
    return first == arguments.size() ? 2 : 0;
  }
  const std::string& word = arguments[first];
  if (word == "--version") {
    print(door.out, "firstline " + Provenance{}.version + "\n");
    return 0;
  }
  std::vector<std::string> rest(arguments.begin() + static_cast<std::ptrdiff_t>(first) + 1, arguments.end());
  const CommandRow* command = find_command(word);
  if (command == nullptr) {
    if (const std::string program = external_command(word); !program.empty()) run_external(program, rest);
    refuse_command(word);
  }
  rest.insert(rest.begin(), spoken.begin(), spoken.end());
  const Request request = parse_request(*command, rest);
  if (request.help) {
    print(door.out, command_help(*command, request.language));
    return 0;
  }
  return kCommands.at(command->name)(request, door);
}

sim::Problem problem_of(const char* code, const std::string& argument) {
  return {.code = code, .pointer = "", .value = "", .arguments = {argument}, .file = ""};
}

}  // namespace

int run_cli(const std::vector<std::string>& arguments, Door& door) {
  const Voice voice = voice_of(arguments);
  try {
    return dispatch(arguments, voice, door);
  } catch (const sim::InputError& error) {
    show(error.problems(), voice, door.err);
    return 2;
  } catch (const sim::RunError& error) {
    show({error.problem()}, voice, door.err);
    return 3;
  } catch (const sim::FileError& error) {
    show({error.problem()}, voice, door.err);
    return 5;
  } catch (const BrokenPipe&) {
    return 141;
  } catch (const std::bad_alloc&) {
    show({problem_of("E406", "")}, voice, door.err);
    return 3;
  } catch (const std::exception& error) {
    show({problem_of("E900", error.what())}, voice, door.err);
    return 1;
  }
}

}  // namespace firstline

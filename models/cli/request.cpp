#include "models/cli/request.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

#include "models/cli/cli_docs.h"
#include "models/kpi/kpi_table.h"
#include "models/scenario/document_json.h"
#include "models/scenario/nearest.h"
#include "sim/base/error.h"
#include "sim/base/units.h"

namespace firstline {
namespace {

constexpr std::uint64_t kMostThreads = 1024;
constexpr std::uint64_t kMostReplications = 1'000'000'000;

using Values = std::map<std::string_view, std::vector<std::string>>;

class Problems {
 public:
  void add(const char* code, std::string pointer, const std::string& value, std::vector<std::string> arguments) {
    problems_.push_back({.code = code,
                         .pointer = std::move(pointer),
                         .value = printable(value),
                         .arguments = std::move(arguments),
                         .file = ""});
  }
  void throw_if_any() {
    if (!problems_.empty()) throw sim::InputError(std::move(problems_));
  }

 private:
  std::vector<sim::Problem> problems_;
};

std::optional<std::uint64_t> whole_number(const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Splits the words of one command by its options; what belongs to none of them comes back in `extras`.
Values split(const CommandRow& command, std::vector<std::string> arguments, std::vector<std::string>& operands,
             std::vector<std::string>& extras, Problems& problems) {
  Values values;
  std::map<std::string_view, int> flags;
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  for (const OptionRow& option : option_table()) {
    if (!takes(command, option)) continue;
    const std::string name(option.name);
    if (option.value.empty()) {
      app.add_flag(name == "--help" ? "-h,--help" : name, flags[option.name]);
    } else {
      app.add_option(name, values[option.name])->allow_extra_args(false);
    }
  }
  app.add_option("operands", operands);
  try {
    std::reverse(arguments.begin(), arguments.end());
    app.parse(std::move(arguments));
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string words = error.what();  // "--seed: 1 required INT missing"
    problems.add("E103", words.substr(0, words.find_first_of(": ")), "", {words.substr(0, words.find_first_of(": "))});
  } catch (const CLI::ParseError& error) {
    problems.add("E105", error.get_name(), "", {"@command_line", error.what()});
  }
  extras = app.remaining();
  for (const auto& [name, count] : flags) {
    if (count > 0) values[name].resize(static_cast<std::size_t>(count), "");
  }
  return values;
}

class Reader {
 public:
  Reader(const CommandRow& command, Values values, Problems& problems)
      : command_(command), values_(std::move(values)), problems_(problems) {}

  bool flag(std::string_view name) const {
    const auto found = values_.find(name);
    return found != values_.end() && !found->second.empty();
  }
  const std::vector<std::string>& all(std::string_view name) const {
    static const std::vector<std::string> none;
    const auto found = values_.find(name);
    return found == values_.end() ? none : found->second;
  }
  // The value of an option that may stand once.
  std::optional<std::string> one(std::string_view name) const {
    const auto& values = all(name);
    return values.empty() ? std::nullopt : std::optional(values.front());
  }
  std::optional<std::uint64_t> number(std::string_view name, std::uint64_t low, std::uint64_t high) {
    const std::optional<std::string> text = one(name);
    if (!text) return std::nullopt;
    const std::optional<std::uint64_t> value = whole_number(*text);
    if (value && *value >= low && *value <= high) return value;
    expected(name, *text, std::to_string(low) + ".." + std::to_string(high));
    return std::nullopt;
  }
  void expected(std::string_view name, const std::string& value, const std::string& form) {
    problems_.add("E105", std::string(name), value, {form});
  }
  std::string choice(std::string_view name, const std::string& first, const std::string& second) {
    const std::string value = one(name).value_or(first);
    if (value != first && value != second) expected(name, value, first + " | " + second);
    return value;
  }
  void refuse_repeats() {
    for (const OptionRow& option : option_table()) {
      if (!option.repeatable && takes(command_, option) && all(option.name).size() > 1 && !option.value.empty()) {
        problems_.add("E104", std::string(option.name), all(option.name)[1], {});
      }
    }
  }

 private:
  const CommandRow& command_;
  Values values_;
  Problems& problems_;
};

void read_precision(Reader& reader, Request& request, Problems& problems) {
  for (const std::string& text : reader.all("--precision")) {
    const std::size_t equals = text.rfind('=');
    const std::string key = text.substr(0, equals);
    std::string share = equals == std::string::npos ? "" : text.substr(equals + 1);
    const bool percent = !share.empty() && share.back() == '%';
    if (percent) share.pop_back();
    const std::optional<double> value = sim::parse_decimal(share);
    const double relative = value.value_or(0.0) * (percent ? 0.01 : 1.0);
    if (relative <= 0.0 || relative >= 1.0) {
      reader.expected("--precision", text, "@expected.precision");
    } else if (find_kpi(key) == nullptr) {
      std::vector<std::string> keys;
      for (const KpiRow& row : kpi_table()) keys.push_back(row.key);
      const std::string near = nearest(key, keys);
      problems.add("E108", "--precision", key, {key, near.empty() ? "@kpis.list" : "@did_you_mean_this", near});
    } else {
      request.changes.precision[key] = relative;
    }
  }
}

void read_changes(Reader& reader, Request& request) {
  for (const std::string& text : reader.all("--set")) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || text.front() != '/') {
      reader.expected("--set", text, "/pointer=value");
    } else {
      request.sets.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    }
  }
}

void read_values(Reader& reader, Request& request, Problems& problems) {
  read_changes(reader, request);
  request.with = reader.all("--with");
  for (auto name = request.with.begin(); name != request.with.end(); ++name) {
    if (std::find(request.with.begin(), name, *name) != name) problems.add("E104", "--with", *name, {});
  }
  read_precision(reader, request, problems);
  request.changes.seed = reader.number("--seed", 0, UINT64_MAX);
  if (const auto replications = reader.number("--replications", 1, kMostReplications)) {
    request.changes.replications = static_cast<int>(*replications);
  }
  const long processors = sysconf(_SC_NPROCESSORS_ONLN);
  const std::uint64_t threads =
      reader.number("--threads", 1, kMostThreads).value_or(static_cast<std::uint64_t>(std::max(processors, 1L)));
  request.threads = static_cast<int>(std::min(threads, kMostThreads));
  if (const auto text = reader.one("--warm-up")) {
    request.warm_up_by_mser = *text == "auto";
    if (!request.warm_up_by_mser) request.changes.warm_up_s = sim::parse_duration(*text);
    const bool good = request.warm_up_by_mser || request.changes.warm_up_s.value_or(-1.0) >= 0.0;
    if (!good) reader.expected("--warm-up", *text, "auto | 14 d");
  }
  if (const auto text = reader.one("--interval")) {
    request.changes.interval_s = sim::parse_duration(*text);
    const double minutes = request.changes.interval_s.value_or(0.0) / 60.0;
    if (minutes < 1.0 || minutes > 1440.0 || minutes != static_cast<double>(static_cast<int>(minutes))) {
      reader.expected("--interval", *text, "1 min..24 h");
    }
  }
  for (const auto& [name, target] : {std::pair("--experiment", &request.experiment), std::pair("--json", &request.json),
                                     std::pair("--csv", &request.csv)}) {
    const std::optional<std::string> value = reader.one(name);
    const bool folder = target == &request.csv;
    if (value && (value->empty() || (folder && *value == "-"))) reader.expected(name, *value, folder ? "DIR" : "FILE");
    *target = value.value_or("");
  }
  if (const auto log = reader.one("--log")) {
    constexpr std::string_view kContacts = "contacts=";
    if (log->rfind(kContacts, 0) != 0 || log->size() == kContacts.size()) {
      reader.expected("--log", *log, "contacts=FILE");
    } else {
      request.log = log->substr(kContacts.size());
    }
  }
  request.strict = reader.flag("--strict");
  request.deflection = reader.flag("--deflection");
  request.steady_state = reader.flag("--steady-state");
  for (const char* other : {"--replications", "--precision", "--warm-up"}) {
    if (request.steady_state && !reader.all(other).empty()) problems.add("E114", other, "", {});
  }
  request.quiet = reader.flag("--quiet");
  request.help = reader.flag("--help");
  request.language = reader.choice("--lang", "en", "ru") == "ru" ? Language::ru : Language::en;
  reader.choice("--errors", "text", "json");
}

// The first command that takes an option of this name; empty where none does.
std::string owner_of(const std::string& name) {
  for (const OptionRow& option : option_table()) {
    if (option.name != name) continue;
    for (const CommandRow& command : command_table()) {
      if (takes(command, option)) return std::string(command.name);
    }
  }
  return "";
}

void refuse_extras(const CommandRow& command, const std::vector<std::string>& extras,
                   std::vector<std::string>& operands, Problems& problems) {
  std::vector<std::string> known;
  for (const OptionRow& option : option_table()) {
    if (takes(command, option)) known.emplace_back(option.name);
  }
  for (const std::string& extra : extras) {
    if (extra == "--") continue;
    if (extra.size() < 2 || extra.front() != '-') {
      problems.add("E106", "", extra, {});
      return;
    }
    const std::string name = extra.substr(0, extra.find('='));
    operands.clear();  // the value of an option that is not known looks like one
    const std::string other = owner_of(name), near = nearest(name, known);
    const bool elsewhere = !other.empty();
    problems.add("E102", "", name,
                 {std::string(command.name),
                  elsewhere      ? "@command.of_another"
                  : near.empty() ? "@command.help"
                                 : "@did_you_mean_this",
                  elsewhere ? other : near});
    return;
  }
}

// A word as the shell wants it.
std::string quoted(const std::string& word) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=%:,+@";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

std::string repeat_command(const Request& request) {
  std::string text = "firstline " + std::string(request.command->name);
  for (const std::string& operand : request.operands) text += " " + quoted(operand);
  for (const auto& [pointer, value] : request.sets) text += " --set " + quoted(pointer + "=" + value);
  for (const std::string& name : request.with) text += " --with " + quoted(name);
  if (!request.experiment.empty()) text += " --experiment " + quoted(request.experiment);
  if (request.deflection) text += " --deflection";
  if (request.steady_state) text += " --steady-state";
  if (request.changes.replications) text += " --replications " + std::to_string(*request.changes.replications);
  if (request.language == Language::ru) text += " --lang ru";
  return text;
}

}  // namespace

Request parse_request(const CommandRow& command, const std::vector<std::string>& arguments) {
  Request request;
  request.command = &command;
  Problems problems;
  std::vector<std::string> extras;
  Reader reader(command, split(command, arguments, request.operands, extras, problems), problems);
  reader.refuse_repeats();
  refuse_extras(command, extras, request.operands, problems);
  read_values(reader, request, problems);
  if (request.help) return request;
  if (request.operands.size() > command.most) problems.add("E106", "", request.operands[command.most], {});
  const bool nothing_to_compare = command.name == "compare" && request.operands.size() == 1 && request.with.empty();
  if ((request.operands.size() < command.least || nothing_to_compare) && extras.empty()) {
    problems.add("E107", "", "",
                 {std::string(command.name),
                  nothing_to_compare ? "@compare.nothing" : in_words_of(request.language, command.operands)});
  }
  problems.throw_if_any();
  request.repeat = repeat_command(request);
  for (const std::string& text : reader.all("--precision")) request.repeat += " --precision " + quoted(text);
  if (const auto warm_up = reader.one("--warm-up")) request.repeat += " --warm-up " + quoted(*warm_up);
  if (const auto interval = reader.one("--interval")) request.repeat += " --interval " + quoted(*interval);
  return request;
}

}  // namespace firstline

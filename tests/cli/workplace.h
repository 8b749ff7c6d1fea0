// A folder of its own for each test of the command, with small scenarios in it, and whole commands run in it.
//
// Tests: used by tests/cli
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "models/cli/command.h"

namespace firstline::workplace {

// Four operators, sixty calls an hour, four hours: a run takes a millisecond.
inline const char* const kTiny = R"({
  "schema_version": 1,
  "name": "tiny",
  "contact_types": {
    "calls": {
      "queue": "phone",
      "arrivals": {"rate": "60 per h"},
      "service": {"law": "exponential", "mean": "4 min"},
      "patience": {"law": "exponential", "mean": "2 min"}
    }
  },
  "queues": {"phone": {}},
  "teams": {"line": {"serves": {"phone": 1}, "staff": 4, "wage": "20 per h"}},
  "experiment": {"replications": 5, "measure": "4 h"}
})";

struct Outcome {
  int code = 0;
  std::string out;
  std::string err;
};

inline Outcome run(const std::vector<std::string>& arguments, const std::string& input = "") {
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  Door door{in, out, err, false};
  const int code = run_cli(arguments, door);
  return {code, out.str(), err.str()};
}

class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / ("firstline-test-" + std::string(6, 'X'))).string();
    path_ = mkdtemp(pattern.data());
    write("tiny.json", kTiny);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string path(const std::string& name) const { return (path_ / name).string(); }
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }
  static std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }
  // Every file by name with its content: a failing command must not change this.
  std::map<std::string, std::string> snapshot() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path_)) {
      if (entry.is_regular_file()) files[entry.path().string()] = read(entry.path().string());
    }
    return files;
  }

 private:
  std::filesystem::path path_;
};

}  // namespace firstline::workplace

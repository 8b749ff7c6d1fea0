// Files of the command: whole regular files in, files that appear only when all went well out.
//
// Shape: at most 32 MB are read; "-" is standard input. A PendingFile stands beside its final name until commit().
// Errors: FileError E611-E614; RunError E401 for a file that is too large; InputError E115 where two options name one
//   file. BrokenPipe when a reader has gone away.
// Threads: none shared.
// Source: reliability.md A06, A10, P3.
// Tests: tests/cli/files_test.cpp
#pragma once

#include <exception>
#include <istream>
#include <ostream>
#include <string>
#include <vector>

namespace firstline {

struct BrokenPipe : std::exception {};

std::string read_input(const std::string& path, std::istream& standard_input);
// A regular file of at most the cap; nothing else is opened for reading.
std::string read_regular_file(const std::string& path);

// A folder that files will be written into: made where it is not there, taken away again unless keep() is called.
class PendingFolder {
 public:
  explicit PendingFolder(std::string path);
  ~PendingFolder();
  PendingFolder(const PendingFolder&) = delete;
  PendingFolder& operator=(const PendingFolder&) = delete;
  void keep() { made_ = false; }

 private:
  std::string path_;
  bool made_ = false;
};

// A file to write, and the option that asked for it.
struct Output {
  std::string option, path;
};

// The folder of `folder.option` can be made or written into, and these files in it are neither inputs nor other
// outputs.
void refuse_bad_folder(const Output& folder, const std::vector<std::string>& files, const std::vector<Output>& outputs,
                       const std::vector<std::string>& inputs);

// What can be known to fail before any work: a folder that is not there, an output that is an input or another output.
void refuse_bad_outputs(const std::vector<Output>& outputs, const std::vector<std::string>& inputs);

// What the system says of an error, for messages: a text of the catalogue where there is one.
std::string system_reason(int error);

// Takes a file away where it is there.
void remove_file(const std::string& path);

// Prints and flushes; what is not out by then has failed.
void print(std::ostream& out, const std::string& text);

// Writes to a temporary file in the folder of `path`; commit() makes it durable and gives it its name. Without commit
// the temporary file is removed. An existing device or pipe (/dev/stdout) is written to as it is.
class PendingFile {
 public:
  explicit PendingFile(std::string path);
  ~PendingFile();
  PendingFile(const PendingFile&) = delete;
  PendingFile& operator=(const PendingFile&) = delete;

  void write(const std::string& text);
  void sync();
  void commit();

 private:
  [[noreturn]] void fail(int error);

  std::string path_;
  std::string temporary_;  // empty when written in place
  int fd_ = -1;
};

}  // namespace firstline

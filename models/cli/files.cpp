#include "models/cli/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <utility>

#include "models/scenario/document_json.h"
#include "sim/base/error.h"

namespace firstline {
namespace {

constexpr std::size_t kChunk = 1 << 16;

[[noreturn]] void refuse(const char* code, const std::string& path, const std::string& reason) {
  throw sim::FileError({.code = code, .pointer = "", .value = "", .arguments = {printable(path), reason}, .file = ""});
}

void refuse_large(std::size_t bytes, const std::string& path) {
  if (bytes <= kMaxBytes) return;
  const auto megabytes = [](std::size_t n) { return std::to_string((n + 999'999) / 1'000'000) + " MB"; };
  throw sim::RunError({.code = "E401",
                       .pointer = "",
                       .value = "",
                       .arguments = {megabytes(bytes), megabytes(kMaxBytes)},
                       .file = printable(path)});
}

const char* kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "@file.directory";
  if (S_ISFIFO(mode)) return "@file.fifo";
  return S_ISSOCK(mode) ? "@file.socket" : "@file.device";
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

}  // namespace

std::string read_regular_file(const std::string& path) {
  // Non-blocking, so that a pipe without a writer is refused and not waited for.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  if (file.get() < 0) refuse("E611", path, system_reason(errno));
  struct stat status{};
  if (fstat(file.get(), &status) != 0) refuse("E611", path, system_reason(errno));
  if (!S_ISREG(status.st_mode)) refuse("E612", path, kind_of(status.st_mode));
  refuse_large(static_cast<std::size_t>(status.st_size), path);
  std::string text;
  char chunk[kChunk];
  for (;;) {
    const ssize_t got = read(file.get(), chunk, sizeof chunk);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse("E611", path, system_reason(errno));
    if (got == 0) return text;
    text.append(chunk, static_cast<std::size_t>(got));
    refuse_large(text.size(), path);
  }
}

std::string read_input(const std::string& path, std::istream& standard_input) {
  if (path != "-") return read_regular_file(path);
  std::string text;
  char chunk[kChunk];
  while (standard_input.read(chunk, sizeof chunk), standard_input.gcount() > 0) {
    text.append(chunk, static_cast<std::size_t>(standard_input.gcount()));
    refuse_large(text.size(), path);
  }
  return text;
}

void print(std::ostream& out, const std::string& text) {
  errno = 0;
  out << text << std::flush;
  if (out) return;
  if (errno == EPIPE) throw BrokenPipe{};
  const std::string reason = errno == 0 ? "@file.closed" : system_reason(errno);
  throw sim::FileError({.code = "E614", .pointer = "", .value = "", .arguments = {reason}, .file = ""});
}

std::string system_reason(int error) {
  switch (error) {
    case EACCES:
      return "@errno.access";
    case EEXIST:
      return "@errno.exists";
    case EISDIR:
      return "@errno.folder";
    case ENOSPC:
      return "@errno.full";
    case ENAMETOOLONG:
      return "@errno.long_name";
    case ELOOP:
      return "@errno.loop";
    case ENOENT:
      return "@errno.missing";
    case ENOTDIR:
      return "@errno.no_folder";
    case EPERM:
      return "@errno.not_permitted";
    case EROFS:
      return "@errno.read_only";
    default:
      return std::strerror(error);
  }
}

void refuse_bad_outputs(const std::vector<Output>& outputs, const std::vector<std::string>& inputs) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const fs::path path = outputs[i].path;
    if (fs::is_directory(path, ignored)) refuse("E613", path, system_reason(EISDIR));
    const bool special = fs::exists(path, ignored) && !fs::is_regular_file(path, ignored);
    if (special) continue;
    const std::string folder = path.parent_path().empty() ? "." : path.parent_path().string();
    if (access(folder.c_str(), W_OK) != 0) refuse("E613", path, system_reason(errno));
    for (const std::string& input : inputs) {
      if (fs::equivalent(path, input, ignored)) refuse("E613", path, "@file.is_input");
    }
    for (std::size_t other = 0; other < i; ++other) {
      if (fs::weakly_canonical(path, ignored) != fs::weakly_canonical(outputs[other].path, ignored)) continue;
      throw sim::InputError({{.code = "E115",
                              .pointer = outputs[i].option,
                              .value = printable(outputs[i].path),
                              .arguments = {outputs[other].option},
                              .file = ""}});
    }
  }
}

void remove_file(const std::string& path) {
  if (unlink(path.c_str()) != 0 && errno != ENOENT) refuse("E613", path, system_reason(errno));
}

void refuse_bad_folder(const Output& asked, const std::vector<std::string>& files, const std::vector<Output>& outputs,
                       const std::vector<std::string>& inputs) {
  namespace fs = std::filesystem;
  const std::string& folder = asked.path;
  std::error_code ignored;
  if (!fs::exists(folder, ignored)) {
    std::string parent = fs::path(folder + "/.").lexically_normal().parent_path().parent_path().string();
    if (parent.empty()) parent = ".";
    if (access(parent.c_str(), W_OK) != 0) refuse("E613", folder, system_reason(errno));
    return;
  }
  if (!fs::is_directory(folder, ignored)) refuse("E613", folder, system_reason(ENOTDIR));
  std::vector<Output> all = outputs;
  for (const std::string& file : files) all.push_back({asked.option, (fs::path(folder) / file).string()});
  refuse_bad_outputs(all, inputs);
}

PendingFolder::PendingFolder(std::string path) : path_(std::move(path)) {
  if (mkdir(path_.c_str(), 0777) == 0) {
    made_ = true;
  } else if (errno != EEXIST) {
    refuse("E613", path_, system_reason(errno));
  }
}

PendingFolder::~PendingFolder() {
  if (made_) rmdir(path_.c_str());
}

PendingFile::PendingFile(std::string path) : path_(std::move(path)) {
  struct stat status{};
  if (stat(path_.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    if (S_ISDIR(status.st_mode)) fail(EISDIR);
    fd_ = open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    const std::size_t slash = path_.rfind('/');
    temporary_ =
        (slash == std::string::npos ? "" : path_.substr(0, slash + 1)) + ".firstline-" + std::string(6, 'X') + ".tmp";
    fd_ = mkostemps(temporary_.data(), 4, O_CLOEXEC);
    const mode_t mask = umask(0);
    umask(mask);
    if (fd_ >= 0) (void)fchmod(fd_, 0666 & ~mask);
  }
  if (fd_ < 0) {
    const int error = errno;
    temporary_.clear();
    fail(error);
  }
}

PendingFile::~PendingFile() {
  if (fd_ >= 0) close(fd_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void PendingFile::fail(int error) {
  if (error == EPIPE) throw BrokenPipe{};
  refuse("E613", path_, system_reason(error));
}

void PendingFile::write(const std::string& text) {
  for (std::size_t done = 0; done < text.size();) {
    const ssize_t wrote = ::write(fd_, text.data() + done, text.size() - done);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) fail(errno);
    done += static_cast<std::size_t>(wrote);
  }
}

void PendingFile::sync() {
  if (!temporary_.empty() && fsync(fd_) != 0) fail(errno);
}

void PendingFile::commit() {
  sync();
  const int fd = std::exchange(fd_, -1);
  if (close(fd) != 0) fail(errno);
  if (temporary_.empty()) return;
  if (rename(temporary_.c_str(), path_.c_str()) != 0) fail(errno);
  temporary_.clear();
}

}  // namespace firstline

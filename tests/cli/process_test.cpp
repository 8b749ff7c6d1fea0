// The command as a process of its own: signals, refusing streams, environment, commands from PATH.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/cli/workplace.h"

namespace firstline {
namespace {

using workplace::Folder;
using Clock = std::chrono::steady_clock;

struct Child {
  std::vector<std::string> arguments;
  std::string out;  // files that take the streams; "" closes the stream
  std::string err;
  std::vector<std::pair<std::string, std::string>> environment;

  pid_t start() const {
    const pid_t pid = fork();
    if (pid != 0) return pid;
    redirect(out, STDOUT_FILENO);
    redirect(err, STDERR_FILENO);
    for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
    std::vector<std::string> words{FIRSTLINE_COMMAND};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    execv(FIRSTLINE_COMMAND, pointers.data());
    _exit(127);
  }
  static void redirect(const std::string& file, int stream) {
    if (file.empty()) {
      close(stream);
      return;
    }
    const int fd = open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(fd, stream);
    close(fd);
  }
};

int wait_for(pid_t pid) {
  int status = 0;
  waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

int finish(const Child& child) { return wait_for(child.start()); }

TEST(ProcessTest, RefusingOutputIsAnErrorAndLeavesNoFile) {
  const Folder folder;
  const std::vector<std::string> line{"run", folder.path("tiny.json"), "--json", folder.path("out.json")};
  EXPECT_EQ(finish({line, "/dev/full", folder.path("err"), {}}), 5);
  EXPECT_NE(Folder::read(folder.path("err")).find("error[E614]"), std::string::npos);
  EXPECT_EQ(finish({line, "", folder.path("err"), {}}), 5);
  EXPECT_FALSE(std::filesystem::exists(folder.path("out.json")));
  EXPECT_EQ(folder.snapshot().size(), 2u);  // the scenario and the messages
}

TEST(ProcessTest, ABrokenPipeIsQuiet) {
  const Folder folder;
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  close(ends[0]);  // nobody reads
  const pid_t pid = fork();
  if (pid == 0) {
    dup2(ends[1], STDOUT_FILENO);
    Child::redirect(folder.path("err"), STDERR_FILENO);
    execl(FIRSTLINE_COMMAND, FIRSTLINE_COMMAND, "docs", "kpis", nullptr);
    _exit(127);
  }
  close(ends[1]);
  EXPECT_EQ(wait_for(pid), 141);
  EXPECT_EQ(Folder::read(folder.path("err")), "");
}

// The exit code of a program that gets a signal after so long.
int signalled(const Child& child, int after_ms, int number) {
  const pid_t pid = child.start();
  std::this_thread::sleep_for(std::chrono::milliseconds(after_ms));
  kill(pid, number);
  return wait_for(pid);
}

// The seconds from the signal to the end of an endless run.
double stop(const Folder& folder, int number, int expected_code) {
  const Child child{{"run", folder.path("tiny.json"), "--replications", "1000000", "--json", folder.path("out.json"),
                     "--csv", folder.path("tables")},
                    folder.path("out"),
                    folder.path("err"),
                    {}};
  const pid_t pid = child.start();
  std::this_thread::sleep_for(std::chrono::milliseconds(400));
  const auto sent = Clock::now();
  kill(pid, number);
  EXPECT_EQ(wait_for(pid), expected_code);
  return std::chrono::duration<double>(Clock::now() - sent).count();
}

// The promise is the program's as people run it; under the thread sanitizer everything takes ten times as long.
#ifdef __SANITIZE_THREAD__
constexpr double kPromise_s = 2.5;
#else
constexpr double kPromise_s = 0.25;
#endif

TEST(ProcessTest, SignalsStopARunWithinAQuarterOfASecondAndSayWhatWasKept) {
  const Folder folder;
  for (const auto& [number, code] : {std::pair(SIGINT, 130), std::pair(SIGTERM, 143)}) {
    // A busy machine may hold up a process for longer than the promise: then it is asked again.
    double seconds = stop(folder, number, code);
    for (int again = 0; again < 2 && seconds >= kPromise_s; ++again) seconds = stop(folder, number, code);
    EXPECT_LT(seconds, kPromise_s);
    EXPECT_NE(Folder::read(folder.path("err")).find("; the files rest on them, which only JSON says"),
              std::string::npos);
    EXPECT_NE(Folder::read(folder.path("out")).find("Interrupted: these estimates rest on"), std::string::npos);
    const auto json = nlohmann::json::parse(Folder::read(folder.path("out.json")));
    EXPECT_EQ(json["interrupted"], true);
    const int kept = json["provenance"]["replications"];
    EXPECT_GT(kept, 0);
    EXPECT_LT(kept, 1'000'000);
    EXPECT_NE(Folder::read(folder.path("err")).find("replications kept: " + std::to_string(kept) + ";"),
              std::string::npos);
    EXPECT_NE(Folder::read(folder.path("tables/kpis.csv")).find("wait.mean"), std::string::npos);
    std::filesystem::remove(folder.path("out.json"));
    std::filesystem::remove_all(folder.path("tables"));
  }
}

TEST(ProcessTest, AnInterruptedRunWithoutAFinishedReplicationWritesNothing) {
  const Folder folder;
  const Child child{{"run", folder.path("tiny.json"), "--set", "/experiment/measure=\"4000 d\"", "--threads", "1",
                     "--json", folder.path("out.json")},
                    folder.path("out"),
                    folder.path("err"),
                    {}};
  EXPECT_EQ(signalled(child, 100, SIGINT), 130);
  EXPECT_NE(Folder::read(folder.path("err")).find("nothing is kept, no file is written"), std::string::npos)
      << Folder::read(folder.path("err"));
  EXPECT_FALSE(std::filesystem::exists(folder.path("out.json")));
}

// A comparison keeps pairs: JSON and messages count the same.
TEST(ProcessTest, AnInterruptedComparisonCountsPairs) {
  const Folder folder;
  const Child child{{"compare", folder.path("tiny.json"), folder.path("tiny.json"), "--replications", "1000000",
                     "--threads", "1", "--json", folder.path("out.json")},
                    folder.path("out"),
                    folder.path("err"),
                    {}};
  ASSERT_EQ(signalled(child, 400, SIGINT), 130);
  const auto json = nlohmann::json::parse(Folder::read(folder.path("out.json")));
  const int kept = json["base"]["provenance"]["replications"];
  EXPECT_GT(kept, 0);
  EXPECT_EQ(json["variants"][0]["result"]["provenance"]["replications"], kept);
  EXPECT_NE(Folder::read(folder.path("err")).find("pairs of replications kept: " + std::to_string(kept) + ";"),
            std::string::npos);
  EXPECT_NE(Folder::read(folder.path("out")).find("had finished; pairs: " + std::to_string(kept) + "."),
            std::string::npos);
}

TEST(ProcessTest, LocaleAndTimeZoneChangeNothing) {
  const Folder folder;
  const std::vector<std::string> line{"run", folder.path("tiny.json"), "--json", "-"};
  ASSERT_EQ(finish({line, folder.path("plain"), folder.path("err"), {{"LC_ALL", "C"}, {"TZ", "UTC"}}}), 0);
  for (const char* locale : {"de_DE.UTF-8", "tr_TR.UTF-8", "ru_RU.UTF-8"}) {
    ASSERT_EQ(finish({line, folder.path("there"), folder.path("err"), {{"LC_ALL", locale}, {"TZ", "Asia/Kathmandu"}}}),
              0);
    EXPECT_EQ(Folder::read(folder.path("there")), Folder::read(folder.path("plain"))) << locale;
  }
}

TEST(ProcessTest, AnotherWordRunsACommandFromPath) {
  const Folder folder;
  const std::string script = folder.write("firstline-hello", "#!/bin/sh\necho \"hello $1\"\nexit 7\n");
  ASSERT_EQ(chmod(script.c_str(), 0755), 0);
  EXPECT_EQ(finish({{"hello", "world"}, folder.path("out"), folder.path("err"), {{"PATH", folder.path("") + ":/bin"}}}),
            7);
  EXPECT_EQ(Folder::read(folder.path("out")), "hello world\n");
  EXPECT_EQ(finish({{"hullo"}, folder.path("out"), folder.path("err"), {{"PATH", folder.path("")}}}), 2);
}

}  // namespace
}  // namespace firstline

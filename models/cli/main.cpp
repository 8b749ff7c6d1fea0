#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <iostream>

#include "models/cli/command.h"

namespace {

// A closed standard stream would lend its number to the next file opened, and output would go there: occupy it.
void occupy_standard_streams() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(fd, F_GETFD) == -1) (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

}  // namespace

int main(int argc, char** argv) {
  occupy_standard_streams();
  std::signal(SIGPIPE, SIG_IGN);
  firstline::Door door{std::cin, std::cout, std::cerr, isatty(STDERR_FILENO) == 1};
  return firstline::run_cli({argv + 1, argv + argc}, door);
}

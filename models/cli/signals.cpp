#include "models/cli/signals.h"

#include <atomic>

namespace firstline {
namespace {

std::atomic<sim::CancelToken*> current{nullptr};
std::atomic<int> last{0};

extern "C" void on_signal(int number) {
  last.store(number);
  if (sim::CancelToken* token = current.load()) token->cancel();
}

}  // namespace

SignalGuard::SignalGuard(sim::CancelToken& token) {
  last.store(0);
  current.store(&token);
  struct sigaction action{};
  action.sa_handler = on_signal;
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
  sigaction(SIGINT, &action, &old_interrupt_);
  sigaction(SIGTERM, &action, &old_terminate_);
}

SignalGuard::~SignalGuard() {
  sigaction(SIGINT, &old_interrupt_, nullptr);
  sigaction(SIGTERM, &old_terminate_, nullptr);
  current.store(nullptr);
}

int SignalGuard::received() const { return last.load(); }

}  // namespace firstline

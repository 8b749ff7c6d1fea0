// Texts of problems with flags (E1xx), files and results (E6xx), and what the command says while it works.
#include "models/scenario/messages.h"

namespace firstline {
namespace {

// clang-format off
const std::vector<Message> kMessages{
  {"problem.error", "error", "ошибка"},
  {"problem.warning", "warning", "предупреждение"},
  {"problem.at", " at ", " в "},
  {"problem.more", "and {0} more", "и ещё {0}"},
};
// clang-format on

}  // namespace

const std::vector<Message>& command_messages() { return kMessages; }

}  // namespace firstline

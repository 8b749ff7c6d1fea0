// docs/verification.md from a ledger.
#pragma once

#include <string>

#include "tests/verification/ledger.h"

namespace verification {

std::string page_text(const Ledger& ledger, bool full);

}  // namespace verification

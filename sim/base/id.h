// An index that cannot be mistaken for the index of another kind of thing.
//
// Shape: 32 bits; invalid() is the all-ones value.
// Source: Celeritas, OpaqueId.
// Tests: tests/sim/base/id_test.cpp
#pragma once

#include <compare>
#include <cstdint>

namespace sim {

template <class Tag>
class Id {
 public:
  constexpr Id() = default;
  constexpr explicit Id(std::uint32_t index) : index_(index) {}
  constexpr std::uint32_t index() const { return index_; }
  constexpr bool valid() const { return index_ != kInvalid; }
  static constexpr Id invalid() { return Id(); }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;

 private:
  static constexpr std::uint32_t kInvalid = 0xffffffffu;
  std::uint32_t index_ = kInvalid;
};

}  // namespace sim

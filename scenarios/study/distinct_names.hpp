// The distinct names of a long table, numbered in the order in which they first come: one copy of each,
// some thirty bytes beside its letters, so that ten million of them fit into memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace agglomera::scenarios {

class DistinctNames {
 public:
  DistinctNames() : slots_(first_slots, 0) {}
  std::uint32_t number(std::string_view name);  // of a name, known or new
  // Numbers the names anew, in the order of their bytes (that of Unicode). [old number]: the new one;
  // empty when nothing changed.
  std::vector<std::uint32_t> sort();
  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t number) const {
    const std::size_t from = number == 0 ? 0 : ends_[number - 1];
    return std::string_view(letters_).substr(from, ends_[number] - from);
  }

 private:
  static constexpr std::size_t first_slots = 1024;
  void lay_out(std::size_t slots);

  std::string letters_;
  std::vector<std::size_t> ends_;
  std::vector<std::uint32_t> slots_;  // number + 1 of the name there, 0 where none
  std::uint32_t last_ = 0;            // tables often repeat the name of the row before
};

}  // namespace agglomera::scenarios

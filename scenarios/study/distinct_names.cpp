#include "scenarios/study/distinct_names.hpp"

#include <functional>

namespace agglomera::scenarios {
namespace {

std::size_t hash_of(std::string_view name) { return std::hash<std::string_view>{}(name); }

}  // namespace

std::uint32_t DistinctNames::number(std::string_view name) {
  if (last_ < size() && (*this)[last_] == name) return last_;
  std::size_t slot = hash_of(name) & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
    if ((*this)[slots_[slot] - 1] == name) return last_ = slots_[slot] - 1;
  letters_ += name;
  ends_.push_back(letters_.size());
  last_ = static_cast<std::uint32_t>(size() - 1);
  slots_[slot] = last_ + 1;
  if (size() * 3 > slots_.size() * 2) grow();
  return last_;
}

void DistinctNames::grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (std::size_t number = 0; number < size(); ++number) {
    std::size_t slot = hash_of((*this)[number]) & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = static_cast<std::uint32_t>(number + 1);
  }
}

}  // namespace agglomera::scenarios

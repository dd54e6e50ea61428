#include "scenarios/study/distinct_names.hpp"

#include <algorithm>
#include <bit>
#include <functional>

namespace agglomera::scenarios {
namespace {

std::size_t hash_of(std::string_view name) { return std::hash<std::string_view>{}(name); }

// Eight letters from `from` on as a number that sorts like them.
std::uint64_t leading_letters(std::string_view name, std::size_t from) {
  std::uint64_t letters = 0;
  for (std::size_t k = from; k < from + 8; ++k)
    letters = letters << 8 | (k < name.size() ? static_cast<unsigned char>(name[k]) : 0u);
  return letters;
}

struct Place {
  std::uint64_t letters;
  std::uint32_t number;
};

// Names as "region-0815" differ behind what all begin with: most comparisons end with eight letters there.
std::vector<Place> places_by_name(const DistinctNames& names) {
  std::size_t common = names[0].size();
  for (std::size_t k = 1; k < names.size(); ++k) {
    const std::string_view one = names[0].substr(0, common), other = names[k];
    common = static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin());
  }
  std::vector<Place> places;
  places.reserve(names.size());
  for (std::uint32_t k = 0; k < names.size(); ++k)
    places.push_back({leading_letters(names[k], common), k});
  std::ranges::sort(places, [&](const Place& a, const Place& b) {
    return a.letters != b.letters ? a.letters < b.letters : names[a.number] < names[b.number];
  });
  return places;
}

}  // namespace

std::uint32_t DistinctNames::number(std::string_view name) {
  if (last_ < size() && (*this)[last_] == name) return last_;
  if (slots_.empty()) lay_out(std::max(first_slots, std::bit_ceil(size() * 2)));
  std::size_t slot = hash_of(name) & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
    if ((*this)[slots_[slot] - 1] == name) return last_ = slots_[slot] - 1;
  letters_ += name;
  ends_.push_back(letters_.size());
  last_ = static_cast<std::uint32_t>(size() - 1);
  slots_[slot] = last_ + 1;
  if (size() * 3 > slots_.size() * 2) lay_out(slots_.size() * 2);
  return last_;
}

std::vector<std::uint32_t> DistinctNames::sort() {
  std::size_t sorted = 1;
  while (sorted < size() && (*this)[sorted - 1] < (*this)[sorted]) ++sorted;
  if (sorted >= size()) return {};
  slots_ = {};  // laid out when a name is asked for
  std::vector<std::uint32_t> now(size());
  std::string letters;
  letters.reserve(letters_.size());
  std::vector<std::size_t> ends;
  ends.reserve(size());
  for (const Place& place : places_by_name(*this)) {
    now[place.number] = static_cast<std::uint32_t>(ends.size());
    letters += (*this)[place.number];
    ends.push_back(letters.size());
  }
  letters_ = std::move(letters);
  ends_ = std::move(ends);
  return now;
}

void DistinctNames::lay_out(std::size_t slots) {
  slots_.assign(slots, 0);
  for (std::size_t number = 0; number < size(); ++number) {
    std::size_t slot = hash_of((*this)[number]) & (slots_.size() - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = static_cast<std::uint32_t>(number + 1);
  }
}

}  // namespace agglomera::scenarios

// The words by which firms, places and years are named.
//
// A firm is named for good by the year it was founded in and its number among the firms of that
// year; its slot in memory may be given to another firm after it has closed. Places are numbered
// inside one run only: whatever leaves the program or keys a draw uses their name.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace agglomera::sim {

using Year = std::int32_t;
using PlaceIndex = std::uint16_t;
using Slot = std::uint32_t;

inline constexpr PlaceIndex no_place = 0xFFFF;

struct FirmId {
  std::uint32_t number = 0;   // among the firms founded in the same year
  std::int16_t founded = 0;   // year

  friend auto operator<=>(const FirmId&, const FirmId&) = default;
};

// 32-bit FNV-1a of a name: keys the noise of an alternative, so that the order of rows in a file
// changes nothing (Fowler, Noll and Vo; draft-eastlake-fnv).
constexpr std::uint32_t name_key(std::string_view name) {
  std::uint32_t hash = 2166136261u;
  for (const char letter : name) hash = (hash ^ static_cast<std::uint8_t>(letter)) * 16777619u;
  return hash;
}

}  // namespace agglomera::sim

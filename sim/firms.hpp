// Firms as a struct of vectors: 13 bytes each, one slot per firm.
//
// A slot holds a firm from its founding until it closes or is bought; then it is free and goes to a
// later entrant. The id of a firm is never given again.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/elementary.hpp"
#include "sim/ids.hpp"

namespace agglomera::sim {

// Logarithm of yearly revenue in USD, in steps of 2⁻²⁰: sums and comparisons are exact.
class LogRevenue {
 public:
  constexpr LogRevenue() = default;
  static LogRevenue of_log_usd(double log_usd) {
    const double bounded = log_usd < 0.0 ? 0.0 : (log_usd > 42.0 ? 42.0 : log_usd);  // 1 USD … 1.7·10¹⁸
    return LogRevenue(static_cast<std::int32_t>(bounded * steps + 0.5));
  }
  double log_usd() const { return static_cast<double>(steps_) / steps; }
  // Whole dollars: integers add up to the same sum in any order. e^x by tables of its high, middle and
  // low ten bits.
  std::int64_t usd() const {
    const auto steps = static_cast<std::uint32_t>(steps_);
    const double value = powers_.high[steps >> 20] * powers_.middle[steps >> 10 & 1023] *
                         powers_.low[steps & 1023];
    return static_cast<std::int64_t>(value + 0.5);
  }
  std::int32_t raw() const { return steps_; }

  friend auto operator<=>(const LogRevenue&, const LogRevenue&) = default;

 private:
  struct Powers {
    std::array<double, 43> high;      // e^k
    std::array<double, 1024> middle;  // e^(k/2¹⁰)
    std::array<double, 1024> low;     // e^(k/2²⁰)
    Powers();
  };
  static const Powers powers_;

  static constexpr double steps = 1048576.0;
  explicit constexpr LogRevenue(std::int32_t raw) : steps_(raw) {}
  std::int32_t steps_ = 0;
};

enum class Sector : std::uint8_t { focal = 0, background = 1 };

struct Firms {
  std::vector<std::uint32_t> number;     // with `founded`: the firm's id
  std::vector<std::int16_t> founded;     // year
  std::vector<PlaceIndex> place;         // no_place: the slot is free
  std::vector<Sector> sector;
  std::vector<LogRevenue> log_revenue;

  std::size_t slots() const { return place.size(); }
  bool alive(Slot slot) const { return place[slot] != no_place; }
  FirmId id(Slot slot) const { return {number[slot], founded[slot]}; }

  void reserve(std::size_t slots);
  Slot append(FirmId firm, PlaceIndex where, Sector sector, LogRevenue size);
  void put(Slot slot, FirmId firm, PlaceIndex where, Sector sector, LogRevenue size);
  void close(Slot slot) { place[slot] = no_place; }
};

// Every field of every living firm, in whatever slot, folded into 64 bits: equal worlds, equal hash.
std::uint64_t state_hash(const Firms& firms);

}  // namespace agglomera::sim

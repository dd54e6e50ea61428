// Entry: the market's founders, each numbered within the year. A share of them are spin-offs that stay
// in the city of a parent drawn among all focal firms (Klepper 2007); the others choose among all
// cities. Sizes are lognormal about what is usual for an entrant there.
#pragma once

#include "models/market.hpp"

namespace agglomera::models {

// At most sim::DrawRow::firms of them, in a row.
struct Founders {
  std::size_t count = 0;
  std::array<std::uint32_t, sim::DrawRow::firms> number;
  std::array<std::int16_t, sim::DrawRow::firms> founded;
  std::array<sim::PlaceIndex, sim::DrawRow::firms>
      place;  // no_place: nowhere is there anything to choose
  std::array<sim::LogRevenue, sim::DrawRow::firms> size;
};

struct Entry {
  double spin_off_share;
  double size_log_sd;

  // Numbers first, first + step, …: `count` of them.
  void operator()(std::uint32_t first, std::uint32_t step, std::size_t count, const Market& market,
                  const sim::Draws& draws, Founders& founders) const;

 private:
  void stay_with_parents(const sim::DrawRow& luck, const Market& market, const sim::Draws& draws,
                         Founders& founders) const;
};

}  // namespace agglomera::models

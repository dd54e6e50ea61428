// Entry: the market's founders, each numbered within the year. A share of them are spin-offs that stay
// in the city of a parent drawn among all focal firms (Klepper 2007); the others choose among all
// cities. Sizes are lognormal about what is usual for an entrant there.
#pragma once

#include "models/market.hpp"

namespace agglomera::models {

struct Entrant {
  sim::FirmId firm;
  sim::PlaceIndex place;
  sim::Sector sector;
  sim::LogRevenue log_revenue;
};

struct Entry {
  double spin_off_share;
  double size;         // mean revenue against the usual one of the place
  double size_log_sd;

  Entrant operator()(std::uint32_t number, const Nests& nests, const Market& market,
                     const sim::Draws& draws) const;
};

}  // namespace agglomera::models

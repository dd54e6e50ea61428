// Acquisition (并购): a firm gets an offer in a year with a hazard keyed by its own id; the buyer is
// drawn in proportion to revenue from the firms as they stood: a city by a race of its revenue, then
// a firm within it. The purchase is void when the buyer is the firm itself, is no larger, leaves or is
// itself bought this year. The revenue moves to the buyer's city.
#pragma once

#include "models/market.hpp"

namespace agglomera::models {

inline constexpr sim::Slot no_buyer = 0xFFFFFFFF;

struct Acquisition {
  double rate;  // per year

  // The buyer's slot, or no_buyer. `offered` uniform in (0, 1).
  sim::Slot operator()(sim::FirmId target, double offered, const Nests& nests,
                       const Market& market, const sim::Draws& draws) const;
};

}  // namespace agglomera::models

// Acquisition (并购): a firm gets an offer in a year with a hazard keyed by its own id; the buyer is
// drawn in proportion to revenue from the firms as they stood: a city by its revenue, then a firm within
// it. The purchase is void when the buyer is the firm itself, is no larger, leaves or gets an offer itself
// this year. The revenue moves to the buyer's city.
#pragma once

#include "models/decisions.hpp"
#include "models/market.hpp"
#include "models/world.hpp"

namespace agglomera::models {

// The offer to a firm that gets one; city no_place where nobody could buy.
Offer offer_to(Seat seat, sim::FirmId target, const Market& market, const sim::Draws& draws);

// The same of many firms, at most sim::DrawRow::firms; added to `offers`.
void offers_to(std::span<const Seat> seats, std::span<const std::uint32_t> numbers,
               std::span<const std::int16_t> founded, const Market& market, const sim::Draws& draws,
               std::vector<Offer>& offers);

// Offers find their buyers; what these buy is added to their grown revenue. Returns, for every block, the
// firms that are bought.
std::vector<std::vector<Seat>> carry_out_purchases(const World& world, Decisions& decisions);

}  // namespace agglomera::models

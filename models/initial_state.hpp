// The world of the first year, made so that LQs have their observed values.
//
// A count is whole, so an observed count LQ and the world's number of firms tie a city's share of the
// background to its count: b = n_c/(LQ·n). The count is drawn among the whole numbers with the weight
// that the prior of b gives to the implied share, and the member's background takes that level. An LQ
// of zero is a count of zero. A revenue LQ and the revenue share, or the revenue itself, give the
// revenue of a city. A count LQ nobody observed is drawn about 1; such a city's revenue has
// the LQ of its count. The rest of the world takes what is
// left; where the cities are all there is, those whose LQ nobody observed do, in proportion. Sizes within a
// city are lognormal, scaled to its revenue.
//
// Where the study has the user's own list of firms, these are the firms, and the background takes the
// level that their counts and revenues and the LQs imply (own_firms.hpp).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/world.hpp"

namespace agglomera::models {

// Ties the member's background to the observations of the first year, then settles the firms.
World initial_world(Model& model, const sim::Draws& draws);

// A whole count n ≥ 1 for an observed LQ > 0, given the prior of the share b (log sd `log_sd`) and the
// world's number of firms: weight of n is the density of n/(LQ·firms). One uniform draw; with a log sd
// of zero the nearest count.
std::int64_t count_for_lq(double lq, double share, double log_sd, double firms, double uniform);

// Scales the counts of some places so that all places together have `firms`; the others stay. Nothing
// changes where these places have none.
void fill_up(std::span<const std::size_t> places, std::int64_t firms, std::vector<std::int64_t>& counts);

}  // namespace agglomera::models

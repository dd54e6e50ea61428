// What a policy costs, where unit costs are given: of each lever, strength times cities times the years
// it acts, years of the ramp by their share; and what one firm gained costs.
#pragma once

#include <vector>

#include "models/lever.hpp"
#include "scenarios/experiments/effects.hpp"

namespace agglomera::scenarios {

// Σ unit cost · strength · Σ_years share(year) · targets, in 10⁶ USD, neither discounted nor deflated. NaN
// when a lever has no unit cost.
double cost_of(const std::vector<models::Lever>& levers);

// In 10⁶ USD; NaN when there is no cost or no gain beyond Monte Carlo error.
double cost_per_firm(double cost, const Effect& gained);

}  // namespace agglomera::scenarios

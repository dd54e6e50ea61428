// Positioning and governance: what a regime and its dated national strategies add to the utility of a
// place. Market-led places are the reference.
//
//   G_c(t) = g(regime) + q · score(country) + scale · Σ strategies of the country: effect · share(t)
//   share(t) = min(1, (t − from + 1)/ramp) from the strategy's first year on
//
// G changes only at dated strategies.
#pragma once

#include <vector>

#include "models/study.hpp"

namespace agglomera::models {

// Of every place; the rest of the world has 0.
std::vector<double> governance_appeal(const Study& study, const Parameters& parameters,
                                      sim::Year year);

}  // namespace agglomera::models

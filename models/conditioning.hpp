// Conditioning: at the last observed year a member's firms are made to agree with what was observed,
// city by city, so that forecasts and policies start from the world as it was; what learns from errors
// one year ahead does so every year.
//
// A city with an observed count LQ gets a whole count drawn as in the first year, but close to the
// background of the member where an earlier count has tied that (log sd 0.05); surplus firms leave,
// missing ones are copies of firms of the city. The background takes the level that count and LQ imply
// from that year on. Revenues of a city are scaled to its observed share. What was not observed stays
// as simulated; the rest of the world takes what the world totals leave. Background firms are settled
// anew at the level of the background, so that LQs agree up to the noise of their number.
//
// In a year of which the user's own list says who was there, the member goes on from these very firms, and
// the background takes the level that they and the LQs imply (own_firms.hpp).
#pragma once

#include "models/world.hpp"

namespace agglomera::models {

// The world must stand at the end of a year of the study.
void condition(Model& model, const sim::Draws& draws, World& world);

}  // namespace agglomera::models

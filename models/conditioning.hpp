// Conditioning: at the last observed year a member's firms are made to agree with what was observed,
// city by city, so that forecasts and policies start from the world as it was.
//
// A city with an observed count LQ gets a whole count drawn as in the first year; surplus firms leave,
// missing ones are copies of firms of the city. The background takes the level that count and LQ imply
// from that year on. Revenues of a city are scaled to its observed share. What was not observed stays
// as simulated; the rest of the world takes what the world totals leave. Background firms are settled
// anew at the level of the background, so that LQs agree up to the noise of their number.
#pragma once

#include "models/world.hpp"

namespace agglomera::models {

// The world must stand at the end of the study's last year.
void condition(Model& model, const sim::Draws& draws, World& world);

}  // namespace agglomera::models

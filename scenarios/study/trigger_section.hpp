// trigger = { measure = "lq_count", city = "shanghai", below = 1.0 }: what a lever waits for.
//   measure          lq_count, lq_revenue, firms or revenue (10^8 USD)
//   city or cluster  one of them; the cities of a cluster count as one place
//   below or above   the threshold, one of them
#pragma once

#include "models/trigger.hpp"
#include "scenarios/study/place_words.hpp"

namespace agglomera::scenarios {

// What a trigger can look at, in the order of models::Measure.
const std::vector<std::string>& trigger_measures();

std::optional<models::Trigger> read_trigger(TomlTable& lever, const LeverFrame& frame);

}  // namespace agglomera::scenarios

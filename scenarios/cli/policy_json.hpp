// The effects of policies as one JSON document.
#pragma once

#include <nlohmann/json.hpp>

#include "scenarios/experiments/policy.hpp"

namespace agglomera::cli {

nlohmann::json json_of(const scenarios::PolicyEffects& effects);

// Its parts: an effect, and where siphoning outweighs spread, by policy.
nlohmann::json json_of(const scenarios::Effect& effect);
nlohmann::json sights_in_json(const scenarios::PolicyEffects& effects);

}  // namespace agglomera::cli

// [free]: what is fitted; what is not free keeps its prior.
//   parameters = ["exit_rate", …]     or "all": every parameter whose prior has a width
//   cities     = ["amenity", …]       quantities of the target cities: city_quantities()
// At least one of the two lists something. What is named must have a prior of some width; a quantity
// of cities in one target city at least.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "models/study.hpp"
#include "scenarios/study/experiment.hpp"
#include "scenarios/study/scenario_file.hpp"

namespace agglomera::scenarios {

class TomlTable;

// A number of every city that is uncertain, with the sd of its prior on its scale.
struct CityQuantity {
  std::string_view name;
  double (*prior_sd)(const models::Study&, sim::PlaceIndex);
};

// amenity, growth_advantage, endowment, technology, culture, firm_share, revenue_share.
std::span<const CityQuantity> city_quantities();

// The key "free" of an experiment.
FreeQuantities read_free(TomlTable& root, const ScenarioFile& scenario,
                         const std::vector<sim::PlaceIndex>& cities);

// How many numbers are free: those of the cities, and all with the parameters.
std::size_t free_of_cities(const FreeQuantities& free, const models::Study& study,
                           const std::vector<sim::PlaceIndex>& cities);
std::size_t free_numbers(const FreeQuantities& free, const models::Study& study,
                         const std::vector<sim::PlaceIndex>& cities);

}  // namespace agglomera::scenarios

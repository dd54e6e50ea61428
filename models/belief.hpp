// What is believed of a member beside its prior: some of its uncertain quantities by name, each in
// prior standard deviations from its usual value. Calibration moves these; a posterior is many of them.
//
// Names: that of a global parameter ("exit_rate"), or a quantity of a city and its id
// ("amenity:tokyo"; also growth_advantage, endowment, technology, culture, firm_share, revenue_share).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace agglomera::models {

using Belief = std::map<std::string, double, std::less<>>;

// Equally likely beliefs about the same quantities; members of an ensemble take them in turn.
struct Posterior {
  std::vector<std::string> numbers;         // their names
  std::vector<std::vector<double>> draws;   // [draw][number]

  Belief belief(std::size_t member) const {
    Belief said;
    const std::vector<double>& draw = draws[member % draws.size()];
    for (std::size_t i = 0; i < numbers.size(); ++i) said[numbers[i]] = draw[i];
    return said;
  }
};

}  // namespace agglomera::models

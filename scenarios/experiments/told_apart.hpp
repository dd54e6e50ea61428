// Which parts of an explanation can be told apart at all.
//
// Two parts that always come together can't be: whatever is given to one could be given to the other.
// Of each pair, Pearson's correlation of what they contribute
//   over cities:  of the members' mean contributions, over the cities observed in that measure;
//   over members: of the contributions to one city, averaged over the same cities.
// A pair with |r| > 0.9 in either is not told apart. Correlations of parts that do not move, or over
// fewer than three cities or members, are missing.
//
// What members disagree on is the prior's where nothing was calibrated: a low correlation then says
// that the model separates the parts, not that the observations do.
#pragma once

#include <span>
#include <vector>

#include "scenarios/experiments/explain.hpp"

namespace agglomera::scenarios {

inline constexpr double not_told_apart_beyond = 0.9;

struct PartPair {
  std::size_t measure, a, b;  // a < b
  double over_cities;
  double over_members;
  bool known() const;       // one of both is there
  bool told_apart() const;  // known, and neither is beyond 0.9
};

// Every pair of every measure.
std::vector<PartPair> pairs_of_parts(const Scenario& scenario, const Explanation& explanation);

// Share of the cities observed in the measure where the 90 % interval of a part excludes zero; NaN
// where nothing was observed.
double share_excluding_zero(const Scenario& scenario, const Explanation& explanation,
                            std::size_t measure, std::size_t part);

// Cities of which any LQ of the measure was observed in any year.
std::vector<std::size_t> observed_cities(const models::Study& study, std::size_t measure);

// Pearson; values that are missing in either are left out.
double correlation(std::span<const double> x, std::span<const double> y);

}  // namespace agglomera::scenarios

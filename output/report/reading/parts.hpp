// The parts of a change of LQ, the unexplained first.
#pragma once

#include <string>
#include <vector>

#include "output/report/reading/sheet.hpp"

namespace agglomera::output::report {

// Correlated beyond this, two parts can't be told apart: the rule of the format.
inline constexpr double not_told_apart_beyond = 0.9;

// Short titles of the parts, in the file's order.
std::vector<Text> part_titles(const Sheet& sheet);

// Cities (indices into `change`) whose change was observed in the measure; where none was (a run
// beyond the observations), those of which anything was ever observed.
std::vector<std::size_t> cities_explained(const Sheet& sheet, std::size_t measure);

// Over the cities observed in the first and the last year.
struct Unexplained {
  std::size_t cities = 0, inside = 0;      // inside: the 90 % interval holds the observed change
  double mean_observed, mean_unexplained;  // means of absolute values; NaN without cities
  double amenity_share;  // of all simulated parts (absolute means): fitted, not explained
};
Unexplained unexplained_of(const Sheet& sheet, std::size_t measure);

// Parts (indices) whose 90 % interval excludes zero in no observed city, in none of the measures.
std::vector<std::size_t> certain_nowhere(const Sheet& sheet,
                                         const std::vector<std::string>& measures);

// First and last year of the change, as far as the file says.
Text from_to(const Sheet& sheet);

}  // namespace agglomera::output::report

// The free numbers of a calibration: what each is, what was assumed and what the observations tell.
#pragma once

#include <string>
#include <vector>

#include "output/report/reading/sheet.hpp"

namespace agglomera::output::report {

// 5 % and 95 % of the prior N(0, 1) of a deviation lie this far from 0.
inline constexpr double prior_reach = 1.6449;

// A number is told when its variance shrinks by at least this share: the file's `identified`.
inline constexpr double least_contraction = 0.1;

struct FreeNumber {
  std::string id;                      // "exit_rate", "amenity:beijing"
  std::string quantity;                // "amenity"; empty for a parameter of the whole model
  std::string city;                    // id; empty for a parameter
  Text title;                          // "Exit rate"; of a number of a city: the city
  Text meaning, source;                // empty where the file does not say
  double usual, q05, q50, q95;         // posterior, on the number's own scale
  double mean, sd, low, middle, high;  // posterior in prior standard deviations: q05, q50, q95
  double contraction;
  bool told;
  Text labelled() const;  // the title, with the words "not told" where it is not
};

// In the order of the file.
std::vector<FreeNumber> free_numbers(const Sheet& sheet);

std::size_t told_among(const std::vector<FreeNumber>& numbers);
std::vector<FreeNumber> parameters_of(const std::vector<FreeNumber>& numbers);  // most told first
std::vector<std::string> city_quantities_of(const std::vector<FreeNumber>& numbers);

Text parameter_title(const std::string& name);  // the name in words where it is unknown
Text city_quantity_title(const std::string& name);

// "told by the observations" or "kept as assumed".
Text told_in_words(bool told);

}  // namespace agglomera::output::report

// The free numbers of a calibration: what each is, what was assumed and what the observations tell.
#pragma once

#include <string>
#include <vector>

#include "output/report/reading/sheet.hpp"

namespace agglomera::output::report {

// 5 % and 95 % of the prior N(0, 1) of a deviation lie this far from 0.
inline constexpr double prior_reach = 1.6449;

// How much the observations tell of a number, by how far its variance shrinks (contraction).
enum class Told { well, a_little, not_at_all };
inline constexpr double well_told_from = 0.5;
inline constexpr double told_from = 0.1;  // the file's `identified`
Told told_by(double contraction);         // NaN: not at all

struct FreeNumber {
  std::string id;                      // "exit_rate", "amenity:beijing"
  std::string quantity;                // "amenity"; empty for a parameter of the whole model
  std::string city;                    // id; empty for a parameter
  Text title;                          // "Exit rate"; of a number of a city: the city
  Text meaning, source;                // empty where the file does not say
  double usual, q05, q50, q95;         // posterior, on the number's own scale
  double mean, sd, low, middle, high;  // posterior in prior standard deviations: q05, q50, q95
  double contraction;
  Told told() const { return told_by(contraction); }
  Text labelled() const;  // the title, with the words "not told" where it is not at all
};

// In the order of the file.
std::vector<FreeNumber> free_numbers(const Sheet& sheet);

// How many of the numbers are told that much.
std::size_t told_among(const std::vector<FreeNumber>& numbers, Told told);
std::vector<FreeNumber> parameters_of(const std::vector<FreeNumber>& numbers);  // most told first
std::vector<std::string> city_quantities_of(const std::vector<FreeNumber>& numbers);

Text parameter_title(const std::string& name);  // the name in words where it is unknown
Text city_quantity_title(const std::string& name);

// "well told", "told a little" or "not told".
Text told_in_words(Told told);

}  // namespace agglomera::output::report

// Factors: what a sweep or a sensitivity analysis varies, and how far.
//
// A point gives every factor one value. Factors that are numbers (a parameter, the strength of a lever)
// have that number for a value; the others choose among words (where a lever acts, a mechanism off or on,
// an assumed background), and their value is the place of the word: 0, 1, …
// A factor has either a list of values, equally likely, or a distribution on a range: uniform on it or on
// its logarithm, or the prior of its parameter.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/scenario.hpp"

namespace agglomera::scenarios {

enum class FactorKind { parameter, strength, place, mechanism, background, calibration };
inline constexpr std::size_t factor_kind_count = 6;
std::string_view factor_kind_name(FactorKind kind);

// How a factor without a list of values is spread over its range.
enum class Spread { linear, log, prior };

struct Factor {
  FactorKind kind = FactorKind::parameter;
  std::string name;        // unlike any other: "half_life_km", "radiation", "radiation, where"
  std::string unit = "1";  // of numbers
  std::size_t row = 0;     // of the parameter, mechanism or lever: of models::parameter_table(),
                           // models::mechanism_table(), Variation::levers
  std::vector<double> values;                        // none: spread over the range
  std::vector<std::string> words;                    // of values that are no numbers
  std::vector<std::vector<sim::PlaceIndex>> places;  // of a lever or a fit, by value
  Spread spread = Spread::linear;
  models::Range range;
  double usual = 0.0;  // with the prior
  models::Prior prior;
  models::Range bounds;  // of the prior

  bool is_discrete() const { return !values.empty(); }
  // The value at a coordinate of the unit interval: its quantile. Of n values, the one in whose n-th part
  // of the interval the coordinate lies.
  double value_at(double unit) const;
  // How a value is said: "350", "off", "pearl-river-delta".
  std::string word_of(double value) const;
};

// One number of a point: a measure of a place.
struct Output {
  std::string measure;                  // of output_measures()
  std::string place;                    // id of a city or a cluster, or "world"
  std::vector<sim::PlaceIndex> places;  // whose numbers are added up; of the world: of its cities
  std::string name() const { return measure + ":" + place; }
};

struct Outputs {
  std::vector<Output> all;  // in the order of places, then measures
  sim::Year year = 0;
  // What the levers of the point make of it: with them minus without any, on the same luck.
  bool effect = false;
};

// What sweep and sensitivity have in common.
struct Variation {
  std::string name;   // of its file, without the ending
  Scenario scenario;  // its members are the replicates
  std::vector<models::Lever>
      levers;  // those of the scenario, then those of factors, as they are until
               // a factor changes them
  std::vector<Factor> factors;
  Outputs outputs;
  bool drawn = false;  // others = "drawn"; else what is no factor has its usual value
  std::vector<InputFile> inputs;
  std::vector<std::string> warnings;
};

}  // namespace agglomera::scenarios

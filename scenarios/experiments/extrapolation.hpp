// Extrapolation: where a result rests on conditions that the calibration never saw.
//
// Utility and growth of a place depend on five inputs (models::Offers). The range of an input is
// that over all cities and the observed years in a member's own world without policies: what its
// parameters were calibrated on. A place of a later year is outside when one of its inputs is below
// or above that range, however little. That doesn't say how wrong the model is there, only that
// nobody can tell. A world without policies may leave the range too, as resources go on gathering,
// so the flags of the baseline belong beside those of a policy. The rest of the world has no
// radiation, siphoning or coupling of its own: of it only activity and resources count.
//
// Strengths above the usual value of their lever rest on nothing that was ever tried either.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "models/lever.hpp"
#include "models/utility.hpp"

namespace agglomera::scenarios {

struct OfferInput {
  const char* name;  // of the field of Offers
  const char* text;
  std::vector<double> models::Offers::*value;
  bool of_rest_of_world;
};

constexpr std::size_t offer_inputs = 5;
const std::array<OfferInput, offer_inputs>& offer_input_table();

// By input, in the order of the table: bit i is set when input i is outside.
using OutsideInputs = std::uint8_t;

// Of one member. The last place of the offers is the rest of the world.
class OfferRange {
 public:
  void widen(const models::Offers& offers);
  // By place. Everything is outside a range that was never widened.
  std::vector<OutsideInputs> outside(const models::Offers& offers) const;

 private:
  std::array<double, offer_inputs> low_ = filled(1.0), high_ = filled(-1.0);

  static std::array<double, offer_inputs> filled(double sign);
};

// Shares of members of one place and year.
struct Extrapolation {
  double any = 0.0;  // outside in some input
  std::array<double, offer_inputs> by_input = {};
};

// `flags` by member; NaN when there is none.
Extrapolation extrapolation_of(const std::vector<OutsideInputs>& flags);

struct BeyondUsual {
  std::string kind;
  std::vector<sim::PlaceIndex> targets;
  double strength;
  double usual;
};

// Levers stronger than usual, in the order given.
std::vector<BeyondUsual> beyond_usual(const std::vector<models::Lever>& levers);

}  // namespace agglomera::scenarios

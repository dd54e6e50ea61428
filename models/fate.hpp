// A firm's year, as its four random words decide it: does it leave, is it offered to be bought, does it
// consider another city, and how does it grow. One firm at a time here; decide.cpp asks for many at once.
#pragma once

#include "models/market.hpp"

namespace agglomera::models {

enum Act : std::uint32_t { exits = 1, is_offered = 2, considers = 4 };

struct Fates {
  SizeEffect exit_effect;
  Growth growth;
  bool grows;
  std::int32_t offer, consider;  // in units of 2⁻³¹

  explicit Fates(const Model& model)
      : exit_effect(model.exit.size),
        growth(model.growth),
        grows(model.mechanisms.growth),
        offer(model.mechanisms.acquisition ? in_units(model.parameters().acquisition_rate) : 0),
        consider(model.mechanisms.relocation ? in_units(model.parameters().relocation_rate) : 0) {}

  // The first that applies counts, in the order of Act.
  std::uint32_t acts(std::uint32_t to_exit, std::uint32_t to_offer, std::uint32_t to_consider,
                     sim::LogRevenue size, const FirmTerms& terms) const {
    const float of_place = size < terms.usual ? terms.small_exit : terms.exit;
    const std::int32_t hazard = FirmExit::hazard(of_place, exit_effect(size));
    return (happens(to_exit, hazard) ? exits : 0u) | (happens(to_offer, offer) ? is_offered : 0u) |
           (happens(to_consider, consider) ? considers : 0u);
  }
  std::uint32_t acts(const sim::Draw& luck, sim::LogRevenue size, const FirmTerms& terms) const {
    return acts(luck.words[0], luck.words[1], luck.words[2], size, terms);
  }
  sim::LogRevenue grown(std::uint32_t shock, sim::LogRevenue size, const FirmTerms& terms) const {
    const float drift = size < terms.usual ? terms.small_drift : terms.drift;
    return growth(size, drift, terms.growth_scale, sim::single_laplace(shock));
  }
};

}  // namespace agglomera::models

// A member of an ensemble: one draw of everything that is uncertain before the first year.
//
// Backgrounds run from the study's first year to the last year of the run: as given up to the last
// observed year, each city's level shifted by its prior; then along a damped trend (Gardner and
// McKenzie 1985). World totals after the last stated year are level with a random walk. The rest of
// the world takes what the cities leave: nothing where the study says that they are all there is.
#pragma once

#include <vector>

#include "models/belief.hpp"
#include "models/study.hpp"
#include "sim/draws.hpp"

namespace agglomera::models {

struct Member {
  Parameters parameters;
  // By place; the rest of the world is neutral: 0, ½, ½, its appeal and growth.
  std::vector<double> ln_endowment;
  std::vector<double> technology;
  std::vector<double> culture;
  std::vector<double> amenity;
  std::vector<double> growth_advantage;
  // By year from the study's first, then by place.
  std::vector<std::vector<double>> firm_share;     // b_c(t)
  std::vector<std::vector<double>> revenue_share;  // r_c(t)
  // By year.
  std::vector<double> focal_firms;
  std::vector<double> focal_revenue_usd;
  std::vector<double> listed_firms;
};

// With `sample` false every value is its usual one, but those of the belief. Draws whose feedbacks
// would not die out (feedback_gain ≥ 1) are drawn again; where the belief leaves no room for that, the
// taste for localisation is lowered to a gain of 0.99.
Member draw_member(const Study& study, sim::Year last, const sim::Draws& draws, bool sample,
                   const Belief& belief = {});

// How the shares of the background go on after the last observed year, beside their unexplained changes:
// each city's trend fades as drawn, stops at once, or never fades. An assumption to be varied.
enum class Continuation { damped, level, undamped };

// Changes a member with fading trends into one of another continuation. Years up to the last observed one
// and all levels given since stay as they are; the rest of the world takes what the cities leave.
void continue_trends(Member& member, const Study& study, Continuation continuation);

// Multiplies the share of one city from a year on and gives the rest of the world what is left.
// Shares of a year never add up to more than 0.995 of the world: a larger level is cut. Where the rest
// of the world has no share at all, the cities go on sharing out the whole.
void shift_level(std::vector<std::vector<double>>& shares, std::size_t city, std::size_t from_year,
                 double factor);

}  // namespace agglomera::models

// A policy's effects by distance: what spreads and what is siphoned in cities without levers, by
// how far they are from the nearest city with one; and the distance at which one outweighs the
// other.
//
// Bands are what was simulated: mean effects over the cities of a ring. The turning distance is an
// estimate of its own, member by member, from the pulls of the frozen market (turning_point), since
// rings are too wide to say where siphoning begins to win. Of each city that feels anything,
//
//   b_c = (spread + drawn)/(|spread| + |drawn|),  from −1, only siphoned, to 1, only spread to,
//
// is smoothed over x = ln km by the kernel mean (Nadaraya 1964, Watson 1964)
//
//   b(x) = Σ_c b_c φ((x − x_c)/h) / Σ_c φ((x − x_c)/h),  φ the normal density,
//
// which is never negative where no city is siphoned, as a local line may be; h is that of the least
// leave-one-out error over all members (Stone 1974), the widest where distance decides nothing.
// Balances, not pulls, because pulls fade with distance and near cities would outweigh those that
// decide. The first change of the sign of b between the nearest and the farthest city is the
// turning distance: "to siphoning" when spread wins nearer and siphoning farther, "to spread" when
// it is the other way round. It says where a typical city turns, not that each city beyond does,
// nor that much is at stake there.
#pragma once

#include <vector>

#include "scenarios/experiments/turning_point.hpp"

namespace agglomera::scenarios {

// [member][city]; a failed member is empty.
using CitiesByMember = std::vector<std::vector<double>>;

// Geodesic km from each city to the nearest one with a lever; NaN for those that have one.
std::vector<double> distances_to_treated(const models::Study& study,
                                         const std::vector<models::Lever>& levers);

struct DistanceBand {
  double from_km;  // inclusive
  double to_km;    // exclusive; infinite in the last band
  std::size_t cities;
  Effect spill, siphoned, net;  // of the mean city, over members; NaN in an empty band
};

// "100-250 km", "from 2500 km".
std::string band_label(const DistanceBand& band);

// Bands 0–100, 100–250, 250–500, 500–1000, 1000–2500 and from 2500 km on. `spill` is the effect
// with siphoning held, `siphoned` the rest, in any unit.
std::vector<DistanceBand> distance_bands(const std::vector<double>& distance_km,
                                         const CitiesByMember& spill,
                                         const CitiesByMember& siphoned);

struct TurningDistance {
  std::size_t cities;  // that feel anything in some member; of fewer than five nothing is estimated
  double bandwidth;    // h, in ln km
  // Shares of members, adding up to one.
  double unmoved, spreads, siphons, to_siphoning, to_spread;
  // Distances of the members that turn one way or the other, and only of those.
  double to_siphoning_km_q05, to_siphoning_km_q50, to_siphoning_km_q95;
  double to_spread_km_q05, to_spread_km_q50, to_spread_km_q95;
};

// From the pulls at the strengths asked for.
TurningDistance turning_distance(const std::vector<double>& distance_km,
                                 const CitiesByMember& spread, const CitiesByMember& drawn);

}  // namespace agglomera::scenarios

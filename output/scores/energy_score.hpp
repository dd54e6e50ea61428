// Energy score of an ensemble of vectors x_1…x_m at an observed vector y (Gneiting and Raftery 2007):
// the CRPS of many targets at once, which also asks whether they move together as observed. 0 is
// perfect; the unit is that of the coordinates, which should share one.
//
//   (1/m) Σ ‖x_i − y‖ − 1/(2 m (m − 1)) Σ Σ ‖x_i − x_j‖
//
// Fair, as in crps.hpp and for the same reason: it is unbiased for any number of members. In one
// dimension it is the fair CRPS; for one member, the distance. O(m² k).
#pragma once

#include <vector>

namespace agglomera::output {

// `members[m][k]`: coordinate k of member m, as many as `observed` has. Coordinates without an
// observation (NaN) are left out, then members that miss one of the rest. NaN when no coordinate or
// no member is left.
double energy_score(const std::vector<std::vector<double>>& members,
                    const std::vector<double>& observed);

}  // namespace agglomera::output

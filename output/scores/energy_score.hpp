// The energy score of a forecast of several numbers at once (Gneiting and Raftery 2007): the CRPS where
// there is one number, and sensitive to how numbers go together where there are more.
//
//   ES = mean_m |x_m − y| − ½ · mean_{m≠k} |x_m − x_k|
//
// in the Euclidean norm; the second mean is over pairs of different members (fair, Ferro 2014).
#pragma once

#include <vector>

namespace agglomera::output {

// members[m][k]; coordinates whose observation is NaN are left out. NaN without members or coordinates.
double energy_score(const std::vector<std::vector<double>>& members,
                    const std::vector<double>& observed);

}  // namespace agglomera::output

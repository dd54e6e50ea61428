// The probability integral transform of an observation in a forecast (Dawid 1984; randomised for
// ensembles, Gneiting et al. 2007): uniform when forecasts are calibrated.
#pragma once

#include <span>
#include <vector>

namespace agglomera::output {

// (members below + u·(members equal + 1)) / (members + 1), u uniform in (0, 1). NaN without members.
double randomised_pit(std::span<const double> ensemble, double observed, double u);

// The largest distance of the empirical distribution from the uniform one (Kolmogorov). NaN for none.
double distance_from_uniform(std::vector<double> values);

}  // namespace agglomera::output

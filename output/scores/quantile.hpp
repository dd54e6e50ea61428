// The one quantile of the program: type 7 of Hyndman and Fan (1996), the default of R and NumPy.
//   q(p) = x_⌊h⌋ + (h − ⌊h⌋)(x_⌊h⌋+1 − x_⌊h⌋),  h = (n − 1) p, counted from 0.
// And the one rule for missing members of an ensemble: they are left out.
#pragma once

#include <span>
#include <vector>

namespace agglomera::output {

// The values that are not NaN, ascending.
std::vector<double> present_ascending(std::span<const double> values);

// Of values in ascending order without NaN; NaN when there are none. `probability` in [0, 1].
double quantile_of_ascending(std::span<const double> ascending, double probability);

// Of values in any order; NaN among them are left out.
double quantile(std::span<const double> values, double probability);
double median(std::span<const double> values);

}  // namespace agglomera::output

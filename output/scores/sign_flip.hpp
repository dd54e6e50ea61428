// Whether differences of scores have a mean of zero, by flipping the sign of whole blocks: exact, without
// a distribution assumed (Fisher 1935; Pitman 1937). With n blocks no p-value is below 2/2ⁿ.
#pragma once

#include <span>

namespace agglomera::output {

// Two-sided, over all 2ⁿ patterns of signs, n ≤ 20: the share whose mean is at least as far from zero.
// NaN for none; throws std::invalid_argument for more than 20.
double sign_flip_p(std::span<const double> differences);

}  // namespace agglomera::output

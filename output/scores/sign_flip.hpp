// Sign-flip test of a mean difference (Fisher 1935): if neither of two forecasts were better, the
// difference of their scores in each block (a year, say) could as well have had the other sign. The
// two-sided p is the share of all 2^n patterns of signs whose mean is as far from zero as the
// observed one, or farther. Exact: no draws and no distribution assumed.
//
// The smallest p there is, 2/2^n, shows what n blocks can prove: 6 of one sign give 0.031.
#pragma once

#include <span>

namespace agglomera::output {

inline constexpr int sign_flip_most_blocks = 20;

// One difference per block. Missing ones (NaN) are left out; NaN when none is left or one is infinite. Patterns within
// 1e-12 Σ|d| of the observed mean tie with it and count. Throws std::invalid_argument when more than
// `sign_flip_most_blocks` are left.
double sign_flip_p(std::span<const double> differences);

}  // namespace agglomera::output

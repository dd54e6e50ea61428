// How far a region's mix of industries is from that of a reference (Krugman 1991):
//
//   K = Σ_i |s_i − r_i|,   from 0 (the same mix) to 2 (nothing in common); not halved
//
// with s the shares of the region's industries and r those of the reference. With regions in the place of
// industries it says how far an industry's geography is from that of all activity.
//
// Places where either amount is missing (NaN) are left out of both sums. Missing when a total is zero
// or an amount negative.
#pragma once

#include <span>

namespace agglomera::output {

double krugman(std::span<const double> amounts, std::span<const double> reference);

}  // namespace agglomera::output

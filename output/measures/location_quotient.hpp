// Location quotient: how much more of a city's activity is focal than of the world's,
//
//   LQ_c = (n_c / n) / (N_c / N)
//
// with n_c focal and N_c all activity of the city (firms or revenue), n and N those of the world
// (Hoover 1936; Isard 1960). LQ 1: the city has the world's share.
//
// Convention for undefined cells: a quotient whose denominator is zero is missing (NaN), 0/0 and
// x/0 alike, never 0. A city without focal firms but with other firms has LQ 0.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace agglomera::output {

inline constexpr std::string_view location_quotient_convention =
    "(n_c/n)/(N_c/N); 0/0 and x/0 are missing";

double location_quotient(double focal_here, double focal_world, double all_here, double all_world);

// Of every region, with the sums over the regions as the world. A missing (NaN) entry leaves only
// its own region out.
std::vector<double> location_quotients(std::span<const double> focal, std::span<const double> all);

}  // namespace agglomera::output

// Location quotient: how much more of a city's activity is focal than of the world's,
//
//   LQ_c = (n_c / n) / (N_c / N)
//
// with n_c focal and N_c all activity of the city (firms or revenue), n and N those of the world
// (Hoover 1936; Isard 1960). LQ 1: the city has the world's share.
//
// Convention for undefined cells: a quotient whose denominator is zero is missing (NaN), 0/0 and
// x/0 alike, never 0. A city without focal firms but with other firms has LQ 0.
//
//   symmetric     (LQ − 1)/(LQ + 1), from −1 to 1                    (Laursen 1998)
//   standardised  (LQ − mean)/sd over the regions, sd with n − 1     (O'Donoghue and Gleave 2004)
//   RCA           1 where LQ ≥ 1, else 0                             (Balassa 1965)
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sim/draws.hpp"

namespace agglomera::output {

inline constexpr std::string_view location_quotient_convention =
    "(n_c/n)/(N_c/N); 0/0 and x/0 are missing";

double location_quotient(double focal_here, double focal_world, double all_here, double all_world);

// Of every region, with the sums over the regions as the world. A missing (NaN) entry leaves only
// its own region out.
std::vector<double> location_quotients(std::span<const double> focal, std::span<const double> all);

double symmetric_location_quotient(double quotient);
// Missing where fewer than two quotients are there, or where all are equal.
std::vector<double> standardised_location_quotients(std::span<const double> quotients);
double revealed_comparative_advantage(double quotient);

// The four numbers of an LQ as counts of firms.
struct QuotientCounts {
  std::int64_t focal_here, focal_world, all_here, all_world;
};

struct QuotientInterval {
  double low;
  double high;
};

// 90 % percentile interval of the LQ when the world's firms are drawn anew, with replacement (Efron 1979):
// of N firms those focal and here, focal elsewhere, other here, other elsewhere are multinomial. Samples
// in which the LQ is undefined are left out. `cell` keys the draws. Missing when the LQ is.
QuotientInterval bootstrap_interval(const QuotientCounts& counts, int samples,
                                    const sim::Draws& draws, std::uint32_t cell);

}  // namespace agglomera::output

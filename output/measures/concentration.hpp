// How unevenly something is spread over n regions (or firms, or industries).
//
// Herfindahl–Hirschman index of the shares s (Hirschman 1945, Herfindahl 1950):
//   H = Σ s²,  normalised (H − 1/n) / (1 − 1/n),  equivalent number 1/H.
// Gini coefficient of the values x in ascending order (Gini 1912):
//   G = 2/(n² x̄) Σ_k k (x_(k) − x̄),  from 0 (all equal) to (n − 1)/n;
// for small samples n/(n − 1) G, from 0 to 1 (Deltas 2003).
// With weights w (people behind each value): G = Σ_ij w_i w_j |x_i − x_j| / (2 W² x̄).
// The Gini of location quotients is G of the regions' LQs, unweighted (Krugman 1991).
// Hoover index: half the sum of |s − r| of two distributions, 0 to 1: the share that would have to
// move for them to agree (Hoover 1936). Half the Krugman index.
// Entropy of the shares: −Σ s ln s with 0 ln 0 = 0, from 0 to ln n (Shannon 1948).
//
// Missing values (NaN) are left out and do not count in n. The result is missing when nothing is
// left, when all is zero, or when a value is negative.
#pragma once

#include <span>

namespace agglomera::output {

double hhi(std::span<const double> amounts);
double hhi_normalised(std::span<const double> amounts);  // missing for n = 1
double equivalent_number(std::span<const double> amounts);

double gini(std::span<const double> values);
double gini_small_sample(std::span<const double> values);  // missing for n = 1

// As many weights as values; a value without weight counts for nothing.
double gini_weighted(std::span<const double> values, std::span<const double> weights);

// Places where either is missing are left out.
double hoover(std::span<const double> amounts, std::span<const double> reference);
double entropy(std::span<const double> amounts);  // in nats

// `focal` and `all` activity by region; regions without a defined LQ are left out.
double gini_of_location_quotients(std::span<const double> focal, std::span<const double> all);

}  // namespace agglomera::output

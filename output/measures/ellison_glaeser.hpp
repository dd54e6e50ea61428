// Is an industry more concentrated than its plants thrown at random onto the map would be (Ellison and
// Glaeser 1997)?
//
//   G = Σ_r (s_r − x_r)²
//   γ = (G − (1 − Σ x²) H) / ((1 − Σ x²)(1 − H))
//
// with s_r the industry's share of region r, x_r that of all activity, H = Σ z² of the plants' shares of
// the industry. γ is 0 on average for random plants; above 0.05 is called highly concentrated.
//
// Coagglomeration of two industries a and b (Ellison, Glaeser and Kerr 2010), above 0 when they favour
// the same regions; plants play no part in it:
//   γ_ab = Σ_r (s_ar − x_r)(s_br − x_r) / (1 − Σ x²)
//
// Regions where an amount is missing are left out. Missing when a total is zero, when all activity is in
// one region, and γ when the industry has one plant (H = 1).
#pragma once

#include <span>

namespace agglomera::output {

double ellison_glaeser_g(std::span<const double> industry, std::span<const double> all);
// `plant_hhi` is H: hhi() of the sizes of the industry's plants.
double ellison_glaeser(std::span<const double> industry, std::span<const double> all,
                       double plant_hhi);
double coagglomeration(std::span<const double> one, std::span<const double> other,
                       std::span<const double> all);

}  // namespace agglomera::output

#include "output/measures/ellison_glaeser.hpp"

#include <cassert>
#include <cmath>

#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

struct Comparison {
  double product;  // Σ (s_a − x)(s_b − x)
  double spread;   // 1 − Σ x²
};

Comparison compared(std::span<const double> one, std::span<const double> other,
                    std::span<const double> all) {
  assert(one.size() == all.size() && other.size() == all.size());
  const auto known = [&](std::size_t r) {
    return !std::isnan(one[r]) && !std::isnan(other[r]) && !std::isnan(all[r]);
  };
  double of_one = 0, of_other = 0, of_all = 0;
  for (std::size_t r = 0; r < all.size(); ++r) {
    if (!known(r)) continue;
    if (one[r] < 0 || other[r] < 0 || all[r] < 0) return {missing, missing};
    of_one += one[r];
    of_other += other[r];
    of_all += all[r];
  }
  if (!(of_one > 0 && of_other > 0 && of_all > 0)) return {missing, missing};
  Comparison sums{0, 1};
  for (std::size_t r = 0; r < all.size(); ++r) {
    if (!known(r)) continue;
    const double x = all[r] / of_all;
    sums.product += (one[r] / of_one - x) * (other[r] / of_other - x);
    sums.spread -= x * x;
  }
  // One region holds all: what is left is rounding.
  if (!(sums.spread > 1e-15)) sums.spread = missing;
  return sums;
}

}  // namespace

double ellison_glaeser_g(std::span<const double> industry, std::span<const double> all) {
  return compared(industry, industry, all).product;
}

double ellison_glaeser(std::span<const double> industry, std::span<const double> all,
                       double plant_hhi) {
  const Comparison sums = compared(industry, industry, all);
  if (!(plant_hhi < 1)) return missing;
  return (sums.product - sums.spread * plant_hhi) / (sums.spread * (1 - plant_hhi));
}

double coagglomeration(std::span<const double> one, std::span<const double> other,
                       std::span<const double> all) {
  const Comparison sums = compared(one, other, all);
  return sums.product / sums.spread;
}

}  // namespace agglomera::output

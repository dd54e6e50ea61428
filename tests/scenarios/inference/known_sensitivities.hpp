// Functions of even inputs whose indices are known in closed form.
#pragma once

#include <cmath>
#include <numbers>
#include <span>
#include <vector>

namespace agglomera::scenarios {

// Ishigami and Homma (1990): sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁, x even in (−π, π).
inline double ishigami(std::span<const double> u) {
  const auto x = [&](std::size_t i) { return std::numbers::pi * (2.0 * u[i] - 1.0); };
  return std::sin(x(0)) + 7.0 * std::pow(std::sin(x(1)), 2) +
         0.1 * std::pow(x(2), 4) * std::sin(x(0));
}
inline const std::vector<double> ishigami_first = {0.3139, 0.4424, 0.0};
inline const std::vector<double> ishigami_total = {0.5576, 0.4424, 0.2437};
inline const std::vector<double> ishigami_second = {0.0, 0.2437, 0.0};  // of (1,2), (1,3), (2,3)

// Sobol's g-function: Π (|4x − 2| + a)/(1 + a), of which V_i = 1/(3 (1 + a_i)²), V = Π (1 + V_i) − 1 and
// V_ij = V_i V_j.
inline const std::vector<double> g_of = {0.0, 1.0, 4.5, 9.0, 99.0, 99.0};
inline double g_function(std::span<const double> u) {
  double product = 1.0;
  for (std::size_t i = 0; i < g_of.size(); ++i)
    product *= (std::abs(4.0 * u[i] - 2.0) + g_of[i]) / (1.0 + g_of[i]);
  return product;
}
inline double g_part(std::size_t i) { return 1.0 / (3.0 * std::pow(1.0 + g_of[i], 2)); }
inline double g_variance() {
  double product = 1.0;
  for (std::size_t i = 0; i < g_of.size(); ++i) product *= 1.0 + g_part(i);
  return product - 1.0;
}
inline double g_first(std::size_t i) { return g_part(i) / g_variance(); }
inline double g_total(std::size_t i) {
  return g_part(i) * (1.0 + g_variance()) / (1.0 + g_part(i)) / g_variance();
}
inline double g_second(std::size_t i, std::size_t j) {
  return g_part(i) * g_part(j) / g_variance();
}

}  // namespace agglomera::scenarios

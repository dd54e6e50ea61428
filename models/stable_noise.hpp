// What the cities of one nest have in common to a firm: a positive stable S of index λ, with Laplace
// transform E e^(−sS) = e^(−s^λ), made of a uniform U and an exponential E (Kanter 1975):
//
//   S = s(U) · E^(−(1−λ)/λ),  s(u) = sin((1−λ)πu)^((1−λ)/λ) · sin(λπu) / sin(πu)^(1/λ)
//
// Both factors rise with their uniform, so a table of their values at the upper ends of cells bounds S
// from above without a logarithm: most nests are ruled out that way, and no choice changes by it.
#pragma once

#include <array>
#include <cstddef>

namespace agglomera::models {

class StableNoise {
 public:
  explicit StableNoise(double index);  // λ in (0, 1)

  double index() const { return index_; }
  // ln S, from two uniforms; E = −ln v.
  double log_value(double u, double v) const;
  // At least S.
  double bound(double u, double v) const {
    return shape_bound_[cell(u)] * scale_bound_[cell(v)];
  }

 private:
  static constexpr std::size_t cells = 256;
  static std::size_t cell(double uniform) {
    return static_cast<std::size_t>(uniform * static_cast<double>(cells));
  }
  double log_shape(double u) const;  // ln s(u)

  double index_;
  std::array<double, cells> shape_bound_;
  std::array<double, cells> scale_bound_;
};

}  // namespace agglomera::models

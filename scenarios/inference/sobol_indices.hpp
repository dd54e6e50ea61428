// Sobol indices: which share of an output's variance goes back to which factor (Sobol 1993).
//
//   first   S_i  = V[E(y | x_i)] / V[y]                 what x_i does alone
//   total   T_i  = 1 − V[E(y | all but x_i)] / V[y]     what x_i does alone and together with others
//   second  S_ij = V[E(y | x_i, x_j)] / V[y] − S_i − S_j  what x_i and x_j do only together
//
// Each scrambling of a Sobol sequence of 2d dimensions gives two samples A and B of N points; A_B^i is A
// with coordinate i of B, B_A^i the other way. With outputs less their mean, over the N points,
//
//   S_i  = mean[y_B (y_{A_B^i} − y_A)] / V              Saltelli et al. 2010
//   T_i  = mean[(y_A − y_{A_B^i})²] / 2V                Jansen 1999
//   S_ij = mean[y_{B_A^i} y_{A_B^j} − y_A y_B] / V − S_i − S_j   Saltelli 2002
//
// V being the variance over A and B. Where second order asks for B_A^i too, S_i and T_i are the means of
// the estimates with A and B exchanged, S_ij of those with i and j exchanged. What is shown is the mean over the
// scramblings, which are independent, within the interval of Student's t over them. An estimate of a
// small index may be negative: a variance can't, so zero should be in its interval.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scenarios/inference/designs.hpp"
#include "scenarios/inference/interval.hpp"

namespace agglomera::scenarios {

struct SobolMethod {
  std::size_t samples = 4096;  // N times the number of scramblings
  int scramblings = 8;
  bool second_order = false;
};

// At least two scramblings of N points each, N a power of two and at least 16.
bool fits_estimator(const SobolMethod& method);

// The points at which the output is wanted: [scrambling][base point][A, B, A_B^1 …, B_A^1 …].
class SobolDesign {
 public:
  // Throws InputError when the method does not fit.
  SobolDesign(const SobolMethod& method, std::size_t dimension, std::uint64_t seed);

  const SobolMethod& method() const { return method_; }
  std::size_t dimension() const { return dimension_; }
  std::size_t runs() const;  // points of one base point: d + 2, or 2d + 2
  std::size_t count() const { return method_.samples * runs(); }
  // Coordinates of one point, each in (0, 1).
  std::vector<double> operator[](std::size_t point) const;

 private:
  SobolMethod method_;
  std::size_t dimension_;
  std::vector<UnitPoints> base_;  // by scrambling
};

struct SobolIndices {
  Interval mean{};      // of the output
  Interval variance{};  // of the output
  std::vector<Interval> first;
  std::vector<Interval> total;
  std::vector<Interval> second;  // of the pairs (0, 1), (0, 2) … (1, 2) …; none unless asked for
  std::size_t left_out = 0;      // base points without all of their outputs
};

// Indices are missing where the output doesn't vary, or where a scrambling has less than half of its
// base points. Throws InputError when there is not one output for each point of the design.
SobolIndices sobol_indices(const SobolDesign& design, std::span<const double> outputs,
                           double level = interval_level);

}  // namespace agglomera::scenarios

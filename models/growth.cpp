#include "models/growth.hpp"

#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

constexpr double widest = 0.9;  // the mean of e^(σL) is finite only for σ < 1

}  // namespace

Growth::Growth(double shock, double size_elasticity) {
  const SizeEffect size(size_elasticity);
  for (std::size_t i = 0; i < SizeEffect::steps; ++i) {
    scale_[i] = std::min(widest, shock * size[i]);
    compensation_[i] = sim::natural_log(1.0 - scale_[i] * scale_[i]);
  }
}

}  // namespace agglomera::models

#include "models/stable_noise.hpp"

#include <limits>

#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

constexpr double rounding = 1.0 + 1e-9;  // keeps a bound above its value

}  // namespace

StableNoise::StableNoise(double index) : index_(index) {
  const double power = (1.0 - index) / index;
  for (std::size_t i = 0; i + 1 < cells; ++i) {
    const double end = static_cast<double>(i + 1) / static_cast<double>(cells);
    shape_bound_[i] = rounding * sim::natural_exp(log_shape(end));
    scale_bound_[i] = rounding * sim::power(-sim::natural_log(end), -power);
  }
  shape_bound_.back() = scale_bound_.back() = std::numeric_limits<double>::infinity();
}

double StableNoise::log_shape(double u) const {
  return (1.0 - index_) / index_ * sim::natural_log(sim::sin_pi((1.0 - index_) * u)) +
         sim::natural_log(sim::sin_pi(index_ * u)) - sim::natural_log(sim::sin_pi(u)) / index_;
}

double StableNoise::log_value(double u, double v) const {
  return log_shape(u) - (1.0 - index_) / index_ * sim::natural_log(-sim::natural_log(v));
}

}  // namespace agglomera::models

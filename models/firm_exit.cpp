#include "models/firm_exit.hpp"

#include "sim/elementary.hpp"

namespace agglomera::models {

SizeEffect::SizeEffect(double elasticity) {
  for (std::size_t i = 0; i < steps; ++i) {
    const double middle = (static_cast<double>(i) + 0.5) / 16.0 - 16.0;
    effect_[i] = sim::natural_exp(elasticity * middle);
  }
}

}  // namespace agglomera::models

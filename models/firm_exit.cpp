#include "models/firm_exit.hpp"

namespace agglomera::models {

double SizeEffect::of_place(double log_usual_usd) const {
  const double reference = sim::LogRevenue::of_raw(reference_).log_usd();
  return sim::natural_exp(-static_cast<double>(elasticity_) * (log_usual_usd - reference));
}

}  // namespace agglomera::models

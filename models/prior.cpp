#include "models/prior.hpp"

#include <algorithm>

#include "sim/elementary.hpp"

namespace agglomera::models {

double shifted(double usual, const Prior& prior, const Range& range, double deviations) {
  if (prior.sd == 0.0 || deviations == 0.0) return usual;
  const double step = prior.sd * deviations;
  switch (prior.scale) {
    case Scale::linear:
      return std::clamp(usual + step, range.low, range.high);
    case Scale::log:
      return std::clamp(usual * sim::natural_exp(step), range.low, range.high);
    case Scale::logit: {
      const double share = (usual - range.low) / (range.high - range.low);
      if (!(share > 0.0 && share < 1.0)) return usual;  // at a bound the odds have no shift
      const double odds = share / (1.0 - share) * sim::natural_exp(step);
      return range.low + (range.high - range.low) * odds / (1.0 + odds);
    }
  }
  return usual;
}

std::string_view scale_name(Scale scale) {
  switch (scale) {
    case Scale::linear: return "linear";
    case Scale::log: return "log";
    case Scale::logit: return "logit";
  }
  return "";
}

}  // namespace agglomera::models

// What is believed of an uncertain number before the data speak: a usual value and a standard
// deviation on a scale where the number is unbounded. Calibration works on the same scale.
#pragma once

#include <string_view>

namespace agglomera::models {

// On which scale the number is normal: itself, its logarithm, or its logit between two bounds.
enum class Scale { linear, log, logit };

struct Range {
  double low = 0.0;
  double high = 1.0;
  bool holds(double value) const { return value >= low && value <= high; }
};

struct Prior {
  Scale scale = Scale::linear;
  double sd = 0.0;  // on that scale; 0: the number is fixed

  friend bool operator==(const Prior&, const Prior&) = default;
};

// The value `deviations` standard deviations from the usual one, kept inside the range:
//   linear: u + sd·z    log: u·e^(sd·z)    logit: low + (high − low)·logistic(logit u + sd·z)
double shifted(double usual, const Prior& prior, const Range& range, double deviations);

std::string_view scale_name(Scale scale);

}  // namespace agglomera::models

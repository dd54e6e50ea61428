#include "output/measures/specialisation.hpp"

#include <cassert>
#include <cmath>

#include "sim/missing.hpp"

namespace agglomera::output {

double krugman(std::span<const double> amounts, std::span<const double> reference) {
  assert(amounts.size() == reference.size());
  double total = 0, reference_total = 0;
  for (std::size_t k = 0; k < amounts.size(); ++k) {
    if (std::isnan(amounts[k]) || std::isnan(reference[k])) continue;
    if (amounts[k] < 0 || reference[k] < 0) return missing;
    total += amounts[k];
    reference_total += reference[k];
  }
  if (!(total > 0 && reference_total > 0)) return missing;
  double sum = 0;
  for (std::size_t k = 0; k < amounts.size(); ++k) {
    if (std::isnan(amounts[k]) || std::isnan(reference[k])) continue;
    sum += std::abs(amounts[k] / total - reference[k] / reference_total);
  }
  return sum;
}

}  // namespace agglomera::output

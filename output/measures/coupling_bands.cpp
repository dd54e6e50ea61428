#include "output/measures/coupling_bands.hpp"

namespace agglomera::output {

const CouplingBand* coupling_band(double coordination_degree) {
  if (!(coordination_degree >= 0 && coordination_degree <= 1)) return nullptr;
  // Compared with the bounds as written: ⌊10 D⌋ would round some of them into the next band.
  for (const CouplingBand& band : coupling_bands)
    if (coordination_degree < band.to) return &band;
  return &coupling_bands.back();
}

}  // namespace agglomera::output

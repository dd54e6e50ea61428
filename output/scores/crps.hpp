// Continuous ranked probability score of an ensemble x_1…x_m at an observation y; 0 is perfect, the
// unit that of x, and for one member the absolute error (Matheson and Winkler 1976; Hersbach 2000).
//
//   standard  (1/m) Σ |x_i − y| − 1/(2 m²)       Σ Σ |x_i − x_j|     of the ensemble itself
//   fair      (1/m) Σ |x_i − y| − 1/(2 m (m − 1)) Σ Σ |x_i − x_j|    of what it was drawn from
//
// Fair is the default (Ferro 2014): the model's ensembles and the simple forecasts differ in size,
// and the standard estimator charges a small one E|X − X'|/(2 m) extra, so that skill would depend
// on the number of members. Fair scores of single forecasts may be below zero; their mean is not
// biased. The double sum is 2 Σ (2 i − m − 1) x_(i) over the sorted members: O(m log m).
#pragma once

#include <span>

namespace agglomera::output {

enum class CrpsEstimator { fair, standard };

// Missing members (NaN) are left out; NaN when none is left or the observation is missing.
double crps(std::span<const double> ensemble, double observed,
            CrpsEstimator estimator = CrpsEstimator::fair);

}  // namespace agglomera::output

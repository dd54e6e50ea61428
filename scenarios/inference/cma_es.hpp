// Modes of a posterior: the most probable values, by CMA-ES from many starts (Hansen 2006; pagmo,
// Biscani and Izzo 2020).
//
// The objective is −ln posterior of z, the deviations of the uncertain numbers from their usual values
// in prior standard deviations; the prior is N(0, I), so a start is a draw of it. Every restart is an
// island of its own: nothing migrates, its seed is its own, and the result does not depend on how
// restarts are spread over threads. What ends within `merge_distance` of a better one, in every
// dimension, is the same mode.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace agglomera::scenarios {

// A pure function of z, asked by several threads at once. What it throws reaches the caller. A value
// that is not finite counts as the worst.
using Misfit = std::function<double(std::span<const double> z)>;

struct CmaEsSettings {
  int restarts = 20;
  int population = 0;           // per restart, at least 5; 0: 4 + ⌊3 ln d⌋ (Hansen 2006)
  int generations = 500;        // at most; a restart ends earlier when its population is flat
  double first_step = 0.5;      // sd of the first population, in prior standard deviations
  double bound = 5.0;           // z is kept within ± bound
  double merge_distance = 0.1;  // in prior standard deviations
  int threads = 0;              // 0: as many as OpenMP would use
  std::function<bool()> stop;   // asked before every evaluation, by several threads at once
  std::function<void(int done, int of)> progress;  // restarts; called by the caller's thread
};

struct Mode {
  std::vector<double> z;
  double value;  // of the objective
  int restarts;  // that ended here
};

struct ModeSearch {
  std::vector<Mode> modes;  // best first; none when no value was finite
  std::int64_t evaluations = 0;
  std::int64_t not_finite = 0;  // evaluations that gave NaN or an infinity
  int failed_restarts = 0;      // that never met a finite value
  bool stopped = false;         // the modes are the best met until then
};

ModeSearch find_modes(const Misfit& objective, int dimension, const CmaEsSettings& settings,
                      std::uint64_t seed);

}  // namespace agglomera::scenarios

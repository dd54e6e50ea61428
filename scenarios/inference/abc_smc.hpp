// ABC-SMC: a posterior without a likelihood, by keeping what simulates close to the observations
// (Toni et al. 2009), through falling thresholds.
//
//   round 0   N draws z of the prior N(0, I)
//   round r   threshold ε_r = a quantile of the last round's distances (Del Moral, Doucet and Jasra
//             2012); a candidate leaves particle j with probability w_j, moves by N(0, 2 Σ), Σ the
//             weighted covariance of the particles (Beaumont et al. 2009), and is kept when its
//             distance is at most ε_r
//   weights   w ∝ prior(z) / Σ_j w_j N(z; z_j, 2 Σ)
//
// The particles are a sample of the prior given that a simulation comes within the last threshold,
// which is the posterior of an observation blurred by it. Candidates have numbers and are kept in
// their order, so the result does not depend on the number of threads nor on the size of a batch.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace agglomera::scenarios {

// Distance (at least 0) of one simulation from the observations: a pure function of z and the
// replicate, which is new for every candidate and counts up from 0; asked by several threads at
// once. What it throws reaches the caller. NaN and infinity are never kept.
using SimulateDistance = std::function<double(std::span<const double> z, std::uint32_t replicate)>;

enum class MoveCovariance { diagonal, full };

struct AbcSmcSettings {
  int particles = 500;
  int rounds = 8;                 // beside round 0
  double quantile = 0.5;          // of the last distances; in (0, 1)
  double target_threshold = 0.0;  // no threshold falls below; ends when it is reached
  MoveCovariance move = MoveCovariance::full;
  std::int64_t most_simulations = 100'000;  // in a round; rounds × this must stay below 2²⁴
  int batch = 256;                          // simulations between two looks at what was kept
  std::function<bool()> stop;               // asked between batches
  std::function<void(int round, int kept, int of)> progress;  // between batches
};

struct AbcRound {
  double threshold;          // infinite in round 0
  std::int64_t simulations;  // up to the last one kept
  std::int64_t not_finite;   // among them
  double acceptance;         // particles / simulations
  double effective_size;     // 1 / Σ w²
};

enum class AbcEnd {
  target_reached,
  rounds_done,           // converged only if no target was set
  too_many_simulations,  // a round met its cap
  threshold_stuck,       // so many equal distances that the quantile no longer falls
  stopped,
};

struct AbcSample {
  std::vector<std::vector<double>> particles;  // of the last complete round; may be none
  std::vector<double> weights;                 // of the particles; their sum is 1
  std::vector<double> distances;
  std::vector<AbcRound> rounds;  // complete ones
  std::int64_t simulations = 0;  // all that were run, with those after the last one kept
  std::int64_t not_finite = 0;   // among them
  AbcEnd end = AbcEnd::rounds_done;
  bool converged = false;
};

AbcSample abc_smc(const SimulateDistance& simulate_distance, int dimension,
                  const AbcSmcSettings& settings, std::uint64_t seed);

}  // namespace agglomera::scenarios

#include "scenarios/inference/abc_smc.hpp"

#include <Eigen/Cholesky>
#include <Eigen/Core>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <exception>
#include <limits>
#include <span>
#include <utility>

#include "output/scores/quantile.hpp"
#include "scenarios/inference/draw_keys.hpp"
#include "sim/elementary.hpp"
#include "sim/together.hpp"

namespace agglomera::scenarios {
namespace {

using Point = std::vector<double>;

struct Population {
  std::vector<Point> particles;
  std::vector<double> weights;
  std::vector<double> distances;
};

// How candidates move: by L·N(0, I), L L' = 2 Σ.
struct Move {
  Eigen::MatrixXd factor;

  Point from(const Point& start, std::uint64_t seed, int round, std::uint32_t candidate) const {
    Point z = start;
    for (std::size_t d = 0; d < z.size(); ++d) {
      const double step = inference_draw(seed, "abc_smc move", d, round, candidate).normal();
      for (std::size_t e = d; e < z.size(); ++e) z[e] += factor(at(e), at(d)) * step;
    }
    return z;
  }
  // ½ |L⁻¹ (b − a)|², by forward substitution.
  double half_square(const Point& a, const Point& b) const {
    thread_local Point solved;
    solved.resize(a.size());
    double sum = 0;
    for (std::size_t d = 0; d < a.size(); ++d) {
      double rest = b[d] - a[d];
      for (std::size_t e = 0; e < d; ++e) rest -= factor(at(d), at(e)) * solved[e];
      solved[d] = rest / factor(at(d), at(d));
      sum += solved[d] * solved[d];
    }
    return sum / 2;
  }
  static Eigen::Index at(std::size_t index) { return static_cast<Eigen::Index>(index); }
};

Move move_of(const Population& population, MoveCovariance kind) {
  // Particles that fell together would not move at all; the prior's variance is 1.
  constexpr double least_variance = 1e-12;
  const auto d = Move::at(population.particles.front().size());
  Eigen::VectorXd mean = Eigen::VectorXd::Zero(d);
  Eigen::MatrixXd covariance = Eigen::MatrixXd::Zero(d, d);
  for (std::size_t i = 0; i < population.particles.size(); ++i)
    mean += population.weights[i] *
            Eigen::Map<const Eigen::VectorXd>(population.particles[i].data(), d);
  for (std::size_t i = 0; i < population.particles.size(); ++i) {
    const Eigen::VectorXd from_mean =
        Eigen::Map<const Eigen::VectorXd>(population.particles[i].data(), d) - mean;
    covariance += population.weights[i] * from_mean * from_mean.transpose();
  }
  covariance.diagonal().array() += least_variance;
  if (kind == MoveCovariance::diagonal)
    covariance = covariance.diagonal().asDiagonal().toDenseMatrix();
  return {Eigen::LLT<Eigen::MatrixXd>(2 * covariance).matrixL()};
}

// Draws candidates by number: from the prior, or from the last round's particles.
class Proposal {
 public:
  Proposal(std::size_t dimension, std::uint64_t seed) : dimension_(dimension), seed_(seed) {}
  Proposal(const Population& last, MoveCovariance kind, int round, std::uint64_t seed)
      : dimension_(last.particles.front().size()),
        seed_(seed),
        round_(round),
        last_(&last),
        move_(move_of(last, kind)) {
    double sum = 0;
    for (const double weight : last.weights) below_.push_back(sum += weight);
  }

  Point candidate(std::uint32_t number) const {
    if (last_) return move_.from(ancestor(number), seed_, round_, number);
    Point z(dimension_);
    for (std::size_t d = 0; d < dimension_; ++d)
      z[d] = inference_draw(seed_, "abc_smc prior", d, 0, number).normal();
    return z;
  }

  // Prior over proposal density of every particle, made to sum to 1.
  std::vector<double> weights(const std::vector<Point>& particles) const {
    const auto n = static_cast<std::ptrdiff_t>(particles.size());
    std::vector<double> logs(particles.size(), 0.0);
    if (last_) {
#pragma omp parallel for schedule(static)
      for (std::ptrdiff_t i = 0; i < n; ++i) {
        const Point& z = particles[static_cast<std::size_t>(i)];
        logs[static_cast<std::size_t>(i)] = -half_norm(z) - log_density(z);
      }
    }
    const double greatest = *std::max_element(logs.begin(), logs.end());
    double sum = 0;
    for (double& value : logs) sum += value = sim::natural_exp(value - greatest);
    for (double& value : logs) value /= sum;
    return logs;
  }

 private:
  const Point& ancestor(std::uint32_t number) const {
    const double u = inference_draw(seed_, "abc_smc ancestor", 0, round_, number).uniform();
    const auto found = std::upper_bound(below_.begin(), below_.end(), u * below_.back());
    const auto last = last_->particles.size() - 1;  // if u rounds to the very sum
    return last_->particles[std::min(last, static_cast<std::size_t>(found - below_.begin()))];
  }
  static double half_norm(const Point& z) {
    double sum = 0;
    for (const double value : z) sum += value * value;
    return sum / 2;
  }
  // Without the constants that all particles share.
  double log_density(const Point& z) const {
    std::vector<double> logs;
    logs.reserve(last_->particles.size());
    double greatest = -std::numeric_limits<double>::infinity();
    for (const Point& start : last_->particles) {
      logs.push_back(-move_.half_square(start, z));
      greatest = std::max(greatest, logs.back());
    }
    double sum = 0;
    for (std::size_t j = 0; j < logs.size(); ++j)
      sum += last_->weights[j] * sim::natural_exp(logs[j] - greatest);
    return greatest + sim::natural_log(sum);
  }

  std::size_t dimension_;
  std::uint64_t seed_;
  int round_ = 0;
  const Population* last_ = nullptr;
  Move move_;
  std::vector<double> below_;  // sums of the weights
};

struct Batch {
  std::vector<Point> candidates;
  std::vector<double> distances;
};

Batch simulate(const Proposal& proposal, const SimulateDistance& simulate_distance,
               std::int64_t first, std::int64_t end, std::int64_t first_replicate) {
  const std::int64_t n = end - first;
  Batch batch{std::vector<Point>(static_cast<std::size_t>(n)),
              std::vector<double>(static_cast<std::size_t>(n))};
  std::vector<std::exception_ptr> failures(static_cast<std::size_t>(n));
  const auto fill = [&](std::size_t i, std::span<double> distance) {
    try {
      distance.front() = simulate_distance(
          batch.candidates[i],
          static_cast<std::uint32_t>(first_replicate + first + static_cast<std::int64_t>(i)));
    } catch (...) {
      failures[i] = std::current_exception();
    }
  };
#pragma omp parallel for schedule(static)
  for (std::int64_t i = 0; i < n; ++i)
    batch.candidates[static_cast<std::size_t>(i)] =
        proposal.candidate(static_cast<std::uint32_t>(first + i));
  sim::fill_together(static_cast<std::size_t>(n), batch.distances, fill);
  for (const std::exception_ptr& failure : failures)
    if (failure) std::rethrow_exception(failure);
  return batch;
}

struct RoundOutcome {
  Population population;
  std::int64_t simulations = 0;  // up to the last one kept
  std::int64_t not_finite = 0;
  AbcEnd end = AbcEnd::rounds_done;  // or why it is not complete
};

class Sampler {
 public:
  Sampler(const SimulateDistance& simulate_distance, const AbcSmcSettings& settings)
      : simulate_distance_(simulate_distance), settings_(settings) {}

  RoundOutcome round(const Proposal& proposal, int number, double threshold) {
    const auto wanted = static_cast<std::size_t>(settings_.particles);
    RoundOutcome outcome;
    Population& kept = outcome.population;
    for (std::int64_t first = 0; kept.particles.size() < wanted;) {
      if (settings_.stop && settings_.stop()) return outcome.end = AbcEnd::stopped, outcome;
      if (first >= settings_.most_simulations)
        return outcome.end = AbcEnd::too_many_simulations, outcome;
      const std::int64_t end = std::min(settings_.most_simulations, first + settings_.batch);
      Batch batch = simulate(proposal, simulate_distance_, first, end, first_replicate_);
      add(batch, threshold, outcome);
      first = end;
      if (settings_.progress)
        settings_.progress(number, static_cast<int>(kept.particles.size()), settings_.particles);
    }
    kept.weights = proposal.weights(kept.particles);
    first_replicate_ += outcome.simulations;
    return outcome;
  }

  std::int64_t simulations = 0;
  std::int64_t not_finite = 0;

 private:
  void add(Batch& batch, double threshold, RoundOutcome& outcome) {
    Population& kept = outcome.population;
    const auto wanted = static_cast<std::size_t>(settings_.particles);
    for (std::size_t i = 0; i < batch.distances.size(); ++i) {
      const double distance = batch.distances[i];
      const bool finite = std::isfinite(distance);
      ++simulations;
      not_finite += !finite;
      if (kept.particles.size() == wanted) continue;
      ++outcome.simulations;
      outcome.not_finite += !finite;
      if (!finite || distance > threshold) continue;
      kept.particles.push_back(std::move(batch.candidates[i]));
      kept.distances.push_back(distance);
    }
  }

  const SimulateDistance& simulate_distance_;
  const AbcSmcSettings& settings_;
  std::int64_t first_replicate_ = 0;
};

AbcRound summary(const RoundOutcome& outcome, double threshold) {
  double squares = 0;
  for (const double weight : outcome.population.weights) squares += weight * weight;
  const auto kept = static_cast<double>(outcome.population.particles.size());
  return {threshold, outcome.simulations, outcome.not_finite,
          kept / static_cast<double>(outcome.simulations), 1 / squares};
}

}  // namespace

AbcSample abc_smc(const SimulateDistance& simulate_distance, int dimension,
                  const AbcSmcSettings& settings, std::uint64_t seed) {
  assert(dimension >= 1 && settings.particles >= 2 && settings.batch >= 1);
  assert(settings.quantile > 0 && settings.quantile < 1);
  Sampler sampler(simulate_distance, settings);
  AbcSample sample;
  Population last;
  double threshold = std::numeric_limits<double>::infinity();
  for (int number = 0; number <= settings.rounds; ++number) {
    if (number > 0) {
      const double next =
          std::max(settings.target_threshold, output::quantile(last.distances, settings.quantile));
      if (next >= threshold) {
        sample.end = AbcEnd::threshold_stuck;
        break;
      }
      threshold = next;
    }
    const Proposal proposal = number == 0 ? Proposal(static_cast<std::size_t>(dimension), seed)
                                          : Proposal(last, settings.move, number, seed);
    RoundOutcome outcome = sampler.round(proposal, number, threshold);
    if (outcome.end != AbcEnd::rounds_done) {
      sample.end = outcome.end;
      break;
    }
    sample.rounds.push_back(summary(outcome, threshold));
    last = std::move(outcome.population);
    if (threshold <= settings.target_threshold) {
      sample.end = AbcEnd::target_reached;
      break;
    }
  }
  sample.simulations = sampler.simulations;
  sample.not_finite = sampler.not_finite;
  sample.converged = sample.end == AbcEnd::target_reached ||
                     (sample.end == AbcEnd::rounds_done && settings.target_threshold <= 0);
  sample.particles = std::move(last.particles);
  sample.weights = std::move(last.weights);
  sample.distances = std::move(last.distances);
  return sample;
}

}  // namespace agglomera::scenarios

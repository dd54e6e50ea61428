#include "scenarios/inference/abc_smc.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <cmath>
#include <limits>
#include <mutex>
#include <numbers>
#include <set>
#include <stdexcept>

#include "sim/draws.hpp"

namespace agglomera::scenarios {
namespace {

using Point = std::span<const double>;

double density(double x) { return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi); }
double below(double x) { return std::erfc(-x / std::numbers::sqrt2) / 2; }

// The sum of z is observed as y with a normal error of sd s; a simulation makes an error of its own.
struct NoisySum {
  double y, s;

  double operator()(Point z, std::uint32_t replicate) const {
    double simulated = s * sim::Draws(99, replicate)
                               .named(sim::name_key("noisy sum"), 0, sim::Purpose::prior)
                               .normal();
    for (const double term : z) simulated += term;
    return std::abs(simulated - y);
  }
};

struct Moments {
  double mean, variance, covariance;  // of a dimension; of two of them
};

// Given that a simulated sum is within ε of y: that sum is a normal of variance d + s² cut to y ± ε, and
// z given the sum is normal.
Moments exact(const NoisySum& problem, int dimension, double epsilon) {
  const double sum_variance = dimension + problem.s * problem.s;
  const double sd = std::sqrt(sum_variance);
  const double a = (problem.y - epsilon) / sd, b = (problem.y + epsilon) / sd;
  const double inside = below(b) - below(a);
  const double shift = (density(a) - density(b)) / inside;
  const double cut_variance =
      sum_variance * (1 + (a * density(a) - b * density(b)) / inside - shift * shift);
  const double shared = -1 / sum_variance + cut_variance / (sum_variance * sum_variance);
  return {sd * shift / sum_variance, 1 + shared, shared};
}

// Without blur: the posterior given the observation itself.
Moments posterior(const NoisySum& problem, int dimension) {
  const double sum_variance = dimension + problem.s * problem.s;
  return {problem.y / sum_variance, 1 - 1 / sum_variance, -1 / sum_variance};
}

struct Estimate {
  double value, standard_error;
};

// Σ w f(z) and its Monte Carlo error √Σ w² (f − mean)².
template <typename F>
Estimate expectation(const AbcSample& sample, F f) {
  Estimate estimate{0, 0};
  for (std::size_t i = 0; i < sample.particles.size(); ++i)
    estimate.value += sample.weights[i] * f(sample.particles[i]);
  for (std::size_t i = 0; i < sample.particles.size(); ++i)
    estimate.standard_error +=
        std::pow(sample.weights[i] * (f(sample.particles[i]) - estimate.value), 2);
  estimate.standard_error = std::sqrt(estimate.standard_error);
  return estimate;
}

void expect_near(const AbcSample& sample, const Moments& moments, double mean_slack = 0,
                 double variance_slack = 0) {
  const std::size_t dimension = sample.particles.front().size();
  for (std::size_t d = 0; d < dimension; ++d) {
    const Estimate mean = expectation(sample, [&](Point z) { return z[d]; });
    EXPECT_NEAR(mean.value, moments.mean, 4 * mean.standard_error + mean_slack) << d;
    const Estimate variance =
        expectation(sample, [&](Point z) { return std::pow(z[d] - moments.mean, 2); });
    EXPECT_NEAR(variance.value, moments.variance, 4 * variance.standard_error + variance_slack)
        << d;
  }
  if (dimension < 2) return;
  const Estimate covariance =
      expectation(sample, [&](Point z) { return (z[0] - moments.mean) * (z[1] - moments.mean); });
  EXPECT_NEAR(covariance.value, moments.covariance, 4 * covariance.standard_error + variance_slack);
}

AbcSmcSettings settings_of(int particles, double target) {
  AbcSmcSettings settings;
  settings.particles = particles;
  settings.rounds = 30;
  settings.target_threshold = target;
  return settings;
}

TEST(AbcSmc, of_a_wide_threshold_is_the_blurred_posterior) {
  // ε as large as the prior: the exact posterior has sd 0.45, the blurred one 0.60.
  const NoisySum problem{1.2, 0.5};
  const AbcSample sample = abc_smc(problem, 1, settings_of(2000, 1.0), 1);
  EXPECT_EQ(sample.end, AbcEnd::target_reached);
  EXPECT_TRUE(sample.converged);
  expect_near(sample, exact(problem, 1, 1.0));
  const Estimate square = expectation(sample, [](Point z) { return z[0] * z[0]; });
  const Moments unblurred = posterior(problem, 1);
  EXPECT_GT(square.value - std::pow(exact(problem, 1, 1.0).mean, 2),
            unblurred.variance + 4 * square.standard_error);
}

TEST(AbcSmc, of_a_small_threshold_is_the_posterior_of_a_normal_mean) {
  // The mean of ten values of variance 1. A sum within ε moves the posterior mean by less than ε, and
  // adds less than ε² to its variance.
  const NoisySum problem{0.8, std::sqrt(0.1)};
  AbcSmcSettings settings = settings_of(1000, 0.02);
  settings.most_simulations = 1'000'000;
  const AbcSample sample = abc_smc(problem, 1, settings, 2);
  ASSERT_TRUE(sample.converged);
  expect_near(sample, posterior(problem, 1), 0.02, 0.0004);
  EXPECT_GT(sample.rounds.size(), 5u);
}

TEST(AbcSmc, of_two_bound_together_is_exact_with_either_covariance_of_moves) {
  const NoisySum problem{2.0, 0.3};
  for (const MoveCovariance move : {MoveCovariance::full, MoveCovariance::diagonal}) {
    AbcSmcSettings settings = settings_of(1500, 0.4);
    settings.move = move;
    const AbcSample sample = abc_smc(problem, 2, settings, 3);
    ASSERT_TRUE(sample.converged);
    expect_near(sample, exact(problem, 2, 0.4));
  }
}

TEST(AbcSmc, wastes_fewer_simulations_when_moves_follow_the_covariance) {
  // y is nearly z1 + z2: moving along the ridge keeps more.
  AbcSmcSettings settings = settings_of(1000, 0.05);
  const NoisySum problem{2.0, 0.01};
  const AbcSample full = abc_smc(problem, 2, settings, 4);
  settings.move = MoveCovariance::diagonal;
  EXPECT_LT(full.simulations, abc_smc(problem, 2, settings, 4).simulations);
}

TEST(AbcSmc, keeps_everything_from_the_prior_in_its_first_round) {
  AbcSmcSettings settings = settings_of(4000, 0);
  settings.rounds = 0;
  const AbcSample sample = abc_smc(NoisySum{50, 1}, 2, settings, 5);
  EXPECT_TRUE(sample.converged);
  EXPECT_EQ(sample.rounds[0].acceptance, 1);
  EXPECT_NEAR(sample.rounds[0].effective_size, 4000, 1e-6);
  expect_near(sample, {0, 1, 0});
}

TEST(AbcSmc, lowers_the_threshold_to_the_quantile_of_the_last_distances) {
  // Distances are the replicates 0…4 of the particles: their median is 2, so the next round keeps
  // distances up to 2.
  AbcSmcSettings settings = settings_of(5, 0);
  settings.rounds = 1;
  const AbcSample sample =
      abc_smc([](Point, std::uint32_t replicate) { return replicate % 5; }, 1, settings, 6);
  ASSERT_EQ(sample.rounds.size(), 2u);
  EXPECT_EQ(sample.rounds[0].threshold, std::numeric_limits<double>::infinity());
  EXPECT_EQ(sample.rounds[1].threshold, 2);
  EXPECT_EQ(sample.distances, (std::vector<double>{0, 1, 2, 0, 1}));
  EXPECT_EQ(sample.rounds[1].simulations, 7);  // 0 1 2 3 4 0 1
  EXPECT_DOUBLE_EQ(sample.rounds[1].acceptance, 5.0 / 7);
  EXPECT_EQ(sample.simulations, 2 * 256);
}

TEST(AbcSmc, says_the_same_on_any_number_of_threads_and_in_batches_of_any_size) {
  const NoisySum problem{1.0, 0.5};
  AbcSmcSettings settings = settings_of(200, 0.2);
  const int before = omp_get_max_threads();
  omp_set_num_threads(1);
  const AbcSample alone = abc_smc(problem, 2, settings, 7);
  for (const int threads : {2, 7}) {
    omp_set_num_threads(threads);
    settings.batch = threads == 2 ? 256 : 33;
    const AbcSample shared = abc_smc(problem, 2, settings, 7);
    EXPECT_EQ(shared.particles, alone.particles);
    EXPECT_EQ(shared.weights, alone.weights);
    EXPECT_EQ(shared.distances, alone.distances);
    ASSERT_EQ(shared.rounds.size(), alone.rounds.size());
    for (std::size_t r = 0; r < alone.rounds.size(); ++r) {
      EXPECT_EQ(shared.rounds[r].threshold, alone.rounds[r].threshold);
      EXPECT_EQ(shared.rounds[r].simulations, alone.rounds[r].simulations);
    }
  }
  omp_set_num_threads(before);
  EXPECT_NE(abc_smc(problem, 2, settings, 8).particles, alone.particles);
}

TEST(AbcSmc, ends_unconverged_when_a_round_meets_its_cap) {
  AbcSmcSettings settings = settings_of(100, 1e-9);
  settings.most_simulations = 2000;
  const NoisySum problem{1.0, 0.5};
  const AbcSample sample = abc_smc(problem, 1, settings, 9);
  EXPECT_FALSE(sample.converged);
  EXPECT_EQ(sample.end, AbcEnd::too_many_simulations);
  ASSERT_EQ(sample.particles.size(), 100u);  // of the last complete round
  for (const double distance : sample.distances)
    EXPECT_LE(distance, sample.rounds.back().threshold);
  EXPECT_GT(sample.rounds.back().threshold, 1e-9);
}

TEST(AbcSmc, ends_without_particles_when_nothing_can_be_simulated) {
  AbcSmcSettings settings = settings_of(100, 0.1);
  settings.most_simulations = 1000;
  const AbcSample sample =
      abc_smc([](Point, std::uint32_t) { return std::numeric_limits<double>::quiet_NaN(); }, 1,
              settings, 1);
  EXPECT_FALSE(sample.converged);
  EXPECT_EQ(sample.end, AbcEnd::too_many_simulations);
  EXPECT_TRUE(sample.particles.empty());
  EXPECT_TRUE(sample.rounds.empty());
  EXPECT_EQ(sample.simulations, 1000);
  EXPECT_EQ(sample.not_finite, 1000);
}

TEST(AbcSmc, keeps_no_failed_simulation_and_counts_it) {
  // Where z is above 0.5 the simulator fails; what is left is the prior below.
  AbcSmcSettings settings = settings_of(4000, 0);
  settings.rounds = 0;
  const AbcSample sample = abc_smc(
      [](Point z, std::uint32_t) {
        return z[0] > 0.5 ? std::numeric_limits<double>::infinity() : 1.0;
      },
      1, settings, 10);
  for (const auto& z : sample.particles) EXPECT_LE(z[0], 0.5);
  const AbcRound& round = sample.rounds[0];
  EXPECT_EQ(round.not_finite, round.simulations - 4000);
  const double share =
      static_cast<double>(round.not_finite) / static_cast<double>(round.simulations);
  EXPECT_NEAR(share, 1 - below(0.5),
              4 * std::sqrt(below(0.5) * below(-0.5) / static_cast<double>(round.simulations)));
}

TEST(AbcSmc, ends_where_the_quantile_no_longer_falls) {
  const auto one = [](Point, std::uint32_t) { return 1.0; };
  const AbcSample sample = abc_smc(one, 1, settings_of(50, 0.1), 11);
  EXPECT_EQ(sample.end, AbcEnd::threshold_stuck);
  EXPECT_FALSE(sample.converged);
  EXPECT_EQ(sample.rounds.size(), 2u);
}

TEST(AbcSmc, asks_for_a_new_replicate_every_time) {
  std::mutex mutex;
  std::multiset<std::uint32_t> asked;
  AbcSmcSettings settings = settings_of(32, 0);
  settings.rounds = 3;
  settings.batch = 1;
  const AbcSample sample = abc_smc(
      [&](Point z, std::uint32_t replicate) {
        const std::lock_guard lock(mutex);
        asked.insert(replicate);
        return std::abs(z[0]);
      },
      1, settings, 12);
  const std::set<std::uint32_t> different(asked.begin(), asked.end());
  EXPECT_EQ(different.size(), asked.size());
  EXPECT_EQ(*different.rbegin() + 1, asked.size());
  EXPECT_EQ(sample.simulations, static_cast<std::int64_t>(asked.size()));
}

TEST(AbcSmc, stops_when_asked_with_the_last_complete_round) {
  int looks = 0;
  AbcSmcSettings settings = settings_of(100, 1e-6);
  settings.stop = [&] { return ++looks > 3; };
  const AbcSample sample = abc_smc(NoisySum{1.0, 0.5}, 1, settings, 13);
  EXPECT_EQ(sample.end, AbcEnd::stopped);
  EXPECT_FALSE(sample.converged);
  EXPECT_EQ(sample.particles.size(), 100u);
}

TEST(AbcSmc, hands_on_what_the_simulator_throws) {
  const auto broken = [](Point, std::uint32_t) -> double { throw std::runtime_error("no city"); };
  EXPECT_THROW(abc_smc(broken, 1, settings_of(10, 0.1), 14), std::runtime_error);
}

}  // namespace
}  // namespace agglomera::scenarios

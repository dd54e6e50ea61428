#include "scenarios/inference/noise_scales.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <utility>

#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using City = std::vector<Innovation>;

// Where a function of one variable is greatest: the best of a grid, then golden section between its
// neighbours (Kiefer 1953). A grid first, because likelihoods of a t have several tops.
template <typename F>
double argmax(const F& f, double low, double high, int cells) {
  const double cell = (high - low) / cells;
  int best = 0;
  double best_value = -std::numeric_limits<double>::infinity();
  for (int i = 0; i <= cells; ++i) {
    const double value = f(low + i * cell);
    if (value > best_value) {
      best = i;
      best_value = value;
    }
  }
  constexpr double golden = 0.618033988749894848;
  double a = low + std::max(0, best - 1) * cell, b = low + std::min(cells, best + 1) * cell;
  double left = b - golden * (b - a), right = a + golden * (b - a);
  double at_left = f(left), at_right = f(right);
  while (b - a > 1e-9 * (high - low)) {
    if (at_left < at_right) {
      a = left, left = right, at_left = at_right;
      at_right = f(right = a + golden * (b - a));
    } else {
      b = right, right = left, at_right = at_left;
      at_left = f(left = b - golden * (b - a));
    }
  }
  return (a + b) / 2;
}

// Where a function that is `at least` at `inside` falls to it on the way to `outside`, by bisection.
template <typename F>
double crossing(const F& f, double least, double inside, double outside) {
  for (int i = 0; i < 32; ++i) {
    const double middle = (inside + outside) / 2;
    (f(middle) >= least ? inside : outside) = middle;
  }
  return (inside + outside) / 2;
}

class GroupLikelihood {
 public:
  GroupLikelihood(const std::vector<City>& cities, const NoiseSettings& settings)
      : cities_(cities), settings_(settings) {
    const double nu = settings.degrees_of_freedom;
    if (std::isfinite(nu))
      constant_ = std::lgamma((nu + 1) / 2) - std::lgamma(nu / 2) -
                  std::log(std::numbers::pi * (nu - 2)) / 2;
  }

  // ln likelihood of τ; every u is integrated out.
  double operator()(double scale) const {
    double sum = 0;
    for (const City& city : cities_)
      if (!city.empty()) sum += integrated(city, scale);
    return sum;
  }

  // u of a city given τ.
  double city_deviation(const City& city, double scale) const {
    const double omega = settings_.omega;
    if (city.empty() || omega <= 0 || scale <= 0) return 0;
    return argmax(
        [&](double u) { return of_city(city, scale * std::exp(u)) - u * u / (2 * omega * omega); },
        -reach * omega, reach * omega, 2 * nodes);
  }

 private:
  static constexpr double reach = 6;  // in ω
  static constexpr int nodes =
      60;  // on either side: fine enough for 200 innovations of a city at ω = ½

  double of_city(const City& city, double scale) const {
    const double nu = settings_.degrees_of_freedom;
    double sum = 0;
    for (const Innovation& innovation : city) {
      const double variance =
          std::max(settings_.least_variance, innovation.simulator_variance + scale * scale);
      const double square = innovation.error * innovation.error / variance;
      const double shape = std::isfinite(nu) ? (nu + 1) * std::log1p(square / (nu - 2)) : square;
      sum += constant_ - (std::log(variance) + shape) / 2;
    }
    return sum;
  }

  double integrated(const City& city, double scale) const {
    if (settings_.omega <= 0 || scale <= 0) return of_city(city, scale);
    double logs[2 * nodes + 1];
    double greatest = -std::numeric_limits<double>::infinity();
    for (int i = -nodes; i <= nodes; ++i) {
      const double x = reach * i / nodes;
      logs[i + nodes] = of_city(city, scale * std::exp(settings_.omega * x)) - x * x / 2;
      greatest = std::max(greatest, logs[i + nodes]);
    }
    double sum = 0;
    for (const double value : logs) sum += std::exp(value - greatest);
    constexpr double width = reach / nodes / 2.50662827463100050;  // over √(2π)
    return greatest + std::log(sum * width);
  }

  const std::vector<City>& cities_;
  const NoiseSettings& settings_;
  double constant_ = -std::log(2 * std::numbers::pi) / 2;  // ln density at 0 of variance 1
};

// The largest error or spread: τ can't be told from numbers far above it.
double largest_size(const std::vector<City>& cities, double least_variance) {
  double largest = std::sqrt(least_variance);
  for (const City& city : cities)
    for (const Innovation& innovation : city)
      largest = std::max({largest, std::abs(innovation.error),
                          std::sqrt(std::max(0.0, innovation.simulator_variance))});
  return largest;
}

// The scale with its errors; city_scales are left to the caller.
GroupNoise estimate(const GroupLikelihood& likelihood, double largest, double omega) {
  // Below, τ changes nothing; above, it is too large even if every city is far below its group.
  const double low = std::log(1e-6 * largest), high = std::log(10 * largest) + 6 * omega;
  const auto of_ln = [&](double ln_scale) { return likelihood(std::exp(ln_scale)); };
  const double ln_scale = argmax(of_ln, low, high, 60);
  const double at_zero = likelihood(0), at_best = of_ln(ln_scale);
  const bool is_zero = at_zero >= at_best;
  const double least = std::max(at_zero, at_best) - 0.5;
  GroupNoise noise{is_zero ? 0.0 : std::exp(ln_scale), missing, 0, 0,
                   std::max(at_zero, at_best),         0,       {}};
  const double ln_high = crossing(of_ln, least, is_zero ? low : ln_scale, high);
  noise.high = std::exp(ln_high);
  const bool reaches_zero = at_zero >= least;
  const double ln_low = reaches_zero ? low : crossing(of_ln, least, ln_scale, low);
  noise.low = reaches_zero ? 0.0 : std::exp(ln_low);
  if (!is_zero) noise.ln_scale_error = reaches_zero ? ln_high - ln_scale : (ln_high - ln_low) / 2;
  return noise;
}

}  // namespace

NoiseScales estimate_noise_scales(std::span<const Innovation> innovations,
                                  const NoiseSettings& settings) {
  assert(settings.omega >= 0 && settings.degrees_of_freedom > 2 && settings.least_variance > 0);
  std::vector<std::vector<City>> groups(settings.prior_scales.size(),
                                        std::vector<City>(settings.cities));
  NoiseScales scales;
  for (const Innovation& innovation : innovations) {
    assert(innovation.group < groups.size() && innovation.city < settings.cities);
    if (std::isfinite(innovation.error) && std::isfinite(innovation.simulator_variance))
      groups[innovation.group][innovation.city].push_back(innovation);
    else
      ++scales.left_out;
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const GroupLikelihood likelihood(groups[g], settings);
    int count = 0;
    for (const City& city : groups[g]) count += static_cast<int>(city.size());
    const double prior = settings.prior_scales[g];
    GroupNoise noise{prior, missing, missing, missing, 0, 0, {}};
    if (count > 0)
      noise =
          estimate(likelihood, largest_size(groups[g], settings.least_variance), settings.omega);
    noise.innovations = count;
    for (const City& city : groups[g])
      noise.city_scales.push_back(noise.scale *
                                  std::exp(likelihood.city_deviation(city, noise.scale)));
    scales.groups.push_back(std::move(noise));
  }
  return scales;
}

}  // namespace agglomera::scenarios

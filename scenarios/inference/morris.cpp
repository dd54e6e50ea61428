#include "scenarios/inference/morris.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "output/scores/quantile.hpp"
#include "scenarios/inference/designs.hpp"
#include "scenarios/inference/draw_keys.hpp"
#include "sim/errors.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double delta = 0.5;
constexpr int resample_count = 1000;

struct Moments {
  double mu, mu_star, sigma;
};

Moments moments_of(std::span<const double> effects) {
  const auto n = static_cast<double>(effects.size());
  Moments moments{};
  for (const double effect : effects) moments.mu += effect;
  for (const double effect : effects) moments.mu_star += std::abs(effect);
  moments.mu /= n, moments.mu_star /= n;
  double squares = 0.0;
  for (const double effect : effects) squares += (effect - moments.mu) * (effect - moments.mu);
  moments.sigma = n > 1.0 ? std::sqrt(squares / (n - 1.0)) : missing;
  return moments;
}

Interval interval_of(double value, std::vector<double> resampled, double level) {
  std::ranges::sort(resampled);
  const double tail = 0.5 * (1.0 - level);
  return {value, output::quantile_of_ascending(resampled, tail),
          output::quantile_of_ascending(resampled, 1.0 - tail)};
}

// Which trajectories a resample holds: the same for every factor and output.
std::vector<std::size_t> resample(std::uint64_t seed, int number, std::size_t trajectories) {
  std::vector<std::size_t> chosen(trajectories);
  for (std::size_t i = 0; i < trajectories; ++i) {
    const sim::Draw draw =
        inference_draw(seed, "morris resample", i, 0, static_cast<std::uint32_t>(number));
    chosen[i] = static_cast<std::size_t>(draw.uniform() * static_cast<double>(trajectories));
  }
  return chosen;
}

// [factor][trajectory]
std::vector<std::vector<double>> effects_of(const MorrisDesign& design,
                                            std::span<const double> outputs) {
  const std::size_t dimension = design.dimension();
  const auto trajectories = static_cast<std::size_t>(design.method().trajectories);
  std::vector<std::vector<double>> effects(dimension, std::vector<double>(trajectories));
  for (std::size_t t = 0; t < trajectories; ++t)
    for (std::size_t s = 0; s < dimension; ++s) {
      const std::size_t before = t * (dimension + 1) + s;
      const double change = (outputs[before + 1] - outputs[before]) / delta;
      const auto [factor, up] = design.step(t, s);
      effects[factor][t] = up ? change : -change;
    }
  return effects;
}

std::vector<double> finite_of(const std::vector<double>& effects) {
  std::vector<double> finite;
  std::ranges::copy_if(effects, std::back_inserter(finite),
                       [](double effect) { return std::isfinite(effect); });
  return finite;
}

struct Spread {
  Interval mu{missing, missing, missing};
  Interval mu_star = mu, sigma = mu;
};

// Of the effects of one factor, by trajectory.
Spread spread_of(const std::vector<double>& effects,
                 const std::vector<std::vector<std::size_t>>& resamples, double level) {
  const std::vector<double> finite = finite_of(effects);
  if (finite.size() < 2 || 2 * finite.size() < effects.size()) return {};
  std::vector<double> mu, mu_star, sigma;
  std::vector<double> known;
  for (const std::vector<std::size_t>& trajectories : resamples) {
    known.clear();
    for (const std::size_t t : trajectories)
      if (std::isfinite(effects[t])) known.push_back(effects[t]);
    if (known.size() < 2) continue;
    const Moments part = moments_of(known);
    mu.push_back(part.mu), mu_star.push_back(part.mu_star), sigma.push_back(part.sigma);
  }
  const Moments whole = moments_of(finite);
  return {interval_of(whole.mu, std::move(mu), level),
          interval_of(whole.mu_star, std::move(mu_star), level),
          interval_of(whole.sigma, std::move(sigma), level)};
}

}  // namespace

bool fits_estimator(const MorrisMethod& method) {
  return method.trajectories >= 2 && method.levels >= 2 && method.levels % 2 == 0;
}

MorrisDesign::MorrisDesign(const MorrisMethod& method, std::size_t dimension, std::uint64_t seed)
    : method_(method), dimension_(dimension), seed_(seed) {
  if (!fits_estimator(method))
    throw sim::InputError({"", 0, 0,
                           fmt::format("{} trajectories on {} levels do not fit the estimator (two "
                                       "trajectories at least, an even number of levels)",
                                       method.trajectories, method.levels),
                           ""});
  if (dimension == 0 || dimension > most_dimensions)
    throw sim::InputError({"", 0, 0, fmt::format("a design in {} dimensions", dimension), ""});
  std::vector<std::size_t> order(dimension);
  std::vector<double> keys(dimension);
  for (int trajectory = 0; trajectory < method.trajectories; ++trajectory) {
    std::vector<double> x(dimension);
    for (std::size_t d = 0; d < dimension; ++d) {
      const sim::Draw draw =
          inference_draw(seed, "morris start", d, 0, static_cast<std::uint32_t>(trajectory));
      x[d] = (std::floor(draw.uniform(0) * method.levels) + 0.5) / method.levels;
      keys[d] = draw.uniform(1);
    }
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t d) { return keys[d]; });
    points_.push_back(x);
    for (const std::size_t d : order) {
      const bool up = x[d] < 0.5;
      x[d] += up ? delta : -delta;
      steps_.push_back({d, up});
      points_.push_back(x);
    }
  }
}

ElementaryEffects elementary_effects(const MorrisDesign& design, std::span<const double> outputs,
                                     double level) {
  if (outputs.size() != design.count())
    throw sim::InputError({"", 0, 0,
                           fmt::format("{} outputs for the {} points of a design of Morris",
                                       outputs.size(), design.count()),
                           ""});
  const auto trajectories = static_cast<std::size_t>(design.method().trajectories);
  std::vector<std::vector<std::size_t>> resamples;
  for (int b = 0; b < resample_count; ++b)
    resamples.push_back(resample(design.seed(), b, trajectories));
  ElementaryEffects found;
  for (const std::vector<double>& effects : effects_of(design, outputs)) {
    for (const double effect : effects) found.left_out += !std::isfinite(effect);
    const Spread spread = spread_of(effects, resamples, level);
    found.mu.push_back(spread.mu);
    found.mu_star.push_back(spread.mu_star);
    found.sigma.push_back(spread.sigma);
  }
  return found;
}

}  // namespace agglomera::scenarios

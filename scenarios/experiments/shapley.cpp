#include "scenarios/experiments/shapley.hpp"

#include <bit>
#include <cassert>
#include <cstddef>

namespace agglomera::scenarios {
namespace {

// |S|! (n − |S| − 1)! / n! for |S| = 0 … n − 1, which is 1 / (n · C(n − 1, |S|)).
std::vector<double> weights_by_size(std::size_t players) {
  std::vector<double> weights;
  double choices = 1.0;  // C(n − 1, |S|)
  for (std::size_t size = 0; size < players; ++size) {
    weights.push_back(1.0 / (static_cast<double>(players) * choices));
    choices *= static_cast<double>(players - 1 - size) / static_cast<double>(size + 1);
  }
  return weights;
}

}  // namespace

std::vector<double> shapley_values(std::span<const double> worth) {
  assert(std::has_single_bit(worth.size()));
  const auto players = static_cast<std::size_t>(std::countr_zero(worth.size()));
  const std::vector<double> weights = weights_by_size(players);
  std::vector<double> values(players, 0.0);
  for (std::size_t player = 0; player < players; ++player) {
    const std::size_t joins = std::size_t{1} << player;
    for (std::size_t coalition = 0; coalition < worth.size(); ++coalition)
      if (!(coalition & joins))
        values[player] += weights[static_cast<std::size_t>(std::popcount(coalition))] *
                          (worth[coalition | joins] - worth[coalition]);
  }
  return values;
}

}  // namespace agglomera::scenarios

#include "output/scores/block_bootstrap.hpp"

#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "output/scores/quantile.hpp"

namespace agglomera::output {
namespace {

struct Block {
  double sum = 0;
  std::size_t count = 0;
};

std::vector<Block> blocks_with_values(const std::vector<std::vector<double>>& blocks) {
  std::vector<Block> kept;
  for (const auto& values : blocks) {
    Block block;
    for (const double value : values) {
      if (std::isnan(value)) continue;
      block.sum += value;
      ++block.count;
    }
    if (block.count > 0) kept.push_back(block);
  }
  return kept;
}

double mean_of_resample(const std::vector<Block>& blocks, const sim::Draw& draw) {
  Block total;
  for (std::uint32_t place = 0; place < blocks.size(); ++place) {
    // Rounding never reaches the number of blocks: u ≤ 1 − 2⁻⁵³.
    const double u = draw.uniform_of(place);
    const Block& drawn = blocks[static_cast<std::size_t>(u * static_cast<double>(blocks.size()))];
    total.sum += drawn.sum;
    total.count += drawn.count;
  }
  return total.sum / static_cast<double>(total.count);
}

}  // namespace

Interval block_bootstrap_mean(const std::vector<std::vector<double>>& blocks, double level,
                              int resamples, const sim::Draws& draws) {
  assert(resamples > 0);
  const std::vector<Block> kept = blocks_with_values(blocks);
  std::vector<double> means;
  if (!kept.empty()) {
    const std::uint32_t name = sim::name_key("block bootstrap");
    for (int r = 0; r < resamples; ++r)
      means.push_back(mean_of_resample(
          kept, draws.named(name, 0, sim::Purpose::bootstrap, static_cast<std::uint32_t>(r))));
  }
  return central_interval(means, level);
}

}  // namespace agglomera::output

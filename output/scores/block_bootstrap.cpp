#include "output/scores/block_bootstrap.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "output/scores/quantile.hpp"

namespace agglomera::output {

Interval block_bootstrap_mean(const std::vector<std::vector<double>>& blocks, double level,
                              int resamples, const sim::Draws& draws) {
  struct Block {
    double sum, count;
  };
  std::vector<Block> filled;
  for (const auto& block : blocks)
    if (!block.empty())
      filled.push_back({std::accumulate(block.begin(), block.end(), 0.0),
                        static_cast<double>(block.size())});
  if (filled.empty()) {
    const double missing = std::numeric_limits<double>::quiet_NaN();
    return {missing, missing};
  }
  std::vector<double> means;
  for (int resample = 0; resample < resamples; ++resample) {
    double sum = 0.0, count = 0.0;
    for (std::size_t i = 0; i < filled.size(); ++i) {
      const double u = draws.named(sim::name_key("block"), resample, sim::Purpose::bootstrap,
                                   static_cast<std::uint32_t>(i)).uniform();
      const auto drawn = static_cast<std::size_t>(u * static_cast<double>(filled.size()));
      sum += filled[drawn].sum;
      count += filled[drawn].count;
    }
    means.push_back(sum / count);
  }
  return {quantile(means, 0.5 - 0.5 * level), quantile(means, 0.5 + 0.5 * level)};
}

}  // namespace agglomera::output

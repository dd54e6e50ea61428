#include "output/measures/location_quotient.hpp"

#include <boost/random/binomial_distribution.hpp>
#include <cassert>
#include <cmath>
#include <limits>

#include "output/scores/quantile.hpp"
#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

// The words of the draws of a cell one after another, as Boost's distributions take them.
class WordsOfCell {
 public:
  using result_type = std::uint32_t;
  WordsOfCell(const sim::Draws& draws, std::uint32_t cell) : draws_(draws), cell_(cell) {}
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
  result_type operator()() {
    if (used_ == 4) {
      draw_ = draws_.named(cell_, 0, sim::Purpose::bootstrap, number_++);
      used_ = 0;
    }
    return draw_.words[used_++];
  }

 private:
  const sim::Draws& draws_;
  std::uint32_t cell_;
  std::uint32_t number_ = 0;
  sim::Draw draw_{};
  std::size_t used_ = 4;
};

// How many of `trials` fall to a part that holds `part` of `whole`.
std::int64_t share_of(std::int64_t trials, std::int64_t part, std::int64_t whole,
                      WordsOfCell& words) {
  if (trials == 0 || part <= 0) return 0;
  if (part >= whole) return trials;
  const double share = static_cast<double>(part) / static_cast<double>(whole);
  return boost::random::binomial_distribution<std::int64_t, double>(trials, share)(words);
}

double quotient_of(const QuotientCounts& counts) {
  return location_quotient(
      static_cast<double>(counts.focal_here), static_cast<double>(counts.focal_world),
      static_cast<double>(counts.all_here), static_cast<double>(counts.all_world));
}

}  // namespace

double location_quotient(double focal_here, double focal_world, double all_here, double all_world) {
  const bool defined = focal_world > 0 && all_here > 0 && all_world > 0;  // false for NaN, too
  if (!defined) return missing;
  return (focal_here / focal_world) / (all_here / all_world);
}

std::vector<double> location_quotients(std::span<const double> focal, std::span<const double> all) {
  assert(focal.size() == all.size());
  double focal_world = 0;
  double all_world = 0;
  for (std::size_t region = 0; region < focal.size(); ++region) {
    if (std::isnan(focal[region]) || std::isnan(all[region])) continue;
    focal_world += focal[region];
    all_world += all[region];
  }
  std::vector<double> quotients(focal.size());
  for (std::size_t region = 0; region < focal.size(); ++region)
    quotients[region] = location_quotient(focal[region], focal_world, all[region], all_world);
  return quotients;
}

double symmetric_location_quotient(double quotient) { return (quotient - 1) / (quotient + 1); }

std::vector<double> standardised_location_quotients(std::span<const double> quotients) {
  double n = 0, mean = 0, squares = 0;
  for (const double quotient : quotients) {
    if (std::isnan(quotient)) continue;
    n += 1;
    const double step = quotient - mean;
    mean += step / n;
    squares += step * (quotient - mean);
  }
  const double sd = n > 1 && squares > 0 ? std::sqrt(squares / (n - 1)) : missing;
  std::vector<double> scores;
  scores.reserve(quotients.size());
  for (const double quotient : quotients) scores.push_back((quotient - mean) / sd);
  return scores;
}

double revealed_comparative_advantage(double quotient) {
  return std::isnan(quotient) ? missing : quotient >= 1 ? 1 : 0;
}

QuotientInterval bootstrap_interval(const QuotientCounts& counts, int samples,
                                    const sim::Draws& draws, std::uint32_t cell) {
  if (std::isnan(quotient_of(counts))) return {missing, missing};
  WordsOfCell words(draws, cell);
  const std::int64_t focal_elsewhere = counts.focal_world - counts.focal_here;
  const std::int64_t other_here = counts.all_here - counts.focal_here;
  std::vector<double> quotients;
  for (int sample = 0; sample < samples; ++sample) {
    const std::int64_t all = counts.all_world;
    const std::int64_t here = share_of(all, counts.focal_here, all, words);
    const std::int64_t elsewhere =
        share_of(all - here, focal_elsewhere, all - counts.focal_here, words);
    const std::int64_t other =
        share_of(all - here - elsewhere, other_here, all - counts.focal_world, words);
    const double quotient = quotient_of({here, here + elsewhere, here + other, all});
    if (!std::isnan(quotient)) quotients.push_back(quotient);
  }
  if (quotients.empty()) return {missing, missing};
  return {quantile(quotients, 0.05), quantile(quotients, 0.95)};
}

}  // namespace agglomera::output

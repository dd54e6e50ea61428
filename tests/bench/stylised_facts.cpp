// Stylised facts of 2·10⁶ firms over nine years, realised and not put in: asked, seen, and whether they
// agree. Inputs (Laplace shocks, their fall with size) are not counted.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "models/initial_state.hpp"
#include "models/year.hpp"
#include "scenarios/study/synthetic.hpp"

namespace {

using namespace agglomera;

double mean_of(const std::vector<double>& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

double sd_of(const std::vector<double>& x) {
  const double mean = mean_of(x);
  double sum = 0.0;
  for (const double value : x) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / static_cast<double>(x.size()));
}

// Tail exponent of the largest hundredth (Hill 1975).
double hill(std::vector<double> log_sizes) {
  const std::size_t k = log_sizes.size() / 100;
  std::nth_element(log_sizes.begin(), log_sizes.begin() + static_cast<std::ptrdiff_t>(k),
                   log_sizes.end(), std::greater<>());
  double sum = 0.0;
  for (std::size_t i = 0; i < k; ++i) sum += log_sizes[i] - log_sizes[k];
  return static_cast<double>(k) / sum;
}

// Shape of an exponential power law by its moments, E|x|²/E x² = Γ(2/β)²/(Γ(1/β)Γ(3/β)): 1 Laplace, 2 normal.
double subbotin_shape(std::vector<double> x) {
  const double mean = mean_of(x);
  double absolute = 0.0, square = 0.0;
  for (const double value : x)
    absolute += std::abs(value - mean), square += (value - mean) * (value - mean);
  const double n = static_cast<double>(x.size()), ratio = absolute * absolute / (n * square);
  double low = 0.2, high = 10.0;
  for (int i = 0; i < 60; ++i) {
    const double b = 0.5 * (low + high);
    const double at = std::exp(2 * std::lgamma(2 / b) - std::lgamma(1 / b) - std::lgamma(3 / b));
    (at < ratio ? low : high) = b;
  }
  return low;
}

double rank_correlation(const std::vector<double>& a, const std::vector<double>& b) {
  const auto ranks = [](const std::vector<double>& x) {
    std::vector<std::size_t> order(x.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t i, std::size_t j) { return x[i] < x[j]; });
    std::vector<double> rank(x.size());
    for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<double>(i);
    return rank;
  };
  const auto ra = ranks(a), rb = ranks(b);
  const double ma = mean_of(ra), mb = mean_of(rb);
  double sum = 0.0;
  for (std::size_t i = 0; i < ra.size(); ++i) sum += (ra[i] - ma) * (rb[i] - mb);
  return sum / (static_cast<double>(ra.size()) * sd_of(ra) * sd_of(rb));
}

double skewness(const std::vector<double>& x) {
  const double mean = mean_of(x), sd = sd_of(x);
  double sum = 0.0;
  for (const double value : x) sum += std::pow((value - mean) / sd, 3);
  return sum / static_cast<double>(x.size());
}

void say(const char* fact, const char* asked, double seen, bool agrees) {
  fmt::print("{:<58} {:>14} {:>8.3f}  {}\n", fact, asked, seen, agrees ? "holds" : "does not hold");
}

}  // namespace

int main() {
  scenarios::SyntheticWorld made_up;
  made_up.firms = 2'000'000;
  made_up.cities = 200;
  made_up.seed = 5;
  const models::Study study = scenarios::synthetic_study(made_up);
  const sim::Draws draws(7, 0);
  models::Model model =
      models::make_model(study, models::draw_member(study, study.last, draws, false), {},
                         models::Background::shares, models::usual_distances(study));
  models::World world = models::initial_world(model, draws);
  const std::size_t cities = study.cities.size();
  std::vector<std::vector<double>> counts, revenues;
  std::vector<double> growth, count_changes, revenue_changes;
  std::vector<std::int64_t> before;
  for (;;) {
    auto count = models::location_quotients(world.census.focal_firms,
                                            models::firm_shares(model, world, world.year));
    auto revenue = models::location_quotients(world.census.focal_revenue_usd,
                                              models::revenue_shares(model, world, world.year));
    count.resize(cities), revenue.resize(cities);
    for (std::size_t c = 0; c < cities && !counts.empty(); ++c) {
      growth.push_back(std::log(static_cast<double>(world.census.focal_revenue_usd[c]) /
                                static_cast<double>(before[c])));
      count_changes.push_back(std::log(count[c] / counts.back()[c]));
      revenue_changes.push_back(std::log(revenue[c] / revenues.back()[c]));
    }
    counts.push_back(std::move(count));
    revenues.push_back(std::move(revenue));
    before = world.census.focal_revenue_usd;
    if (world.year == study.last) break;
    models::pass_year(model, {}, draws, world);
  }
  std::vector<double> sizes;
  for (const sim::Block& block : world.firms.blocks)
    for (std::size_t place = 0; place < block.places(); ++place)
      for (const sim::LogRevenue size : block.log_revenues(static_cast<sim::PlaceIndex>(place)))
        sizes.push_back(size.log_usd());
  const double tail = hill(sizes), shape = subbotin_shape(growth), skew = skewness(counts.back());
  const double of_counts = rank_correlation(counts.front(), counts.back());
  const double of_revenues = rank_correlation(revenues.front(), revenues.back());
  const double sd_counts = sd_of(count_changes), sd_revenues = sd_of(revenue_changes);
  fmt::print(
      "{} firms in {} cities after {} years, usual values of all parameters, no drift of sizes\n",
      sizes.size(), cities, counts.size() - 1);
  say("tail of sizes, largest hundredth (Hill)", "1.06 +- 0.15", tail,
      std::abs(tail - 1.06) < 0.15);
  say("growth of cities' revenue: Subbotin shape", "below 1.3", shape, shape < 1.3);
  say("LQs of counts over cities: skewness", "above 0", skew, skew > 0.0);
  say("nine-year rank persistence, LQ of counts", "0.72", of_counts,
      std::abs(of_counts - 0.72) < 0.1);
  say("nine-year rank persistence, LQ of revenue", "0.46", of_revenues,
      std::abs(of_revenues - 0.46) < 0.1);
  say("yearly sd of the change of ln LQ, counts", "0.18", sd_counts,
      std::abs(sd_counts - 0.18) < 0.05);
  say("yearly sd of the change of ln LQ, revenue", "0.40", sd_revenues,
      std::abs(sd_revenues - 0.4) < 0.1);
}

#include "scenarios/experiments/learning.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <span>

#include "output/scores/log_error.hpp"
#include "sim/ranks.hpp"
#include "sim/together.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double rounding = 0.005;  // half of the last decimal
constexpr double offset = output::log_error_offset;
constexpr double farthest = 0.7;  // of what is told from what was observed, in log units

constexpr double revenue_unit_usd = 1e8;

// A city whose only firm closed tells no more than that it is far away: one such jump must not outweigh
// all other years.
double near_observed(const Target& target, double told) {
  if (std::isnan(target.observed)) return told;
  const double observed = target.scaled(target.observed);
  const double reach = target.rooted ? 0.5 * farthest * std::max(observed, 0.5) : farthest;
  return std::clamp(told, observed - reach, observed + reach);
}

}  // namespace

double Target::scaled(double value) const {
  return rooted ? std::sqrt(value) : std::log(value + offset);
}

double Target::unscaled(double scaled) const {
  const double value = rooted ? scaled * std::abs(scaled) : std::exp(scaled) - offset;
  return value < 0.0 ? 0.0 : value;  // NaN stays NaN
}

double observed_value(const models::Study& study, Measure measure, std::size_t city,
                      std::size_t year) {
  switch (measure) {
    case Measure::lq_count: return study.observed.lq_count[city][year];
    case Measure::lq_revenue: return study.observed.lq_revenue[city][year];
    case Measure::revenue: return study.observed.revenue_usd[city][year] / revenue_unit_usd;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

double told_value(const Told& told, Measure measure, std::size_t city, std::size_t year) {
  switch (measure) {
    case Measure::lq_count: return told.lq_count[year][city];
    case Measure::lq_revenue: return told.lq_revenue[year][city];
    case Measure::revenue: return told.revenue_usd[year][city] / revenue_unit_usd;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

std::vector<FreeNumber> free_numbers(const models::Study& study,
                                     const std::vector<std::string>& parameters,
                                     const std::vector<std::string>& city_quantities,
                                     const std::vector<sim::PlaceIndex>& cities) {
  std::vector<FreeNumber> numbers;
  for (const std::string& name : parameters) numbers.push_back({name, no_city});
  for (const std::string& quantity : city_quantities)
    for (const sim::PlaceIndex city : cities)
      numbers.push_back({quantity + ":" + study.cities[city].id, city});
  return numbers;
}

std::vector<Target> targets_of(const models::Study& study, const std::vector<Measure>& measures,
                               const std::vector<sim::PlaceIndex>& cities, sim::Year first,
                               sim::Year last) {
  std::vector<Target> targets;
  for (const Measure measure : measures)
    for (const sim::PlaceIndex city : cities) {
      bool zero = false;
      for (std::size_t year = 0; year < study.years(); ++year)
        zero = zero || observed_value(study, measure, city, year) == 0.0;
      for (std::size_t year = 1; year < study.years(); ++year) {
        const double observed = observed_value(study, measure, city, year);
        const sim::Year when = study.first + static_cast<sim::Year>(year);
        if (!std::isnan(observed) && when >= first && when <= last)
          targets.push_back({measure, city, year, observed, zero});
      }
    }
  return targets;
}

models::Belief belief_of(const std::vector<FreeNumber>& numbers, const Eigen::VectorXd& values) {
  models::Belief belief;
  for (std::size_t i = 0; i < numbers.size(); ++i)
    belief[numbers[i].name] = values[static_cast<Eigen::Index>(i)];
  return belief;
}

Eigen::MatrixXd tell_all(const Forward& forward, const std::vector<FreeNumber>& numbers,
                         const std::vector<Target>& targets, const Eigen::MatrixXd& values,
                         std::uint64_t seed, int step, const std::atomic<bool>* stop) {
  const auto rows = static_cast<Eigen::Index>(targets.size());
  Eigen::MatrixXd told(rows, values.cols());
  const std::uint64_t luck = seed + 0x9E3779B97F4A7C15ull * static_cast<std::uint64_t>(step + 1);
  std::atomic<bool> cut_short = false;
  const auto tell_member = [&](std::size_t member, std::span<double> column) {
    if (stop && stop->load(std::memory_order_relaxed)) {
      cut_short = true;
      return;
    }
    try {
      const auto at = static_cast<Eigen::Index>(member);
      const Told of_member = tell(forward, belief_of(numbers, values.col(at)),
                                  sim::Draws(luck, static_cast<std::uint32_t>(member)));
      for (std::size_t row = 0; row < targets.size(); ++row) {
        const Target& target = targets[row];
        const double said = target.scaled(told_value(
            of_member, target.measure, static_cast<std::size_t>(target.city), target.year));
        column[row] =
            forward.course == Course::one_year_ahead ? near_observed(target, said) : said;
      }
    } catch (const std::exception&) {
      std::fill(column.begin(), column.end(), std::numeric_limits<double>::quiet_NaN());
    }
  };
  sim::fill_together(static_cast<std::size_t>(values.cols()),
                     {told.data(), static_cast<std::size_t>(told.size())}, tell_member);
  if (stop && sim::on_any_rank(cut_short)) throw Stopped{};
  return told;
}

std::vector<std::vector<int>> own_city(const std::vector<FreeNumber>& numbers,
                                       const std::vector<Target>& targets) {
  std::vector<std::vector<int>> concerns;
  for (const FreeNumber& number : numbers) {
    std::vector<int> mine;
    for (std::size_t i = 0; i < targets.size(); ++i)
      if (number.city == no_city || number.city == targets[i].city)
        mine.push_back(static_cast<int>(i));
    concerns.push_back(std::move(mine));
  }
  return concerns;
}

Eigen::VectorXd observed_of(const std::vector<Target>& targets) {
  Eigen::VectorXd observed(static_cast<Eigen::Index>(targets.size()));
  for (std::size_t i = 0; i < targets.size(); ++i)
    observed[static_cast<Eigen::Index>(i)] = targets[i].scaled(targets[i].observed);
  return observed;
}

Eigen::VectorXd rounding_variance(const std::vector<Target>& targets) {
  Eigen::VectorXd variance(static_cast<Eigen::Index>(targets.size()));
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Target& target = targets[i];
    const double half = 0.5 * (target.scaled(target.observed + rounding) -
                               target.scaled(std::max(0.0, target.observed - rounding)));
    variance[static_cast<Eigen::Index>(i)] = half * half / 3.0;
  }
  return variance;
}

}  // namespace agglomera::scenarios

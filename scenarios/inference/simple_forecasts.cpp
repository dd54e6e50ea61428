#include "scenarios/inference/simple_forecasts.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace agglomera::scenarios {
namespace {

constexpr double log_offset = 0.05;
constexpr std::size_t first_origin = 3;  // the fourth year
constexpr double damping = 0.8;

using Series = std::vector<double>;  // of ln(LQ + 0.05), NaN: missing
using Points = std::vector<double>;  // of cities

Series present(const Series& series) {
  Series values;
  for (const double value : series)
    if (!std::isnan(value)) values.push_back(value);
  return values;
}

double smoothed(const Series& z, double weight) {
  double level = z.front();
  for (std::size_t t = 1; t < z.size(); ++t) level += weight * (z[t] - level);
  return level;
}

// The weight of least squared one-year errors, in steps of 0.05.
double best_weight(const Series& z) {
  double best = 1.0, least = std::numeric_limits<double>::infinity();
  for (int step = 1; step <= 20; ++step) {
    const double weight = 0.05 * step;
    double level = z.front(), squares = 0.0;
    for (std::size_t t = 1; t < z.size(); ++t) {
      squares += (z[t] - level) * (z[t] - level);
      level += weight * (z[t] - level);
    }
    if (squares < least) least = squares, best = weight;
  }
  return best;
}

double slope(const Series& z) {
  const double middle = 0.5 * static_cast<double>(z.size() - 1);
  double product = 0.0, squares = 0.0;
  for (std::size_t t = 0; t < z.size(); ++t) {
    const double at = static_cast<double>(t) - middle;
    product += at * z[t];
    squares += at * at;
  }
  return product / squares;
}

double persistence(const Series& z, int) { return z.back(); }

double drift(const Series& z, int horizon) {
  return z.back() + horizon * (z.back() - z.front()) / static_cast<double>(z.size() - 1);
}

double theta(const Series& z, int horizon) {
  const double weight = best_weight(z);
  const auto n = static_cast<double>(z.size());
  return smoothed(z, weight) +
         0.5 * slope(z) * (horizon - 1 + (1.0 - std::pow(1.0 - weight, n)) / weight);
}

double ets(const Series& z, int) { return smoothed(z, best_weight(z)); }

// Level and trend with the weights of least squared one-year errors, in steps of 0.1.
double damped(const Series& z, int horizon) {
  double best_level = z.back(), best_trend = 0.0, least = std::numeric_limits<double>::infinity();
  for (int a = 1; a <= 10; ++a)
    for (int b = 0; b <= 10; ++b) {
      const double of_level = 0.1 * a, of_trend = 0.1 * b;
      double level = z.front(), trend = 0.0, squares = 0.0;
      for (std::size_t t = 1; t < z.size(); ++t) {
        const double expected = level + damping * trend, error = z[t] - expected;
        squares += error * error;
        level = expected + of_level * error;
        trend = damping * trend + of_level * of_trend * error;
      }
      if (squares < least) least = squares, best_level = level, best_trend = trend;
    }
  double sum = 0.0, factor = 1.0;
  for (int year = 0; year < horizon; ++year) sum += factor *= damping;
  return best_level + sum * best_trend;
}

using Point = double (*)(const Series&, int);

Points city_by_city(const Panel& z, int horizon, Point point) {
  Points points;
  for (const Series& series : z) {
    const Series values = present(series);
    const bool short_of = values.size() < 3 || std::isnan(series.back());
    points.push_back(values.empty() ? std::numeric_limits<double>::quiet_NaN()
                     : short_of     ? values.back()
                                    : point(values, horizon));
  }
  return points;
}

Points ar1(const Panel& z, int horizon) {
  std::vector<double> means;
  double product = 0.0, squares = 0.0;
  for (const Series& series : z) {
    const Series values = present(series);
    double mean = 0.0;
    for (const double value : values) mean += value / static_cast<double>(values.size());
    means.push_back(mean);
    for (std::size_t t = 1; t < series.size(); ++t)
      if (!std::isnan(series[t]) && !std::isnan(series[t - 1])) {
        product += (series[t] - mean) * (series[t - 1] - mean);
        squares += (series[t - 1] - mean) * (series[t - 1] - mean);
      }
  }
  const double rate = squares > 0.0 ? std::clamp(product / squares, -1.0, 1.0) : 1.0;
  Points points;
  for (std::size_t city = 0; city < z.size(); ++city) {
    const Series values = present(z[city]);
    points.push_back(values.empty() ? std::numeric_limits<double>::quiet_NaN()
                                    : means[city] + std::pow(rate, horizon) * (values.back() - means[city]));
  }
  return points;
}

template <Point point>
Points by(const Panel& z, int horizon) {
  return city_by_city(z, horizon, point);
}

using Method = Points (*)(const Panel&, int);

Panel until(const Panel& z, std::size_t origin) {
  Panel known;
  for (const Series& series : z)
    known.emplace_back(series.begin(), series.begin() + static_cast<std::ptrdiff_t>(origin) + 1);
  return known;
}

// Errors of forecasts from `first` to the last origin whose target lies within the panel.
std::vector<double> past_errors(const Panel& z, std::size_t first, int horizon, Method method) {
  std::vector<double> errors;
  const std::size_t years = z.empty() ? 0 : z.front().size();
  for (std::size_t origin = first; origin + static_cast<std::size_t>(horizon) < years; ++origin) {
    const Points points = method(until(z, origin), horizon);
    for (std::size_t city = 0; city < z.size(); ++city) {
      const double error = z[city][origin + static_cast<std::size_t>(horizon)] - points[city];
      if (!std::isnan(error)) errors.push_back(error);
    }
  }
  return errors;
}

std::vector<double> spread(const Panel& z, int horizon, Method method) {
  const std::size_t years = z.front().size();
  if (years >= first_origin + static_cast<std::size_t>(horizon) + 2)
    return past_errors(z, first_origin, horizon, method);
  std::vector<double> errors = past_errors(z, 0, 1, method);
  for (double& error : errors) error *= std::sqrt(static_cast<double>(horizon));
  return errors;
}

template <Method method>
std::vector<std::vector<double>> ensemble(const Panel& known, int horizon) {
  if (known.empty()) return {};
  Panel z = known;
  for (Series& series : z)
    for (double& value : series) value = std::log(value + log_offset);
  const Points points = method(z, horizon);
  std::vector<double> errors = spread(z, horizon, method);
  if (errors.empty()) errors = {0.0};
  std::vector<std::vector<double>> cities(known.size());
  for (std::size_t city = 0; city < known.size(); ++city) {
    if (std::isnan(points[city])) continue;
    for (const double error : errors)
      cities[city].push_back(std::max(0.0, std::exp(points[city] + error) - log_offset));
  }
  return cities;
}

constexpr SimpleForecast table[] = {
    {"persistence", "the last value", ensemble<by<persistence>>},
    {"drift", "the last value and the mean change so far", ensemble<by<drift>>},
    {"theta", "exponential smoothing and half the trend", ensemble<by<theta>>},
    {"damped", "a trend that fades", ensemble<by<damped>>},
    {"ets", "exponential smoothing", ensemble<by<ets>>},
    {"ar1", "back to the city's mean", ensemble<ar1>},
};

}  // namespace

std::span<const SimpleForecast> simple_forecasts() { return table; }

}  // namespace agglomera::scenarios

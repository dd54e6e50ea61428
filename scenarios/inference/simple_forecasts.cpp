#include "scenarios/inference/simple_forecasts.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double offset = 0.05;  // of the logarithm: an LQ may be 0

using Series = std::vector<double>;  // z of one city
using Points = std::vector<double>;  // by city; NaN where nothing was observed
using PointForecast = Points (*)(const Panel& z, int horizon);

struct Extent {
  int first = -1, last = -1, known = 0;
};

Extent extent(const Series& z) {
  Extent found;
  for (int t = 0; t < static_cast<int>(z.size()); ++t) {
    if (std::isnan(z[t])) continue;
    if (found.known++ == 0) found.first = t;
    found.last = t;
  }
  return found;
}

double last_known(const Series& z) {
  const int last = extent(z).last;
  return last < 0 ? missing : z[last];
}

Points persistence(const Panel& z, int) {
  Points points;
  for (const Series& city : z) points.push_back(last_known(city));
  return points;
}

// Steps from the last known year to the target.
int steps(const Series& z, int horizon) {
  return static_cast<int>(z.size()) - 1 - extent(z).last + horizon;
}

Points drift(const Panel& z, int horizon) {
  Points points = persistence(z, horizon);
  for (std::size_t c = 0; c < z.size(); ++c) {
    const Extent e = extent(z[c]);
    if (e.known < 2) continue;
    points[c] += steps(z[c], horizon) * (z[c][e.last] - z[c][e.first]) / (e.last - e.first);
  }
  return points;
}

struct Smoothing {
  double alpha, beta, phi;
};

struct State {
  double level = missing, trend = 0, squared_errors = 0;
};

// Missing years are predicted, not corrected. beta = phi = 0: simple smoothing.
State smooth(const Series& z, const Smoothing& s) {
  State state;
  for (const double value : z) {
    if (std::isnan(state.level)) {
      state.level = value;
      continue;
    }
    state.trend *= s.phi;
    state.level += state.trend;
    if (std::isnan(value)) continue;
    const double error = value - state.level;
    state.squared_errors += error * error;
    state.level += s.alpha * error;
    state.trend += s.alpha * s.beta * error;
  }
  return state;
}

// Ties go to the first of the candidates.
Smoothing fit(const Panel& z, const std::vector<Smoothing>& candidates) {
  Smoothing best = candidates.front();
  double least = std::numeric_limits<double>::infinity();
  for (const Smoothing& candidate : candidates) {
    double sum = 0;
    for (const Series& city : z)
      if (extent(city).known >= 3) sum += smooth(city, candidate).squared_errors;
    if (sum < least) {
      least = sum;
      best = candidate;
    }
  }
  return best;
}

// From 1, where smoothing is persistence, down to 0.01.
std::vector<Smoothing> levels_only() {
  std::vector<Smoothing> candidates;
  for (int i = 100; i >= 1; --i) candidates.push_back({i / 100.0, 0, 0});
  return candidates;
}

std::vector<Smoothing> damped_trends() {
  std::vector<Smoothing> candidates;
  for (int a = 20; a >= 1; --a)
    for (int b = 0; b <= 10; ++b)
      for (int p = 0; p <= 10; ++p) candidates.push_back({a / 20.0, b / 10.0, p / 10.0});
  return candidates;
}

Points ets(const Panel& z, int horizon) {
  Points points = persistence(z, horizon);
  const Smoothing best = fit(z, levels_only());
  for (std::size_t c = 0; c < z.size(); ++c)
    if (extent(z[c]).known >= 3) points[c] = smooth(z[c], best).level;
  return points;
}

Points damped(const Panel& z, int horizon) {
  Points points = persistence(z, horizon);
  const Smoothing best = fit(z, damped_trends());
  double factor = 0, power = 1;
  for (int h = 0; h < horizon; ++h) factor += power *= best.phi;
  for (std::size_t c = 0; c < z.size(); ++c) {
    if (extent(z[c]).known < 3) continue;
    const State state = smooth(z[c], best);
    points[c] = state.level + factor * state.trend;
  }
  return points;
}

struct Line {
  double intercept = 0, slope = 0;
  double at(double x) const { return intercept + slope * x; }
};

// By least squares; level when all x are the same.
Line line_through(const Points& x, const Points& y) {
  double mean_x = 0, mean_y = 0, xx = 0, xy = 0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    mean_x += x[i] / static_cast<double>(x.size());
    mean_y += y[i] / static_cast<double>(x.size());
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    xx += (x[i] - mean_x) * (x[i] - mean_x);
    xy += (x[i] - mean_x) * (y[i] - mean_y);
  }
  const double slope = xx > 0 ? xy / xx : 0;
  return {mean_y - slope * mean_x, slope};
}

Line trend_line(const Series& z) {
  Points years, values;
  for (std::size_t t = 0; t < z.size(); ++t) {
    if (std::isnan(z[t])) continue;
    years.push_back(static_cast<double>(t));
    values.push_back(z[t]);
  }
  return line_through(years, values);
}

Points theta(const Panel& z, int horizon) {
  Points points = persistence(z, horizon);
  Panel curved = z;  // NaN stays NaN
  for (Series& city : curved) {
    const Line line = trend_line(city);
    for (std::size_t t = 0; t < city.size(); ++t)
      city[t] = 2 * city[t] - line.at(static_cast<double>(t));
  }
  const Smoothing best = fit(curved, levels_only());
  for (std::size_t c = 0; c < z.size(); ++c) {
    if (extent(z[c]).known < 3) continue;
    const double target = static_cast<double>(z[c].size()) - 1 + horizon;
    points[c] = (trend_line(z[c]).at(target) + smooth(curved[c], best).level) / 2;
  }
  return points;
}

Points ar1(const Panel& z, int horizon) {
  Points points = persistence(z, horizon), before, after;
  for (const Series& city : z)
    for (std::size_t t = 1; t < city.size(); ++t) {
      if (std::isnan(city[t - 1]) || std::isnan(city[t])) continue;
      before.push_back(city[t - 1]);
      after.push_back(city[t]);
    }
  const Line next = line_through(before, after);
  for (std::size_t c = 0; c < z.size(); ++c) {
    if (extent(z[c]).known < 3) continue;
    for (int h = steps(z[c], horizon); h > 0; --h) points[c] = next.at(points[c]);
  }
  return points;
}

struct PastErrors {
  std::vector<double> values;
  int origins = 0;  // that give any
};

PastErrors past_errors(const Panel& z, int horizon, PointForecast point) {
  PastErrors past;
  const int years = static_cast<int>(z.front().size());
  for (int known = 2; known + horizon <= years; ++known) {
    Panel then;
    for (const Series& city : z) then.emplace_back(city.begin(), city.begin() + known);
    const Points points = point(then, horizon);
    const std::size_t before = past.values.size();
    for (std::size_t c = 0; c < z.size(); ++c) {
      const double error = z[c][known - 1 + horizon] - points[c];
      if (!std::isnan(error)) past.values.push_back(error);
    }
    if (past.values.size() > before) ++past.origins;
  }
  return past;
}

void take_median_away(std::vector<double>& values) {
  if (values.empty()) return;
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  const double median = (values[(n - 1) / 2] + values[n / 2]) / 2;
  for (double& value : values) value -= median;
}

std::vector<double> spread(const Panel& z, int horizon, PointForecast point) {
  PastErrors past = past_errors(z, horizon, point);
  if (past.origins < 2) {
    past = past_errors(z, 1, point);
    for (double& error : past.values) error *= std::sqrt(horizon);
  }
  take_median_away(past.values);
  if (past.values.empty()) past.values = {0};
  return past.values;
}

template <PointForecast point>
std::vector<std::vector<double>> ensemble(const Panel& known, int horizon) {
  if (horizon < 1) throw std::invalid_argument("a simple forecast needs a horizon of 1 year or more");
  Panel z = known;
  for (Series& city : z) {
    if (city.size() != z.front().size())
      throw std::invalid_argument("a simple forecast needs the same years of every city");
    for (double& value : city) value = std::log(value + offset);
  }
  std::vector<std::vector<double>> members(z.size());
  if (z.empty()) return members;
  const Points points = point(z, horizon);
  const std::vector<double> errors = spread(z, horizon, point);
  for (std::size_t c = 0; c < z.size(); ++c) {
    if (std::isnan(points[c])) continue;
    for (const double error : errors)
      members[c].push_back(std::max(0.0, std::exp(points[c] + error) - offset));
  }
  return members;
}

constexpr std::array<SimpleForecast, 6> all = {{
    {"persistence", "the last value", ensemble<persistence>},
    {"drift", "the last value and the mean yearly change", ensemble<drift>},
    {"theta", "half a straight line, half a smoothed line of twice the curvature", ensemble<theta>},
    {"damped", "smoothed level and a trend that fades", ensemble<damped>},
    {"ets", "smoothed level", ensemble<ets>},
    {"ar1", "autoregression common to all cities", ensemble<ar1>},
}};

}  // namespace

std::span<const SimpleForecast> simple_forecasts() { return all; }

}  // namespace agglomera::scenarios

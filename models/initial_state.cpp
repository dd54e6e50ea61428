#include "models/initial_state.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "models/background.hpp"
#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

constexpr double least_rest_revenue = 0.01;  // of the world's

sim::Draw of_city(const Study& study, std::size_t city, std::string_view what,
                  sim::Purpose purpose, const sim::Draws& draws) {
  return draws.named(sim::name_key(std::string(what) + ":" + study.cities[city].id), study.first,
                     purpose);
}

// An LQ nobody observed: lognormal with mean 1.
double unobserved_lq(const Model& model, std::size_t city, std::string_view what,
                     const sim::Draws& draws) {
  const double sd = model.parameters().unobserved_lq_log_sd;
  const double z = of_city(*model.study, city, what, sim::Purpose::initial_count, draws).normal();
  return sim::natural_exp(sd * z - 0.5 * sd * sd);
}

std::vector<std::int64_t> initial_counts(Model& model, const sim::Draws& draws) {
  const Study& study = *model.study;
  const double firms = model.member.focal_firms.front();
  std::vector<std::int64_t> counts(study.places(), 0);
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    const double u =
        of_city(study, city, "count", sim::Purpose::initial_count, draws).uniform();
    const double share = model.member.firm_share.front()[city];
    const double lq = study.observed.lq_count[city].front();
    if (lq == 0.0) continue;
    if (lq > 0.0) {
      counts[city] = count_for_lq(lq, share, study.firm_share[city].log_sd, firms, u);
      const double implied = static_cast<double>(counts[city]) / (lq * firms);
      shift_level(model.member.firm_share, city, 0, implied / share);
      continue;
    }
    const double expected = unobserved_lq(model, city, "lq_count", draws) * share * firms;
    counts[city] = static_cast<std::int64_t>(std::floor(expected + u));
    const bool earns = study.observed.lq_revenue[city].front() > 0.0 ||
                       study.observed.revenue_usd[city].front() > 0.0;
    if (earns) counts[city] = std::max<std::int64_t>(1, counts[city]);
  }
  const auto all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  counts.back() = std::max<std::int64_t>(
      1, static_cast<std::int64_t>(std::floor(firms + 0.5)) - all);
  return counts;
}

std::vector<double> initial_revenues(Model& model, const std::vector<std::int64_t>& counts) {
  const Study& study = *model.study;
  const double world = model.member.focal_revenue_usd.front();
  std::vector<double> revenues(study.places(), 0.0);
  double in_cities = 0.0;
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    if (counts[city] == 0) continue;
    const double lq = study.observed.lq_revenue[city].front();
    const double revenue = study.observed.revenue_usd[city].front();
    const double share = model.member.revenue_share.front()[city];
    if (lq > 0.0 && revenue > 0.0) {
      shift_level(model.member.revenue_share, city, 0, revenue / (lq * world) / share);
      revenues[city] = revenue;
    } else if (revenue > 0.0) {
      revenues[city] = revenue;
    } else if (lq >= 0.0) {
      revenues[city] = lq * share * world;
    } else {
      const double per_share = static_cast<double>(counts[city]) /
                               (model.member.firm_share.front()[city] * model.member.focal_firms.front());
      revenues[city] = per_share * share * world;  // the LQ of its count
    }
    in_cities += revenues[city];
  }
  revenues.back() = std::max(least_rest_revenue * world, world - in_cities);
  return revenues;
}

void settle_place(World& world, sim::PlaceIndex place, std::int64_t count, double revenue_usd,
                  double log_sd, std::uint32_t& number, const sim::Draws& draws) {
  std::vector<double> weights;
  const std::uint32_t first = number;
  for (std::int64_t i = 0; i < count; ++i, ++number) {
    const sim::FirmId firm{number, static_cast<std::int16_t>(world.year - 1)};
    weights.push_back(sim::natural_exp(
        log_sd * draws.firm(firm, world.year, sim::Purpose::initial_size).normal()));
  }
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double usd = std::max(1.0, revenue_usd * weights[i] / sum);
    world.firms.append({first + static_cast<std::uint32_t>(i), static_cast<std::int16_t>(world.year - 1)},
                       place, sim::Sector::focal, sim::LogRevenue::of_log_usd(sim::natural_log(usd)));
  }
}

}  // namespace

std::int64_t count_for_lq(double lq, double share, double log_sd, double firms, double uniform) {
  const double expected = lq * share * firms;
  if (log_sd == 0.0) return std::max<std::int64_t>(1, std::llround(expected));
  const double low = std::max(1.0, std::floor(expected * sim::natural_exp(-4.0 * log_sd)));
  const double high = std::max(low, std::ceil(expected * sim::natural_exp(4.0 * log_sd)));
  const auto deviation = [&](double n) { return sim::natural_log(n / expected) / log_sd; };
  const double nearest = std::clamp(expected, low, high);
  const double best = deviation(nearest) * deviation(nearest);  // keeps weights from vanishing
  const auto weight = [&](double n) {
    return sim::natural_exp(0.5 * (best - deviation(n) * deviation(n))) / n;
  };
  double sum = 0.0;
  for (double n = low; n <= high; n += 1.0) sum += weight(n);
  double left = uniform * sum;
  for (double n = low; n < high; n += 1.0) {
    left -= weight(n);
    if (left < 0.0) return static_cast<std::int64_t>(n);
  }
  return static_cast<std::int64_t>(high);
}

World initial_world(Model& model, const sim::Draws& draws) {
  World world;
  world.year = model.study->first;
  world.ln_resources = model.member.ln_endowment;
  const std::vector<std::int64_t> counts = initial_counts(model, draws);
  const std::vector<double> revenues = initial_revenues(model, counts);
  world.firms.reserve(static_cast<std::size_t>(
      1.25 * *std::max_element(model.member.focal_firms.begin(), model.member.focal_firms.end())));
  std::uint32_t number = 0;
  for (std::size_t place = 0; place < counts.size(); ++place)
    settle_place(world, static_cast<sim::PlaceIndex>(place), counts[place], revenues[place],
                 model.parameters().firm_size_log_sd, number, draws);
  if (model.background == Background::agents) settle_background(model, world, draws);
  world.census = take_census(world.firms, model.study->places());
  return world;
}

}  // namespace agglomera::models

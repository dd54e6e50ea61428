#include "models/member.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

constexpr double least_rest_of_world = 0.005;
constexpr std::size_t trend_years = 5;
constexpr std::uint32_t most_attempts = 1000;
constexpr double largest_momentum = 1.0;  // in yearly standard deviations: jumps don't go on

struct Sampler {
  const Study& study;
  const sim::Draws& draws;
  bool sample;
  const Belief& belief;

  double deviations(std::string_view name, std::uint32_t attempt = 0) const {
    if (const auto believed = belief.find(name); believed != belief.end()) return believed->second;
    return sample ? draws.named(sim::name_key(name), 0, sim::Purpose::prior, attempt).normal() : 0.0;
  }
  double of_city(std::string_view quantity, std::size_t city) const {
    return deviations(std::string(quantity) + ":" + study.cities[city].id);
  }
};

Parameters draw_parameters(const Study& study, const Sampler& sampler) {
  const auto table = parameter_table();
  Parameters parameters{};
  for (std::uint32_t attempt = 0;; ++attempt) {
    for (std::size_t i = 0; i < table.size(); ++i) {
      const ParameterSetting& setting = study.parameters[i];
      parameters.*table[i].value = shifted(setting.usual, setting.prior, table[i].range,
                                           sampler.deviations(table[i].name, attempt));
    }
    if (feedback_gain(parameters) < 1.0 || !sampler.sample) break;
    if (attempt == most_attempts) break;
  }
  if (!sampler.belief.empty() && feedback_gain(parameters) >= 1.0)
    parameters.taste_localisation =
        std::max(0.0, parameters.taste_localisation -
                          (feedback_gain(parameters) - 0.99) * parameters.nest_dissimilarity);
  return parameters;
}

std::vector<double> draw_latent(const std::vector<Latent>& latents, std::string_view name,
                                const Range& range, double neutral, const Sampler& sampler) {
  std::vector<double> values;
  for (std::size_t city = 0; city < latents.size(); ++city)
    values.push_back(shifted(latents[city].usual, latents[city].prior, range,
                             sampler.of_city(name, city)));
  values.push_back(neutral);
  return values;
}

// Where the cities are all there is, they share the whole out among them.
void give_rest_the_remainder(std::vector<double>& shares, bool cities_are_all) {
  const auto rest = shares.end() - 1;
  const double cities = std::accumulate(shares.begin(), rest, 0.0);
  if (cities_are_all) {
    for (auto share = shares.begin(); share != rest; ++share) *share /= cities;
    *rest = 0.0;
    return;
  }
  if (cities > 1.0 - least_rest_of_world)
    for (auto share = shares.begin(); share != rest; ++share)
      *share *= (1.0 - least_rest_of_world) / cities;
  *rest = 1.0 - std::accumulate(shares.begin(), rest, 0.0);
}

// The unexplained log change of an LQ in each year after the last observed one, added up.
std::vector<double> unexplained(const Innovations& innovations, std::size_t city, std::size_t years,
                                std::string_view name, const Sampler& sampler) {
  std::vector<double> sum(years, 0.0);
  if (innovations.sd.empty()) return sum;
  const double sd = innovations.sd[city];
  double change = innovations.last[city], level = 0.0;
  const std::uint32_t key =
      sim::name_key(std::string(name) + ":" + sampler.study.cities[city].id);
  for (std::size_t year = 0; year < years; ++year) {
    change = innovations.persistence *
             std::clamp(change, -largest_momentum * sd, largest_momentum * sd);
    if (sampler.sample)
      change += sd * std::sqrt(0.5) *
               sampler.draws.named(key, sampler.study.last + 1 + static_cast<sim::Year>(year),
                                   sim::Purpose::innovation).laplace();
    level += change;
    sum[year] = level;
  }
  return sum;
}

// Mean yearly change of the log share over the last observed years.
double trend_of(const std::vector<double>& share) {
  const std::size_t span = std::min(trend_years, share.size() - 1);
  if (span == 0) return 0.0;
  return sim::natural_log(share.back() / share[share.size() - 1 - span]) /
         static_cast<double>(span);
}

std::vector<std::vector<double>> draw_shares(const Study& study, sim::Year last,
                                             const std::vector<ShareSeries>& series,
                                             const Innovations& innovations, std::string_view name,
                                             double damping, const Sampler& sampler) {
  const std::size_t years = static_cast<std::size_t>(last - study.first + 1);
  std::vector<std::vector<double>> shares(years, std::vector<double>(study.places(), 0.0));
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    const double level =
        sim::natural_exp(series[city].log_sd * sampler.of_city(name, city));
    const double trend = trend_of(series[city].share);
    const std::size_t known = series[city].share.size(), observed = study.years();
    const std::vector<double> moved =
        unexplained(innovations, city, years > observed ? years - observed : 0, name, sampler);
    double damped = 1.0, continued = series[city].share.back();
    for (std::size_t year = 0; year < years; ++year) {
      if (year >= known) {
        damped *= damping;
        continued *= sim::natural_exp(damped * trend);
      }
      shares[year][city] = level * (year < known ? series[city].share[year] : continued);
      if (year >= observed) shares[year][city] *= sim::natural_exp(-moved[year - observed]);
    }
  }
  for (auto& year : shares) give_rest_the_remainder(year, study.cities_are_all);
  return shares;
}

// Trades the fading trends after the last observed year for those of another continuation.
void trade_trends(std::vector<std::vector<double>>& shares, const Study& study,
                  const std::vector<ShareSeries>& series, double damping, Continuation continuation) {
  for (std::size_t city = 0; city < series.size(); ++city) {
    const double trend = trend_of(series[city].share);
    const std::size_t known = series[city].share.size();
    double step = trend, given = 0.0, wanted = 0.0;  // of a year, and added up
    for (std::size_t year = known; year < shares.size(); ++year) {
      step *= damping;
      if (year < study.years()) continue;
      given += step;
      if (continuation == Continuation::undamped) wanted += trend;
      shares[year][city] *= sim::natural_exp(wanted - given);
    }
  }
  for (std::size_t year = study.years(); year < shares.size(); ++year)
    give_rest_the_remainder(shares[year], study.cities_are_all);
}

std::vector<double> draw_total(const std::vector<double>& stated, std::size_t years,
                               std::string_view name, double drift_sd, const Sampler& sampler) {
  std::vector<double> total(stated.begin(),
                            stated.begin() + static_cast<std::ptrdiff_t>(std::min(years, stated.size())));
  while (!stated.empty() && total.size() < years) {
    const auto step = static_cast<std::uint32_t>(total.size() - stated.size() + 1);
    total.push_back(total.back() * sim::natural_exp(drift_sd * sampler.deviations(name, step)));
  }
  return total;
}

}  // namespace

Member draw_member(const Study& study, sim::Year last, const sim::Draws& draws, bool sample,
                   const Belief& belief) {
  const Sampler sampler{study, draws, sample, belief};
  const std::size_t years = static_cast<std::size_t>(last - study.first + 1);
  Member member;
  member.parameters = draw_parameters(study, sampler);
  const Parameters& p = member.parameters;
  const Latents& latents = study.latents;
  member.ln_endowment = draw_latent(latents.endowment, "endowment", {-10.0, 10.0}, 0.0, sampler);
  member.technology = draw_latent(latents.technology, "technology", {0.0, 1.0}, 0.5, sampler);
  member.culture = draw_latent(latents.culture, "culture", {0.0, 1.0}, 0.5, sampler);
  member.amenity = draw_latent(latents.amenity, "amenity", {-20.0, 20.0},
                               p.rest_of_world_appeal, sampler);
  member.growth_advantage =
      draw_latent(latents.growth_advantage, "growth_advantage", {-2.0, 2.0},
                  p.rest_of_world_growth, sampler);

  const std::size_t cities = study.cities.size();
  if (cities > 0) {
    const double mean = std::accumulate(member.amenity.begin(), member.amenity.end() - 1, 0.0) /
                        static_cast<double>(cities);
    for (std::size_t city = 0; city < cities; ++city) member.amenity[city] -= mean;
  }
  member.firm_share =
      draw_shares(study, last, study.firm_share, study.count_innovations, "firm_share",
                  p.trend_damping, sampler);
  member.revenue_share =
      draw_shares(study, last, study.revenue_share, study.revenue_innovations, "revenue_share",
                  p.trend_damping, sampler);
  member.focal_firms =
      draw_total(study.totals.focal_firms, years, "focal_firms", p.firms_drift_sd, sampler);
  member.focal_revenue_usd = draw_total(study.totals.focal_revenue_usd, years, "focal_revenue",
                                        p.revenue_drift_sd, sampler);
  member.listed_firms =
      draw_total(study.totals.listed_firms, years, "listed_firms", 0.0, sampler);
  return member;
}

void continue_trends(Member& member, const Study& study, Continuation continuation) {
  if (continuation == Continuation::damped) return;
  const double damping = member.parameters.trend_damping;
  trade_trends(member.firm_share, study, study.firm_share, damping, continuation);
  trade_trends(member.revenue_share, study, study.revenue_share, damping, continuation);
}

void shift_level(std::vector<std::vector<double>>& shares, std::size_t city, std::size_t from_year,
                 double factor) {
  for (std::size_t year = from_year; year < shares.size(); ++year) {
    const bool cities_are_all = shares[year].back() == 0.0;
    shares[year][city] *= factor;
    give_rest_the_remainder(shares[year], cities_are_all);
  }
}

}  // namespace agglomera::models

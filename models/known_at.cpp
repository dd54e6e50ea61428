#include "models/known_at.hpp"

#include <algorithm>
#include <limits>

#include "models/own_firms.hpp"

namespace agglomera::models {
namespace {

constexpr double unknown_log_sd = 0.7;  // as of shares that are assumed
constexpr double usd_per_firm = 1e8;  // LQs don't depend on it

// The leading years that were known.
template <typename Values>
void cut(Values& values, const std::vector<sim::Year>& known, sim::Year origin) {
  std::size_t end = 0;
  while (end < values.size() && end < known.size() && known[end] <= origin) ++end;
  values.resize(end);
}

void cut_years(std::vector<std::vector<double>>& of_cities, std::size_t years) {
  for (auto& series : of_cities) series.resize(std::min(series.size(), years));
}

void forget(std::vector<Latent>& latents, const Latent& neutral, sim::Year origin) {
  for (Latent& latent : latents)
    if (latent.known > origin) latent = neutral;
}

// Level at the last known value, or at `unknown` where no value was known; as uncertain as was said of
// the values that were known.
void hold_level(ShareSeries& series, sim::Year origin, std::size_t years, double unknown) {
  cut(series.share, series.known, origin);
  cut(series.log_sds, series.known, origin);
  if (!series.log_sds.empty())
    series.log_sd = *std::max_element(series.log_sds.begin(), series.log_sds.end());
  if (series.share.empty()) {
    series.derived = false;
    series.log_sd = unknown_log_sd;
    series.log_sds.clear();
  }
  series.share.assign(years, series.share.empty() ? unknown : series.share.back());
  series.known.assign(years, origin);
}

}  // namespace

Study known_at(const Study& study, sim::Year origin) {
  Study known = study;
  known.last = std::min(study.last, origin);
  const auto years = static_cast<std::size_t>(std::max(1, known.last - study.first + 1));
  for (auto* measure : {&known.observed.lq_count, &known.observed.lq_revenue,
                        &known.observed.revenue_usd})
    cut_years(*measure, years);
  for (std::size_t city = 0; city < known.cities.size(); ++city) {
    hold_level(known.firm_share[city], origin, years, 1.0 / static_cast<double>(known.places()));
    hold_level(known.revenue_share[city], origin, years, known.firm_share[city].share.back());
  }

  WorldTotals& totals = known.totals;
  cut(totals.focal_firms, totals.focal_firms_known, origin);
  cut(totals.listed_firms, totals.listed_firms_known, origin);
  if (totals.focal_firms.empty())
    totals.focal_firms = {20.0 * static_cast<double>(study.places())};
  cut(totals.focal_revenue_usd, totals.focal_revenue_known, origin);
  if (totals.focal_revenue_usd.empty()) {
    totals.focal_revenue_usd = {usd_per_firm * totals.focal_firms.front()};
    for (auto& city : known.observed.revenue_usd)  // would tie a share to a total nobody knows
      std::fill(city.begin(), city.end(), std::numeric_limits<double>::quiet_NaN());
  }

  forget(known.latents.endowment, {0.0, {Scale::linear, 0.8}}, origin);
  forget(known.latents.technology, {0.5, {Scale::logit, 0.8}}, origin);
  forget(known.latents.culture, {0.5, {Scale::logit, 0.8}}, origin);
  for (Latent& latent : known.latents.amenity) latent.usual = 0.0;
  for (Latent& latent : known.latents.growth_advantage) latent.usual = 0.0;
  std::fill(known.governance_score.begin(), known.governance_score.end(), 0.0);
  known.strategies.clear();
  known.own_firms = own_firms_until(study, origin);
  return known;
}

}  // namespace agglomera::models

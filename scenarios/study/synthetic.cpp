#include "scenarios/study/synthetic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <string_view>

#include "scenarios/study/cities_table.hpp"
#include "scenarios/study/complaints.hpp"
#include "scenarios/study/scenario_file.hpp"
#include "scenarios/study/synthetic_places.hpp"
#include "sim/elementary.hpp"
#include "sim/usual_links.hpp"

namespace agglomera::scenarios {
namespace {

using models::Latent;
using models::Scale;

constexpr double cities_share = 0.9;          // of the world's firms
constexpr double zipf_noise = 0.1;            // log sd of a city's size about the law
constexpr double revenue_noise = 0.3;         // log sd of a city's mean firm
constexpr double endowment_sd = 0.4;          // of ln R°
constexpr double coupling_logit_sd = 0.6;     // of technology and culture
constexpr double amenity_sd = 0.2;            // utility
constexpr double growth_sd = 0.01;            // of log revenue a year
constexpr double sector_amenity_sd = 0.3;     // utility
constexpr double sector_revenue_noise = 0.6;  // log sd of a sector's mean firm
constexpr double sector_noise = 0.3;          // log sd of a sector's size
constexpr std::int64_t most_firms = 1'000'000'000;
constexpr std::size_t most_hubs = 8;
constexpr int most_years = 200;

void refuse_bad(const SyntheticWorld& world) {
  Complaints complaints;
  const auto refuse = [&](const char* option, std::string message) {
    complaints.add({option, 0, 0, std::move(message), ""});
  };
  if (world.firms < 1 || world.firms > most_firms)
    refuse("--firms",
           fmt::format("{} is outside its range (from 1 to {})", world.firms, most_firms));
  if (world.cities < 1 || world.cities > most_cities)
    refuse("--cities", fmt::format("{} is outside its range (from 1 to {}: places have 16 bits)",
                                   world.cities, most_cities));
  if (world.sectors < 1 || world.sectors > most_sectors)
    refuse("--sectors",
           fmt::format("{} is outside its range (from 1 to {})", world.sectors, most_sectors));
  else if (world.firms < static_cast<std::int64_t>(world.sectors))
    refuse("--firms", fmt::format("{} are too few for {} sectors (each needs one)", world.firms,
                                  world.sectors));
  if (world.years < 1 || world.years > most_years)
    refuse("--years",
           fmt::format("{} is outside its range (from 1 to {})", world.years, most_years));
  if (world.seed > static_cast<std::uint64_t>(largest_seed))
    refuse("--seed", fmt::format("{} is outside 0 to 2^63 - 1", world.seed));
  if (!complaints.none()) throw sim::InputError(complaints.all());
}

class Builder {
 public:
  explicit Builder(const SyntheticWorld& world) : world_(world), luck_(world.seed) {}

  models::Study build() {
    study_.name = fmt::format("A made-up world of {} {}", world_.cities,
                              world_.cities == 1 ? "city" : "cities");
    study_.name_zh = fmt::format("{} 个城市的虚拟世界", world_.cities);
    study_.first = world_.first;
    study_.last = world_.first + world_.years - 1;
    study_.parameters = models::usual_settings();
    settle_parameters();
    settle_sizes();
    place_cities(study_, luck_);
    study_.hubs.resize(std::clamp<std::size_t>(world_.cities / 4, 1, most_hubs));
    std::iota(study_.hubs.begin(), study_.hubs.end(), sim::PlaceIndex{0});
    study_.links = sim::usual_links(study_.cities, study_.hubs);
    for (sim::Link& link : study_.links) link.length_km = rounded(link.length_km);
    settle_latents();
    settle_totals();
    const std::vector<double> nothing(study_.years(), std::numeric_limits<double>::quiet_NaN());
    const std::vector<std::vector<double>> nowhere(study_.cities.size(), nothing);
    study_.observed = {nowhere, nowhere, nowhere};
    if (world_.sectors > 1) settle_sectors();
    return std::move(study_);
  }

 private:
  void settle_parameters() {
    for (const FixedParameter& fixed : fixed_parameters()) {
      const auto row = models::find_parameter(fixed.name) - models::parameter_table().data();
      models::ParameterSetting& setting = study_.parameters[static_cast<std::size_t>(row)];
      setting.usual = fixed.value;
      setting.prior.sd = 0.0;
    }
  }

  void settle_sizes() {
    std::vector<double> sizes;
    for (std::size_t rank = 1; rank <= world_.cities; ++rank)
      sizes.push_back(sim::natural_exp(zipf_noise * luck_.normal(city_id(rank), "size")) /
                      static_cast<double>(rank));
    std::sort(sizes.begin(), sizes.end(), std::greater<>());
    const double all = std::accumulate(sizes.begin(), sizes.end(), 0.0);
    std::vector<double> revenues;
    for (std::size_t rank = 1; rank <= world_.cities; ++rank) {
      double& size = sizes[rank - 1];
      size *= cities_share / all;
      revenues.push_back(size *
                         sim::natural_exp(revenue_noise * luck_.normal(city_id(rank), "revenue")));
    }
    const double world = std::accumulate(revenues.begin(), revenues.end(), 1.0 - cities_share);
    for (std::size_t city = 0; city < world_.cities; ++city) {
      study_.firm_share.push_back(level(rounded(sizes[city])));
      study_.revenue_share.push_back(level(rounded(revenues[city] / world)));
    }
  }

  // Of the first year; it goes on level, for one year has no trend.
  models::ShareSeries level(double share) const {
    return {{share}, {study_.first}, 0.0, false, {0.0}};
  }

  std::vector<sim::Year> known_years() const {
    std::vector<sim::Year> years(study_.years());
    std::iota(years.begin(), years.end(), study_.first);
    return years;
  }

  void settle_latents() {
    models::Latents& latents = study_.latents;
    for (const sim::City& city : study_.cities) {
      const auto drawn = [&](std::string_view what, double sd) {
        return sd * luck_.normal(city.id, what);
      };
      const auto share = [&](std::string_view what) {
        return 1.0 / (1.0 + sim::natural_exp(-drawn(what, coupling_logit_sd)));
      };
      // R° is what the files hold, its logarithm what the model does
      const double endowment = rounded(sim::natural_exp(drawn("endowment", endowment_sd)));
      latents.endowment.push_back(sure(sim::natural_log(endowment), Scale::linear));
      latents.technology.push_back(sure(rounded(share("technology")), Scale::logit));
      latents.culture.push_back(sure(rounded(share("culture")), Scale::logit));
      latents.amenity.push_back(sure(rounded(drawn("amenity", amenity_sd)), Scale::linear));
      latents.growth_advantage.push_back(sure(rounded(drawn("growth", growth_sd)), Scale::linear));
    }
  }

  Latent sure(double value, Scale scale) const { return {value, {scale, 0.0}, false, study_.last}; }

  void settle_totals() {
    const auto firms = static_cast<double>(world_.firms);
    const auto every_year = [&](double value) {
      return std::vector<double>(study_.years(), value);
    };
    study_.totals = {every_year(firms), every_year(firms * mean_revenue_usd),
                     every_year(firms), known_years(),
                     known_years(),     known_years()};
  }

  void settle_sectors() {
    const std::vector<std::int64_t> firms = sector_sizes();
    std::vector<double> revenues;
    for (std::size_t sector = 0; sector < firms.size(); ++sector)
      revenues.push_back(
          static_cast<double>(firms[sector]) *
          sim::natural_exp(sector_revenue_noise * luck_.normal(sector_id(sector + 1), "revenue")));
    const double all = std::accumulate(revenues.begin(), revenues.end(), 0.0);
    const double world = study_.totals.focal_revenue_usd.front();
    for (std::size_t sector = 0; sector < firms.size(); ++sector) {
      models::Sector made{sector_id(sector + 1),
                          fmt::format("Sector {}", sector + 1),
                          fmt::format("行业 {}", sector + 1),
                          {},
                          {},
                          {}};
      made.firms.assign(study_.years(), static_cast<double>(firms[sector]));
      made.revenue_usd.assign(study_.years(), rounded(world * revenues[sector] / all));
      for (const sim::City& city : study_.cities)
        made.amenity.push_back(
            rounded(sector_amenity_sd * luck_.normal(city.id, "amenity of " + made.id)));
      study_.sectors.push_back(std::move(made));
    }
    const auto& sectors = study_.sectors;
    study_.totals.focal_revenue_usd.assign(
        study_.years(), std::accumulate(sectors.begin(), sectors.end(), 0.0,
                                        [](double sum, const models::Sector& sector) {
                                          return sum + sector.revenue_usd.front();
                                        }));
  }

  // Whole firms, one at least in each sector, that add up to the world's.
  std::vector<std::int64_t> sector_sizes() const {
    std::vector<double> weights;
    for (std::size_t sector = 1; sector <= world_.sectors; ++sector)
      weights.push_back(sim::natural_exp(sector_noise * luck_.normal(sector_id(sector), "size")) /
                        std::sqrt(static_cast<double>(sector)));
    std::sort(weights.begin(), weights.end(), std::greater<>());
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    const std::int64_t to_share = world_.firms - static_cast<std::int64_t>(world_.sectors);
    std::vector<std::int64_t> firms;
    for (const double weight : weights)
      firms.push_back(1 + static_cast<std::int64_t>(static_cast<double>(to_share) * weight / all));
    firms.front() += world_.firms - std::accumulate(firms.begin(), firms.end(), std::int64_t{0});
    return firms;
  }

  const SyntheticWorld& world_;
  const MadeUpLuck luck_;
  models::Study study_;
};

}  // namespace

const std::vector<FixedParameter>& fixed_parameters() {
  static const std::vector<FixedParameter> fixed = {{"half_life_km", 350.0},
                                                    {"unobserved_lq_log_sd", 0.2}};
  return fixed;
}

std::string in_words(const SyntheticWorld& world) {
  std::string words = fmt::format("{} firm{} in {} {}", world.firms, world.firms == 1 ? "" : "s",
                                  world.cities, world.cities == 1 ? "city" : "cities");
  if (world.sectors > 1) words += fmt::format(" and {} sectors", world.sectors);
  return words;
}

models::Study synthetic_study(const SyntheticWorld& world) {
  refuse_bad(world);
  return Builder(world).build();
}

}  // namespace agglomera::scenarios

#include "scenarios/experiments/sectors_run.hpp"

#include "models/economy.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

// By place; of all sectors together.
struct Sums {
  std::vector<std::int64_t> firms, revenue_usd;
};

void record(const models::Economy& economy, const Scenario& scenario, int member, Ensemble& ensemble) {
  const std::size_t places = ensemble.places, years = ensemble.years;
  const auto year = static_cast<std::size_t>(economy.year() - scenario.first);
  const auto sectors = economy.sectors();
  SectorSeries& of_sectors = ensemble.sectors.front();
  Sums all{std::vector<std::int64_t>(places, 0), std::vector<std::int64_t>(places, 0)};
  for (std::size_t s = 0; s < sectors.size(); ++s) {
    const models::Census& census = sectors[s].world.census;
    for (std::size_t place = 0; place < places; ++place) {
      const std::size_t at =
          ((static_cast<std::size_t>(member) * sectors.size() + s) * places + place) * years + year;
      of_sectors.firms[at] = static_cast<std::int32_t>(census.focal_firms[place]);
      of_sectors.revenue_usd[at] = static_cast<double>(census.focal_revenue_usd[place]);
      all.firms[place] += census.focal_firms[place];
      all.revenue_usd[place] += census.focal_revenue_usd[place];
    }
  }
  const models::Member& drawn = ensemble.drawn[static_cast<std::size_t>(member)];
  const auto counts = models::location_quotients(all.firms, drawn.firm_share[year]);
  const auto revenues = models::location_quotients(all.revenue_usd, drawn.revenue_share[year]);
  Series& series = ensemble.series.front();
  for (std::size_t place = 0; place < places; ++place) {
    const std::size_t at = ensemble.at(member, place, year);
    series.lq_count[at] = counts[place];
    series.lq_revenue[at] = revenues[place];
    series.firms[at] = static_cast<std::int32_t>(all.firms[place]);
    series.revenue_usd[at] = static_cast<double>(all.revenue_usd[place]);
  }
}

}  // namespace

void run_sectors(const Scenario& scenario, const std::vector<models::Lever>& levers,
                 const sim::Distances& distances, int member, Ensemble& ensemble) {
  const models::Belief belief = scenario.posterior
                                    ? scenario.posterior->belief(static_cast<std::size_t>(member))
                                    : models::Belief{};
  const auto replicate = static_cast<std::uint32_t>(member);
  ensemble.drawn[static_cast<std::size_t>(member)] =
      models::draw_member(*scenario.study, scenario.last, sim::Draws(scenario.seed, replicate),
                          scenario.sample_priors, belief);
  models::Economy economy(*scenario.study, scenario.last, {scenario.seed, replicate},
                          {scenario.sample_priors, belief}, scenario.mechanisms, distances);
  record(economy, scenario, member, ensemble);
  while (economy.year() < scenario.last) {
    economy.pass_year(levers);
    record(economy, scenario, member, ensemble);
  }
}

SectorSeries empty_sector_series(const Scenario& scenario) {
  const std::size_t size = static_cast<std::size_t>(scenario.members) * scenario.study->sectors.size() *
                           scenario.study->places() *
                           static_cast<std::size_t>(scenario.last - scenario.first + 1);
  return {{}, {}, std::vector<std::int32_t>(size, -1), std::vector<double>(size, missing)};
}

}  // namespace agglomera::scenarios

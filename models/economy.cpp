#include "models/economy.hpp"

#include "models/initial_state.hpp"

namespace agglomera::models {
namespace {

std::vector<double> as_shares(const std::vector<std::int64_t>& sums) {
  std::int64_t all = 0;
  for (const std::int64_t sum : sums) all += sum;
  std::vector<double> shares;
  for (const std::int64_t sum : sums)
    shares.push_back(all > 0 ? static_cast<double>(sum) / static_cast<double>(all) : 0.0);
  return shares;
}

}  // namespace

Study of_sector(const Study& study, const Sector& sector) {
  Study seen = study;
  seen.sectors.clear();
  seen.totals.focal_firms = sector.firms;
  seen.totals.focal_revenue_usd = sector.revenue_usd;
  for (std::size_t city = 0; city < sector.amenity.size(); ++city)
    seen.latents.amenity[city].usual += sector.amenity[city];
  return seen;
}

Economy::Economy(const Study& study, sim::Year last, Luck luck, const Uncertainty& uncertainty,
                 const Mechanisms& mechanisms, const sim::Distances& distances) {
  const sim::Draws common(luck.seed, luck.replicate);
  for (const Sector& sector : study.sectors) {
    auto seen = std::make_unique<const Study>(of_sector(study, sector));
    Model model =
        make_model(*seen, draw_member(*seen, last, common, uncertainty.sample, uncertainty.belief),
                   mechanisms, Background::shares, distances);
    const sim::Draws draws(luck.seed, luck.replicate, sim::name_key(sector.id));
    World world = initial_world(model, draws);
    sectors_.push_back({std::move(seen), std::move(model), draws, std::move(world)});
  }
  count_base(year());
}

EconomyShares Economy::shares() const {
  const std::size_t places = sectors_.front().study->places();
  std::vector<std::int64_t> firms(places, 0), revenue(places, 0);
  for (const SectorWorld& sector : sectors_)
    for (std::size_t place = 0; place < places; ++place) {
      firms[place] += sector.world.census.focal_firms[place];
      revenue[place] += sector.world.census.focal_revenue_usd[place];
    }
  return {as_shares(firms), as_shares(revenue)};
}

void Economy::count_base(sim::Year year) {
  const EconomyShares now = shares();
  for (SectorWorld& sector : sectors_) {
    const std::size_t at = sector.model.year_index(year);
    sector.model.member.firm_share[at] = now.firms;
    sector.model.member.revenue_share[at] = now.revenue;
  }
}

void Economy::pass_year(std::span<const Lever> levers) {
  const sim::Year next = year() + 1;
  count_base(next);
  for (SectorWorld& sector : sectors_)
    models::pass_year(sector.model, levers, sector.draws, sector.world);
  count_base(next);
}

}  // namespace agglomera::models

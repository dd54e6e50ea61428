#include "models/entry.hpp"

#include "sim/elementary.hpp"

namespace agglomera::models {

Entrant Entry::operator()(std::uint32_t number, const Nests& nests, const Market& market,
                          const sim::Draws& draws) const {
  const sim::FirmId firm{number, static_cast<std::int16_t>(market.year)};
  sim::PlaceIndex place = sim::no_place;
  if (draws.firm(firm, market.year, sim::Purpose::entry).uniform() < spin_off_share)
    place = race(market.firms_by_place, nests.place_keys, firm, market.year, sim::Purpose::spin_off,
                 draws);
  if (place == sim::no_place) place = market.entry_choice(firm, market.year, draws);
  const double z = draws.firm(firm, market.year, sim::Purpose::entrant_size).normal();
  const double log_mean = market.usual_log_revenue[place] + sim::natural_log(size);
  return {firm, place, sim::Sector::focal,
          sim::LogRevenue::of_log_usd(log_mean - 0.5 * size_log_sd * size_log_sd +
                                      size_log_sd * z)};
}

}  // namespace agglomera::models

#include "models/acquisition.hpp"

#include <algorithm>

namespace agglomera::models {

sim::Slot Acquisition::operator()(sim::FirmId target, double offered, const Nests& nests,
                                  const Market& market, const sim::Draws& draws) const {
  if (offered >= rate) return no_buyer;
  const sim::PlaceIndex city = race(market.revenue_by_place, nests.place_keys, target, market.year,
                                    sim::Purpose::acquisition, draws);
  if (city == sim::no_place) return no_buyer;
  const BuyerList& buyers = market.buyers;
  const auto first = buyers.revenue_up_to.begin() + buyers.first[city];
  const auto end = buyers.revenue_up_to.begin() + buyers.first[city + 1];
  const double at = draws.firm(target, market.year, sim::Purpose::acquisition).uniform(1) *
                    static_cast<double>(*(end - 1));
  const auto found = std::upper_bound(
      first, end, at, [](double x, std::int64_t up_to) { return x < static_cast<double>(up_to); });
  return buyers.slots[static_cast<std::size_t>(std::min(found, end - 1) - buyers.revenue_up_to.begin())];
}

}  // namespace agglomera::models

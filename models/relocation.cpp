#include "models/relocation.hpp"

#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

bool crosses_border(const Study& study, sim::PlaceIndex from, sim::PlaceIndex to) {
  const sim::PlaceIndex rest = study.rest_of_world();
  return from == rest || to == rest || study.cities[from].country != study.cities[to].country;
}

}  // namespace

sim::PlaceIndex Relocation::operator()(sim::FirmId firm, sim::PlaceIndex home, sim::LogRevenue size,
                                       double considers, const Study& study, const Nests& nests,
                                       const Market& market, const sim::Draws& draws) const {
  if (considers >= rate) return sim::no_place;
  const sim::PlaceIndex there = market.choice(firm, market.year, draws);
  if (there == home || there == sim::no_place) return sim::no_place;
  const sim::Draw obstacles =
      draws.firm(firm, market.year, sim::Purpose::moving_barrier, nests.place_keys[there]);
  if (crosses_border(study, home, there) &&
      obstacles.uniform(0) < border_barrier * (1.0 - market.barrier_removed[there]))
    return sim::no_place;
  if (size_log_sd > 0.0) {
    const double here = (size.log_usd() - market.usual_log_revenue[home]) / size_log_sd + 0.5 * size_log_sd;
    const double gone = (size.log_usd() - market.usual_log_revenue[there]) / size_log_sd + 0.5 * size_log_sd;
    if (obstacles.uniform(1) >= sim::natural_exp(0.5 * (here * here - gone * gone)))
      return sim::no_place;
  }
  return there;
}

}  // namespace agglomera::models

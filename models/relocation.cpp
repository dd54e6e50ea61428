#include "models/relocation.hpp"

#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

bool crosses_border(const Study& study, sim::PlaceIndex from, sim::PlaceIndex to) {
  const sim::PlaceIndex rest = study.rest_of_world();
  return from == rest || to == rest || study.cities[from].country != study.cities[to].country;
}

}  // namespace

bool Relocation::operator()(sim::FirmId firm, sim::PlaceIndex home, sim::LogRevenue size,
                            sim::PlaceIndex there, const Model& model, const Market& market,
                            const sim::Draws& draws) const {
  if (there == home || there == sim::no_place) return false;
  const sim::Draw obstacles =
      draws.firm(firm, market.year, sim::Purpose::moving_barrier, model.nests.place_keys[there]);
  if (crosses_border(*model.study, home, there) &&
      obstacles.uniform(0) < border_barrier * (1.0 - market.barrier_removed[there]))
    return false;
  if (!(size_log_sd > 0.0)) return true;
  const auto deviation = [&](sim::PlaceIndex place) {
    return (size.log_usd() - market.usual_log_revenue[place]) / size_log_sd + 0.5 * size_log_sd;
  };
  const double here = deviation(home), gone = deviation(there);
  return obstacles.uniform(1) < sim::natural_exp(0.5 * (here * here - gone * gone));
}

}  // namespace agglomera::models

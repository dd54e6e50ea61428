#include "scenarios/experiments/forward.hpp"

#include "models/conditioning.hpp"
#include "models/initial_state.hpp"
#include "models/year.hpp"

namespace agglomera::scenarios {
namespace {

void note(const models::Model& model, const models::World& world, Told& told) {
  told.lq_count.push_back(models::location_quotients(
      world.census.focal_firms, models::firm_shares(model, world, world.year)));
  told.lq_revenue.push_back(models::location_quotients(
      world.census.focal_revenue_usd, models::revenue_shares(model, world, world.year)));
  told.revenue_usd.emplace_back(world.census.focal_revenue_usd.begin(),
                                world.census.focal_revenue_usd.end());
}

}  // namespace

Told tell(const Forward& forward, const models::Belief& belief, const sim::Draws& draws) {
  const models::Study& study = *forward.study;
  models::Model model = models::make_model(
      study, models::draw_member(study, forward.last, draws, forward.sample_others, belief),
      forward.mechanisms, forward.background, *forward.distances);
  models::World world = models::initial_world(model, draws);
  Told told;
  note(model, world, told);
  while (world.year < forward.last) {
    models::pass_year(model, {}, draws, world);
    note(model, world, told);
    if (forward.course == Course::one_year_ahead && world.year <= study.last)
      models::condition(model, draws, world);
  }
  return told;
}

}  // namespace agglomera::scenarios

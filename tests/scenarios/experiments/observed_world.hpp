// The small world of the models' tests as a scenario, observed in every year, everything known in the
// year it is of: what learning and forecasting are tried on.
#pragma once

#include <memory>

#include "scenarios/study/scenario.hpp"
#include "tests/models/small_world.hpp"

namespace agglomera::scenarios {

inline models::Study observed_world() {
  models::Study study = tests::small_study(300.0);
  std::vector<sim::Year> at_once;
  for (sim::Year year = study.first; year <= study.last; ++year) at_once.push_back(year);
  for (auto* all : {&study.firm_share, &study.revenue_share})
    for (models::ShareSeries& series : *all) {
      series.known = at_once;
      series.log_sd = 0.2;
    }
  study.totals.focal_firms_known = at_once;
  study.totals.focal_revenue_known = at_once;
  study.totals.listed_firms_known = at_once;
  for (auto* all : {&study.latents.amenity, &study.latents.growth_advantage})
    for (models::Latent& latent : *all) latent.prior = {models::Scale::linear, 0.3};
  const double wobble[] = {0.0, 0.1, -0.1, 0.05, 0.2, -0.05, 0.0, 0.15, -0.1, 0.1};
  for (std::size_t year = 0; year < study.years(); ++year)
    for (std::size_t city = 0; city < 5; ++city) {  // ford is never observed
      const double own = 0.6 + 0.3 * static_cast<double>(city);
      study.observed.lq_count[city][year] = own + wobble[(year + 3 * city) % 10];
      study.observed.lq_revenue[city][year] = own + wobble[(year + 7 * city) % 10];
    }
  study.observed.lq_count[tests::cove][0] = tests::missing;
  study.observed.lq_revenue[tests::elm][4] = tests::missing;
  return study;
}

inline Scenario scenario_of(models::Study study) {
  Scenario scenario;
  scenario.name = "made up";
  scenario.first = study.first;
  scenario.last = study.last;
  scenario.members = 20;
  scenario.seed = 5;
  scenario.study = std::make_shared<const models::Study>(std::move(study));
  return scenario;
}

}  // namespace agglomera::scenarios

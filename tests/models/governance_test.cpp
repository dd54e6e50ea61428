#include "models/governance.hpp"

#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

Study study_with_appeals() {
  Study study = small_study();
  set_parameter(study, "coordinated_appeal", 0.3);
  set_parameter(study, "mixed_appeal", -0.2);
  set_parameter(study, "governance_quality", 0.1);
  set_parameter(study, "strategy_scale", 2.0);
  return study;
}

std::vector<double> appeal_in(const Study& study, sim::Year year) {
  return governance_appeal(study, usual_parameters(study.parameters), year);
}

TEST(GovernanceAppeal, adds_regime_score_and_strategies_by_hand) {
  const Study study = study_with_appeals();
  const auto before = appeal_in(study, 2011);
  EXPECT_DOUBLE_EQ(before[avalon], 0.1);        // market-led, score 1
  EXPECT_DOUBLE_EQ(before[cove], -0.2 + 0.05);  // mixed, ½
  EXPECT_DOUBLE_EQ(before[elm], 0.3 - 0.05);    // coordinated, −½
  EXPECT_DOUBLE_EQ(before[ford], 0.3 - 0.15);
  EXPECT_EQ(before[rest], 0.0);
  const auto during = appeal_in(study, 2013);  // second of four years: 2·0.2·2/4
  EXPECT_DOUBLE_EQ(during[elm] - before[elm], 0.2);
  EXPECT_DOUBLE_EQ(during[dale] - before[dale], 0.2);
  EXPECT_EQ(during[ford], before[ford]);  // another country
  EXPECT_EQ(during[avalon], before[avalon]);
}

TEST(GovernanceAppeal, of_a_strategy_ramps_up_from_its_first_year_and_stays) {
  const Study study = study_with_appeals();
  const double none = appeal_in(study, 2011)[elm];
  const double shares[] = {0.25, 0.5, 0.75, 1.0, 1.0, 1.0};
  for (int i = 0; i < 6; ++i)
    EXPECT_NEAR(appeal_in(study, 2012 + i)[elm] - none, 0.4 * shares[i], 1e-15) << 2012 + i;
}

TEST(GovernanceAppeal, changes_only_at_dated_strategies) {
  const Study study = study_with_appeals();
  for (sim::Year year = 2009; year <= 2025; ++year)
    for (std::size_t place = 0; place < study.places(); ++place)
      if (year < 2012 || year > 2015 || (place != dale && place != elm)) {
        EXPECT_EQ(appeal_in(study, year)[place], appeal_in(study, year - 1)[place]) << year;
      }
}

TEST(GovernanceAppeal, takes_a_strategy_without_a_ramp_at_once) {
  Study study = study_with_appeals();
  study.strategies[0].ramp_years = 0;
  EXPECT_NEAR(appeal_in(study, 2012)[elm] - appeal_in(study, 2011)[elm], 0.4, 1e-15);
}

}  // namespace
}  // namespace agglomera::tests

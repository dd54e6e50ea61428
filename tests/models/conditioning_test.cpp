#include "models/conditioning.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

// Cove had firms and has none any more; elm is not observed.
Study observed_study(double log_sd) {
  Study study = small_study(1000.0);
  for (auto& series : study.firm_share) series.log_sd = log_sd;
  const double count[] = {1.37, 0.41, 0.0, 1.25, missing, 2.4};
  const double revenue[] = {2.2, 0.3, 0.0, 1.2, missing, 0.05};
  for (std::size_t city = 0; city < 6; ++city) {
    study.observed.lq_count[city][9] = count[city];
    study.observed.lq_revenue[city][9] = revenue[city];
  }
  return study;
}

Start run_to_the_last_year(const Study& study, std::uint32_t member = 0) {
  Start start(study, {.draws = Draws(8, member), .sample = true, .last = 2020});
  start.run_until(2017);
  return start;
}

TEST(Condition, makes_the_lqs_of_the_last_year_those_observed) {
  const Study study = observed_study(0.1);
  for (std::uint32_t member = 0; member < 20; ++member) {
    Start start = run_to_the_last_year(study, member);
    condition(start.model, start.draws, start.world);
    const auto count = lq_count(start.model, start.world),
               revenue = lq_revenue(start.model, start.world);
    for (const PlaceIndex city : {avalon, brook, dale, ford}) {
      EXPECT_NEAR(count[city], study.observed.lq_count[city][9], 1e-9) << city;
      EXPECT_NEAR(revenue[city] / study.observed.lq_revenue[city][9], 1.0, 1e-5) << city;
    }
    EXPECT_EQ(start.world.census.focal_firms[cove], 0);
    EXPECT_EQ(start.world.census.total_focal_firms(), 1000);
  }
}

TEST(Condition, leaves_a_city_nobody_observed_with_its_firms) {
  const Study study = observed_study(0.1);
  Start start = run_to_the_last_year(study);
  const auto before = focal_firms_of(start.world);
  condition(start.model, start.draws, start.world);
  std::set<FirmId> was, is;
  for (const auto& [firm, where] : before)
    if (where.place == elm) was.insert(firm);
  for (const auto& [firm, where] : focal_firms_of(start.world))
    if (where.place == elm) is.insert(firm);
  EXPECT_EQ(is, was);
  EXPECT_FALSE(is.empty());
}

TEST(Condition, keeps_firms_of_the_city_or_copies_them) {
  const Study study = observed_study(0.0);
  Start start = run_to_the_last_year(study);
  const auto before = focal_firms_of(start.world);
  condition(start.model, start.draws, start.world);
  int kept = 0, copies = 0;
  for (const auto& [firm, where] : focal_firms_of(start.world)) {
    const auto found = before.find(firm);
    if (found == before.end()) {
      ++copies;
      EXPECT_EQ(firm.founded, 2017);
    } else {
      ++kept;
      EXPECT_EQ(found->second.place, where.place);
    }
  }
  EXPECT_GT(kept, 300);
  EXPECT_GT(copies, 20);
}

TEST(Condition, ties_the_background_from_the_last_year_on_and_not_before) {
  const Study study = observed_study(0.1);
  Start start = run_to_the_last_year(study);
  const auto before = start.model.member.firm_share;
  condition(start.model, start.draws, start.world);
  const auto& after = start.model.member.firm_share;
  for (std::size_t year = 0; year < 9; ++year) EXPECT_EQ(after[year], before[year]);
  const double n = static_cast<double>(start.world.census.focal_firms[dale]);
  EXPECT_NEAR(after[9][dale], n / (1.25 * 1000.0), 1e-12);
  EXPECT_NEAR(after[12][dale] / after[9][dale], before[12][dale] / before[9][dale], 1e-12);
}

TEST(Condition, a_second_time_changes_nothing_where_the_background_is_sure) {
  const Study study = observed_study(0.0);
  Start start = run_to_the_last_year(study);
  condition(start.model, start.draws, start.world);
  const auto hash = sim::state_hash(start.world.firms);
  condition(start.model, start.draws, start.world);
  EXPECT_EQ(sim::state_hash(start.world.firms), hash);
}

TEST(Condition, settles_background_agents_anew_at_the_level_of_the_background) {
  Study study = observed_study(0.2);
  set_totals(study, 1000.0, 100000.0);
  const std::vector<double> observed = {1.37, 0.41, 0.0, 1.25, missing, 2.4};
  for (std::uint32_t member = 0; member < 3; ++member) {
    Start start(study,
                {.background = Background::agents, .draws = Draws(8, member), .sample = true});
    start.run_until(2017);
    condition(start.model, start.draws, start.world);
    const auto count = lq_count(start.model, start.world);
    for (const PlaceIndex city : {avalon, brook, dale, ford})
      EXPECT_NEAR(count[city] / observed[city], 1.0, 0.08) << city;
  }
}

// How far the level of dale's background moves, over members: sd of the log.
double movement_of_level(const Study& study) {
  double sum = 0.0, squares = 0.0;
  constexpr int members = 60;
  for (std::uint32_t member = 0; member < members; ++member) {
    Start start = run_to_the_last_year(study, member);
    const double before = start.model.member.firm_share[9][dale];
    condition(start.model, start.draws, start.world);
    const double moved = std::log(start.model.member.firm_share[9][dale] / before);
    sum += moved, squares += moved * moved;
  }
  return std::sqrt(squares / members - sum * sum / (members * members));
}

TEST(Condition, moves_the_level_of_a_city_little_that_an_earlier_count_has_tied) {
  Study study = observed_study(0.4);
  const double free = movement_of_level(study);
  EXPECT_GT(free, 0.25);
  study.observed.lq_count[dale][8] = 0.0;  // ties nothing
  EXPECT_EQ(movement_of_level(study), free);
  study.observed.lq_count[dale][8] = 1.3;
  EXPECT_NEAR(movement_of_level(study), 0.05, 0.015);
}

TEST(Condition, leaves_ids_sound_for_the_years_after) {
  const Study study = observed_study(0.1);
  Start start(study, {.background = Background::agents, .sample = true, .last = 2020});
  start.run_until(2017);
  condition(start.model, start.draws, start.world);
  condition(start.model, start.draws, start.world);  // though once is enough
  start.run_until(2020);
  const auto firms = static_cast<std::size_t>(start.world.firms.count());
  EXPECT_EQ(focal_firms_of(start.world).size(), firms);
  EXPECT_EQ(whereabouts_of(start.world.background).size(),
            static_cast<std::size_t>(start.world.background.count()));
}

}  // namespace
}  // namespace agglomera::tests

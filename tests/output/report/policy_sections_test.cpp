#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "output/report/headlines/headlines.hpp"
#include "output/report/reading/policies.hpp"
#include "output/report/sections/sections.hpp"
#include "sample_policy.hpp"

namespace agglomera::output::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr int failed = -99;

// Keeps what a sheet refers to.
struct Opened {
  ResultFile file;
  Gazetteer places;
  Sheet sheet;
  explicit Opened(ResultFile result)
      : file(std::move(result)), places(), sheet(file, "policy.h5", (places.read(file), places)) {}
};

std::string details(const Headline& headline) {
  std::string all;
  for (const Text& detail : headline.details) all += detail.en + " ";
  return all;
}

TEST(PolicyHeadline, says_who_gains_and_whom_it_costs) {
  const Opened opened(policy_of({{1, 2, 3, 2}}));
  const Headline headline = policy_headline(opened.sheet);
  EXPECT_THAT(headline.question.en, HasSubstr("Policy 1"));
  // Quantiles of 1, 2, 2, 3: 1.15 and 2.85.
  EXPECT_THAT(
      headline.answer.en,
      HasSubstr("By 2018 Beijing would have 2 firms more (90 % interval +1 to +3): a gain in at "
                "least 95 % of the members."));
  EXPECT_THAT(details(headline), HasSubstr("Most is lost by Hefei: 1 firm fewer"));
  EXPECT_THAT(headline.answer.zh, HasSubstr("北京"));
  ASSERT_EQ(headline.charts.size(), 1u);
  EXPECT_THAT(english_in(headline.charts[0].table, "row"), ElementsAre("Beijing", "Hefei *"));
  EXPECT_THAT(numbers_in(headline.charts[0].table, "mean"), ElementsAre(2, -1));
}

TEST(PolicyHeadline, claims_no_effect_within_the_monte_carlo_error) {
  const Opened opened(policy_of({{3, -3, 2, -1}}));
  EXPECT_THAT(policy_headline(opened.sheet).answer.en,
              HasSubstr("no effect that can be told from zero"));
}

TEST(PolicyHeadline, leaves_failed_runs_out) {
  const Opened opened(policy_of({{2, failed, 2, 2}}));
  EXPECT_THAT(policy_headline(opened.sheet).answer.en,
              HasSubstr("2 firms more (90 % interval +2 to +2)"));
}

TEST(PolicyHeadline, of_several_names_the_best_and_whether_its_lead_can_be_told) {
  const Opened apart(policy_of({{1, 1, 1, 1}, {4, 5, 4, 5}}));
  EXPECT_THAT(policy_headline(apart.sheet).answer.en, HasSubstr("“Policy 2” gains most"));
  EXPECT_THAT(details(policy_headline(apart.sheet)),
              HasSubstr("ahead of the next, “Policy 1”, in at least 95 %"));
  const Opened alike(policy_of({{4, 3, 5, 4}, {3, 5, 4, 5}}));
  EXPECT_THAT(details(policy_headline(alike.sheet)),
              HasSubstr("Whether it is ahead of the next, “Policy 1”, cannot be told."));
  const Opened neither(policy_of({{1, -1, 1, -1}, {0, 0, 0, 0}}));
  EXPECT_THAT(policy_headline(neither.sheet).answer.en, HasSubstr("None of the 2 policies"));
}

TEST(PolicyHeadline, says_in_how_many_members_there_is_more) {
  const Opened opened(policy_of({{3, -3, 2, 0}}));
  EXPECT_THAT(policy_headline(opened.sheet).answer.en,
              HasSubstr("(more in 50 %, fewer in 25 %, the same in 25 % of the members)"));
}

TEST(PolicyHeadline, of_several_says_what_the_world_gains) {
  const Opened opened(policy_of({{1, 1, 1, 1}, {4, 5, 4, 5}}));
  // 4.5 in Beijing less 1 in Hefei.
  EXPECT_THAT(details(policy_headline(opened.sheet)), HasSubstr("The world’s net: +3.5 firms"));
}

TEST(PolicyCharts, show_the_best_policy_first) {
  ResultFile file = policy_of({{1, 1, 1, 1}, {4, 5, 4, 5}});
  file.groups.push_back(distance_group(0.25, 0));
  const Opened opened(std::move(file));
  EXPECT_EQ(best_of(opened.sheet, policies_of(opened.sheet)), 1u);
  for (const auto write : {policy_effects, both_worlds, effect_by_distance})
    for (const Chart& chart : write(opened.sheet).charts) {
      ASSERT_EQ(chart.controls.at(0).name, "policy");
      EXPECT_EQ(chart.controls[0].at, 1) << chart.id;
    }
}

TEST(PolicyEffects, tell_the_shares_of_the_members_with_more_and_fewer) {
  const Opened opened(policy_of({{1, 2, -3, 0}}));
  const Table table = policy_effects(opened.sheet).charts.at(0).table;
  const auto shares = english_in(table, "shares");
  EXPECT_EQ(shares.at(1), "50 / 25 %");  // Beijing's firms in 2018
  EXPECT_EQ(shares.at(0), "0 / 0 %");    // in 2017 nothing has changed
}

TEST(PolicyEffects, hold_each_city_measure_and_year_and_mark_the_unobserved) {
  const Opened opened(policy_of({{1, 2, 3, 2}}));
  const Section section = policy_effects(opened.sheet);
  ASSERT_FALSE(section.charts.empty());
  const Table& table = section.charts[0].table;
  EXPECT_EQ(table.rows(), 2u * 2 * 2);  // two moved cities, two measures, two years
  EXPECT_THAT(english_in(table, "measure_title")[0], "Firms");
  EXPECT_THAT(english_in(table, "row")[2], "Hefei *");
  EXPECT_EQ(numbers_in(table, "mean")[1], 2);
  EXPECT_THAT(section.warnings.front().en, HasSubstr("too few for a band"));
}

TEST(PolicyEffects, keep_their_axis_while_the_year_is_turned) {
  const Opened opened(policy_of({{1, 2, 3, 2}}));
  const Section section = policy_effects(opened.sheet);
  const Chart& chart = section.charts.at(0);
  ASSERT_EQ(chart.controls.at(0).name, "measure");
  EXPECT_EQ(chart.controls[0].options.at(0).sets["axis_low"], -1);  // Hefei's firms in 2018
  EXPECT_EQ(chart.controls[0].options[0].sets["axis_high"], 2);     // Beijing's
  EXPECT_EQ(chart.controls[0].options.at(1).sets["axis_low"], -0.1);
}

TEST(PolicyEffects, of_several_policies_are_of_the_last_year_alone) {
  const Opened opened(policy_of({{1, 2, 3, 2}, {1, 1, 1, 1}}));
  const Table table = policy_effects(opened.sheet).charts.at(0).table;
  for (const double year : numbers_in(table, "year")) EXPECT_EQ(year, 2018);
}

TEST(EffectByDistance, leaves_empty_bands_out_and_says_where_siphoning_wins) {
  ResultFile file = policy_of({{1, 2, 3, 2}});
  file.groups.push_back(distance_group(0.25, 0));
  const Opened opened(std::move(file));
  const Section section = effect_by_distance(opened.sheet);
  EXPECT_THAT(
      section.says.at(0).en,
      HasSubstr(
          "In 25 % of the members siphoning outweighs spillover in numbers of firms beyond 69 km"));
  EXPECT_THAT(section.says.at(0).en, HasSubstr("Mostly nowhere: in 75 % of the members"));
  EXPECT_THAT(numbers_in(section.charts.at(0).table, "mean"),
              ElementsAre(0.125, -0.25, 0.125, 0, 0, 0));
  EXPECT_EQ(english_in(section.charts[0].table, "row").back(), "from 2500 km");
}

TEST(EffectByDistance, says_so_where_no_distance_was_found) {
  ResultFile file = policy_of({{1, 2, 3, 2}});
  file.groups.push_back(distance_group(0, 0));
  const Opened opened(std::move(file));
  EXPECT_THAT(effect_by_distance(opened.sheet).says.at(0).en, HasSubstr("Nowhere: in no member"));
}

TEST(BothWorlds, draw_the_difference_of_pairs_beside_the_two_worlds) {
  const Opened opened(policy_of({{1, 2, failed, 2}}));
  const Section section = both_worlds(opened.sheet);
  ASSERT_EQ(section.charts.size(), 2u);
  const Table& difference = section.charts[1].table;
  const auto cities = english_in(difference, "city");
  for (std::size_t row = 0; row < difference.rows(); ++row)
    if (cities[row] == "Beijing" && english_in(difference, "measure_title")[row] == "Firms" &&
        numbers_in(difference, "year")[row] == 2018) {
      EXPECT_DOUBLE_EQ(numbers_in(difference, "mean")[row], 5.0 / 3);
    }
  EXPECT_EQ(section.charts[0].table.rows(), 2 * difference.rows());
}

TEST(PolicyRanking, is_left_out_for_one_policy) {
  const Opened opened(policy_of({{1, 2, 3, 2}}));
  EXPECT_TRUE(policy_ranking(opened.sheet).title.empty());
}

TEST(PolicyRanking, puts_the_largest_gain_first) {
  ResultFile file = policy_of({{1, 1, 1, 1}, {4, 5, 4, 5}});
  Group gain{
      "gain", {named("scenario", {"policy-1", "policy-2"}), named("region", {"treated"})}, {}};
  add_effects(gain, {"scenario", "region"}, {1, 4.5}, 0.5, 0.1);
  file.groups.push_back(gain);
  Group ranking{"ranking", gain.dimensions, {}};
  ranking.variables = {reals("p_best", {"scenario", "region"}, {0.25, 0.75}),
                       reals("regret", {"scenario", "region"}, {3.5, 0})};
  file.groups.push_back(ranking);
  const Opened opened(std::move(file));
  const Section section = policy_ranking(opened.sheet);
  const Table& table = section.charts.at(0).table;
  EXPECT_THAT(english_in(table, "row"), ElementsAre("Policy 2", "Policy 1"));
  EXPECT_THAT(numbers_in(table, "p_best"), ElementsAre(0.75, 0.25));
  EXPECT_THAT(section.says.at(0).en, HasSubstr("Of 2 policies, 2 bring"));
}

TEST(Robustness, counts_the_assumptions_under_which_the_gain_is_told) {
  ResultFile file = policy_of({{1, 2, 3, 2}});
  Group group{"robustness",
              {named("scenario", {"policy-1"}), named("variant", {"as_drawn", "fixed_demand"}),
               named("quantity", {"firms_treated"})},
              {}};
  add_effects(group, {"scenario", "variant", "quantity"}, {1, 0.1}, 0.5, 0.1);
  file.groups.push_back(group);
  const Opened opened(std::move(file));
  const Section section = robustness(opened.sheet);
  EXPECT_THAT(section.says.at(0).en,
              HasSubstr("told from zero as a gain under 1 and as a loss under 0"));
  EXPECT_THAT(numbers_in(section.charts.at(0).table, "mean"), ElementsAre(1, 0.1));
}

TEST(PolicySections, without_their_groups_warn_and_draw_nothing) {
  const Opened opened(policy_of({{1, 2, 3, 2}}));
  for (const auto write : {effect_by_distance, robustness}) {
    const Section section = write(opened.sheet);
    EXPECT_FALSE(section.warnings.empty());
    EXPECT_TRUE(section.charts.empty());
  }
}

TEST(PolicySections, say_everything_in_both_languages) {
  ResultFile file = policy_of({{1, 2, 3, 2}, {0, 1, 0, 1}});
  file.groups.push_back(distance_group(0.25, 0.1));
  const Opened opened(std::move(file));
  for (const auto write : {policy_effects, effect_by_distance, both_worlds, robustness}) {
    const Json section = write(opened.sheet);
    EXPECT_EQ(one_sided(section), 0) << section["id"];
  }
  EXPECT_EQ(one_sided(Json(policy_headline(opened.sheet))), 0);
}

}  // namespace
}  // namespace agglomera::output::report

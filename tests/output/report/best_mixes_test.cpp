#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "output/report/headlines/headlines.hpp"
#include "output/report/reading/mixes.hpp"
#include "output/report/sections/sections.hpp"
#include "sample_policy.hpp"

namespace agglomera::output::report {
namespace {

using testing::HasSubstr;

// `points` mixes of talent and research; the mean effect of mix i is i tenths, odd ones are beaten.
ResultFile front_of(std::size_t points) {
  Reals mean, ones(points, 1.0), strength, effect;
  std::vector<std::int64_t> numbers;
  std::vector<std::int32_t> beaten;
  for (std::size_t i = 0; i < points; ++i) {
    numbers.push_back(static_cast<std::int64_t>(i) + 1);
    mean.push_back(0.1 * static_cast<double>(i));
    beaten.push_back(i % 2 == 1);
    strength.insert(strength.end(), {0.25, 0.5});
    effect.insert(effect.end(), {mean.back(), mean.back() + 0.2});
  }
  const Texts along = {"point"};
  Group front{"front",
              {numbered("point", numbers), named("lever", {"talent", "research"}),
               numbered("member", {1, 2})},
              {}};
  add_effects(front, along, mean, 0.05, 0.01);
  for (const char* name :
       {"cost", "searched_mean", "inequality", "expected_regret", "firms_gained", "cost_per_firm"})
    front.variables.push_back(
        reals(name, along, std::string(name) == "cost" ? Reals(points, 40.0) : ones));
  front.variables.push_back({"dominated", "", "", along, beaten});
  front.variables.push_back(reals("strength", {"point", "lever"}, strength));
  front.variables.push_back(
      {"extrapolated", "", "", {"point", "lever"}, std::vector<std::int32_t>(2 * points, 0)});
  front.variables.push_back(reals("effect", {"point", "member"}, effect));
  Group levers{"levers", {front.dimensions[1]}, {reals("cost_of_one", {"lever"}, {40, 60})}};
  Group goal{"goal", {named("city", {"beijing"})}, {}};
  goal.variables = {texts("measure", {}, {"firms"}),
                    reals("budget", {}, {50}),
                    reals("baseline", {}, {9}),
                    reals("baseline_inequality", {}, {0.4}),
                    {"year", "", "", {}, std::vector<std::int32_t>{2027}}};
  return {"front", {}, {}, {front, levers, goal}};
}

TEST(Mixes, that_no_other_beats_come_first_then_the_largest_mean) {
  const ResultFile file = front_of(4);
  const Gazetteer places;
  const auto mixes = mixes_of(Sheet(file, "front.h5", places));
  std::vector<std::size_t> points;
  for (const Mix& mix : mixes) points.push_back(mix.point);
  EXPECT_THAT(points, testing::ElementsAre(2, 0, 3, 1));
}

TEST(FrontHeadline, says_what_the_best_mix_gains_and_consists_of) {
  const ResultFile file = front_of(4);
  const Gazetteer places;
  const Headline headline = front_headline(Sheet(file, "front.h5", places));
  EXPECT_THAT(headline.question.en, HasSubstr("50 million USD"));
  // Mix 3: mean 0.2; research 0.5 × 60 = 30 and talent 0.25 × 40 = 10 of 40.
  EXPECT_THAT(headline.answer.en, HasSubstr("0.2 firms more (90 % interval 0 to 0)"));
  EXPECT_THAT(headline.answer.en, HasSubstr("Research at strength 0.5 (75 % of the cost) and "
                                            "Talent at strength 0.25 (25 % of the cost)"));
  EXPECT_EQ(one_sided(Json(headline)), 0);
}

TEST(FrontHeadline, of_mixes_that_gain_the_same_names_no_best_one) {
  ResultFile file = front_of(4);  // means 0 to 0.3: within two errors of 0.2
  for (Variable& variable : file.groups[0].variables) {
    if (variable.name == "monte_carlo_se") variable.values = Reals(4, 0.2);
    if (variable.name == "strength")
      variable.values = Reals{0.01, 0.66, 0.01, 0.66, 0.01, 0.66, 0.01, 0.66};
  }
  const Gazetteer places;
  const Headline headline = front_headline(Sheet(file, "front.h5", places));
  EXPECT_THAT(headline.answer.en,
              HasSubstr("All 4 mixes found gain the same within Monte Carlo error: practically "
                        "everything goes into Research."));
  EXPECT_THAT(headline.answer.en, testing::Not(HasSubstr("best")));
}

TEST(Mixes, that_spend_next_to_nothing_on_a_lever_do_not_name_it) {
  ResultFile file = front_of(1);
  for (Variable& variable : file.groups[0].variables)
    if (variable.name == "strength") variable.values = Reals{0.01, 0.66};  // 0.4 and 39.6 of 40
  const Gazetteer places;
  const Sheet sheet(file, "front.h5", places);
  EXPECT_EQ(made_of(mixes_of(sheet).front(), lever_titles(sheet)).en,
            "Research at strength 0.66 (99 % of the cost) and next to nothing else");
}

TEST(Mixes, cost_what_each_language_counts_in) {
  EXPECT_EQ(money_text(400).en, "400 million USD");
  EXPECT_EQ(money_text(400).zh, "4 亿美元");
  EXPECT_EQ(money_text(50).zh, "5000 万美元");
}

TEST(BestMixes, draw_at_most_500_and_say_how_many_are_left_out) {
  const ResultFile file = front_of(700);
  const Gazetteer places;
  const Section section = best_mixes(Sheet(file, "front.h5", places));
  const Chart& chart = section.charts.at(0);
  EXPECT_EQ(chart.table.rows(), 3 * 500u);  // once for each horizontal axis
  EXPECT_THAT(chart.note.en, HasSubstr("Shown: 500 of 700 mixes"));
  EXPECT_THAT(chart.note.en, HasSubstr("200 are left out"));
  const auto beaten = numbers_in(chart.table, "dominated");
  EXPECT_EQ(std::count(beaten.begin(), beaten.begin() + 350, 0.0), 350);
  EXPECT_EQ(one_sided(Json(section)), 0);
}

TEST(BestMixes, of_an_empty_front_warn) {
  const ResultFile file = front_of(0);
  const Gazetteer places;
  const Section section = best_mixes(Sheet(file, "front.h5", places));
  EXPECT_TRUE(section.charts.empty());
  EXPECT_EQ(section.warnings.size(), 1u);
}

}  // namespace
}  // namespace agglomera::output::report

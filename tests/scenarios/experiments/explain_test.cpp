// The study of three cities: observed in 2008 and 2009, run to 2012; a plan for China, where alpha and
// beta are, from 2009.
#include "scenarios/experiments/explain.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <atomic>
#include <bit>
#include <cmath>
#include <map>

#include "output/store/schema.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using models::Mechanisms;

enum Place : std::size_t { alpha, beta, gamma, rest };
enum Measure : std::size_t { count, revenue, ln_count, ln_revenue };

Scenario three_cities(int members = 6) { return ThreeCities().read({members, 7}); }

std::size_t part_named(std::string_view name) {
  std::size_t part = 0;
  while (explained_parts().at(part).name != name) ++part;
  return part;
}

template <typename Change>
Scenario with_study(Scenario scenario, Change change) {
  models::Study study = *scenario.study;
  change(study);
  scenario.study = std::make_shared<const models::Study>(std::move(study));
  return scenario;
}

// Every part but the background, in the bits of its numbers.
bool is_zero_to_the_bit(const Explanation& explanation, std::size_t part) {
  for (std::size_t measure = 0; measure < measure_count; ++measure)
    for (std::size_t place = 0; place < explanation.places; ++place)
      for (const double value : explanation.contributions(measure, part, place))
        if (std::bit_cast<std::uint64_t>(value) != 0) return false;
  return true;
}

Scenario all_parts_off(Scenario scenario) {
  for (const Part& part : explained_parts())
    for (const auto mechanism : part.switches) scenario.mechanisms.*mechanism = false;
  return scenario;
}

// Change of an LQ in a free run of the ensemble, on the scale of the measure.
std::vector<double> changes_of_run(Scenario scenario, std::size_t measure, std::size_t place) {
  scenario.condition = false;
  const Ensemble ensemble = simulate(scenario, {{"run", scenario.levers}});
  const Series& series = ensemble.series[0];
  const auto& quotients = measure == revenue || measure == ln_revenue ? series.lq_revenue : series.lq_count;
  std::vector<double> changes;
  for (int member = 0; member < ensemble.members; ++member) {
    const double before = quotients[ensemble.at(member, place, 0)];
    const double after = quotients[ensemble.at(member, place, ensemble.years - 1)];
    changes.push_back(measure >= ln_count ? std::log(after + 0.05) - std::log(before + 0.05)
                                          : after - before);
  }
  return changes;
}

std::string complaint(const models::Study& study, const std::vector<std::string>& without) {
  try {
    check_strategies(study, without);
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "";
}

TEST(Explanations, have_parts_that_add_up_to_the_change_of_each_member) {
  const Explanation explanation = explain(three_cities(), {});
  double moved = 0.0;
  for (std::size_t measure = 0; measure < measure_count; ++measure)
    for (std::size_t place = 0; place < explanation.places; ++place) {
      const auto changes = explanation.changes(measure, place);
      for (int member = 0; member < explanation.members; ++member) {
        double sum = 0.0;
        for (std::size_t part = 0; part < part_count; ++part)
          sum += explanation.contribution[explanation.at(measure, part, member, place)];
        const double change = changes[static_cast<std::size_t>(member)];
        EXPECT_NEAR(sum, change, 1e-12);
        EXPECT_NEAR(explanation.residual[explanation.at(measure, member, place)], change - sum, 1e-13);
        moved = std::max(moved, std::abs(change));
      }
      EXPECT_LT(explanation.largest_residual(measure, place), 1e-12);
    }
  EXPECT_GT(moved, 0.1);
}

TEST(Explanations, are_of_the_change_that_a_free_run_of_the_same_members_makes) {
  const Scenario scenario = three_cities();
  const Explanation explanation = explain(scenario, {});
  for (std::size_t measure = 0; measure < measure_count; ++measure)
    for (const std::size_t place : {alpha, gamma, rest})
      EXPECT_EQ(explanation.changes(measure, place), changes_of_run(scenario, measure, place));
}

TEST(Explanations, leave_to_the_background_what_changes_with_every_part_off) {
  const Scenario scenario = three_cities();
  const Explanation explanation = explain(scenario, {});
  for (const std::size_t measure : {count, ln_revenue})
    EXPECT_EQ(explanation.contributions(measure, background_part, beta),
              changes_of_run(all_parts_off(scenario), measure, beta));
}

TEST(Explanations, give_zero_to_the_bit_to_parts_that_the_scenario_switches_off) {
  const Explanation off = explain(all_parts_off(three_cities()), {});
  for (std::size_t part = 0; part < part_count; ++part)
    EXPECT_EQ(is_zero_to_the_bit(off, part), part != background_part) << explained_parts()[part].name;
  EXPECT_EQ(off.contributions(count, background_part, alpha), off.changes(count, alpha));

  Scenario without_amenity = three_cities();
  without_amenity.mechanisms.amenity = false;
  const Explanation five = explain(without_amenity, {});
  for (std::size_t part = 0; part < part_count; ++part)
    EXPECT_EQ(is_zero_to_the_bit(five, part), part == amenity_part) << explained_parts()[part].name;
}

TEST(Explanations, give_zero_to_the_bit_to_a_mechanism_of_no_strength) {
  const auto set_to_zero = [](models::Study& study, const std::vector<std::string_view>& names) {
    for (const std::string_view name : names) {
      const auto row = static_cast<std::size_t>(models::find_parameter(name) -
                                                models::parameter_table().data());
      study.parameters[row].usual = 0.0;
    }
  };
  const std::map<std::string_view, std::vector<std::string_view>> strengths = {
      {"localisation", {"taste_localisation"}},
      {"innovation", {"taste_resources", "growth_resources"}},
      {"coupling", {"taste_coupling", "growth_coupling", "exit_coupling"}},
      {"radiation_siphoning",
       {"taste_spread", "taste_siphoning", "growth_spread", "resource_spread"}}};
  for (const auto& [part, parameters] : strengths) {
    Scenario scenario = with_study(
        three_cities(), [&](models::Study& study) { set_to_zero(study, parameters); });
    scenario.sample_priors = false;
    const Explanation explanation = explain(scenario, {});
    EXPECT_TRUE(is_zero_to_the_bit(explanation, part_named(part))) << part;
    EXPECT_FALSE(is_zero_to_the_bit(explanation, part_named("amenity"))) << part;
    EXPECT_FALSE(is_zero_to_the_bit(explanation, background_part)) << part;
  }
}

TEST(Explanations, count_radiation_and_siphoning_as_one_part) {
  Scenario scenario = three_cities();
  const std::size_t part = part_named("radiation_siphoning");
  const auto both = explain(scenario, {}).contributions(count, part, beta);
  scenario.mechanisms.siphoning = false;
  const auto one = explain(scenario, {}).contributions(count, part, beta);
  EXPECT_NE(one, both);
  EXPECT_NE(one, std::vector<double>(one.size(), 0.0));
}

TEST(Explanations, are_the_same_on_one_two_and_seven_threads) {
  const int threads_before = omp_get_max_threads();
  std::vector<Explanation> all;
  for (const int threads : {1, 2, 7}) {
    omp_set_num_threads(threads);
    all.push_back(explain(three_cities(8), {"A plan"}));
  }
  omp_set_num_threads(threads_before);
  for (const Explanation& other : all) {
    EXPECT_EQ(other.contribution, all[0].contribution);
    EXPECT_EQ(other.without[0].without.lq_revenue, all[0].without[0].without.lq_revenue);
  }
}

TEST(Explanations, compare_with_the_same_members_without_a_strategy) {
  Scenario scenario = three_cities();
  scenario = with_study(scenario, [](models::Study& study) { study.strategies[0].effect = 1.0; });
  const Explanation explanation = explain(scenario, {"A plan"});
  Scenario erased = with_study(scenario, [](models::Study& study) { study.strategies.clear(); });
  erased.condition = scenario.condition = false;
  const Ensemble with = simulate(scenario, {{"with", scenario.levers}});
  const Ensemble without = simulate(erased, {{"without", scenario.levers}});
  for (int member = 0; member < explanation.members; ++member)
    for (std::size_t place = 0; place < explanation.places; ++place) {
      const std::size_t here = explanation.at(member, place);
      const std::size_t there = with.at(member, place, with.years - 1);
      EXPECT_EQ(explanation.with.lq_count[here], with.series[0].lq_count[there]);
      EXPECT_EQ(explanation.with.firms[here], with.series[0].firms[there]);
      EXPECT_EQ(explanation.without[0].without.lq_count[here], without.series[0].lq_count[there]);
      EXPECT_EQ(explanation.without[0].without.lq_revenue[here], without.series[0].lq_revenue[there]);
      EXPECT_EQ(explanation.without[0].without.firms[here], without.series[0].firms[there]);
    }
  const StrategyEffect effect = strategy_effect(explanation, 0, "firms", alpha);
  EXPECT_NEAR(effect.difference.mean, effect.with.mean - effect.without.mean, 1e-12);
  EXPECT_GT(effect.difference.mean, 0.0);
  EXPECT_GT(effect.difference.p_positive, 0.5);
}

TEST(Explanations, find_no_difference_without_a_strategy_that_comes_later_or_does_nothing) {
  const Scenario scenario = with_study(three_cities(), [](models::Study& study) {
    study.strategies.push_back({"later", {"CN"}, 2013, 2.0, 1, ""});
    study.strategies.push_back({"nothing", {"US"}, 2009, 0.0, 1, ""});
  });
  const Explanation explanation = explain(scenario, {"later", "nothing", "A plan"});
  for (const std::size_t i : {0u, 1u}) {
    EXPECT_EQ(explanation.without[i].without.lq_count, explanation.with.lq_count);
    EXPECT_EQ(explanation.without[i].without.firms, explanation.with.firms);
    EXPECT_EQ(strategy_effect(explanation, i, "lq_count", alpha).difference.p_positive, 0.5);
  }
  EXPECT_NE(explanation.without[2].without.lq_count, explanation.with.lq_count);
}

TEST(Explanations, refuse_a_strategy_that_the_study_does_not_have) {
  const models::Study study = *three_cities().study;
  EXPECT_EQ(complaint(study, {"A plan"}), "");
  EXPECT_EQ(complaint(study, {"A paln"}),
            "--without: the study has no strategy \"A paln\" did you mean \"A plan\"?");
  EXPECT_EQ(complaint(study, {"Sunshine for all", "A plan", "A plan"}),
            "--without: the study has no strategy \"Sunshine for all\" known: A plan\n"
            "--without: strategy \"A plan\" is named twice name it once");
  EXPECT_EQ(complaint({}, {"A plan"}),
            "--without: the study has no strategy \"A plan\" (it has none at all)");
  EXPECT_THROW(explain(three_cities(1), {"Sunshine"}), sim::InputError);
}

// alpha's count LQ fell from 2.5 to 2.25; nothing else was observed in both years.
TEST(Explanations, know_the_observed_change_only_between_observed_years) {
  Scenario scenario = three_cities();
  scenario.last = 2009;
  EXPECT_DOUBLE_EQ(observed_change(scenario, count, alpha), -0.25);
  EXPECT_DOUBLE_EQ(observed_change(scenario, ln_count, alpha), std::log(2.30) - std::log(2.55));
  EXPECT_TRUE(std::isnan(observed_change(scenario, revenue, alpha)));
  EXPECT_TRUE(std::isnan(observed_change(scenario, revenue, gamma)));  // only 2009
  EXPECT_TRUE(std::isnan(observed_change(scenario, count, rest)));
  scenario.last = 2012;
  EXPECT_TRUE(std::isnan(observed_change(scenario, count, alpha)));
}

// One city was observed to change by −0.25. Members: −0.05, −0.15, −0.45 and one that failed; parts of
// the city: amenity −0.3, −0.1, −0.2, coupling 0.1 in each, the rest nothing.
TEST(Explanations, state_what_is_unexplained_as_worked_by_hand) {
  Scenario scenario = three_cities(4);
  scenario.last = 2009;
  Explanation made;
  made.members = 4;
  made.places = 4;
  const double gone = std::nan("");
  made.change.assign(measure_count * 16, 0.0);
  made.contribution.assign(measure_count * part_count * 16, 0.0);
  made.residual.assign(measure_count * 16, 0.0);
  const double changes[] = {-0.05, -0.15, -0.45, gone}, amenity[] = {-0.3, -0.1, -0.2, gone};
  for (int member = 0; member < 4; ++member) {
    made.change[made.at(count, member, alpha)] = changes[member];
    made.contribution[made.at(count, amenity_part, member, alpha)] = amenity[member];
    made.contribution[made.at(count, part_named("coupling"), member, alpha)] = member < 3 ? 0.1 : gone;
  }
  const Unexplained left = unexplained(scenario, made, count);
  EXPECT_EQ(left.cities, 1u);
  EXPECT_DOUBLE_EQ(left.mean_observed, 0.25);
  EXPECT_DOUBLE_EQ(left.mean_unexplained, 0.10);
  EXPECT_DOUBLE_EQ(left.amenity_share, 0.2 / 0.3);
  EXPECT_EQ(unexplained(scenario, made, revenue).cities, 0u);
  EXPECT_TRUE(std::isnan(unexplained(scenario, made, revenue).mean_observed));
}

TEST(Explanations, fit_the_schema_of_the_files_with_and_without_strategies) {
  const Scenario scenario = three_cities(3);
  for (const std::vector<std::string>& without : {std::vector<std::string>{}, {"A plan"}}) {
    const Explanation explanation = explain(scenario, without);
    const output::ResultFile file =
        explain_result(scenario, explanation, provenance_of("agglomera explain x"));
    EXPECT_EQ(output::mismatches(file, output::Unknown::refused), std::vector<std::string>{});
    EXPECT_EQ(file.group("without") != nullptr, !without.empty());
    const auto& means = std::get<std::vector<double>>(file.group("attribution")->variable("mean")->values);
    EXPECT_EQ(means[(ln_count * part_count + 4) * 4 + beta],
              effect_of(explanation.contributions(ln_count, 4, beta)).mean);
  }
}

TEST(Explanations, have_parts_with_words_and_short_names_in_both_languages) {
  for (const Part& part : explained_parts())
    for (const std::string_view words : {part.text, part.text_zh, part.short_name, part.short_name_zh})
      EXPECT_FALSE(words.empty()) << part.name;
  EXPECT_EQ(explained_parts()[background_part].short_name_zh, "背景");
}

TEST(Explanations, stop_when_asked_and_say_after_how_many_members) {
  const int threads_before = omp_get_max_threads();
  omp_set_num_threads(1);
  std::atomic<bool> stop{false};
  try {
    explain(three_cities(50), {}, {[&](int done, int) { stop = done == 3; }, &stop});
    ADD_FAILURE() << "went on";
  } catch (const Interrupted& stopped) {
    EXPECT_EQ(stopped.done, 3);
    EXPECT_EQ(stopped.asked, 50);
  }
  omp_set_num_threads(threads_before);
}

}  // namespace
}  // namespace agglomera::scenarios

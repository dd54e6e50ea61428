#include "scenarios/experiments/policy.hpp"

#include <gtest/gtest.h>

#include "output/store/schema.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

// Two policies of one study: radiation of alpha (run.toml) and research in gamma (research.toml).
std::vector<Scenario> two_policies(int members) {
  ThreeCities study;
  std::string text = study.text("run.toml");
  text.replace(text.find("radiation"), 9, "research");
  text.replace(text.find("alpha"), 5, "gamma");
  study.write("research.toml", text);
  Source one, other;
  return {read_scenario(one, study.path("run.toml"), {members, 7}),
          read_scenario(other, study.path("research.toml"), {members, 7})};
}

std::string complaint(const std::vector<Scenario>& policies) {
  try {
    check_comparable(policies, {"a/run.toml", "b/research.toml"});
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "";
}

std::string differs(const std::string& what) {
  return "b/research.toml: has another " + what +
         " than a/run.toml (policies are compared on common draws) give both the same";
}

TEST(Policies, are_comparable_when_only_levers_differ) { EXPECT_EQ(complaint(two_policies(2)), ""); }

TEST(Policies, that_differ_in_more_than_levers_are_refused) {
  const std::vector<Scenario> policies = two_policies(2);
  const auto with = [&](auto change) {
    std::vector<Scenario> changed = policies;
    change(changed[1]);
    return complaint(changed);
  };
  EXPECT_EQ(with([](Scenario& s) { s.last += 1; }), differs("span of years"));
  EXPECT_EQ(with([](Scenario& s) { s.inputs[2].text += "\n"; }), differs("study or set of parameters"));
  EXPECT_EQ(with([](Scenario& s) { s.seed += 1; }), differs("seed"));
  EXPECT_EQ(with([](Scenario& s) { s.members += 1; }), differs("number of members"));
  EXPECT_EQ(with([](Scenario& s) { s.mechanisms.siphoning = false; }), differs("set of mechanisms"));
  EXPECT_EQ(with([](Scenario& s) { s.background = models::Background::agents; }),
            differs("background"));
  EXPECT_EQ(with([](Scenario& s) { s.sample_priors = false; }), differs("choice of \"sample\""));
  EXPECT_EQ(with([](Scenario& s) { s.condition = false; }), differs("choice of \"condition\""));
  EXPECT_EQ(with([](Scenario& s) {
              models::Study study = *s.study;
              study.parameters.front().usual *= 1.5;
              s.study = std::make_shared<const models::Study>(std::move(study));
            }),
            differs("study or set of parameters"));
}

TEST(Policies, are_refused_with_everything_that_is_wrong_at_once) {
  std::vector<Scenario> policies = two_policies(2);
  policies[1].seed = 8;
  policies[1].members = 3;
  policies[1].levers.clear();
  policies[1].name = "run";
  EXPECT_EQ(complaint(policies),
            "b/research.toml: has no lever (a policy needs one to differ from the baseline) add a "
            "[[lever]]\n"
            "b/research.toml: another policy is named \"run\" too rename one of the files\n" +
                differs("seed") + "\n" + differs("number of members"));
}

TEST(Policies, named_as_the_baseline_are_refused) {
  std::vector<Scenario> policies = two_policies(2);
  policies[1].name = "baseline";
  EXPECT_EQ(complaint(policies),
            "b/research.toml: is named as the run without it (results tell them apart by name) rename "
            "the file");
}

class PolicyResult : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    policies_ = new std::vector<Scenario>(two_policies(12));
    const PolicyRun run = run_policies(*policies_);
    ensemble_ = new Ensemble(run.ensemble);
    effects_ = new PolicyEffects(policy_effects(*policies_, run));
    file_ = new output::ResultFile(
        policy_result(*policies_, *ensemble_, *effects_, provenance_of("agglomera policy x")));
  }
  static void TearDownTestSuite() {
    delete file_;
    delete effects_;
    delete ensemble_;
    delete policies_;
  }
  static const output::Variable& variable(const char* group, const char* name) {
    return *file_->group(group)->variable(name);
  }
  static const std::vector<double>& reals(const char* group, const char* name) {
    return std::get<std::vector<double>>(variable(group, name).values);
  }

  static constexpr std::size_t members = 12, places = 4, run_years = 5, effect_years = 3;
  static std::vector<Scenario>* policies_;
  static Ensemble* ensemble_;
  static PolicyEffects* effects_;
  static output::ResultFile* file_;
};
std::vector<Scenario>* PolicyResult::policies_;
Ensemble* PolicyResult::ensemble_;
PolicyEffects* PolicyResult::effects_;
output::ResultFile* PolicyResult::file_;

TEST_F(PolicyResult, fits_the_schema_of_the_files) {
  EXPECT_EQ(output::mismatches(*file_, output::Unknown::refused), std::vector<std::string>{});
}

TEST_F(PolicyResult, shows_the_baseline_and_the_policies_only) {
  EXPECT_EQ(std::get<std::vector<std::string>>(file_->group("series")->dimension("scenario")->labels),
            (std::vector<std::string>{"baseline", "run", "research"}));
  EXPECT_EQ(std::get<std::vector<std::string>>(file_->group("effect")->dimension("scenario")->labels),
            (std::vector<std::string>{"run", "research"}));
}

TEST_F(PolicyResult, has_mean_effects_that_follow_from_its_series) {
  const auto& firms = std::get<std::vector<std::int32_t>>(variable("series", "firms").values);
  const std::vector<double>*measures[] = {&reals("series", "lq_count"), &reals("series", "lq_revenue"),
                                          nullptr, &reals("series", "revenue")};
  const auto& mean = reals("effect", "mean");
  double most = 0.0;
  for (std::size_t policy = 0; policy < 2; ++policy)
    for (std::size_t measure = 0; measure < 4; ++measure)
      for (std::size_t place = 0; place < places; ++place)
        for (std::size_t year = 0; year < effect_years; ++year) {
          double sum = 0.0, scale = 1.0;
          for (std::size_t member = 0; member < members; ++member) {
            const auto value = [&](std::size_t scenario) {
              const std::size_t at =
                  ((scenario * members + member) * places + place) * run_years + year + 2;
              return measures[measure] ? (*measures[measure])[at] : firms[at];
            };
            sum += value(1 + policy) - value(0);
            scale = std::max(scale, std::abs(value(0)));
          }
          const double here = mean[((policy * 4 + measure) * places + place) * effect_years + year];
          EXPECT_NEAR(here, sum / members, 1e-12 * scale);
          most = std::max(most, std::abs(here));
        }
  EXPECT_GT(most, 0.0);
}

TEST_F(PolicyResult, marks_treated_cities_and_splits_their_effects) {
  EXPECT_EQ(std::get<std::vector<std::int32_t>>(variable("effect", "treated").values),
            (std::vector<std::int32_t>{1, 0, 0, 0, 0, 0, 1, 0}));
  const auto& whole = reals("effect", "mean");
  const auto& parts = reals("effect", "component_mean");
  const std::size_t block = 4 * places * effect_years;
  for (std::size_t policy = 0; policy < 2; ++policy)
    for (std::size_t i = 0; i < block; ++i) {
      const double own = parts[policy * 3 * block + i];
      const double spillover = parts[(policy * 3 + 1) * block + i];
      const double siphoning = parts[(policy * 3 + 2) * block + i];
      const bool treated = i / effect_years % places == (policy == 0 ? 0u : 2u);
      EXPECT_EQ(std::isnan(own), !treated);
      EXPECT_EQ(std::isnan(spillover), treated);
      const double sum = (treated ? own : spillover) + siphoning;
      EXPECT_NEAR(sum, whole[policy * block + i], 1e-9 * std::max(1.0, std::abs(sum)));
    }
}

TEST_F(PolicyResult, counts_firms_lost_elsewhere_per_firm_gained) {
  int gaining = 0;
  for (std::size_t policy = 0; policy < 2; ++policy) {
    double gained = 0.0, elsewhere = 0.0;
    for (const EffectRow& row : effects_->cities)
      if (row.policy == (*policies_)[policy].name && row.measure == "firms" && row.year == 2012)
        (row.treated ? gained : elsewhere) += row.effect.mean;
    const double ratio = reals("pairing", "displacement_ratio")[policy];
    EXPECT_DOUBLE_EQ(effects_->summaries[policy].firms_gained[0].mean, gained);
    const bool told = beyond_monte_carlo_error(effects_->summaries[policy].firms_gained[0]);
    if (!told) EXPECT_TRUE(std::isnan(ratio));
    else EXPECT_NEAR(ratio, -elsewhere / gained, 1e-12);
    gaining += told;
  }
  EXPECT_GT(gaining, 0);
}

TEST_F(PolicyResult, has_bands_that_contain_the_interval_of_each_city) {
  const auto &low = reals("effect", "band_low"), &high = reals("effect", "band_high");
  const auto &q05 = reals("effect", "q05"), &q95 = reals("effect", "q95");
  int given = 0, withheld = 0;
  for (std::size_t i = 0; i < low.size(); ++i) {
    const bool of_rest = i / effect_years % places == 3;
    if (of_rest) { EXPECT_TRUE(std::isnan(low[i])); }
    if (std::isnan(low[i])) {
      EXPECT_TRUE(std::isnan(high[i]));
      withheld += of_rest ? 0 : 1;  // twelve members are too few where three cities differ
      continue;
    }
    ++given;
    EXPECT_LE(low[i], q05[i] + 1e-12 * std::abs(q05[i]));
    EXPECT_GE(high[i], q95[i] - 1e-12 * std::abs(q95[i]));
  }
  EXPECT_GT(given, 0);
  EXPECT_GT(withheld, 0);
}

// From the two paired effects of each member, worked out here on the series themselves.
TEST_F(PolicyResult, splits_the_variance_by_effects_on_two_seeds) {
  const PolicyBranches at(2);
  std::vector<double> one, other;
  for (int member = 0; member < static_cast<int>(members); ++member) {
    const std::size_t cell = ensemble_->at(member, 2, 4);  // gamma, 2012
    const auto firms = [&](std::size_t branch) { return ensemble_->series[branch].firms[cell]; };
    one.push_back(firms(at.policy(1)) - firms(at.baseline()));
    other.push_back(firms(at.other_luck(1)) - firms(at.baseline_other_luck()));
  }
  const VarianceSplit split = variance_split(one, other);
  const std::size_t cell = ((1 * 4 + 2) * places + 2) * effect_years + 2;
  EXPECT_EQ(reals("effect", "variance_by_parameters")[cell], split.by_parameters);
  EXPECT_EQ(reals("effect", "variance_by_seed")[cell], split.by_seed);
  EXPECT_EQ(reals("gain", "variance_by_parameters")[3], split.by_parameters);
  EXPECT_GT(split.by_seed, 0.0);
}

TEST_F(PolicyResult, ranks_policies_by_what_each_region_gains) {
  const auto &best = reals("ranking", "p_best"), &regret = reals("ranking", "regret");
  const auto& mean = reals("gain", "mean");
  for (std::size_t region = 0; region < region_count; ++region) {
    EXPECT_DOUBLE_EQ(best[region] + best[region_count + region], 1.0);
    EXPECT_NEAR(regret[region] - regret[region_count + region],
                mean[region_count + region] - mean[region], 1e-12);
    EXPECT_GE(std::min(regret[region], regret[region_count + region]), 0.0);
  }
  const auto order = best_first(*effects_);
  EXPECT_GE(mean[order[0] * region_count], mean[order[1] * region_count]);
}

TEST_F(PolicyResult, has_no_cost_where_levers_have_none) {
  for (const char* name : {"cost", "cost_per_firm"})
    for (const double value : reals("gain", name)) EXPECT_TRUE(std::isnan(value));
}

TEST(PolicyEffects, cost_what_their_levers_do) {
  std::vector<Scenario> policies = {two_policies(4).front()};
  policies.front().levers.front().unit_cost = 3.0;  // of 0.5 over ⅓ + ⅔ + 1 years
  const PolicyRun run = run_policies(policies);
  const PolicyEffects effects = policy_effects(policies, run);
  EXPECT_DOUBLE_EQ(effects.summaries.front().cost, 3.0);
  EXPECT_TRUE(effects.rankings[0].p_best.empty());  // one policy has no rank
  const auto file = policy_result(policies, run.ensemble, effects, provenance_of("agglomera policy x"));
  EXPECT_EQ(output::mismatches(file, output::Unknown::refused), std::vector<std::string>{});
}

TEST_F(PolicyResult, takes_clusters_and_the_world_as_one_place) {
  const auto& clusters =
      std::get<std::vector<std::string>>(file_->group("cluster_effect")->dimension("cluster")->labels);
  EXPECT_EQ(clusters, std::vector<std::string>{"delta"});
  const auto firms = [&](const std::vector<EffectRow>& rows, const std::string& place) {
    for (const EffectRow& row : rows)
      if (row.policy == "run" && row.measure == "firms" && row.year == 2012 && row.place == place)
        return row.effect.mean;
    return std::numeric_limits<double>::quiet_NaN();
  };
  const double alpha = firms(effects_->cities, "alpha"), beta = firms(effects_->cities, "beta");
  EXPECT_NEAR(firms(effects_->clusters, "delta"), alpha + beta, 1e-9);
  EXPECT_NEAR(firms(effects_->world, "world"),
              alpha + beta + firms(effects_->cities, "gamma") + firms(effects_->cities, "rest-of-world"),
              1e-9);
}

TEST_F(PolicyResult, of_one_policy_does_not_depend_on_the_others) {
  const std::vector<Scenario> alone = {(*policies_)[1]};
  const PolicyRun run = run_policies(alone);
  const PolicyEffects effects = policy_effects(alone, run);
  const std::size_t first = effects_->cities.size() - effects.cities.size();
  ASSERT_EQ(first, effects.cities.size());
  for (std::size_t i = 0; i < effects.cities.size(); ++i) {
    EXPECT_EQ(effects.cities[i].effect.mean, effects_->cities[first + i].effect.mean);
    EXPECT_EQ(effects.cities[i].siphoning.mean, effects_->cities[first + i].siphoning.mean);
  }
}

TEST(PolicyEffects, are_all_zero_under_a_strength_of_zero) {
  std::vector<Scenario> policies = {two_policies(4).front()};
  policies.front().levers.front().values.front() = 0.0;
  const PolicyRun run = run_policies(policies);
  const PolicyEffects effects = policy_effects(policies, run);
  for (const auto* rows : {&effects.cities, &effects.clusters, &effects.world})
    for (const EffectRow& row : *rows) {
      EXPECT_EQ(row.effect.mean, 0.0);
      EXPECT_EQ(row.effect.q05, 0.0);
      EXPECT_EQ(row.effect.q95, 0.0);
      EXPECT_EQ(row.effect.p_positive, 0.5);
      EXPECT_EQ(row.effect.monte_carlo_se, 0.0);
      EXPECT_EQ(row.variance.by_parameters, 0.0);
      EXPECT_EQ(row.variance.by_seed, 0.0);
      EXPECT_FALSE(row.band_excludes_zero());
    }
  for (const RobustnessRow& row : effects.robustness) EXPECT_EQ(row.effect.q95, 0.0);
}

TEST(PolicyEffects, begin_with_the_first_lever_of_any_policy) {
  std::vector<Scenario> policies = two_policies(2);
  policies[1].levers.front().first = 2011;
  const PolicyEffects effects =
      policy_effects(policies, run_policies(policies));
  EXPECT_EQ(effects.first, 2010);
  EXPECT_EQ(effects.last, 2012);
  for (const EffectRow& row : effects.cities)
    if (row.policy == "research" && row.year == 2010) {
      EXPECT_EQ(row.effect.q05, 0.0);
      EXPECT_EQ(row.effect.q95, 0.0);
    }
}

}  // namespace
}  // namespace agglomera::scenarios

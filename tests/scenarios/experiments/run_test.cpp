#include "scenarios/experiments/run.hpp"

#include <gtest/gtest.h>

#include "output/store/schema.hpp"
#include "scenarios/experiments/compare.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "scenarios/experiments/run_view.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

const std::vector<double>& reals(const output::ResultFile& file, const char* group,
                                 const char* variable) {
  return std::get<std::vector<double>>(file.group(group)->variable(variable)->values);
}

TEST(RunResult, fits_the_schema_of_the_files) {
  const Scenario scenario = ThreeCities().read({3, 7});
  const output::ResultFile file =
      run_result(scenario, run_ensemble(scenario), provenance_of("agglomera run x"));
  EXPECT_EQ(output::mismatches(file, output::Unknown::refused), std::vector<std::string>{});
}

TEST(RunResult, holds_the_ensemble_and_what_went_into_it) {
  const Scenario scenario = ThreeCities().read({3, 7});
  const Ensemble ensemble = run_ensemble(scenario);
  EXPECT_EQ(ensemble.branches, std::vector<std::string>{"run"});  // the file is run.toml
  const output::ResultFile file = run_result(scenario, ensemble, provenance_of("agglomera run x"));
  EXPECT_EQ(reals(file, "series", "lq_count"), ensemble.series[0].lq_count);
  EXPECT_EQ(seed_in(file), 7u);
  ASSERT_EQ(file.inputs.size(), scenario.inputs.size());
  EXPECT_EQ(file.inputs.front().path, "run.toml");
  const RunView view(file);
  EXPECT_EQ(view.cities(), (std::vector<std::string>{"alpha", "beta", "gamma", "rest-of-world"}));
  EXPECT_EQ(view.years(), (std::vector<std::int64_t>{2008, 2009, 2010, 2011, 2012}));
  EXPECT_EQ(view.city_text("city_zh", 1), "乙");
  EXPECT_EQ(view.city_text("cluster", 2), "");
  EXPECT_EQ(view.observed("lq_count", 0, 1), 2.25);
  EXPECT_EQ(view.observed("revenue", 2, 1), 5e6);
  EXPECT_TRUE(std::isnan(view.observed("lq_count", 0, 2)));  // beyond the observed years
  EXPECT_TRUE(std::isnan(view.observed("revenue", 1, 0)));   // a placeholder the study declares missing
}

TEST(RunResult, takes_the_series_where_the_members_left_them_in_memory) {
  const Scenario scenario = ThreeCities().read({3, 7});
  Ensemble ensemble = run_ensemble(scenario);
  const Ensemble copied = ensemble;
  const Series& written = ensemble.series.front();
  const std::vector<const void*> there = {written.lq_count.data(), written.lq_revenue.data(),
                                          written.firms.data(), written.revenue_usd.data()};
  const Provenance provenance = provenance_of("agglomera run x");
  const output::ResultFile file = run_result(scenario, std::move(ensemble), provenance);
  std::vector<const void*> taken;
  for (const char* name : {"lq_count", "lq_revenue", "firms", "revenue"})
    std::visit([&](const auto& values) { taken.push_back(values.data()); },
               file.group("series")->variable(name)->values);
  EXPECT_EQ(taken, there);
  EXPECT_EQ(ensemble.drawn.size(), 3u);  // the rest stays
  const output::ResultFile same = run_result(scenario, copied, provenance);
  for (const char* name : {"lq_count", "lq_revenue", "firms", "revenue", "firm_share"})
    EXPECT_EQ(file.group("series")->variable(name)->values,
              same.group("series")->variable(name)->values);
}

TEST(RunResult, calls_a_cluster_by_its_names_or_by_its_id) {
  const ThreeCities files;
  const auto of_cities = [&](const char* variable) {
    const Scenario scenario = files.read({2, 7});
    return std::get<std::vector<std::string>>(cities_group(scenario).variable(variable)->values);
  };
  using Texts = std::vector<std::string>;
  EXPECT_EQ(of_cities("cluster_name"), (Texts{"delta", "delta", "", ""}));
  EXPECT_EQ(of_cities("cluster_zh"), (Texts{"", "", "", ""}));
  files.change("study.toml", "countries    =", "clusters = \"clusters.csv\"\ncountries    =");
  files.write("clusters.csv", "cluster,name_en,name_zh\ndelta,The Delta,三角洲城市群\n");
  EXPECT_EQ(of_cities("cluster_name"), (Texts{"The Delta", "The Delta", "", ""}));
  EXPECT_EQ(of_cities("cluster_zh"), (Texts{"三角洲城市群", "三角洲城市群", "", ""}));
  EXPECT_EQ(of_cities("cluster"), (Texts{"delta", "delta", "", ""}));
}

TEST(RunResult, holds_quotients_that_follow_from_its_own_firms_and_shares) {
  const Scenario scenario = ThreeCities().read({2, 7});
  const output::ResultFile file =
      run_result(scenario, run_ensemble(scenario), provenance_of("agglomera run x"));
  const RunView view(file);
  const std::size_t places = view.cities().size(), years = view.years().size();
  const auto& firm_share = reals(file, "series", "firm_share");
  const auto& revenue_share = reals(file, "series", "revenue_share");
  for (std::size_t member = 0; member < 2; ++member)
    for (std::size_t year = 0; year < years; ++year) {
      double firms = 0.0, revenue = 0.0;
      for (std::size_t place = 0; place < places; ++place) {
        firms += view.value("firms", member, place, year);
        revenue += view.value("revenue", member, place, year);
      }
      for (std::size_t place = 0; place < places; ++place) {
        const std::size_t at = (member * places + place) * years + year;
        EXPECT_NEAR(view.value("lq_count", member, place, year),
                    view.value("firms", member, place, year) / firms / firm_share[at], 1e-9);
        EXPECT_NEAR(view.value("lq_revenue", member, place, year),
                    view.value("revenue", member, place, year) / revenue / revenue_share[at], 1e-9);
      }
    }
}

TEST(RunResult, keeps_stated_facts_to_be_compared_with) {
  const Scenario scenario = ThreeCities().read({4, 7});
  const output::ResultFile file =
      run_result(scenario, run_ensemble(scenario), provenance_of("agglomera run x"));
  const Comparison comparison = compare(file, "run.h5");
  ASSERT_EQ(comparison.facts.size(), 3u);
  EXPECT_EQ(comparison.facts[0].fact, "world_firms 2008");
  EXPECT_EQ(comparison.facts[1].fact, "rank_firms alpha, gamma 2009");
  EXPECT_EQ(comparison.facts[2].relation, "between 0 and 1");
  EXPECT_EQ(comparison.measures[0].score.n, 2);
  EXPECT_EQ(comparison.measures[2].score.n, 2);  // three less a placeholder
}

// No input is known to make a member fail; the mark is set here as `simulate` sets it.
TEST(RunResult, marks_a_failed_member_as_missing_everywhere) {
  const Scenario scenario = ThreeCities().read({3, 7});
  Ensemble ensemble = run_ensemble(scenario);
  const double missing = std::numeric_limits<double>::quiet_NaN();
  for (std::size_t at = ensemble.at(1, 0, 0); at < ensemble.at(2, 0, 0); ++at) {
    Series& series = ensemble.series[0];
    series.lq_count[at] = series.lq_revenue[at] = series.revenue_usd[at] = missing;
    series.firms[at] = -1;
  }
  ensemble.drawn[1] = {};
  ensemble.failures = {{1, "by hand"}};
  const output::ResultFile file = run_result(scenario, ensemble, provenance_of("agglomera run x"));
  EXPECT_EQ(output::mismatches(file, output::Unknown::refused), std::vector<std::string>{});
  const RunView view(file);
  EXPECT_TRUE(view.failed(1));
  EXPECT_EQ(view.ensemble("lq_count", 0, 1).size(), 2u);
  const auto& beliefs = reals(file, "parameters", "value");
  const std::size_t each = beliefs.size() / 3;
  EXPECT_FALSE(std::isnan(beliefs[0]));
  EXPECT_TRUE(std::isnan(beliefs[each]));
  EXPECT_FALSE(std::isnan(beliefs[2 * each]));
  for (const char* name : {"technology", "culture", "endowment", "amenity", "growth_advantage"}) {
    EXPECT_TRUE(std::isnan(reals(file, "city_assumptions", name)[4])) << name;
    EXPECT_FALSE(std::isnan(reals(file, "city_assumptions", name)[8])) << name;
  }
  EXPECT_EQ(compare(file, "run.h5").measures[0].score.n, 2);
}

}  // namespace
}  // namespace agglomera::scenarios

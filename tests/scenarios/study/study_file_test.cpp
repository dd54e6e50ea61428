#include "scenarios/study/study_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/scenarios/study/equal_studies.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Studies : public ::testing::Test {
 protected:
  models::Study study() const { return *files.read().study; }
  // Spoils one place of a file and returns what is said.
  std::vector<std::string> said(const std::string& name, const std::string& was,
                                const std::string& now) const {
    files.change(name, was, now);
    return files.complaints();
  }
  ThreeCities files;
};

std::string reversed_rows(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin) + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  std::reverse(lines.begin() + 1, lines.end());
  std::string all;
  for (const std::string& line : lines) all += line;
  return all;
}

TEST_F(Studies, are_read_number_by_number) {
  const models::Study s = study();
  EXPECT_EQ(s.name, "Three cities");
  ASSERT_EQ(s.cities.size(), 3u);
  EXPECT_EQ(s.cities[1].name_en, "Beta, the second");
  EXPECT_EQ(s.cities[0].name_zh, "甲");
  EXPECT_EQ(s.cities[0].longitude_degrees, 120.25);
  EXPECT_EQ(s.regimes[2], models::Regime::market);
  EXPECT_THAT(s.governance_score, ElementsAre(-0.5, -0.5, 1.25));
  EXPECT_THAT(s.hubs, ElementsAre(0));
  ASSERT_EQ(s.links.size(), 2u);
  EXPECT_EQ(s.links[0].a, 0);
  EXPECT_EQ(s.links[0].b, 1);
  EXPECT_EQ(s.links[0].length_km, 90.5);
  EXPECT_THAT(s.firm_share[1].share, ElementsAre(0.05, 0.0625));
  EXPECT_EQ(s.firm_share[1].log_sd, 0.6);
  EXPECT_TRUE(s.firm_share[0].derived);
  EXPECT_FALSE(s.firm_share[2].derived);
  EXPECT_THAT(s.totals.focal_firms, ElementsAre(120, 125));
  EXPECT_THAT(s.totals.focal_revenue_usd, ElementsAre(3e10, 4e10));
  EXPECT_THAT(s.totals.listed_firms, IsEmpty());
  EXPECT_EQ(s.strategies[0].from, 2009);
  EXPECT_EQ(s.strategies[0].ramp_years, 1);
}

TEST_F(Studies, hold_observations_in_usd_and_nan_where_there_are_none) {
  const models::Observations o = study().observed;
  EXPECT_THAT(o.lq_count[0], ElementsAre(2.5, 2.25));
  EXPECT_TRUE(std::isnan(o.lq_revenue[2][0]));
  EXPECT_EQ(o.lq_revenue[2][1], 0.75);
  EXPECT_EQ(o.revenue_usd[1][1], 1.2e9);
  EXPECT_EQ(o.revenue_usd[2][1], 5e6);
  EXPECT_TRUE(std::isnan(o.revenue_usd[1][0])) << "a placeholder that the study calls missing";
}

TEST_F(Studies, hold_latents_on_the_model_scale_and_the_usual_ones_elsewhere) {
  const models::Latents l = study().latents;
  EXPECT_NEAR(l.endowment[0].usual, std::log(2.0), 1e-14);
  EXPECT_EQ(l.endowment[0].prior.scale, models::Scale::linear);
  EXPECT_EQ(l.endowment[0].prior.sd, 0.4);
  EXPECT_TRUE(l.endowment[0].anchored);
  EXPECT_EQ(l.endowment[1].usual, 0.0);
  EXPECT_EQ(l.endowment[1].prior.sd, 0.8);
  EXPECT_EQ(l.technology[0].usual, 0.75);
  EXPECT_EQ(l.technology[1].prior.scale, models::Scale::logit);
  EXPECT_EQ(l.culture[2].usual, 0.5);
  EXPECT_EQ(l.amenity[2].usual, -0.25);
  EXPECT_EQ(l.growth_advantage[0].prior.sd, 0.1);
}

TEST_F(Studies, hold_stated_facts) {
  const auto facts = files.read().stated_facts;
  ASSERT_EQ(facts.size(), 3u);
  EXPECT_EQ(facts[0].value, 120);
  EXPECT_THAT(facts[1].cities, ElementsAre("alpha", "gamma"));
  EXPECT_EQ(facts[2].relation, "between 0 and 1");
  EXPECT_TRUE(std::isnan(facts[2].value));
}

TEST_F(Studies, are_the_same_in_whatever_order_the_rows_stand) {
  const std::string before = written_out(study());
  for (const char* name : {"cities.csv", "links.csv", "observed/observed.csv", "background.csv",
                           "totals.csv", "assumptions.csv", "countries.csv"})
    files.write(name, reversed_rows(files.text(name)));
  EXPECT_EQ(written_out(study()), before);
}

TEST_F(Studies, read_the_same_from_files_with_a_mark_and_windows_line_ends) {
  const std::string before = written_out(study());
  for (const char* name : {"cities.csv", "totals.csv", "study.toml"}) {
    std::string text = "\xEF\xBB\xBF";
    for (const char letter : files.text(name)) {
      if (letter == '\n') text += '\r';
      text += letter;
    }
    files.write(name, text);
  }
  EXPECT_EQ(written_out(study()), before);
}

TEST_F(Studies, have_the_usual_links_and_neutral_scores_without_those_tables) {
  files.change("study.toml", "links        = \"links.csv\"\n", "");
  files.change("study.toml", "countries    = \"countries.csv\"\n", "");
  EXPECT_EQ(study().links.size(), 3u);
  EXPECT_THAT(study().governance_score, ElementsAre(0.0, 0.0, 0.0));
  files.change("cities.csv", "31,121", "30.5,120.25");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre("study.toml:7:1: alpha and beta stand at one place (a link needs a length) "
                  "name a table of links"));
}

TEST_F(Studies, complain_of_an_unknown_key_with_the_nearest_name) {
  EXPECT_THAT(
      said("study.toml", "hubs   =", "hbus   ="),
      ElementsAre("study.toml:4:1: unknown key \"hbus\" (a study has: format, name, years, "
                  "rest_of_world, hubs, kernel, tables, missing, strategy, parameters) did you mean \"hubs\"?"));
}

TEST_F(Studies, complain_of_a_table_that_is_missing_and_say_who_names_it) {
  EXPECT_THAT(said("study.toml", "\"totals.csv\"", "\"total.csv\""),
              ElementsAre("total.csv: no such file (named in study.toml:14:16)"));
}

TEST_F(Studies, complain_of_wrong_types_and_kernels) {
  files.change("study.toml", "\"exponential\"", "\"exponental\"");
  files.change("study.toml", "hubs   = [\"alpha\"]", "hubs   = [1, \"gama\"]");
  files.change("study.toml", "name   = \"Three cities\"", "name   = 3");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre(
          "study.toml:2:10: \"name\" is a whole number (a text in quotes is expected)",
          "study.toml:4:11: \"hubs\" holds a whole number (texts in quotes are expected)",
          "study.toml:4:14: unknown city \"gama\" (not in cities.csv) did you mean \"gamma\"?",
          "study.toml:5:10: \"exponental\" is no kernel (known: exponential, gravity, "
          "radiation) did you mean \"exponential\"?"));
}

TEST_F(Studies, complain_of_parameters_out_of_range_unknown_or_contradictory) {
  files.append(
      "study.toml",
      "exit_rate = 0.9\nexit_rat = 0.1\ntaste_coupling = nan\nlq_floor = \"x\"\n"
      "nest_dissimilarity = 1\nborder_barrier = { usual = 0.5, sd = 0.2, fixed = true }\n");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre(
          "study.toml:31:13: \"exit_rate\" is 0.9, outside 0 to 0.5 (1/year)",
          ::testing::AllOf(::testing::StartsWith("study.toml:32:1: unknown key \"exit_rat\" (the "
                                                 "table of parameters has: taste_resources, "),
                           ::testing::EndsWith(", …) did you mean \"exit_rate\"?")),
          "study.toml:33:18: \"taste_coupling\" is nan (a finite number is expected)",
          "study.toml:34:12: \"lq_floor\" is a text (a number is expected)",
          "study.toml:35:22: \"nest_dissimilarity\" is 1, an edge of its range (a prior on the "
          "logit "
          "scale needs a value inside) write { usual = 1, fixed = true }",
          "study.toml:36:51: \"fixed\" is true beside a prior of sd 0.2 leave one out"));
}

TEST_F(Studies, complain_of_feedbacks_that_never_die_out) {
  files.append("study.toml", "taste_localisation = 0.9\n");
  EXPECT_THAT(files.complaints(),
              ElementsAre("study.toml:29:1: the feedbacks never die out (gain 1.144, below 1 is "
                          "expected: (taste_localisation + taste_resources * resource_activity / "
                          "resource_return) / nest_dissimilarity) lower taste_localisation"));
}

TEST_F(Studies, complain_of_placeholders_and_strategies) {
  files.change("study.toml", "measure = \"revenue\"", "measure = \"revenu\"");
  files.change("study.toml", "city    = \"beta\"", "city    = \"bta\"");
  files.change("study.toml", "first = 2008, last = 2008", "first = 2007, last = 2008");
  files.change("study.toml", "[\"CN\"]", "[\"CM\"]");
  files.change("study.toml", "effect    = 0.1", "effect    = 50");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre(
          "study.toml:18:11: \"revenu\" is no measure (known: lq_count, lq_revenue, "
          "revenue) did you mean \"revenue\"?",
          "study.toml:19:11: unknown city \"bta\" (not in cities.csv) did you mean \"beta\"?",
          "study.toml:20:21: \"first\" is 2007, outside 2008 to 2009 (years of the study)",
          "study.toml:25:14: unknown country \"CM\" (no city of cities.csv is in it) "
          "known: CN, US",
          "study.toml:27:13: \"effect\" is 50, outside -5 to 5 (utility)"));
}

TEST_F(Studies, give_the_first_syntax_error_and_read_the_other_files) {
  files.change("study.toml", "name   = \"Three cities\"", "name   = ");
  files.change("run.toml", "members = 20", "members = 0");
  const auto said = files.complaints();
  ASSERT_EQ(said.size(), 2u);
  EXPECT_THAT(said[0], ::testing::StartsWith("study.toml:2:10: no valid TOML ("));
  EXPECT_EQ(said[1],
            "run.toml:4:11: \"members\" is 0, outside 1 to 100000 (members of the ensemble)");
}

}  // namespace
}  // namespace agglomera::scenarios

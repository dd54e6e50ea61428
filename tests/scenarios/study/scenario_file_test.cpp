#include "scenarios/study/scenario_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/study/check.hpp"
#include "tests/scenarios/study/equal_studies.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class Scenarios : public ::testing::Test {
 protected:
  std::vector<std::string> said(const std::string& was, const std::string& now) const {
    files.change("run.toml", was, now);
    return files.complaints();
  }
  ThreeCities files;
};

TEST_F(Scenarios, are_read_with_their_usual_choices) {
  const Scenario s = files.read();
  EXPECT_EQ(s.name, "run");
  EXPECT_EQ(s.first, 2008);
  EXPECT_EQ(s.last, 2012);
  EXPECT_EQ(s.members, 20);
  EXPECT_EQ(s.seed, 7u);
  EXPECT_EQ(s.mechanisms, models::Mechanisms{});
  EXPECT_EQ(s.background, models::Background::shares);
  EXPECT_TRUE(s.sample_priors);
  EXPECT_TRUE(s.condition);
  ASSERT_EQ(s.levers.size(), 1u);
  EXPECT_EQ(s.levers[0].kind, "radiation");
  EXPECT_THAT(s.levers[0].targets, ElementsAre(0));
  EXPECT_EQ(s.levers[0].ramp_years, 3);
  EXPECT_EQ(s.levers[0].values.front(), 0.5);
  EXPECT_EQ(s.levers[0].values.size(), models::find_lever("radiation")->parameters.size());
}

TEST_F(Scenarios, can_switch_off_mechanisms_and_change_the_study) {
  files.change(
      "run.toml", "seed    = 7\n",
      "seed = 7\nmechanisms = { off = [\"radiation\", \"siphoning\"] }\nkernel = \"gravity\"\n"
      "sample = false\ncondition = false\n[parameters]\nhalf_life_km = 500\n");
  const Scenario s = files.read();
  EXPECT_FALSE(s.mechanisms.radiation);
  EXPECT_FALSE(s.mechanisms.siphoning);
  EXPECT_TRUE(s.mechanisms.exit);
  EXPECT_EQ(s.study->kernel, models::Kernel::gravity);
  EXPECT_FALSE(s.sample_priors);
  EXPECT_FALSE(s.condition);
  EXPECT_EQ(models::usual_parameters(s.study->parameters).half_life_km, 500);
}

TEST_F(Scenarios, keep_every_text_and_read_the_same_from_the_kept_texts) {
  const Scenario first = files.read();
  ASSERT_EQ(first.inputs.size(), 11u);
  EXPECT_EQ(first.inputs[0].path, "run.toml");
  EXPECT_EQ(first.inputs[1].path, "study.toml");
  Source kept(first.inputs);
  const Scenario again = read_scenario(kept, "run.toml");
  EXPECT_EQ(written_out(*again.study), written_out(*first.study));
  ASSERT_EQ(again.inputs.size(), first.inputs.size());
  for (std::size_t i = 0; i < first.inputs.size(); ++i)
    EXPECT_EQ(again.inputs[i].path, first.inputs[i].path);
}

TEST_F(Scenarios, aim_levers_at_clusters_and_countries) {
  files.change("run.toml", "cities   = [\"alpha\"]",
               "clusters = [\"delta\"]\ncountries = [\"US\"]");
  EXPECT_THAT(files.read().levers[0].targets, ElementsAre(0, 1, 2));
}

TEST_F(Scenarios, complain_of_an_unknown_key_with_the_nearest_name) {
  files.change("run.toml", "years   = { first = 2008", "yeers   = { first = 2008");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre(
          "run.toml: key \"years\" is missing (a scenario needs it)",
          "run.toml:3:1: unknown key \"yeers\" (a scenario has: format, study, years, members, "
          "seed, posterior, title, question, mechanisms, background, sample, condition, kernel, "
          "parameters, lever) did you mean \"years\"?"));
}

TEST_F(Scenarios, need_their_keys) {
  files.write("run.toml", "study = \"study.toml\"\n");
  EXPECT_THAT(files.complaints(),
              ElementsAre("run.toml: key \"format\" is missing (a scenario needs it)",
                          "run.toml: key \"years\" is missing (a scenario needs it)",
                          "run.toml: key \"members\" is missing (a scenario needs it)",
                          "run.toml: key \"seed\" is missing (a scenario needs it)"));
}

TEST_F(Scenarios, of_a_newer_format_are_not_read_further) {
  EXPECT_THAT(said("format  = 1", "format  = 2"),
              ElementsAre("run.toml:1:11: format 2 is newer than this program reads (1)"));
}

TEST_F(Scenarios, without_their_study_say_who_named_it) {
  EXPECT_THAT(said("\"study.toml\"", "\"sutdy.toml\""),
              ElementsAre("sutdy.toml: no such file (named in run.toml:2:11)"));
}

TEST_F(Scenarios, begin_with_the_study_and_end_within_thirty_years_of_it) {
  EXPECT_THAT(
      said("first = 2008, last = 2012", "first = 2009, last = 2040"),
      ElementsAre("run.toml:3:11: the run begins in 2009 (its study begins in 2008) write first "
                  "= 2008",
                  "run.toml:3:11: the run ends in 2040 (at most 30 years after the study, in "
                  "2039)"));
}

TEST_F(Scenarios, need_years_in_order) {
  EXPECT_THAT(said("first = 2008, last = 2012", "first = 2008, last = 2007"),
              ElementsAre("run.toml:3:34: the last year 2007 is before the first, 2008"));
}

TEST_F(Scenarios, need_two_years_at_least) {
  EXPECT_THAT(said("first = 2008, last = 2012", "first = 2008, last = 2008"),
              ElementsAre("run.toml:3:11: the run has one year (two at least)"));
}

TEST_F(Scenarios, refuse_paths_with_control_characters) {
  EXPECT_THAT(said("\"study.toml\"", "\"study.toml\\u001b[31m\""),
              ElementsAre("run.toml:2:11: \"study\" is a text with control characters"));
}

TEST_F(Scenarios, refuse_seeds_members_and_types_that_cannot_be) {
  files.change("run.toml", "members = 20", "members = 2.5");
  files.change("run.toml", "seed    = 7", "seed    = -1\nsample  = \"no\"");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre("run.toml:4:11: \"members\" is a number (a whole number is expected)",
                  "run.toml:5:11: \"seed\" is -1, outside 0 to 9223372036854775807 (0 to 2^63 - "
                  "1)",
                  "run.toml:6:11: \"sample\" is a text (true or false is expected)"));
}

TEST_F(Scenarios, know_their_mechanisms) {
  EXPECT_THAT(
      said("seed    = 7\n",
           "seed = 7\nmechanisms = { off = [\"raditaion\", \"exit\", \"exit\"] }\n"),
      ElementsAre("run.toml:6:23: unknown mechanism \"raditaion\" did you mean \"radiation\"?",
                  "run.toml:6:44: \"exit\" stands twice"));
}

TEST_F(Scenarios, with_agents_in_the_background_need_their_number) {
  EXPECT_THAT(
      said("seed    = 7\n", "seed = 7\nbackground = \"agents\"\n"),
      ElementsAre("run.toml:6:14: a background of agents needs the world's listed firms (the "
                  "study's totals have no listed_firms)"));
}

TEST_F(Scenarios, know_their_levers) {
  EXPECT_THAT(said("\"radiation\"", "\"raditaion\""),
              ElementsAre(StartsWith("run.toml:8:12: \"raditaion\" is no lever (known: ")));
}

TEST_F(Scenarios, complain_of_unknown_targets) {
  EXPECT_THAT(
      said("cities   = [\"alpha\"]",
           "cities   = [\"alhpa\"]\nclusters = [\"dleta\", \"independent\"]\ncountries = [\"UK\"]"),
      ElementsAre("run.toml:9:13: unknown city \"alhpa\" (not in cities.csv) did you mean "
                  "\"alpha\"?",
                  "run.toml:10:13: unknown cluster \"dleta\" (no city of cities.csv is in it) "
                  "did you mean \"delta\"?",
                  "run.toml:10:22: \"independent\" is no cluster (its cities are in none) name "
                  "the cities",
                  "run.toml:11:14: unknown country \"UK\" (no city of cities.csv is in it) "
                  "known: CN, US"));
}

TEST_F(Scenarios, complain_of_levers_without_targets_or_with_double_ones) {
  EXPECT_THAT(
      said("cities   = [\"alpha\"]\n", ""),
      ElementsAre("run.toml:7:1: a lever without targets name cities, clusters or countries"));
  EXPECT_THAT(said("ramp     = 3", "cities = [\"alpha\"]\nclusters = [\"delta\"]"),
              ElementsAre("run.toml:11:13: alpha is targeted twice (by \"alpha\" and \"delta\")"));
}

TEST_F(Scenarios, complain_of_levers_outside_the_run_or_out_of_range) {
  files.change("run.toml", "first = 2010, last = 2012", "first = 2008, last = 2013");
  files.change("run.toml", "ramp     = 3", "ramp     = 51");
  files.change("run.toml", "strength = 0.5", "strength = 5\nstrenght = 1");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre("run.toml:10:22: \"first\" is 2008, outside 2009 to 2012 (a lever acts inside "
                  "the run, after its first year)",
                  "run.toml:10:35: \"last\" is 2013, outside 2009 to 2012 (a lever acts inside "
                  "the run, after its first year)",
                  "run.toml:11:12: \"ramp\" is 51, outside 1 to 50 (years)",
                  "run.toml:12:12: \"strength\" is 5, outside 0 to 3 (fraction)",
                  "run.toml:13:1: unknown key \"strenght\" (a lever has: kind, cities, "
                  "clusters, countries, years, ramp, trigger, unit_cost, strength, sharing) did you mean "
                  "\"strength\"?"));
}

TEST_F(Scenarios, read_triggers_and_costs_of_levers) {
  files.change("run.toml", "ramp     = 3",
               "unit_cost = 12.5\ntrigger = { measure = \"revenue\", cluster = \"delta\", above = 2 }");
  const models::Lever lever = files.read().levers[0];
  EXPECT_EQ(lever.unit_cost, 12.5);
  ASSERT_TRUE(lever.trigger);
  EXPECT_EQ(*lever.trigger, (models::Trigger{models::Measure::revenue, {0, 1}, true, 2e8}));
}

TEST_F(Scenarios, leave_triggers_and_costs_of_levers_open) {
  const models::Lever lever = files.read().levers[0];
  EXPECT_TRUE(std::isnan(lever.unit_cost));
  EXPECT_FALSE(lever.trigger);
}

TEST_F(Scenarios, complain_of_triggers_that_say_too_much_or_too_little) {
  EXPECT_THAT(said("ramp     = 3", "trigger = { measure = \"lq\", city = \"alhpa\" }"),
              ElementsAre("run.toml:11:11: a trigger has one threshold write below = … or above = …",
                          "run.toml:11:23: \"lq\" is no measure (known: lq_count, lq_revenue, "
                          "firms, revenue)",
                          "run.toml:11:36: unknown city \"alhpa\" (not in cities.csv) did you mean "
                          "\"alpha\"?"));
  EXPECT_THAT(said("measure = \"lq\", city = \"alhpa\"",
                   "measure = \"firms\", city = \"alpha\", cluster = \"dleta\", below = -1"),
              ElementsAre("run.toml:11:11: a trigger looks at one place name a city or a cluster",
                          "run.toml:11:58: unknown cluster \"dleta\" (no city of cities.csv is in "
                          "it) did you mean \"delta\"?",
                          "run.toml:11:75: \"below\" is -1, outside 0 to 1000000000000"));
}

TEST_F(Scenarios, refuse_a_lever_that_acts_twice_on_a_city) {
  const std::string again =
      "[[lever]]\nkind = \"radiation\"\nclusters = [\"delta\"]\n"
      "years = { first = 2011, last = 2011 }\nstrength = 0.1\n";
  EXPECT_THAT(said("strength = 0.5\n", "strength = 0.5\n" + again),
              ElementsAre("run.toml:13:1: \"radiation\" acts twice on alpha in 2011 (also by the "
                          "lever of line 7) leave the city out of one, or part their years"));
}

TEST_F(Scenarios, refuse_links_between_clusters_inside_one) {
  files.change("run.toml", "\"radiation\"", "\"east_west\"");
  EXPECT_THAT(said("cities   = [\"alpha\"]", "clusters = [\"delta\"]"),
              ElementsAre("run.toml:7:1: east_west on cities of one cluster (it links different "
                          "ones) name cities of two clusters at least"));
}

TEST_F(Scenarios, need_the_strength_of_a_lever) {
  EXPECT_THAT(said("strength = 0.5\n", ""),
              ElementsAre("run.toml:7:1: key \"strength\" is missing (a lever needs it)"));
}

TEST_F(Scenarios, complain_of_all_files_at_once) {
  files.change("run.toml", "members = 20", "members = 0");
  files.change("study.toml", "kernel", "kernle");
  files.change("cities.csv", "40,-74", "40,-740");
  files.change("totals.csv", "firms,2008,120", "firms,2008,nan");
  EXPECT_EQ(files.complaints().size(), 4u);
}

TEST_F(Scenarios, take_members_and_seed_from_the_command_line) {
  const Scenario s = files.read({.members = 3, .seed = 11});
  EXPECT_EQ(s.members, 3);
  EXPECT_EQ(s.seed, 11u);
}

TEST_F(Scenarios, refuse_a_value_out_of_range_even_where_an_option_overrides_it) {
  files.change("run.toml", "members = 20", "members = 100001");
  EXPECT_THAT(
      files.complaints({.members = 3, .seed = {}}),
      ElementsAre("run.toml:4:11: \"members\" is 100001, outside 1 to 100000 (members of the "
                  "ensemble)"));
}

TEST_F(Scenarios, refuse_options_out_of_range) {
  EXPECT_THAT(files.complaints({.members = 0, .seed = std::uint64_t{1} << 63}),
              ElementsAre("--members: 0 is outside 1 to 100000",
                          "--seed: 9223372036854775808 is outside 0 to 2^63 - 1"));
}

TEST_F(Scenarios, are_told_from_studies) {
  Source source;
  try {
    read_scenario(source, files.path("study.toml"));
    FAIL();
  } catch (const sim::InputError& error) {
    EXPECT_THAT(
        files.in_words(error.complaints()),
        ElementsAre("study.toml: is a study, not a scenario (it has [tables]) name a scenario, "
                    "which names its study"));
  }
  files.change("run.toml", "\"study.toml\"", "\"run.toml\"");
  EXPECT_THAT(files.complaints(),
              ElementsAre("run.toml: is a scenario, not a study (it names a study itself)"));
}

TEST_F(Scenarios, and_studies_are_checked_by_one_function) {
  EXPECT_THAT(check(files.path("run.toml")), IsEmpty());
  EXPECT_THAT(check(files.path("study.toml")), IsEmpty());
  files.write("what.toml", "a = 1\n");
  EXPECT_THAT(
      files.in_words(check(files.path("what.toml"))),
      ElementsAre("what.toml: is neither a study (with [tables]) nor a scenario (with study = "
                  "\"…\") nor an experiment (with experiment = \"…\")"));
  EXPECT_THAT(files.in_words(check(files.path("no.toml"))), ElementsAre("no.toml: no such file"));
  files.change("run.toml", "seed    = 7", "");
  EXPECT_THAT(files.in_words(check(files.path("run.toml"))),
              ElementsAre("run.toml: key \"seed\" is missing (a scenario needs it)"));
}

}  // namespace
}  // namespace agglomera::scenarios

#include "scenarios/experiments/lever_words.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using Texts = std::vector<std::string>;

template <typename Value>
const std::vector<Value>& values(const output::Group& group, const char* name) {
  return std::get<std::vector<Value>>(group.variable(name)->values);
}

// Radiation of alpha, and once more of gamma; research in beta once Shanghai's stand-in falls.
Scenario scenario() {
  const ThreeCities files;
  files.append("run.toml",
               "\n[[lever]]\nkind = \"radiation\"\ncities = [\"gamma\"]\n"
               "years = { first = 2011, last = 2012 }\nstrength = 0.25\nunit_cost = 12.0\n"
               "\n[[lever]]\nkind = \"research\"\ncities = [\"alpha\", \"beta\"]\n"
               "years = { first = 2011, last = 2012 }\nstrength = 0.5\n"
               "trigger = { measure = \"revenue\", city = \"alpha\", below = 3.0 }\n");
  return files.read();
}

TEST(PolicyLevers, are_named_by_scenario_and_kind_and_numbered_when_there_twice) {
  Scenario one = scenario(), other = one;
  other.name = "other";
  const output::Group group = policy_levers_group({one, other});
  EXPECT_EQ(std::get<Texts>(group.dimension("lever")->labels),
            (Texts{"run/radiation", "run/radiation-2", "run/research", "other/radiation",
                   "other/radiation-2", "other/research"}));
  EXPECT_EQ(values<std::string>(group, "scenario")[2], "run");
  EXPECT_EQ(values<std::string>(group, "scenario")[3], "other");
}

TEST(PolicyLevers, say_what_the_file_asks_for_and_what_is_usual) {
  const output::Group group = policy_levers_group({scenario()});
  const models::LeverKind& kind = *models::find_lever("radiation");
  EXPECT_EQ(values<std::string>(group, "text")[0], kind.text);
  EXPECT_EQ(values<std::string>(group, "text_zh")[0], kind.text_zh);
  EXPECT_EQ(values<std::string>(group, "targets"), (Texts{"alpha", "gamma", "alpha;beta"}));
  EXPECT_EQ(values<std::int32_t>(group, "first_year"), (std::vector<std::int32_t>{2010, 2011, 2011}));
  EXPECT_EQ(values<std::int32_t>(group, "last_year"), (std::vector<std::int32_t>{2012, 2012, 2012}));
  EXPECT_EQ(values<std::int32_t>(group, "ramp"), (std::vector<std::int32_t>{3, 1, 1}));
  EXPECT_EQ(values<double>(group, "strength"), (std::vector<double>{0.5, 0.25, 0.5}));
  EXPECT_EQ(values<double>(group, "usual")[0], kind.parameters[0].usual);
  EXPECT_EQ(values<double>(group, "low")[0], kind.parameters[0].range.low);
  EXPECT_EQ(values<double>(group, "high")[0], kind.parameters[0].range.high);
  EXPECT_EQ(values<std::string>(group, "unit")[0], "fraction");
  EXPECT_TRUE(std::isnan(values<double>(group, "unit_cost")[0]));
  EXPECT_EQ(values<double>(group, "unit_cost")[1], 12.0);
  EXPECT_EQ(values<std::string>(group, "source_zh")[0], "假设");
}

TEST(PolicyLevers, say_what_they_wait_for) {
  EXPECT_EQ(values<std::string>(policy_levers_group({scenario()}), "trigger"),
            (Texts{"", "", "revenue of alpha below 300000000"}));
}

}  // namespace
}  // namespace agglomera::scenarios

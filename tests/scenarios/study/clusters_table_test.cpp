#include "scenarios/study/clusters_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;

class ClustersTable : public ::testing::Test {
 protected:
  ClustersTable() {
    files.change("study.toml", "cities       = \"cities.csv\"\n",
                 "cities       = \"cities.csv\"\nclusters     = \"clusters.csv\"\n");
  }
  ThreeCities files;
};

TEST_F(ClustersTable, gives_a_cluster_its_name_in_both_languages) {
  files.write("clusters.csv", "cluster,name_en,name_zh\ndelta,The Delta,三角洲城市群\n");
  const Scenario scenario = files.read();
  ASSERT_EQ(scenario.study->cluster_names.size(), 1u);
  EXPECT_EQ(scenario.study->cluster_names.at("delta"),
            (sim::Wording{"The Delta", "三角洲城市群"}));
}

TEST_F(ClustersTable, may_leave_a_cluster_out) {
  files.write("clusters.csv", "cluster,name_en,name_zh\n");
  EXPECT_TRUE(files.read().study->cluster_names.empty());
}

TEST_F(ClustersTable, names_known_clusters_once_and_fully) {
  files.write("clusters.csv",
              "cluster,name_en,name_zh\n"
              "delta,The Delta,三角洲城市群\n"
              "delat,The Delta,三角洲城市群\n"
              "independent,None,无\n"
              "delta,,三角洲\n");
  EXPECT_THAT(files.complaints(),
              ElementsAre("clusters.csv:3:1: unknown cluster \"delat\" (no city of cities.csv is in "
                          "it) did you mean \"delta\"?",
                          "clusters.csv:4:1: unknown cluster \"independent\" (no city of cities.csv "
                          "is in it) known: delta",
                          "clusters.csv:5:1: cluster \"delta\" stands twice (first in line 2)",
                          "clusters.csv:5:7: \"name_en\" is empty"));
}

}  // namespace
}  // namespace agglomera::scenarios

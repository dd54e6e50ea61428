#include "scenarios/experiments/sectors_group.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "output/store/schema.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "scenarios/study/synthetic.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::NanSensitiveDoubleEq;
using ::testing::Pointwise;

// Two sectors in three cities and the rest of the world, one year.
struct SmallEconomy {
  Scenario scenario;
  std::vector<SectorSeries> series{1};

  explicit SmallEconomy(std::vector<std::int32_t> firms) {
    auto study = synthetic_study({.firms = 1000, .cities = 3, .sectors = 2, .seed = 1, .years = 1});
    scenario.first = study.first;
    scenario.last = study.last;
    scenario.study = std::make_shared<const models::Study>(std::move(study));
    series[0].firms = std::move(firms);
    for (const std::int32_t count : series[0].firms)
      series[0].revenue_usd.push_back(count < 0 ? missing : 1e6 * count);
    compare_sectors(series[0], 2, 4, 1);
  }
  int members() const { return static_cast<int>(series[0].firms.size() / 8); }
  output::ResultFile file() const {
    output::ResultFile made;
    made.filetype = "run";
    made.groups = {sectors_group(scenario, {"baseline"}, members(), series)};
    return made;
  }
};

TEST(CompareSectors, gives_each_sector_its_quotient_by_hand) {
  // Sector 1 has 30 of 40 firms in city 1; all sectors 40 of 100: LQ (30/40)/(40/100) = 1.875.
  const SmallEconomy economy({30, 5, 5, 0, 10, 25, 25, 0});
  const std::vector<double>& lq = economy.series[0].lq_count;
  EXPECT_DOUBLE_EQ(lq[0], 1.875);
  EXPECT_DOUBLE_EQ(lq[1], (5.0 / 40.0) / (30.0 / 100.0));
  EXPECT_DOUBLE_EQ(lq[4], (10.0 / 60.0) / (40.0 / 100.0));
  EXPECT_TRUE(std::isnan(lq[3]));  // no firm of any sector there
  EXPECT_THAT(economy.series[0].lq_revenue, Pointwise(NanSensitiveDoubleEq(), lq));
}

TEST(CompareSectors, gives_one_everywhere_when_sectors_are_alike) {
  const SmallEconomy economy({10, 20, 30, 40, 20, 40, 60, 80});
  for (const double lq : economy.series[0].lq_count) EXPECT_DOUBLE_EQ(lq, 1.0);
}

TEST(CompareSectors, weighs_to_one_over_the_places_of_a_sector) {
  const SmallEconomy economy({7, 1, 2, 3, 5, 8, 13, 4});
  const std::vector<std::int32_t>& firms = economy.series[0].firms;
  for (std::size_t sector = 0; sector < 2; ++sector) {
    double mean = 0.0;  // Σ LQ · n_c/n = Σ n_cs/n_s = 1
    for (std::size_t place = 0; place < 4; ++place)
      mean +=
          economy.series[0].lq_count[sector * 4 + place] * (firms[place] + firms[4 + place]) / 43.0;
    EXPECT_NEAR(mean, 1.0, 1e-12);
  }
}

TEST(CompareSectors, leaves_a_failed_member_missing) {
  const SmallEconomy economy({-1, -1, -1, -1, -1, -1, -1, -1, 1, 1, 1, 1, 1, 1, 1, 1});
  for (std::size_t i = 0; i < 8; ++i) {
    EXPECT_TRUE(std::isnan(economy.series[0].lq_count[i]));
    EXPECT_TRUE(std::isnan(economy.series[0].lq_revenue[i]));
    EXPECT_DOUBLE_EQ(economy.series[0].lq_count[8 + i], 1.0);
  }
}

TEST(SectorsGroup, fits_the_schema) {
  const SmallEconomy economy({30, 5, 5, 0, 10, 25, 25, 0});
  for (const std::string& mismatch : output::mismatches(economy.file(), output::Unknown::refused))
    EXPECT_EQ(mismatch.find("sectors"), std::string::npos) << mismatch;
  const output::Group group = economy.file().groups.front();
  EXPECT_EQ(group.dimension("sector")->size(), 2u);
  EXPECT_EQ(std::get<std::vector<std::string>>(group.variable("sector_name_zh")->values).front(),
            "行业 1");
}

}  // namespace
}  // namespace agglomera::scenarios

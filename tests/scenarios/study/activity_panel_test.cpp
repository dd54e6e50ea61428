#include "scenarios/study/activity_panel.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;

// A table in a file that goes away with it.
class PanelOf {
 public:
  explicit PanelOf(const std::string& rows, const PanelManner& how = {}, ActivityManner manner = {}) {
    std::string pattern = (std::filesystem::temp_directory_path() / "agglomera-panel-XXXXXX").string();
    const std::filesystem::path folder = mkdtemp(pattern.data());
    std::ofstream(folder / "t.csv", std::ios::binary) << "region,industry,year,value\n" + rows;
    table_ = read_activity((folder / "t.csv").string(), manner, complaints_);
    std::filesystem::remove_all(folder);
    if (complaints_.none()) panel_ = std::make_unique<ActivityPanel>(table_, how, complaints_);
  }
  const ActivityPanel* operator->() const { return panel_.get(); }
  std::vector<std::string> complaints() const {
    std::vector<std::string> messages;
    for (const auto& complaint : complaints_.all()) messages.push_back(complaint.message);
    return messages;
  }

 private:
  Complaints complaints_;
  ActivityTable table_;
  std::unique_ptr<ActivityPanel> panel_;
};

// Regions a, b and industries x, y: 10, 20 and 30, 40 in 2010 and twice that in 2012.
const std::string two_years =
    "a,x,2010,10\na,y,2010,30\nb,x,2010,20\nb,y,2010,40\n"
    "a,x,2012,20\na,y,2012,60\nb,x,2012,40\nb,y,2012,80\n";

TEST(ActivityPanel, adds_up_industries_and_fills_years_between_on_the_line) {
  const PanelOf panel(two_years);
  EXPECT_THAT(panel.complaints(), ElementsAre());
  EXPECT_THAT(panel->all()[0], ElementsAre(40, 60, 80));
  EXPECT_THAT(panel->all()[1], ElementsAre(60, 90, 120));
  EXPECT_THAT(panel->world(), ElementsAre(100, 150, 200));
  EXPECT_FALSE(panel->in_table(1));
  EXPECT_TRUE(std::isnan(panel->industry(0).known[0][1]));
  EXPECT_THAT(panel->industry(0).filled[0], ElementsAre(10, 15, 20));
  EXPECT_THAT(panel->filled_share(), ElementsAre(0, 0));
}

TEST(ActivityPanel, fills_a_suppressed_number_from_the_years_around) {
  const PanelOf panel("a,x,2010,10\nb,x,2010,20\na,x,2011,(D)\nb,x,2011,20\na,x,2012,20\nb,x,2012,20\n");
  EXPECT_TRUE(std::isnan(panel->industry(0).known[0][1]));
  EXPECT_THAT(panel->industry(0).filled[0], ElementsAre(10, 15, 20));
  EXPECT_THAT(panel->industry(0).world, ElementsAre(30, 35, 40));
  EXPECT_THAT(panel->filled_share(), ElementsAre(1, 0));
  EXPECT_EQ(panel->untold(), 1u);
}

TEST(ActivityPanel, takes_a_cell_that_is_never_known_for_an_lq_of_one) {
  // x has 20 of the 60 that is known of b; a has 30 known.
  const PanelOf panel("a,x,2010,(D)\na,y,2010,30\nb,x,2010,20\nb,y,2010,40\n");
  EXPECT_THAT(panel->industry(0).filled[0], ElementsAre(10));
  EXPECT_THAT(panel->all()[0], ElementsAre(40));
  EXPECT_DOUBLE_EQ(panel->filled_share()[0], 0.25);
}

TEST(ActivityPanel, tells_rows_that_are_not_there_from_zeros_as_it_is_told) {
  const std::string rows = "a,x,2010,10\na,y,2010,30\nb,y,2010,40\na,x,2011,10\na,y,2011,30\nb,x,2011,5\nb,y,2011,40\n";
  const PanelOf missing_rows(rows), zeros(rows, {.absent_is_zero = true, .rest_region = ""});
  EXPECT_EQ(missing_rows->absent(), 1u);
  EXPECT_THAT(missing_rows->all()[1], ElementsAre(45, 45));
  EXPECT_THAT(zeros->all()[1], ElementsAre(40, 45));
  EXPECT_EQ(zeros->industry(0).known[1][0], 0.0);
}

TEST(ActivityPanel, takes_totals_and_the_rest_for_what_they_are) {
  ActivityManner manner;
  manner.total_region = "all";
  manner.total_industry = "every";
  const PanelOf panel("a,x,2010,10\nb,x,2010,(D)\nall,x,2010,50\na,every,2010,40\nb,every,2010,60\nall,every,2010,200\n", {}, manner);
  EXPECT_EQ(panel->regions().size(), 2u);
  EXPECT_EQ(panel->industries().size(), 1u);
  EXPECT_THAT(panel->all()[1], ElementsAre(60));
  EXPECT_THAT(panel->world(), ElementsAre(200));
  EXPECT_THAT(panel->industry(panel->industries()[0]).world, ElementsAre(50));
  EXPECT_THAT(panel->filled_share(), ElementsAre(0, 0));
  const PanelOf with_rest("a,x,2010,10\nb,x,2010,20\nelse,x,2010,30\n", {.rest_region = "else"});
  EXPECT_EQ(with_rest->regions().size(), 2u);
  EXPECT_THAT(with_rest->world(), ElementsAre(60));
}

TEST(ActivityPanel, complains_of_a_rest_that_is_nowhere_and_of_years_far_apart) {
  EXPECT_THAT(PanelOf(two_years, {.rest_region = "c"}).complaints(), ElementsAre(::testing::HasSubstr("\"c\" is no region of")));
  EXPECT_THAT(PanelOf("a,x,2010,1\na,x,2108,1\n").complaints(),
              ElementsAre("has 2 of the 99 years from 2010 to 2108 (more gaps than years)"));
}

}  // namespace
}  // namespace agglomera::scenarios

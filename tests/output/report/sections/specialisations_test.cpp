#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "output/report/reading/sector_leaders.hpp"
#include "output/report/report.hpp"
#include "output/report/sections/sections.hpp"
#include "output/store/schema.hpp"
#include "tests/output/report/made_run.hpp"

namespace agglomera::output::report {
namespace {

// Two sectors in the three cities and the rest of the world in one year: LQs by member, and firms.
ResultFile with_sectors(const std::vector<std::vector<double>>& quotients,
                        const std::vector<std::int32_t>& firms) {
  const std::size_t members = quotients.size();
  ResultFile file = MadeRun({2008}, members).file();
  std::vector<std::int64_t> numbers;
  std::vector<double> lq, revenue;
  std::vector<std::int32_t> counts;
  for (std::size_t m = 0; m < members; ++m) {
    numbers.push_back(static_cast<std::int64_t>(m) + 1);
    lq.insert(lq.end(), quotients[m].begin(), quotients[m].end());
    counts.insert(counts.end(), firms.begin(), firms.end());
    for (const std::int32_t count : firms) revenue.push_back(1e6 * count);
  }
  const std::vector<std::string> all = {"scenario", "member", "sector", "city", "year"};
  file.groups.push_back(
      {"sectors",
       {{"scenario", "1", "", std::vector<std::string>{"baseline"}},
        {"member", "1", "", numbers},
        {"sector", "1", "", std::vector<std::string>{"media", "trade"}},
        {"city", "1", "", std::vector<std::string>{"alpha", "beta", "gamma", "rest-of-world"}},
        {"year", "year", "", std::vector<std::int64_t>{2008}}},
       {{"lq_count", "1", "", all, lq},
        {"lq_revenue", "1", "", all, lq},
        {"firms", "firms", "", all, counts},
        {"revenue", "USD", "", all, revenue},
        {"sector_name", "1", "", {"sector"}, std::vector<std::string>{"Media", "Trade"}},
        {"sector_name_zh", "1", "", {"sector"}, std::vector<std::string>{"媒体", ""}}}});
  return file;
}

const std::vector<std::int32_t> many(8, 50);

TEST(SectorLeaders, are_ranked_by_the_lower_end_and_only_with_ten_firms) {
  // Alpha is sure, Beta higher in the median but wide; the rest of the world is no city.
  const ResultFile file = with_sectors(
      {{2, 0.1, 9, 99, 1, 1, 1, 1}, {2, 3, 9, 99, 1, 1, 1, 1}, {2, 3, 9, 99, 1, 1, 1, 1}},
      {50, 50, 9, 50, 50, 50, 50, 50});
  const auto led = written(file, [](const Sheet& sheet) { return sector_leaders(sheet, 3); });
  ASSERT_EQ(led.size(), 2u);
  ASSERT_EQ(led[0].leaders.size(), 2u);
  EXPECT_EQ(led[0].leaders[0].city, "alpha");
  EXPECT_EQ(led[0].leaders[1].city, "beta");
  EXPECT_EQ(led[0].leaders[1].lq_count.q50, 3.0);
  EXPECT_EQ(led[0].leaders[0].firms, 50.0);
  EXPECT_EQ(led[1].leaders.size(), 3u);
  EXPECT_EQ(led[1].name, (Text{"Trade", "Trade"}));
}

TEST(SectorLeaders, are_none_in_a_file_without_sectors) {
  EXPECT_TRUE(written(MadeRun({2008}, 1).file(), [](const Sheet& sheet) {
                return sector_leaders(sheet, 3);
              }).empty());
}

TEST(Specialisations, say_the_surest_one_and_draw_a_sector_at_a_time) {
  const ResultFile file =
      with_sectors({{2, 1, 0.5, 1, 1, 4, 1, 1}, {2, 1, 0.5, 1, 1, 5, 1, 1}}, many);
  const Section section = written(file, specialisations);
  EXPECT_EQ(
      section.says.at(0).en,
      "The surest specialisation in 2008 is that of Beta in Trade: LQ 4.50 [4.05, 4.95] (90 % "
      "interval).");
  ASSERT_EQ(section.charts.size(), 1u);
  const Chart& chart = section.charts[0];
  EXPECT_EQ(words_in(chart.table, "city"),
            (std::vector<std::string>{"Alpha", "Beta", "Gamma", "Beta", "Alpha", "Gamma"}));
  EXPECT_EQ(numbers_in(chart.table, "sector"), (std::vector<double>{0, 0, 0, 1, 1, 1}));
  ASSERT_EQ(chart.controls.size(), 1u);
  EXPECT_EQ(chart.controls[0].options.at(0).label, (Text{"Media", "媒体"}));
  for (const Text& text : {chart.title, chart.says, chart.note, section.says[1]})
    EXPECT_TRUE(in_both_languages(text));
}

TEST(Specialisations, are_no_section_without_sectors_and_a_warning_without_firms) {
  EXPECT_TRUE(written(MadeRun({2008}, 1).file(), specialisations).title.empty());
  const Section empty = written(
      with_sectors({{1, 1, 1, 1, 1, 1, 1, 1}}, std::vector<std::int32_t>(8, 3)), specialisations);
  EXPECT_TRUE(empty.charts.empty());
  ASSERT_EQ(empty.warnings.size(), 1u);
  EXPECT_TRUE(in_both_languages(empty.warnings[0]));
}

TEST(Specialisations, stand_on_the_page_of_a_run_of_several_sectors) {
  const Json page = page_content({{"run.h5", with_sectors({{2, 1, 0.5, 1, 1, 4, 1, 1}}, many)}},
                                 Language::english);
  bool found = false;
  for (const Json& section : page["sections"]) found = found || section["id"] == "specialisations";
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace agglomera::output::report

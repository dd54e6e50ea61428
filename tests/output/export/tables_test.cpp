#include "output/export/tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/output/store/sample_results.hpp"

namespace agglomera::output {
namespace {

using testing::ElementsAre;

template <typename Named>
std::vector<std::string> names(const std::vector<Named>& all) {
  std::vector<std::string> names;
  for (const auto& one : all) {
    if constexpr (std::is_pointer_v<Named>)
      names.push_back(one->name);
    else
      names.push_back(one.name);
  }
  return names;
}

class Tables : public testing::Test {
 protected:
  std::vector<Table> of(const ResultFile& result) {
    write_result(result, folder_ / "a.h5");
    stream_ = std::make_unique<ResultStream>(folder_ / "a.h5");
    return tables_of(*stream_);
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<ResultStream> stream_;
};

TEST_F(Tables, are_one_for_each_group_and_set_of_dimensions) {
  const auto tables = of(sample_run(4));
  EXPECT_THAT(names(tables), ElementsAre("series", "series_by_city", "observed", "parameters",
                                         "parameters_by_parameter"));
  EXPECT_THAT(names(tables[0].dimensions), ElementsAre("scenario", "member", "city", "year"));
  EXPECT_THAT(names(tables[0].variables),
              ElementsAre("lq_count", "lq_revenue", "firms", "revenue"));
  EXPECT_EQ(tables[0].rows(), 1u * 4 * 3 * 2);
  EXPECT_EQ(tables[1].rows(), 3u);
}

TEST_F(Tables, name_cities_in_both_languages_beside_their_ids) {
  const auto tables = of(sample_run());
  ASSERT_THAT(names(tables[0].words[2]), ElementsAre("city_name", "city_zh"));
  EXPECT_THAT(tables[0].words[2][1].words, ElementsAre("北京", "新加坡", "其他"));
  EXPECT_THAT(tables[0].words[0], testing::IsEmpty());
}

TEST_F(Tables, do_not_repeat_names_that_are_columns_already) {
  const auto tables = of(sample_run());
  EXPECT_THAT(tables[1].words[0], testing::IsEmpty());
  EXPECT_THAT(names(tables[1].variables), ElementsAre("city_name", "city_zh", "country", "cluster",
                                                      "latitude", "longitude", "observed"));
}

TEST_F(Tables, take_names_from_another_group_by_the_label_not_the_place) {
  ResultFile run = sample_run();
  std::get<std::vector<std::string>>(run.groups[1].dimensions[0].labels) = {"singapore", "nowhere"};
  const auto tables = of(run);
  ASSERT_THAT(names(tables[2].words[0]), ElementsAre("city_name", "city_zh"));
  EXPECT_THAT(tables[2].words[0][1].words, ElementsAre("新加坡", ""));
}

TEST_F(Tables, say_the_unit_in_each_row_where_rows_differ_in_it) {
  const auto tables = of(sample_policy());
  ASSERT_EQ(tables[2].name, "effect");
  ASSERT_THAT(names(tables[2].words[1]), ElementsAre("unit"));
  EXPECT_THAT(tables[2].words[1][0].words, ElementsAre("1", "firms"));
}

TEST_F(Tables, hold_single_values_in_one_row) {
  ResultFile run = sample_run();
  run.groups.push_back(
      {"scenarios", {{"scenario", "", "", std::vector<std::string>{"baseline"}}}, {}});
  for (const char* name : {"title", "title_zh", "question", "question_zh"})
    run.groups.back().variables.push_back(
        {name, "", "", {"scenario"}, std::vector<std::string>{"x"}});
  for (const char* name : {"study", "study_zh"})
    run.groups.back().variables.push_back({name, "", "", {}, std::vector<std::string>{"y"}});
  const auto tables = of(run);
  EXPECT_EQ(tables.back().name, "scenarios_single");
  EXPECT_EQ(tables.back().rows(), 1u);
}

}  // namespace
}  // namespace agglomera::output

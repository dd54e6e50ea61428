#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "output/export/export.hpp"
#include "tests/output/store/sample_results.hpp"

namespace agglomera::output {
namespace {

const ExportProgress unwatched = [](std::uint64_t, std::uint64_t) {};

TEST(CsvFolder, holds_the_table_that_one_writes_by_hand) {
  const TemporaryFolder folder;
  write_result(sample_run(), folder / "run.h5");
  WholeFolder made((folder / "out").string());
  export_csv(ResultStream(folder / "run.h5"), made, unwatched);
  made.finish();
  EXPECT_EQ(bytes_of(folder / "out/observed.csv"),
            "city,city_name,city_zh,year,lq_count,lq_revenue\n"
            "beijing,Beijing,北京,2008,1.2,2.2\n"
            "beijing,Beijing,北京,2009,1.3,2.3\n"
            "singapore,Singapore,新加坡,2008,0,0\n"
            "singapore,Singapore,新加坡,2009,,\n");
  EXPECT_EQ(bytes_of(folder / "out/parameters.csv"),
            "member,parameter,unit,value\n"
            "1,beta_localisation,1,0.7\n"
            "1,exit_rate,1/year,0.066\n"
            "2,beta_localisation,1,0.71\n"
            "2,exit_rate,1/year,0.07\n");
  EXPECT_THAT(bytes_of(folder / "out/columns.csv"),
              testing::HasSubstr("\nobserved.csv,lq_count,variable,1,observed location quotient of "
                                 "the number of firms\n"));
  EXPECT_THAT(bytes_of(folder / "out/README.txt"),
              testing::HasSubstr("\nseed               20081217\n"));
}

TEST(CsvFolder, tells_how_far_it_is_up_to_the_last_cell) {
  const TemporaryFolder folder;
  write_result(sample_run(20'000), folder / "run.h5");
  WholeFolder made((folder / "out").string());
  std::vector<std::uint64_t> told;
  export_csv(ResultStream(folder / "run.h5"), made, [&](std::uint64_t done, std::uint64_t of) {
    told.push_back(done);
    if (done == of) told.push_back(0);
  });
  EXPECT_GT(told.size(), 8u);
  EXPECT_EQ(told.back(), 0u);
}

TEST(CsvFolder, is_not_there_when_it_was_stopped) {
  const TemporaryFolder folder;
  write_result(sample_run(), folder / "run.h5");
  struct Stop {};
  EXPECT_THROW(
      {
        WholeFolder made((folder / "out").string());
        export_csv(ResultStream(folder / "run.h5"), made,
                   [](std::uint64_t, std::uint64_t) { throw Stop(); });
      },
      Stop);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

}  // namespace
}  // namespace agglomera::output

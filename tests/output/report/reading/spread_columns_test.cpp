#include "output/report/reading/spread_columns.hpp"

#include <gtest/gtest.h>

#include "tests/output/report/made_run.hpp"

namespace agglomera::output::report {
namespace {

TEST(SpreadColumns, hold_the_quantiles_of_each_spread_in_order) {
  SpreadColumns columns;
  columns.add(spread_of({0, 10, 20, 30, 40}));
  columns.add(spread_of({7}));
  Table table;
  columns.put_into(table);
  EXPECT_EQ(table.rows(), 2u);
  EXPECT_EQ(numbers_in(table, "q05"), (std::vector<double>{2, 7}));
  EXPECT_EQ(numbers_in(table, "q25"), (std::vector<double>{10, 7}));
  EXPECT_EQ(numbers_in(table, "q95"), (std::vector<double>{38, 7}));
}

}  // namespace
}  // namespace agglomera::output::report

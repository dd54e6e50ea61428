#include "output/export/csv_cell.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

namespace agglomera::output {
namespace {

template <typename Value>
std::string cell(Value value) {
  std::string line;
  append_cell(line, value);
  return line;
}

TEST(CsvCell, quotes_what_would_end_it_and_nothing_else) {
  EXPECT_EQ(cell(std::string_view("北京 'a; b'")), "北京 'a; b'");
  EXPECT_EQ(cell(std::string_view("a,b")), "\"a,b\"");
  EXPECT_EQ(cell(std::string_view("say \"no\"")), "\"say \"\"no\"\"\"");
  EXPECT_EQ(cell(std::string_view("two\nlines")), "\"two\nlines\"");
  EXPECT_EQ(cell(std::string_view("two\rlines")), "\"two\rlines\"");
  EXPECT_EQ(cell(std::string_view("")), "");
}

TEST(CsvCell, leaves_a_missing_number_empty) {
  EXPECT_EQ(cell(std::numeric_limits<double>::quiet_NaN()), "");
  EXPECT_EQ(cell(std::numeric_limits<double>::infinity()), "Inf");
  EXPECT_EQ(cell(-std::numeric_limits<double>::infinity()), "-Inf");
}

TEST(CsvCell, writes_a_number_in_its_fewest_digits) {
  EXPECT_EQ(cell(0.1), "0.1");
  EXPECT_EQ(cell(3.0), "3");
  EXPECT_EQ(cell(-0.0), "-0");
  EXPECT_EQ(cell(1.0 / 3), "0.3333333333333333");
  EXPECT_EQ(cell(5e-324), "5e-324");
  EXPECT_EQ(cell(std::int32_t{-7}), "-7");
  EXPECT_EQ(cell(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(CsvCell, gives_any_number_back_to_the_last_bit) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 100'000; ++i) {
    const double number = std::bit_cast<double>(random());
    if (std::isfinite(number)) {
      ASSERT_EQ(std::strtod(cell(number).c_str(), nullptr), number);
    }
  }
}

}  // namespace
}  // namespace agglomera::output

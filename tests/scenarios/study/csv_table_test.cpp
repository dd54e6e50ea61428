#include "scenarios/study/csv_table.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Read {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> complaints;
};

std::vector<std::string> in_words(const Complaints& complaints) {
  std::vector<std::string> words;
  for (const sim::Complaint& complaint : complaints.all()) words.push_back(complaint.text());
  return words;
}

Read read(const std::string& text, std::vector<Column> columns = {{"city"}, {"value"}}) {
  Complaints complaints;
  const std::size_t width = columns.size();
  CsvTable table("t.csv", text, std::move(columns), complaints);
  Read read;
  while (table.next()) {
    std::vector<std::string>& row = read.rows.emplace_back();
    for (std::size_t i = 0; i < width; ++i) row.push_back(table.text(i));
  }
  read.complaints = in_words(complaints);
  return read;
}

// The complaint about one cell read as a number from 0 to 10.
std::string number_complaint(const std::string& cell) {
  Complaints complaints;
  const std::string text = "city,value\na," + cell + "\n";
  CsvTable table("t.csv", text, {{"city"}, {"value"}}, complaints);
  EXPECT_TRUE(table.next());
  EXPECT_FALSE(table.number(1, {0.0, 10.0}));
  return in_words(complaints).front();
}

TEST(CsvTable, reads_quotes_line_ends_and_columns_in_any_order) {
  const Read got =
      read("\xEF\xBB\xBFvalue,city\r\n1,\"a, b\"\r\n\"2\",\"say \"\"x\"\"\"\n\n3,\"two\nlines\"");
  EXPECT_THAT(got.complaints, IsEmpty());
  EXPECT_THAT(got.rows, ElementsAre(ElementsAre("a, b", "1"), ElementsAre("say \"x\"", "2"),
                                    ElementsAre("two\nlines", "3")));
}

TEST(CsvTable, keeps_lines_and_columns_right_after_long_cells) {
  const Read got = read("city,value\n\"two\nlines\",1\n北京,\"x\"y\n");
  EXPECT_THAT(got.complaints, ElementsAre("t.csv:4:7: letters after a closing quote write a quote "
                                          "inside a quoted cell twice"));
}

TEST(CsvTable, complains_of_quotes_that_do_not_match) {
  EXPECT_THAT(read("city,value\na,\"1\nb,2\n").complaints,
              ElementsAre("t.csv:2:3: this quote is never closed (the file ends inside the cell)"));
  EXPECT_THAT(read("city,value\na\"b,1\n").complaints,
              ElementsAre("t.csv:2:2: a quote inside a cell that does not begin with one put the "
                          "whole cell into quotes and write the inner quote twice"));
}

TEST(CsvTable, complains_of_an_unknown_column_with_the_nearest_name) {
  EXPECT_THAT(
      read("city,valeu,value\na,1,2\n").complaints,
      ElementsAre("t.csv:1:6: unknown column \"valeu\" (the table has: city, value) did you "
                  "mean \"value\"?"));
}

TEST(CsvTable, complains_of_missing_and_double_columns) {
  const Read got = read("city,city\na,b\n");
  EXPECT_THAT(got.complaints,
              ElementsAre("t.csv:1:1: column \"value\" is missing (the table has: city, value)",
                          "t.csv:1:6: column \"city\" stands twice"));
  EXPECT_THAT(got.rows, IsEmpty());
}

TEST(CsvTable, may_lack_a_column_nobody_needs) {
  const Read got = read("city\na\n", {{"city"}, {"note", false}});
  EXPECT_THAT(got.complaints, IsEmpty());
  EXPECT_THAT(got.rows, ElementsAre(ElementsAre("a", "")));
}

TEST(CsvTable, skips_rows_with_the_wrong_number_of_cells) {
  const Read got = read("city,value\na\nb,1,2\nc,3\n");
  EXPECT_THAT(got.complaints, ElementsAre("t.csv:2:1: 1 cells (the header has 2)",
                                          "t.csv:3:1: 3 cells (the header has 2)"));
  EXPECT_THAT(got.rows, ElementsAre(ElementsAre("c", "3")));
}

TEST(CsvTable, knows_semicolons_and_blank_files) {
  EXPECT_THAT(read("city;value\na;1\n").complaints,
              ElementsAre("t.csv:1:1: the cells are parted by semicolons or tabs (a comma is "
                          "expected) save it with commas"));
  EXPECT_THAT(read("\n\r\n\n").complaints,
              ElementsAre("t.csv: holds only empty lines begin with city,value"));
}

TEST(CsvTable, complains_of_what_is_no_number) {
  EXPECT_EQ(number_complaint("abc"), "t.csv:2:3: \"value\" is \"abc\", no number");
  EXPECT_EQ(number_complaint("1.5x"), "t.csv:2:3: \"value\" is \"1.5x\", no number");
  EXPECT_EQ(
      number_complaint("\"3,81\""),
      "t.csv:2:3: \"value\" is \"3,81\", no number write a decimal point and no separators of "
      "thousands");
  EXPECT_EQ(number_complaint(""), "t.csv:2:3: \"value\" is empty (a number is expected)");
  EXPECT_EQ(number_complaint("1e999"),
            "t.csv:2:3: \"value\" is \"1e999\", beyond what a number can hold");
}

TEST(CsvTable, complains_of_nan_infinity_and_what_is_out_of_range) {
  const std::string why = " (a finite number is expected) leave the row out when nothing is known";
  EXPECT_EQ(number_complaint("nan"), "t.csv:2:3: \"value\" is nan" + why);
  EXPECT_EQ(number_complaint("NaN"), "t.csv:2:3: \"value\" is NaN" + why);
  EXPECT_EQ(number_complaint("inf"), "t.csv:2:3: \"value\" is inf" + why);
  EXPECT_EQ(number_complaint("-Infinity"), "t.csv:2:3: \"value\" is -Infinity" + why);
  EXPECT_EQ(number_complaint("-1"), "t.csv:2:3: \"value\" is -1 (from 0 to 10 is expected)");
}

TEST(CsvTable, shows_strange_words_short_and_without_control_characters) {
  EXPECT_EQ(in_quotes("a\x1B[31mb\n"), "\"a?[31mb?\"");
  EXPECT_EQ(in_quotes(std::string(1000, 'x')), "\"" + std::string(40, 'x') + "…\"");
}

TEST(CsvTable, stops_after_a_hundred_complaints_and_counts_the_rest) {
  std::string text = "city,value\n";
  for (int i = 0; i < 250; ++i) text += "a\n";
  const Read got = read(text);
  ASSERT_EQ(got.complaints.size(), 101u);
  EXPECT_EQ(got.complaints.back(), "t.csv: … and 150 more");
}

TEST(CsvTable, reads_a_million_wrong_rows_in_a_moment) {
  std::string text = "city,value\n";
  for (int i = 0; i < 1000000; ++i) text += "a,b,c\n";
  EXPECT_EQ(read(text).complaints.back(), "t.csv: … and 999900 more");
}

TEST(FirstRows, remember_the_line_of_a_key) {
  FirstRows rows(3);
  EXPECT_EQ(rows.before(2, 7), 0);
  EXPECT_EQ(rows.before(2, 9), 7);
  EXPECT_TRUE(rows.seen(2));
  EXPECT_FALSE(rows.seen(0));
}

}  // namespace
}  // namespace agglomera::scenarios

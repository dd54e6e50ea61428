#include "scenarios/study/csv_stream.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/study/written_table.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct Streamed {
  std::vector<std::vector<std::string>> rows;
  std::vector<int> lines;
  std::vector<std::string> complaints;
};

Streamed streamed(const std::string& text, const CsvManner& manner = {}) {
  const WrittenTable file(text);
  Complaints complaints;
  Streamed got;
  try {
    CsvStream stream(file.path(), manner, complaints);
    while (stream.next()) {
      got.rows.emplace_back(stream.cells().begin(), stream.cells().end());
      got.lines.push_back(stream.line());
    }
  } catch (const sim::InputError& error) {
    complaints.add(error);
  }
  got.complaints = file.in_words(complaints);
  return got;
}

TEST(CsvStream, reads_quotes_and_every_kind_of_line_end) {
  const Streamed got = streamed(
      "\xEF\xBB\xBF"
      "a, b ,\"c, d\"\r\n\"say \"\"x\"\"\",\"two\nlines\",\r\r\n1,2,3\n\n4");
  EXPECT_THAT(got.complaints, IsEmpty());
  EXPECT_THAT(got.rows,
              ElementsAre(ElementsAre("a", "b", "c, d"), ElementsAre("say \"x\"", "two\nlines", ""),
                          ElementsAre("1", "2", "3"), ElementsAre("4")));
  EXPECT_THAT(got.lines, ElementsAre(1, 2, 5, 7));
}

TEST(CsvStream, parts_cells_by_the_separator_that_is_said) {
  EXPECT_THAT(streamed("a;b,c\n", {.separator = ';'}).rows, ElementsAre(ElementsAre("a", "b,c")));
  EXPECT_THAT(streamed("a\t b\t\n", {.separator = '\t'}).rows,
              ElementsAre(ElementsAre("a", "b", "")));
}

TEST(CsvStream, goes_on_behind_a_row_with_wrong_quotes) {
  const Streamed got = streamed("a,b\"c\nd,\"e\"f\ng,h\n");
  EXPECT_THAT(got.rows, ElementsAre(ElementsAre("g", "h")));
  EXPECT_THAT(
      got.complaints,
      ElementsAre(
          "t.csv:1:4: a quote inside a cell that does not begin with one put the whole cell into "
          "quotes and write the inner quote twice",
          "t.csv:2:6: letters after a closing quote write a quote inside a quoted cell twice"));
  EXPECT_THAT(streamed("a\n\"b\nc\n").complaints,
              ElementsAre("t.csv:2:1: this quote is never closed (the file ends inside the cell)"));
}

TEST(CsvStream, ends_at_bytes_that_are_no_text) {
  EXPECT_THAT(streamed("").complaints, ElementsAre("t.csv: is empty"));
  for (const char* mark : {"\xFF\xFE", "\xFE\xFF"})
    EXPECT_THAT(streamed(std::string(mark) + "a").complaints,
                ElementsAre(StartsWith("t.csv:1:1: the file is UTF-16")));
  for (const std::string& text : {std::string("a\n\0b", 4), std::string("a\n\"\0b\"", 6)})
    EXPECT_THAT(streamed(text).complaints, ElementsAre(StartsWith("t.csv:2:")));
  EXPECT_THAT(streamed("a\nM\xFCnchen\n").complaints,
              ElementsAre(StartsWith("t.csv:2:2: byte 0xFC is not UTF-8")));
  EXPECT_THAT(streamed("a\nM\xFCnchen\n", {.latin_1 = true}).rows,
              ElementsAre(ElementsAre("a"), ElementsAre("M\u00FCnchen")));
}

// Rows and letters that lie across the pieces in which the file is read (4 MiB).
TEST(CsvStream, reads_rows_across_its_pieces_whole) {
  std::string text;
  std::size_t rows = 0;
  while (text.size() < (std::size_t{9} << 20)) {
    text += "\u5317\u4EAC,\"a \"\"quoted\"\" cell, number " + std::to_string(rows) + "\"\r\n";
    ++rows;
  }
  const WrittenTable file(text);
  Complaints complaints;
  CsvStream stream(file.path(), {}, complaints);
  for (std::size_t row = 0; row < rows; ++row) {
    ASSERT_TRUE(stream.next());
    ASSERT_EQ(stream.cells()[0], "\u5317\u4EAC");
    ASSERT_EQ(stream.cells()[1], "a \"quoted\" cell, number " + std::to_string(row));
    ASSERT_EQ(stream.line(), static_cast<int>(row + 1));
  }
  EXPECT_FALSE(stream.next());
  EXPECT_TRUE(complaints.none());
}

}  // namespace
}  // namespace agglomera::scenarios

#include "models/dart_board.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace agglomera::models {
namespace {

using Values = std::vector<double>;

std::size_t cells_of(const DartBoard::Page& page, sim::PlaceIndex place) {
  return static_cast<std::size_t>(std::count_if(
      page.cells.begin(), page.cells.end(), [&](const auto& cell) { return cell.place == place; }));
}

// How high the stack of a place is, its cells without a gap from the floor.
double top_of(const DartBoard& board, sim::PlaceIndex place) {
  std::vector<std::pair<double, double>> cells;
  for (const DartBoard::Page& page : board.pages())
    for (const auto& cell : page.cells)
      if (cell.place == place) cells.push_back({cell.floor, board.cell_height(page, place)});
  std::sort(cells.begin(), cells.end());
  double top = 0.0;
  for (const auto& [floor, height] : cells) {
    EXPECT_NEAR(floor, top, 1e-9);
    top = floor + height;
  }
  return top;
}

TEST(DartBoard, gives_cells_by_measure_and_height) {
  const DartBoard board(Values{1.0, 1.0, 2.0}, Values{3.0, 1.0, 2.0});  // 3, 1 and 4 of 8
  const DartBoard::Page& page = board.pages()[0];
  EXPECT_EQ(page.cells.size(), 512u);
  const auto first = static_cast<double>(cells_of(page, 0));
  EXPECT_NEAR(static_cast<double>(cells_of(page, 1)) / first, 1.0 / 3.0, 0.01);
  EXPECT_NEAR(static_cast<double>(cells_of(page, 2)) / first, 4.0 / 3.0, 0.01);
  EXPECT_NEAR(board.measure(), 8.0 / 0.75, 0.1);  // a quarter is of nobody
}

TEST(DartBoard, has_stacks_that_reach_their_heights_and_hardly_more) {
  const Values heights = {3.0, 0.0, 0.7};
  const DartBoard board(Values{1.0, 1.0, 5.0}, heights);
  for (sim::PlaceIndex place = 0; place < 3; ++place) {
    const double top = top_of(board, place);
    EXPECT_GE(top, heights[place] - 1e-12);
    EXPECT_LT(top, heights[place] + board.cell_height(board.pages()[0], place));
  }
  EXPECT_EQ(cells_of(board.pages()[0], 1), 0u);
  EXPECT_TRUE(board.reaches(heights));
  EXPECT_FALSE(board.reaches(Values{3.1, 0.0, 0.7}));
}

TEST(DartBoard, raises_a_stack_and_moves_no_other_cell) {
  const DartBoard before(Values{1.0, 1.0}, Values{1.0, 1.0});
  DartBoard after = before;
  after.raise(Values{1.2, 0.3});
  ASSERT_EQ(after.pages().size(), 1u);
  for (std::size_t i = 0; i < 512; ++i) {
    const auto &was = before.pages()[0].cells[i], &is = after.pages()[0].cells[i];
    if (was.place == sim::no_place) continue;
    EXPECT_EQ(is.place, was.place);
    EXPECT_EQ(is.floor, was.floor);
  }
  EXPECT_GE(top_of(after, 0), 1.2 - 1e-12);
  EXPECT_EQ(top_of(after, 1), top_of(before, 1));
}

TEST(DartBoard, puts_a_cell_where_it_lies_whatever_others_have_claimed) {
  const DartBoard before(Values{1.0, 1.0, 1.0}, Values{1.0, 1.0, 1.0});
  DartBoard alone = before, behind = before;
  alone.raise(Values{1.02, 1.0, 1.0});
  behind.raise(Values{1.0, 1.0, 1.02});
  behind.raise(Values{1.02, 1.0, 1.02});
  std::size_t same = 0;
  for (std::size_t i = 0; i < 512; ++i)
    same += alone.pages()[0].cells[i].place == 0 && behind.pages()[0].cells[i].place == 0;
  EXPECT_GE(same + 1, cells_of(alone.pages()[0], 0));  // one may have been in the way
}

TEST(DartBoard, takes_another_page_when_its_cells_run_out) {
  DartBoard board(Values{1.0, 1.0}, Values{1.0, 1.0});
  const auto first = std::vector(board.pages()[0].cells);
  board.raise(Values{40.0, 1.0});
  ASSERT_EQ(board.pages().size(), 2u);
  EXPECT_GE(top_of(board, 0), 40.0 - 1e-9);
  EXPECT_EQ(cells_of(board.pages()[1], 1), 0u);
  for (std::size_t i = 0; i < first.size(); ++i)
    EXPECT_EQ(board.pages()[0].cells[i].floor, first[i].floor);
}

TEST(DartBoard, of_nothing_is_empty) {
  EXPECT_TRUE(DartBoard(Values{1.0, 1.0}, Values{0.0, 0.0}).empty());
}

}  // namespace
}  // namespace agglomera::models

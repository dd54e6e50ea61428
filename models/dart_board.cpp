#include "models/dart_board.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace agglomera::models {
namespace {

constexpr double claimed_at_first = 0.75;
constexpr std::size_t fewest_cells = 512, cells_per_place = 8;
constexpr std::size_t fewest_on_a_further_page = 64, most_on_a_further_page = 8192;

}  // namespace

DartBoard::DartBoard(std::span<const double> measure, std::span<const double> heights)
    : measure_(measure.begin(), measure.end()), top_(measure.size(), 0.0) {
  double all = 0.0;
  std::size_t thrown_at = 0;
  for (std::size_t place = 0; place < measure.size(); ++place) {
    all += measure[place] * heights[place];
    thrown_at += heights[place] > 0.0;
  }
  if (!(all > 0.0)) return;
  const std::size_t size = std::bit_ceil(std::max(fewest_cells, cells_per_place * measure.size()));
  const double claimed =
      claimed_at_first * static_cast<double>(size) - static_cast<double>(thrown_at);
  Page page{all / claimed, std::vector<Cell>(size), 0, 0};
  for (std::size_t place = 0; place < measure.size(); ++place)
    for (const double height = page.cell_measure / measure[place]; top_[place] < heights[place];
         top_[place] += height)
      page.cells[page.owned++] = {static_cast<sim::PlaceIndex>(place), top_[place]};
  page.laid_out = page.owned;
  pages_.push_back(std::move(page));
}

// Where a cell comes to lie hardly depends on what others have claimed: worlds that part stay alike.
void DartBoard::claim(Page& page, std::size_t place, double floor) {
  const std::size_t open = page.cells.size() - page.laid_out;
  std::uint64_t mixed = (static_cast<std::uint64_t>(place) + 1) * 0x9E3779B97F4A7C15ull ^
                        std::bit_cast<std::uint64_t>(floor) * 0xBF58476D1CE4E5B9ull;
  mixed ^= mixed >> 29;
  std::size_t at = mixed % open;
  while (page.cells[page.laid_out + at].place != sim::no_place) at = (at + 1) % open;
  page.cells[page.laid_out + at] = {static_cast<sim::PlaceIndex>(place), floor};
  ++page.owned;
}

bool DartBoard::reaches(std::span<const double> heights) const {
  for (std::size_t place = 0; place < heights.size(); ++place)
    if (heights[place] > top_[place]) return false;
  return true;
}

std::size_t DartBoard::cells_missing(std::span<const double> heights, double cell_measure) const {
  double missing = 0.0;
  for (std::size_t place = 0; place < heights.size(); ++place)
    if (heights[place] > top_[place])
      missing += std::ceil((heights[place] - top_[place]) * measure_[place] / cell_measure) + 1.0;
  return static_cast<std::size_t>(std::min(missing, 1e15));
}

void DartBoard::raise(std::span<const double> heights) {
  const Page& last = pages_.back();
  double cell_measure = last.cell_measure;
  std::size_t missing = cells_missing(heights, cell_measure);
  if (missing > last.cells.size() - last.owned) {
    while (2 * missing > most_on_a_further_page && missing > 2 * measure_.size()) {
      cell_measure *= 2.0;
      missing = cells_missing(heights, cell_measure);
    }
    pages_.push_back({cell_measure, std::vector<Cell>(std::bit_ceil(
                                        std::max(fewest_on_a_further_page, 2 * missing)))});
  }
  Page& page = pages_.back();
  for (std::size_t place = 0; place < heights.size(); ++place)
    for (const double height = cell_height(page, place); top_[place] < heights[place];
         top_[place] += height)
      claim(page, place, top_[place]);
}

double DartBoard::measure() const {
  double all = 0.0;
  for (const Page& page : pages_) all += page.measure();
  return all;
}

}  // namespace agglomera::models

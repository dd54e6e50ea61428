#include "models/dart_board.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace agglomera::models {
namespace {

constexpr double claimed_at_first = 0.75;
constexpr std::size_t fewest_cells = 512, cells_per_place = 8;

}  // namespace

DartBoard::DartBoard(std::span<const double> measure, std::span<const double> heights)
    : height_(measure.size(), 0.0), owned_(measure.size(), 0) {
  double all = 0.0;
  std::size_t thrown_at = 0;
  for (std::size_t place = 0; place < measure.size(); ++place) {
    all += measure[place] * heights[place];
    thrown_at += heights[place] > 0.0;
  }
  if (!(all > 0.0)) return;
  const std::size_t size = std::bit_ceil(std::max(fewest_cells, cells_per_place * measure.size()));
  cell_measure_ = all / (claimed_at_first * static_cast<double>(size) - static_cast<double>(thrown_at));
  cells_.assign(size, {sim::no_place, 0});
  for (std::size_t place = 0; place < measure.size(); ++place)
    height_[place] = cell_measure_ / measure[place];
  raise(heights);
}

bool DartBoard::reaches(std::span<const double> heights) const {
  for (std::size_t place = 0; place < heights.size(); ++place)
    if (heights[place] > height_[place] * static_cast<double>(owned_[place])) return false;
  return true;
}

bool DartBoard::raise(std::span<const double> heights) {
  std::vector<std::uint32_t> wanted(owned_);
  std::size_t more = 0;
  for (std::size_t place = 0; place < owned_.size(); ++place) {
    const double cells = std::ceil(heights[place] / height_[place]);
    if (!(cells <= static_cast<double>(cells_.size()))) return false;
    wanted[place] = std::max(owned_[place], static_cast<std::uint32_t>(cells));
    more += wanted[place] - owned_[place];
  }
  if (more > cells_.size() - free_) return false;
  for (std::size_t place = 0; place < owned_.size(); ++place)
    while (owned_[place] < wanted[place])
      cells_[free_++] = {static_cast<sim::PlaceIndex>(place), owned_[place]++};
  return true;
}

}  // namespace agglomera::models

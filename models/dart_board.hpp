// A board at which firms throw darts, to choose among places in a time that does not grow with their number.
//
// The board is a line of equal cells. A place owns a stack of cells: the first covers heights from zero, the
// next those above it. A dart hits a cell, evenly over the board, and a height within it, evenly; it counts when
// the height lies below what the place is worth to the firm, else the next dart is thrown. With heights up to
// the weight of a place it is chosen in proportion to that weight (von Neumann 1951).
//
// The board is laid out once, and kept: when a place comes to be worth more than its stack is high, it gets
// further cells from those that nobody owns, and every other dart stays where it was. So worlds that
// differ by a lever throw the same darts, and only firms that the treated place wins or loses choose otherwise. Only when no
// cell is left, or hits have become rare, is the board laid out anew.
//
// In a nest of several places with dissimilarity λ < 1 a dart is a point of the max-stable process of the
// nest (Kanter 1975; de Haan 1984; Dombry, Engelke and Oesting 2016) for reference weights q: heights are in
// units of (w/q)^λ, and a dart is thrown at c with measure Q^(λ−1)·q_c, Q = Σ q. See location_choice.hpp.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/ids.hpp"

namespace agglomera::models {

class DartBoard {
 public:
  DartBoard() = default;
  // `measure` by place: of darts at it per unit of height. Stacks reach to `heights`.
  DartBoard(std::span<const double> measure, std::span<const double> heights);

  bool empty() const { return cells_.empty(); }
  bool reaches(std::span<const double> heights) const;
  // Raises stacks to `heights` where they are lower; false, and unchanged, when cells run out.
  bool raise(std::span<const double> heights);

  struct Cell {
    sim::PlaceIndex place;
    std::uint32_t floor;  // how many cells of the place are below
  };
  std::span<const Cell> cells() const { return cells_; }
  double cell_height(std::size_t place) const { return height_[place]; }
  double cell_measure() const { return cell_measure_; }
  double measure() const { return cell_measure_ * static_cast<double>(cells_.size()); }

 private:
  double cell_measure_ = 0.0;
  std::vector<Cell> cells_;             // a power of two; no_place: of nobody
  std::vector<double> height_;          // of a cell, by place
  std::vector<std::uint32_t> owned_;    // cells, by place
  std::size_t free_ = 0;                // the first of nobody
};

}  // namespace agglomera::models

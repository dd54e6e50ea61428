// A board at which firms throw darts, to choose among places in a time that does not grow with their number.
//
// The board is a line of equal cells. A place owns a stack of cells: the first covers heights from zero, the
// next those above it. A dart hits a cell, evenly over the board, and a height within it, evenly; it counts when
// the height lies below what the place is worth to the firm, else the next dart is thrown. With heights up to
// the weight of a place it is chosen in proportion to that weight (von Neumann 1951).
//
// The board is laid out once, and kept: when a place comes to be worth more than its stack is high, it gets
// further cells, of those that nobody owns or on another page, and every other dart stays where it was. Pages
// have darts of their own, that arrive at exponential times; the first that counts on any page wins. So
// worlds that differ by a lever throw the same darts, and only firms that the treated place wins or loses
// choose otherwise. Only when hits have become rare is the board laid out anew.
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
  struct Cell {
    sim::PlaceIndex place = sim::no_place;  // no_place: of nobody
    double floor = 0.0;                     // height at which it begins
  };
  struct Page {
    double cell_measure = 0.0;
    std::vector<Cell> cells;   // a power of two
    std::size_t laid_out = 0;  // cells that were owned from the first, at the beginning of the page
    std::size_t owned = 0;

    double measure() const { return cell_measure * static_cast<double>(cells.size()); }
  };

  DartBoard() = default;
  // `measure` by place: of darts at it per unit of height. Stacks reach to `heights`.
  DartBoard(std::span<const double> measure, std::span<const double> heights);

  // Whether there is nothing to throw at.
  bool empty() const { return pages_.empty(); }
  bool reaches(std::span<const double> heights) const;
  // Raises stacks to `heights` where they are lower.
  void raise(std::span<const double> heights);

  std::span<const Page> pages() const { return pages_; }
  double cell_height(const Page& page, std::size_t place) const {
    return page.cell_measure / measure_[place];
  }
  double measure() const;

  // Everything it is, in one order: into a parcel and out of it (sim/parcel.hpp).
  template <typename Passage>
  void pass(Passage& passage) {
    passage(measure_, top_);
    auto pages = static_cast<std::uint64_t>(pages_.size());
    passage(pages);
    pages_.resize(pages);
    for (Page& page : pages_) passage(page.cell_measure, page.cells, page.laid_out, page.owned);
  }

 private:
  static void claim(Page& page, std::size_t place, double floor);
  std::size_t cells_missing(std::span<const double> heights, double cell_measure) const;

  std::vector<double> measure_;  // per unit of height, by place
  std::vector<double> top_;      // of the stack, by place
  std::vector<Page> pages_;
};

}  // namespace agglomera::models

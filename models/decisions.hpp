// What firms decide in a year: nothing has happened yet.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/firms.hpp"

namespace agglomera::models {

// Where a firm of a block is found.
struct Seat {
  sim::PlaceIndex place;
  std::uint32_t position;

  friend auto operator<=>(const Seat&, const Seat&) = default;
};

struct Move {
  Seat firm;
  sim::PlaceIndex to;

  friend bool operator==(const Move&, const Move&) = default;
};

// Somebody wants to buy the firm: who, is found by the city and how far along its revenue, in [0, 1).
struct Offer {
  Seat target;
  sim::PlaceIndex city;
  double along;

  friend bool operator==(const Offer&, const Offer&) = default;
};

// Of one block, in the order of places, and within them of positions.
struct BlockDecisions {
  std::vector<sim::LogRevenue> grown;  // revenue a year later, along the block
  std::vector<Seat> exits;
  std::vector<Move> moves;
  std::vector<Offer> offers;
  std::int64_t considered = 0;  // moves, those that came to nothing as well
};

struct Decisions {
  std::vector<BlockDecisions> blocks;
};

// What happened in a year.
struct Tally {
  std::int64_t exits = 0;
  std::int64_t entries = 0;
  std::int64_t moves = 0;
  std::int64_t acquisitions = 0;
  std::int64_t offers = 0;      // to buy a firm, those that came to nothing as well
  std::int64_t considered = 0;  // moves
  std::int64_t choices = 0;     // of a city, by founders and by firms that consider a move

  Tally& operator+=(const Tally& other) {
    exits += other.exits;
    entries += other.entries;
    moves += other.moves;
    acquisitions += other.acquisitions;
    offers += other.offers;
    considered += other.considered;
    choices += other.choices;
    return *this;
  }
  friend bool operator==(const Tally&, const Tally&) = default;
};

}  // namespace agglomera::models

// START HERE. The year: everyone decides on the world as it stood, then the decisions are carried out
// in one order.
//
//   for (Year year = first + 1; year <= last; ++year) {
//     const Market market = open_market(model, world, levers, year, draws);  // frozen
//     const Decisions decisions = decide(model, world, market, draws);       // reads only
//     commit(decisions, model, market, draws, world);                        // the only writer
//   }
#pragma once

#include <vector>

#include "models/acquisition.hpp"
#include "models/entry.hpp"
#include "models/market.hpp"
#include "models/relocation.hpp"

namespace agglomera::models {

struct Move {
  sim::Slot firm;
  sim::PlaceIndex to;
};

struct Purchase {
  sim::Slot target;
  sim::Slot buyer;
};

// In the order of slots; entrants in the order of their numbers.
struct Decisions {
  std::vector<sim::Slot> exits;
  std::vector<Move> moves;
  std::vector<Purchase> purchases;
  std::vector<Entrant> entrants;
};

Decisions decide(const Model& model, const World& world, const Market& market,
                 const sim::Draws& draws);

// Grows every firm, carries out purchases, moves, exits and entries, and takes the census. Returns the
// number of purchases that were not void.
std::size_t commit(const Decisions& decisions, const Model& model, const Market& market,
                   const sim::Draws& draws, World& world);

// One year of the world: open the market, decide, commit. Returns the market as it was.
Market pass_year(const Model& model, std::span<const Lever> levers, const sim::Draws& draws,
                 World& world, const std::vector<double>* held_siphoning = nullptr);

}  // namespace agglomera::models

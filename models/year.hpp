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

#include "models/decisions.hpp"
#include "models/market.hpp"

namespace agglomera::models {

// `memory`: decisions of an earlier year that nobody needs any more.
Decisions decide(const Model& model, const World& world, const Market& market,
                 const sim::Draws& draws, Decisions memory = {});

// The same decisions, one firm after the other, as the behaviours say it: what `decide` is held against.
Decisions decide_plainly(const Model& model, const World& world, const Market& market,
                         const sim::Draws& draws);

// Grows every firm, carries out purchases, moves, exits and entries, and brings the census up to date.
// Leaves decisions that are good for nothing but their memory.
Tally commit(Decisions& decisions, const Model& model, const Market& market,
             const sim::Draws& draws, World& world);

// One year of the world: open the market, decide, commit. Returns the market as it was.
Market pass_year(const Model& model, std::span<const Lever> levers, const sim::Draws& draws,
                 World& world, const std::vector<double>* held_siphoning = nullptr);

}  // namespace agglomera::models

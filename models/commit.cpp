#include <algorithm>

#include "models/acquisition.hpp"
#include "models/background.hpp"
#include "models/entry.hpp"
#include "models/year.hpp"
#include "sim/ranks.hpp"

namespace agglomera::models {
namespace {

struct Arrival {
  sim::FirmId firm;
  sim::PlaceIndex place;
  sim::LogRevenue size;
};

void merge_in(const std::vector<Seat>& more, std::vector<Seat>& seats) {
  const auto before = static_cast<std::ptrdiff_t>(seats.size());
  seats.insert(seats.end(), more.begin(), more.end());
  std::inplace_merge(seats.begin(), seats.begin() + before, seats.end());
}

class BlockCommit {
 public:
  BlockCommit(const Model& model, const Market& market, const sim::Draws& draws, sim::Block& block,
              BlockDecisions& decisions)
      : model_(model), market_(market), draws_(draws), block_(block), decisions_(decisions) {}

  // Everybody grows; then who leaves goes, the last first, so that the others keep their seats.
  void part(const std::vector<Seat>& bought) {
    block_.swap_revenues(decisions_.grown);
    std::vector<Seat> leaving = decisions_.exits, moving;
    for (const Move& move : decisions_.moves) {
      moving.push_back(move.firm);
      moving_.push_back({block_.id(move.firm.place, move.firm.position), move.to,
                         block_.log_revenues(move.firm.place)[move.firm.position]});
    }
    merge_in(bought, leaving);
    merge_in(moving, leaving);
    for (std::size_t i = leaving.size(); i-- > 0;) {
      const Seat seat = leaving[i];
      const sim::LogRevenue size = block_.log_revenues(seat.place)[seat.position];
      decisions_.sums[seat.place].take_off(size, model_.exit.size(size));
      block_.remove(seat.place, seat.position);
    }
  }

  void arrive() {
    for (const Arrival& one : moving_) settle(one);
  }

  // Founders number first, first + step, … below `all`. Returns how many found a place.
  std::int64_t found(std::uint32_t first, std::uint32_t step, std::int64_t all, const Entry& entry) {
    std::int64_t founded = 0;
    Founders founders;
    for (std::int64_t number = first; number < all; number += step * std::int64_t{sim::DrawRow::firms}) {
      const std::int64_t left = (all - number + step - 1) / step;
      entry(static_cast<std::uint32_t>(number), step,
            static_cast<std::size_t>(std::min<std::int64_t>(left, sim::DrawRow::firms)), market_, draws_,
            founders);
      for (std::size_t i = 0; i < founders.count; ++i) {
        if (founders.place[i] == sim::no_place) continue;
        settle({{founders.number[i], founders.founded[i]}, founders.place[i], founders.size[i]});
        ++founded;
      }
    }
    return founded;
  }

 private:
  void settle(const Arrival& one) {
    block_.settle(one.place, one.firm, one.size);
    decisions_.sums[one.place].add(one.size, model_.exit.size(one.size));
  }

  const Model& model_;
  const Market& market_;
  const sim::Draws& draws_;
  sim::Block& block_;
  BlockDecisions& decisions_;
  std::vector<Arrival> moving_;
};

Entry entry_of(const Model& model) {
  const Parameters& p = model.parameters();
  return {model.mechanisms.spin_offs ? p.spin_off_share : 0.0, p.entrant_size_log_sd};
}

}  // namespace

Tally commit(Decisions& decisions, const Model& model, const Market& market,
             const sim::Draws& draws, World& world) {
  const std::size_t places = model.study->places();
  const auto bought = carry_out_purchases(model, world, market, draws, decisions);
  const Entry entry = entry_of(model);
  std::int64_t exits = 0, entries = 0, moves = 0, purchases = 0, offers = 0, considered = 0;
#pragma omp parallel for schedule(dynamic) if (bought.size() > 1) \
    reduction(+ : exits, entries, moves, purchases, offers, considered)
  for (std::size_t b = 0; b < bought.size(); ++b) {
    BlockDecisions& mine = decisions.blocks[b];
    exits += static_cast<std::int64_t>(mine.exits.size());
    moves += static_cast<std::int64_t>(mine.moves.size());
    offers += static_cast<std::int64_t>(mine.offers.size());
    purchases += static_cast<std::int64_t>(bought[b].size());
    considered += mine.considered;
    BlockCommit block(model, market, draws, world.firms.blocks[b], mine);
    block.part(bought[b]);
    block.arrive();
    entries += block.found(static_cast<std::uint32_t>(world.firms.first_block + b),
                           static_cast<std::uint32_t>(world.firms.blocks_in_all), market.entrants, entry);
    std::copy(mine.sums.begin(), mine.sums.end(),
              world.sums.begin() + static_cast<std::ptrdiff_t>((world.firms.first_block + b) * places));
  }
  share_sums(world.firms, places, world.sums);
  add_up_sums(places, world);
  if (model.background == Background::agents) pass_background_year(model, world, market.year, draws);
  count_background(model, world);
  world.ln_resources = market.offers.ln_resources;
  world.boards = market.boards;
  world.year = market.year;
  if (market.year > model.study->last && world.reference_inclusive_value == 0.0)
    world.reference_inclusive_value = market.plain_inclusive_value;
  std::int64_t seen[] = {exits, entries, moves, purchases, offers, considered};
  if (world.firms.blocks.size() < world.firms.blocks_in_all) sim::add_up(seen);
  return {seen[0], seen[1], seen[2], seen[3], seen[4], seen[5], seen[5] + market.entrants};
}

}  // namespace agglomera::models

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

class BlockCommit {
 public:
  BlockCommit(const Market& market, const sim::Draws& draws) : market_(market), draws_(draws) {}

  void take(sim::Block& block, BlockDecisions& decisions) {
    block_ = &block;
    decisions_ = &decisions;
  }

  // Everybody grows; then who leaves goes, the last first, so that the others keep their seats.
  void part(const std::vector<Seat>& bought) {
    block_->swap_revenues(decisions_->grown);
    going_ = bought;
    moving_.clear();
    for (const Move& move : decisions_->moves) {
      going_.push_back(move.firm);
      moving_.push_back({block_->id(move.firm.place, move.firm.position), move.to,
                         block_->log_revenues(move.firm.place)[move.firm.position]});
    }
    std::inplace_merge(going_.begin(), going_.begin() + static_cast<std::ptrdiff_t>(bought.size()),
                       going_.end());
    const std::vector<Seat>& closing = decisions_->exits;
    for (std::size_t i = closing.size(), j = going_.size(); i + j > 0;) {
      const bool closes = j == 0 || (i > 0 && going_[j - 1] < closing[i - 1]);
      const Seat seat = closes ? closing[--i] : going_[--j];
      block_->remove(seat.place, seat.position);
    }
  }

  void arrive() {
    for (const Arrival& one : moving_) settle(one);
  }

  // Founders number first, first + step, … below `all`. Returns how many found a place.
  std::int64_t found(std::uint32_t first, std::uint32_t step, std::int64_t all,
                     const Entry& entry) {
    std::int64_t founded = 0;
    for (std::int64_t number = first; number < all;
         number += step * std::int64_t{sim::DrawRow::firms}) {
      const std::int64_t left = (all - number + step - 1) / step;
      entry(static_cast<std::uint32_t>(number), step,
            static_cast<std::size_t>(std::min<std::int64_t>(left, sim::DrawRow::firms)), market_,
            draws_, founders_);
      for (std::size_t i = 0; i < founders_.count; ++i) {
        if (founders_.place[i] == sim::no_place) continue;
        settle(
            {{founders_.number[i], founders_.founded[i]}, founders_.place[i], founders_.size[i]});
        ++founded;
      }
    }
    return founded;
  }

 private:
  void settle(const Arrival& one) { block_->settle(one.place, one.firm, one.size); }

  const Market& market_;
  const sim::Draws& draws_;
  sim::Block* block_ = nullptr;
  BlockDecisions* decisions_ = nullptr;
  std::vector<Seat> going_;  // bought or moving
  std::vector<Arrival> moving_;
  Founders founders_;
};

template <typename T>
std::int64_t size_of(const std::vector<T>& values) {
  return static_cast<std::int64_t>(values.size());
}

Entry entry_of(const Model& model) {
  const Parameters& p = model.parameters();
  return {model.mechanisms.spin_offs ? p.spin_off_share : 0.0, p.entrant_size_log_sd};
}

Tally commit_blocks(Decisions& decisions, const Model& model, const Market& market,
                    const sim::Draws& draws, World& world) {
  const std::size_t places = model.study->places();
  const auto bought = carry_out_purchases(world, decisions);
  const Entry entry = entry_of(model);
  Tally all;
#pragma omp parallel if (bought.size() > 1)
  {
    BlockCommit commit(market, draws);
    Tally part;
#pragma omp for schedule(dynamic)
    for (std::size_t b = 0; b < bought.size(); ++b) {
      BlockDecisions& mine = decisions.blocks[b];
      const std::size_t number = world.firms.first_block + b;
      commit.take(world.firms.blocks[b], mine);
      commit.part(bought[b]);
      commit.arrive();
      part += {.exits = size_of(mine.exits),
               .entries = commit.found(static_cast<std::uint32_t>(number),
                                       static_cast<std::uint32_t>(world.firms.blocks_in_all),
                                       market.entrants, entry),
               .moves = size_of(mine.moves),
               .acquisitions = size_of(bought[b]),
               .offers = size_of(mine.offers),
               .considered = mine.considered};
      count(world.firms.blocks[b], model.exit.size, world.sums.data() + number * places);
    }
#pragma omp critical
    all += part;
  }
  return all;
}

// Over all ranks.
Tally added_up(const Tally& mine) {
  std::int64_t seen[] = {mine.exits,        mine.entries, mine.moves,
                         mine.acquisitions, mine.offers,  mine.considered};
  sim::add_up(seen);
  return {seen[0], seen[1], seen[2], seen[3], seen[4], seen[5]};
}

}  // namespace

Tally commit(Decisions& decisions, const Model& model, const Market& market,
             const sim::Draws& draws, World& world) {
  const std::size_t places = model.study->places();
  Tally tally = commit_blocks(decisions, model, market, draws, world);
  share_sums(world.firms, places, world.sums);
  add_up_sums(places, world);
  if (model.background == Background::agents)
    pass_background_year(model, world, market.year, draws);
  count_background(model, world);
  world.ln_resources = market.offers.ln_resources;
  world.boards = market.boards;
  world.year = market.year;
  if (market.year > model.study->last && world.reference_inclusive_value == 0.0)
    world.reference_inclusive_value = market.plain_inclusive_value;
  if (world.firms.blocks.size() < world.firms.blocks_in_all) tally = added_up(tally);
  tally.choices = tally.considered + market.entrants;
  return tally;
}

}  // namespace agglomera::models

// The kernel: what every firm decides, at the speed of memory.
//
// The firms of a block stand place by place, so that all that a place means to its firms is constant along
// a row of up to 256 of them. A row is taken through short loops without branches, which the compiler lays into
// SIMD lanes: the four random words of each firm (sim/draws), the acts they bring, and the revenue a year
// later. Rows are filled up to whole lanes, so that no firm is left over to be done alone. Only the few
// that act, about one in ten, are then looked at one by one; those that consider another city, or get an
// offer, throw their darts together. Everything is in integers and single precision, without a call of the
// C library: the bits are the same at every width of the lanes, and as in decide_plainly.cpp.
//
// Threads take whole blocks, and nobody writes what another reads.
#include <array>

#include "models/acquisition.hpp"
#include "models/fate.hpp"
#include "models/relocation.hpp"
#include "models/year.hpp"
#include "sim/lanes.hpp"

namespace agglomera::models {
namespace {

constexpr std::size_t longest = sim::DrawRow::firms;

struct Row {
  sim::PlaceIndex place;
  std::uint32_t first;  // position
  std::size_t count;
};

// Of firms from `first` in the row; their count fills whole lanes, as in foresee_growth.
AGGLOMERA_WIDEST_LANES
void foresee_acts(const sim::DrawRow& luck, std::size_t first, const sim::LogRevenue* sizes,
                  std::size_t count, const Fates& fates, const FirmTerms& terms,
                  std::uint32_t* acts) {
  const Fates mine = fates;
  const FirmTerms here = terms;
  count = count / sim::lanes * sim::lanes;
  for (std::size_t i = 0; i < count; ++i)
    acts[i] = mine.acts(luck.words[0][first + i], luck.words[1][first + i],
                        luck.words[2][first + i], sizes[i], here);
}

AGGLOMERA_WIDEST_LANES
void foresee_growth(const sim::DrawRow& luck, std::size_t first, const sim::LogRevenue* sizes,
                    std::size_t count, const Fates& fates, const FirmTerms& terms,
                    sim::LogRevenue* grown) {
  const Fates mine = fates;
  const FirmTerms here = terms;
  count = count / sim::lanes * sim::lanes;
  for (std::size_t i = 0; i < count; ++i)
    grown[i] = mine.grown(luck.words[3][first + i], sizes[i], here);
}

// Firms of a block that do the same, until there are enough for a row.
class Gathered {
 public:
  // Whether the row is full.
  bool add(Seat seat, sim::FirmId firm) {
    seats_[count_] = seat;
    numbers_[count_] = firm.number;
    founded_[count_] = firm.founded;
    return ++count_ == longest;
  }
  void clear() { count_ = 0; }
  std::size_t count() const { return count_; }
  std::span<const Seat> seats() const { return {seats_.data(), count_}; }
  std::span<const std::uint32_t> numbers() const { return {numbers_.data(), count_}; }
  std::span<const std::int16_t> founded() const { return {founded_.data(), count_}; }

 private:
  std::size_t count_ = 0;
  std::array<Seat, longest> seats_;
  std::array<std::uint32_t, longest> numbers_;
  std::array<std::int16_t, longest> founded_;
};

class BlockYear {
 public:
  BlockYear(const Model& model, const sim::Block& block, const Market& market,
            const sim::Draws& draws, BlockDecisions& decisions)
      : model_(model),
        block_(block),
        market_(market),
        draws_(draws),
        decisions_(decisions),
        fates_(model),
        relocation_{model.parameters().relocation_rate, model.parameters().border_barrier,
                    model.parameters().firm_size_log_sd} {}

  void decide() {
    if (decisions_.grown.capacity() < block_.slots())
      decisions_.grown = {};  // no more than is needed
    decisions_.grown.resize(block_.slots());
    decisions_.exits.clear();
    decisions_.moves.clear();
    decisions_.offers.clear();
    decisions_.considered = 0;
    for (std::size_t p = 0; p < block_.places(); ++p) {
      const auto place = static_cast<sim::PlaceIndex>(p);
      const std::uint32_t firms = block_.firms(place);
      for (std::uint32_t first = 0; first < firms; first += longest)
        decide_row({place, first, std::min<std::size_t>(longest, firms - first)});
    }
    choose();
    make_offers();
  }

 private:
  void decide_row(const Row& row) {
    const FirmTerms& terms = market_.firms[row.place];
    const sim::LogRevenue* sizes = block_.log_revenues(row.place).data() + row.first;
    sim::LogRevenue* grown = decisions_.grown.data() + block_.first_slot(row.place) + row.first;
    draws_.firms(block_.numbers(row.place).subspan(row.first, row.count),
                 block_.founded(row.place).subspan(row.first, row.count), market_.year,
                 sim::Purpose::fate, 0, luck_);
    const std::size_t rest = row.count % sim::lanes, whole = row.count - rest;
    foresee(0, sizes, whole, terms, grown);
    if (rest > 0) {
      std::array<sim::LogRevenue, sim::lanes> last{}, last_grown;
      std::copy_n(sizes + whole, rest, last.begin());
      foresee(whole, last.data(), sim::lanes, terms, last_grown.data());
      std::copy_n(last_grown.begin(), rest, grown + whole);
    }
    std::size_t acting = 0;
    for (std::size_t i = 0; i < row.count; ++i) {
      acting_[acting] = static_cast<std::uint16_t>(i);
      acting += acts_[i] != 0;
    }
    for (std::size_t k = 0; k < acting; ++k)
      act(acts_[acting_[k]], {row.place, row.first + acting_[k]});
  }

  void foresee(std::size_t first, const sim::LogRevenue* sizes, std::size_t count,
               const FirmTerms& terms, sim::LogRevenue* grown) {
    foresee_acts(luck_, first, sizes, count, fates_, terms, acts_.data() + first);
    if (fates_.grows)
      foresee_growth(luck_, first, sizes, count, fates_, terms, grown);
    else
      std::copy_n(sizes, count, grown);
  }

  void act(std::uint32_t acts, Seat seat) {
    if (acts & exits) {
      decisions_.exits.push_back(seat);
    } else if (acts & is_offered) {
      if (offered_.add(seat, block_.id(seat.place, seat.position))) make_offers();
    } else if (considering_.add(seat, block_.id(seat.place, seat.position))) {
      choose();
    }
  }

  void make_offers() {
    offers_to(offered_.seats(), offered_.numbers(), offered_.founded(), market_, draws_,
              decisions_.offers);
    offered_.clear();
  }

  void choose() {
    const std::size_t count = considering_.count();
    market_.choice.many(considering_.numbers(), considering_.founded(), market_.year, draws_,
                        std::span(chosen_.data(), count));
    for (std::size_t i = 0; i < count; ++i) {
      const Seat seat = considering_.seats()[i];
      if (relocation_(block_.id(seat.place, seat.position), seat.place,
                      block_.log_revenues(seat.place)[seat.position], chosen_[i], model_, market_,
                      draws_))
        decisions_.moves.push_back({seat, chosen_[i]});
    }
    decisions_.considered += static_cast<std::int64_t>(count);
    considering_.clear();
  }

  const Model& model_;
  const sim::Block& block_;
  const Market& market_;
  const sim::Draws& draws_;
  BlockDecisions& decisions_;
  Fates fates_;
  Relocation relocation_;
  sim::DrawRow luck_;
  std::array<std::uint32_t, longest> acts_;    // as wide as a lane
  std::array<std::uint16_t, longest> acting_;  // positions in the row
  Gathered considering_, offered_;
  std::array<sim::PlaceIndex, longest> chosen_;
};

}  // namespace

Decisions decide(const Model& model, const World& world, const Market& market,
                 const sim::Draws& draws, Decisions memory) {
  memory.blocks.resize(world.firms.blocks.size());
#pragma omp parallel for schedule(dynamic) if (memory.blocks.size() > 1)
  for (std::size_t b = 0; b < memory.blocks.size(); ++b)
    BlockYear(model, world.firms.blocks[b], market, draws, memory.blocks[b]).decide();
  return memory;
}

}  // namespace agglomera::models

// The kernel: what every firm decides, at the speed of memory.
//
// The firms of a block stand place by place, so that all that a place means to its firms is constant along
// a row of up to 256 of them. A row is taken through short loops without branches, which the compiler lays into
// SIMD lanes: the four random words of each firm (sim/draws), the acts they bring, and the revenue a year
// later. Only the few firms that act, about one in ten, are then looked at one by one; those that
// consider another city throw their darts together. Everything is in integers and single precision, without a
// call of the C library: the bits are the same at every width of the lanes, and as in decide_plainly.cpp.
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

AGGLOMERA_WIDEST_LANES
void foresee_acts(const sim::DrawRow& luck, const sim::LogRevenue* sizes, std::size_t count,
                  const Fates& fates, const FirmTerms& terms, std::uint8_t* acts) {
  const Fates mine = fates;
  const FirmTerms here = terms;
  for (std::size_t i = 0; i < count; ++i)
    acts[i] = mine.acts(luck.words[0][i], luck.words[1][i], luck.words[2][i], sizes[i], here);
}

AGGLOMERA_WIDEST_LANES
void foresee_growth(const sim::DrawRow& luck, const sim::LogRevenue* sizes, std::size_t count,
                    const Fates& fates, const FirmTerms& terms, sim::LogRevenue* grown) {
  const Fates mine = fates;
  const FirmTerms here = terms;
  for (std::size_t i = 0; i < count; ++i) grown[i] = mine.grown(luck.words[3][i], sizes[i], here);
}

// The firms of a block that consider another city, until there are enough for a row.
class Movers {
 public:
  Movers(const Model& model, const Market& market, const sim::Draws& draws,
         BlockDecisions& decisions)
      : model_(model),
        market_(market),
        draws_(draws),
        decisions_(decisions),
        relocation_{model.parameters().relocation_rate, model.parameters().border_barrier,
                    model.parameters().firm_size_log_sd} {}

  void consider(Seat seat, sim::FirmId firm, sim::LogRevenue size) {
    seats_[count_] = seat;
    numbers_[count_] = firm.number;
    founded_[count_] = firm.founded;
    sizes_[count_] = size;
    if (++count_ == longest) choose();
  }
  void choose() {
    market_.choice.many(std::span(numbers_.data(), count_), std::span(founded_.data(), count_),
                        market_.year, draws_, std::span(chosen_.data(), count_));
    for (std::size_t i = 0; i < count_; ++i)
      if (relocation_({numbers_[i], founded_[i]}, seats_[i].place, sizes_[i], chosen_[i], model_,
                      market_, draws_))
        decisions_.moves.push_back({seats_[i], chosen_[i]});
    decisions_.considered += static_cast<std::int64_t>(count_);
    count_ = 0;
  }

 private:
  const Model& model_;
  const Market& market_;
  const sim::Draws& draws_;
  BlockDecisions& decisions_;
  Relocation relocation_;
  std::size_t count_ = 0;
  std::array<Seat, longest> seats_;
  std::array<std::uint32_t, longest> numbers_;
  std::array<std::int16_t, longest> founded_;
  std::array<sim::LogRevenue, longest> sizes_;
  std::array<sim::PlaceIndex, longest> chosen_;
};

class BlockYear {
 public:
  BlockYear(const Model& model, const sim::Block& block, const Market& market,
            const sim::Draws& draws, BlockDecisions& decisions)
      : block_(block),
        market_(market),
        draws_(draws),
        decisions_(decisions),
        fates_(model),
        movers_(model, market, draws, decisions) {}

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
    movers_.choose();
  }

 private:
  void decide_row(const Row& row) {
    const FirmTerms& terms = market_.firms[row.place];
    const sim::LogRevenue* sizes = block_.log_revenues(row.place).data() + row.first;
    sim::LogRevenue* grown = decisions_.grown.data() + block_.first_slot(row.place) + row.first;
    draws_.firms(block_.numbers(row.place).subspan(row.first, row.count),
                 block_.founded(row.place).subspan(row.first, row.count), market_.year,
                 sim::Purpose::fate, 0, luck_);
    foresee_acts(luck_, sizes, row.count, fates_, terms, acts_.data());
    if (fates_.grows)
      foresee_growth(luck_, sizes, row.count, fates_, terms, grown);
    else
      std::copy_n(sizes, row.count, grown);
    for (std::size_t i = 0; i < row.count; ++i)
      if (acts_[i]) act(acts_[i], {row.place, row.first + static_cast<std::uint32_t>(i)}, sizes[i]);
  }

  void act(std::uint8_t acts, Seat seat, sim::LogRevenue size) {
    if (acts & exits)
      decisions_.exits.push_back(seat);
    else if (acts & is_offered)
      decisions_.offers.push_back(
          offer_to(seat, block_.id(seat.place, seat.position), market_, draws_));
    else
      movers_.consider(seat, block_.id(seat.place, seat.position), size);
  }

  const sim::Block& block_;
  const Market& market_;
  const sim::Draws& draws_;
  BlockDecisions& decisions_;
  Fates fates_;
  Movers movers_;
  sim::DrawRow luck_;
  std::array<std::uint8_t, longest> acts_;
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

#include "models/acquisition.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "sim/elementary.hpp"
#include "sim/lanes.hpp"
#include "sim/ranks.hpp"

namespace agglomera::models {
namespace {

constexpr std::uint32_t along_city = 0x80000000u;  // beyond the numbers of darts
constexpr std::size_t stride = 16;

// What an offer asks of the block of its buyer.
struct Request {
  std::uint32_t to_block, from_block, offer;
  sim::PlaceIndex city;
  sim::LogRevenue target;  // grown
  std::int64_t along_usd;  // of the city's revenue in that block
};

// Revenue of a place in the blocks before, [place·(blocks + 1) + block].
std::vector<std::int64_t> revenue_before(const World& world, std::size_t places) {
  const std::size_t blocks = world.firms.blocks_in_all;
  std::vector<std::int64_t> before(places * (blocks + 1), 0);
  for (std::size_t place = 0; place < places; ++place)
    for (std::size_t b = 0; b < blocks; ++b)
      before[place * (blocks + 1) + b + 1] =
          before[place * (blocks + 1) + b] + world.sums[b * places + place].revenue_usd;
  return before;
}

Request request_of(const Offer& offer, std::span<const std::int64_t> before) {
  const auto y = static_cast<std::int64_t>(offer.along * static_cast<double>(before.back()));
  const auto after = std::upper_bound(before.begin() + 1, before.end() - 1, y);
  const auto block = static_cast<std::uint32_t>(after - before.begin() - 1);
  return {block, 0, 0, offer.city, {}, y - before[block]};
}

// Requests to the blocks held here, in the order of these, then of those they come from.
struct Requests {
  std::vector<Request> requests;
  std::vector<std::size_t> first;  // by block, from the first held here; one more at the end
};

// The rank that holds a block.
std::size_t rank_of(std::size_t block, std::size_t blocks) {
  int rank = 0;
  while (sim::first_block_of(rank + 1, sim::ranks(), blocks) <= block) ++rank;
  return static_cast<std::size_t>(rank);
}

// What every rank sends to the ranks of the blocks that `to_block` names, in the order of the senders.
template <typename Record, typename ToBlock>
std::vector<Record> delivered(std::vector<std::vector<Record>> made, std::size_t blocks,
                              ToBlock to_block) {
  std::vector<std::vector<Record>> by_rank(static_cast<std::size_t>(sim::ranks()));
  for (const auto& from : made)
    for (const Record& record : from) by_rank[rank_of(to_block(record), blocks)].push_back(record);
  std::vector<Record> all;
  for (const auto& from : sim::exchange(by_rank)) all.insert(all.end(), from.begin(), from.end());
  return all;
}

Requests requests_of(const World& world, const Decisions& decisions, std::size_t places) {
  const std::size_t all_blocks = world.firms.blocks_in_all;
  const std::vector<std::int64_t> before = revenue_before(world, places);
  std::vector<std::vector<Request>> made(decisions.blocks.size());
#pragma omp parallel for schedule(dynamic) if (made.size() > 1)
  for (std::size_t b = 0; b < made.size(); ++b) {
    const BlockDecisions& block = decisions.blocks[b];
    made[b].reserve(block.offers.size());
    for (std::size_t i = 0; i < block.offers.size(); ++i) {
      const Offer& offer = block.offers[i];
      if (offer.city == sim::no_place) continue;
      Request request = request_of(
          offer, std::span(before).subspan(offer.city * (all_blocks + 1), all_blocks + 1));
      request.from_block = static_cast<std::uint32_t>(world.firms.first_block + b);
      request.offer = static_cast<std::uint32_t>(i);
      request.target =
          block.grown[world.firms.blocks[b].first_slot(offer.target.place) + offer.target.position];
      made[b].push_back(request);
    }
  }
  const std::size_t first = world.firms.first_block;
  if (made.size() < all_blocks)
    made = {delivered(std::move(made), all_blocks,
                      [](const Request& request) { return request.to_block; })};
  Requests sorted{{}, std::vector<std::size_t>(world.firms.blocks.size() + 1, 0)};
  for (const auto& from : made)
    for (const Request& request : from) ++sorted.first[request.to_block - first + 1];
  std::partial_sum(sorted.first.begin(), sorted.first.end(), sorted.first.begin());
  sorted.requests.resize(sorted.first.back());
  std::vector<std::size_t> next(sorted.first.begin(), sorted.first.end() - 1);
  for (const auto& from : made)
    for (const Request& request : from) sorted.requests[next[request.to_block - first]++] = request;
  return sorted;
}

AGGLOMERA_WIDEST_LANES
void add_up_strides(const sim::LogRevenue* sizes, std::size_t strides, std::int64_t* sums) {
  for (std::size_t s = 0; s < strides; ++s) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < stride; ++i) sum += sizes[s * stride + i].usd();
    sums[s] = sum;
  }
}

// Finds firms of a block by how far along the revenue of their place they are.
class Along {
 public:
  void look_at(const sim::Block& block) {
    block_ = &block;
    first_.assign(1, 0);
    up_to_.resize(block.slots() / stride);
    for (std::size_t p = 0; p < block.places(); ++p) {
      const auto sizes = block.log_revenues(static_cast<sim::PlaceIndex>(p));
      std::int64_t* sums = up_to_.data() + first_.back();
      const std::size_t strides = sizes.size() / stride;
      add_up_strides(sizes.data(), strides, sums);
      std::partial_sum(sums, sums + strides, sums);
      first_.push_back(first_.back() + strides);
    }
  }
  std::uint32_t operator()(sim::PlaceIndex place, std::int64_t usd) const {
    const auto sizes = block_->log_revenues(place);
    const std::int64_t* first = up_to_.data() + first_[place];
    const std::int64_t* passed = std::upper_bound(first, up_to_.data() + first_[place + 1u], usd);
    std::int64_t sum = passed > first ? passed[-1] : 0;
    std::size_t i = static_cast<std::size_t>(passed - first) * stride;
    for (; i + 1 < sizes.size(); ++i) {
      sum += sizes[i].usd();
      if (usd < sum) break;
    }
    return static_cast<std::uint32_t>(i);
  }

 private:
  const sim::Block* block_ = nullptr;
  std::vector<std::size_t> first_;   // stride, by place
  std::vector<std::int64_t> up_to_;  // revenue of the place up to the end of a stride
};

// By slot: firms of a block that leave or get an offer themselves.
class Unavailable {
 public:
  void look_at(const sim::Block& block, const BlockDecisions& decisions) {
    bits_.assign(block.slots() / 64 + 1, 0);
    const auto mark = [&](Seat seat) {
      const std::size_t slot = block.first_slot(seat.place) + seat.position;
      bits_[slot / 64] |= std::uint64_t{1} << slot % 64;
    };
    for (const Seat& seat : decisions.exits) mark(seat);
    for (const Offer& offer : decisions.offers) mark(offer.target);
  }
  bool operator()(std::size_t slot) const { return bits_[slot / 64] >> slot % 64 & 1; }

 private:
  std::vector<std::uint64_t> bits_;
};

// An offer that came to something.
struct Sold {
  std::uint32_t block, offer;
};

// The purchases by firms of one block after the other, in the order of the requests.
class BlockPurchases {
 public:
  std::vector<Sold> carry_out(std::span<const Request> requests, const sim::Block& block,
                              BlockDecisions& decisions) {
    std::vector<Sold> sold;
    if (requests.empty()) return sold;
    find_buyers(requests, block, decisions);
    for (std::size_t i = 0; i < requests.size(); ++i)
      if (!unavailable_(buyers_[i]) && buys(decisions.grown[buyers_[i]], requests[i].target))
        sold.push_back({requests[i].from_block, requests[i].offer});
    return sold;
  }

 private:
  void find_buyers(std::span<const Request> requests, const sim::Block& block,
                   const BlockDecisions& decisions) {
    unavailable_.look_at(block, decisions);
    along_.look_at(block);
    buyers_.resize(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
      const Request& request = requests[i];
      buyers_[i] = block.first_slot(request.city) + along_(request.city, request.along_usd);
      __builtin_prefetch(&decisions.grown[buyers_[i]]);
    }
  }
  static bool buys(sim::LogRevenue& grown, sim::LogRevenue target) {
    if (grown <= target) return false;
    grown = sim::LogRevenue::of_log_usd(
        sim::natural_log(static_cast<double>(grown.usd() + target.usd())));
    return true;
  }

  Unavailable unavailable_;
  Along along_;
  std::vector<std::size_t> buyers_;  // slots
};

std::vector<std::vector<Seat>> seats_of(std::vector<std::vector<Sold>> sold, const World& world,
                                        const Decisions& decisions) {
  const std::size_t all_blocks = world.firms.blocks_in_all, first = world.firms.first_block;
  if (decisions.blocks.size() < all_blocks)
    sold = {delivered(std::move(sold), all_blocks, [](const Sold& one) { return one.block; })};
  std::vector<std::vector<bool>> is_sold(decisions.blocks.size());
  for (std::size_t b = 0; b < is_sold.size(); ++b)
    is_sold[b].assign(decisions.blocks[b].offers.size(), false);
  for (const auto& from : sold)
    for (const Sold& one : from) is_sold[one.block - first][one.offer] = true;
  std::vector<std::vector<Seat>> seats(decisions.blocks.size());
  for (std::size_t b = 0; b < is_sold.size(); ++b)
    for (std::size_t offer = 0; offer < is_sold[b].size(); ++offer)
      if (is_sold[b][offer]) seats[b].push_back(decisions.blocks[b].offers[offer].target);
  return seats;
}

}  // namespace

Offer offer_to(Seat seat, sim::FirmId target, const Market& market, const sim::Draws& draws) {
  return {seat, market.buyers(target, market.year, draws),
          draws.firm(target, market.year, sim::Purpose::acquisition, along_city).uniform()};
}

void offers_to(std::span<const Seat> seats, std::span<const std::uint32_t> numbers,
               std::span<const std::int16_t> founded, const Market& market, const sim::Draws& draws,
               std::vector<Offer>& offers) {
  std::array<sim::PlaceIndex, sim::DrawRow::firms> cities;
  market.buyers.many(numbers, founded, market.year, draws, std::span(cities.data(), seats.size()));
  sim::DrawRow luck;
  draws.firms(numbers, founded, market.year, sim::Purpose::acquisition, along_city, luck);
  for (std::size_t i = 0; i < seats.size(); ++i)
    offers.push_back({seats[i], cities[i], luck[i].uniform()});
}

std::vector<std::vector<Seat>> carry_out_purchases(const World& world, Decisions& decisions) {
  const std::size_t places = world.census.focal_firms.size();
  Requests all = requests_of(world, decisions, places);
  std::vector<std::vector<Sold>> sold(decisions.blocks.size());
#pragma omp parallel if (sold.size() > 1)
  {
    BlockPurchases purchases;
#pragma omp for schedule(dynamic)
    for (std::size_t b = 0; b < sold.size(); ++b)
      sold[b] = purchases.carry_out(std::span<const Request>(all.requests)
                                        .subspan(all.first[b], all.first[b + 1] - all.first[b]),
                                    world.firms.blocks[b], decisions.blocks[b]);
  }
  return seats_of(std::move(sold), world, decisions);
}

}  // namespace agglomera::models

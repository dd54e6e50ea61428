#include "models/acquisition.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "models/fate.hpp"
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

// Finds firms of one place and block by how far along its revenue they are.
class Along {
 public:
  void look_at(std::span<const sim::LogRevenue> sizes) {
    sizes_ = sizes;
    up_to_.resize(sizes.size() / stride);
    add_up_strides(sizes.data(), up_to_.size(), up_to_.data());
    std::partial_sum(up_to_.begin(), up_to_.end(), up_to_.begin());
  }
  std::uint32_t operator()(std::int64_t usd) const {
    const auto passed = std::upper_bound(up_to_.begin(), up_to_.end(), usd) - up_to_.begin();
    std::int64_t sum = passed > 0 ? up_to_[static_cast<std::size_t>(passed - 1)] : 0;
    std::size_t i = static_cast<std::size_t>(passed) * stride;
    for (; i + 1 < sizes_.size(); ++i) {
      sum += sizes_[i].usd();
      if (usd < sum) break;
    }
    return static_cast<std::uint32_t>(i);
  }

 private:
  std::span<const sim::LogRevenue> sizes_;
  std::vector<std::int64_t> up_to_;
};

// An offer that came to something.
struct Sold {
  std::uint32_t block, offer;
};

// The purchases by firms of one block after the other.
class BlockPurchases {
 public:
  BlockPurchases(const Model& model, const Market& market, const sim::Draws& draws)
      : market_(market), draws_(draws), fates_(model) {}

  std::vector<Sold> carry_out(std::span<Request> requests, const sim::Block& block,
                              BlockDecisions& decisions) {
    std::sort(requests.begin(), requests.end(), [](const Request& a, const Request& b) {
      return std::tie(a.city, a.along_usd, a.from_block, a.offer) <
             std::tie(b.city, b.along_usd, b.from_block, b.offer);
    });
    std::vector<Sold> sold;
    for (std::size_t i = 0; i < requests.size();) {
      const sim::PlaceIndex city = requests[i].city;
      along_.look_at(block.log_revenues(city));
      for (; i < requests.size() && requests[i].city == city; ++i)
        if (buys(city, along_(requests[i].along_usd), requests[i].target, block, decisions))
          sold.push_back({requests[i].from_block, requests[i].offer});
    }
    return sold;
  }

 private:
  bool buys(sim::PlaceIndex city, std::uint32_t position, sim::LogRevenue target,
            const sim::Block& block, BlockDecisions& decisions) const {
    sim::LogRevenue& grown = decisions.grown[block.first_slot(city) + position];
    if (grown <= target) return false;
    const sim::Draw luck = draws_.firm(block.id(city, position), market_.year, sim::Purpose::fate);
    const sim::LogRevenue before = block.log_revenues(city)[position];
    if (fates_.acts(luck, before, market_.firms[city]) & (exits | is_offered)) return false;
    grown = sim::LogRevenue::of_log_usd(
        sim::natural_log(static_cast<double>(grown.usd() + target.usd())));
    return true;
  }

  const Market& market_;
  const sim::Draws& draws_;
  Fates fates_;
  Along along_;
};

std::vector<std::vector<Seat>> seats_of(std::vector<std::vector<Sold>> sold, const World& world,
                                        const Decisions& decisions) {
  const std::size_t all_blocks = world.firms.blocks_in_all, first = world.firms.first_block;
  if (decisions.blocks.size() < all_blocks)
    sold = {delivered(std::move(sold), all_blocks, [](const Sold& one) { return one.block; })};
  std::vector<std::vector<std::uint32_t>> offers(decisions.blocks.size());
  for (const auto& from : sold)
    for (const Sold& one : from) offers[one.block - first].push_back(one.offer);
  std::vector<std::vector<Seat>> seats(decisions.blocks.size());
  for (std::size_t b = 0; b < offers.size(); ++b) {
    std::sort(offers[b].begin(), offers[b].end());
    for (const std::uint32_t offer : offers[b])
      seats[b].push_back(decisions.blocks[b].offers[offer].target);
  }
  return seats;
}

}  // namespace

Offer offer_to(Seat seat, sim::FirmId target, const Market& market, const sim::Draws& draws) {
  return {seat, market.buyers(target, market.year, draws),
          draws.firm(target, market.year, sim::Purpose::acquisition, along_city).uniform()};
}

std::vector<std::vector<Seat>> carry_out_purchases(const Model& model, const World& world,
                                                   const Market& market, const sim::Draws& draws,
                                                   Decisions& decisions) {
  const std::size_t places = model.study->places();
  Requests all = requests_of(world, decisions, places);
  std::vector<std::vector<Sold>> sold(decisions.blocks.size());
#pragma omp parallel if (sold.size() > 1)
  {
    BlockPurchases purchases(model, market, draws);
#pragma omp for schedule(dynamic)
    for (std::size_t b = 0; b < sold.size(); ++b)
      sold[b] = purchases.carry_out(
          std::span(all.requests).subspan(all.first[b], all.first[b + 1] - all.first[b]),
          world.firms.blocks[b], decisions.blocks[b]);
  }
  return seats_of(std::move(sold), world, decisions);
}

}  // namespace agglomera::models

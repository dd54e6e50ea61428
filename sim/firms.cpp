#include "sim/firms.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace agglomera::sim {
namespace {

// Finaliser of SplitMix64 (Steele, Lea and Flood 2014).
std::uint64_t mixed(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ull;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
  return x ^ (x >> 31);
}

std::uint32_t room_for(std::uint32_t firms) { return firms + firms / 32 + 2; }

// Slots behind all segments, to which a place moves that has outgrown its room.
std::size_t spare(std::size_t slots) { return slots / 24 + 64; }

template <typename T>
void move_values(std::vector<T>& values, std::size_t from, std::size_t count, std::size_t to) {
  if (count > 0) std::memmove(values.data() + to, values.data() + from, count * sizeof(T));
}

template <typename T>
void resize_exactly(std::vector<T>& values, std::size_t size) {
  values.reserve(size);
  values.resize(size);
}

}  // namespace

Block::Block(std::span<const std::uint32_t> expected) : segments_(expected.size()) {
  for (std::size_t place = 0; place < expected.size(); ++place) {
    const std::uint32_t room = room_for(expected[place]);
    segments_[place] = {static_cast<std::uint32_t>(used_), 0, room};
    used_ += room;
  }
  const std::size_t size = used_ + spare(used_);
  resize_exactly(number_, size);
  resize_exactly(founded_, size);
  resize_exactly(log_revenue_, size);
}

void Block::remove(PlaceIndex place, std::uint32_t position) {
  Segment& at = segments_[place];
  const std::size_t slot = at.first + position, last = at.first + --at.count;
  number_[slot] = number_[last];
  founded_[slot] = founded_[last];
  log_revenue_[slot] = log_revenue_[last];
  --firms_;
}

void Block::clear(PlaceIndex place) {
  firms_ -= segments_[place].count;
  segments_[place].count = 0;
}

void Block::make_room(PlaceIndex place) {
  Segment& at = segments_[place];
  const std::uint32_t room = at.count + at.count / 8 + 8;
  if (used_ + room > log_revenue_.size()) return pack(place);
  move_segment(at, used_);
  at.room = room;
  used_ += room;
}

// All segments behind each other again, with room for one more at least: first without any room, the
// first segment first, then with room, the last first; so nobody is written over.
void Block::pack(PlaceIndex more) {
  std::vector<PlaceIndex> order(segments_.size());
  std::iota(order.begin(), order.end(), PlaceIndex{0});
  std::sort(order.begin(), order.end(),
            [&](PlaceIndex a, PlaceIndex b) { return segments_[a].first < segments_[b].first; });
  std::size_t end = 0;
  used_ = 0;
  for (const PlaceIndex place : order) {
    Segment& at = segments_[place];
    move_segment(at, end);
    end += at.count;
    at.room = room_for(place == more ? at.count + at.count / 8 + 8 : at.count);
    used_ += at.room;
  }
  if (used_ + spare(used_) / 2 > slots()) {
    const std::size_t size = used_ + spare(used_);
    resize_exactly(number_, size);
    resize_exactly(founded_, size);
    resize_exactly(log_revenue_, size);
  }
  std::size_t begin = used_;
  for (std::size_t i = order.size(); i-- > 0;) {
    Segment& at = segments_[order[i]];
    begin -= at.room;
    move_segment(at, begin);
  }
}

void Block::move_segment(Segment& segment, std::size_t to) {
  move_values(number_, segment.first, segment.count, to);
  move_values(founded_, segment.first, segment.count, to);
  move_values(log_revenue_, segment.first, segment.count, to);
  segment.first = static_cast<std::uint32_t>(to);
}

std::int64_t Firms::count() const {
  std::int64_t all = 0;
  for (const Block& block : blocks) all += static_cast<std::int64_t>(block.firms());
  return all;
}

std::size_t blocks_for(double firms, std::size_t places) {
  constexpr double block = 0x1p17, of_one_place = 96.0;
  if (firms < block) return 1;
  const double size = std::max(block, of_one_place * static_cast<double>(places));
  return std::max<std::size_t>(16, static_cast<std::size_t>(std::ceil(firms / size)));
}

std::uint64_t state_hash(const Firms& firms) {
  std::uint64_t hash = 0;
#pragma omp parallel for schedule(dynamic) reduction(+ : hash) if (firms.blocks.size() > 1)
  for (const Block& block : firms.blocks)
    for (std::size_t p = 0; p < block.places(); ++p) {
      const auto place = static_cast<PlaceIndex>(p);
      for (std::uint32_t i = 0; i < block.firms(place); ++i) {
        const FirmId firm = block.id(place, i);
        const std::uint64_t name = static_cast<std::uint64_t>(firm.number) << 16 |
                                   static_cast<std::uint16_t>(firm.founded);
        const std::uint64_t state = static_cast<std::uint64_t>(place) << 48 |
                                    static_cast<std::uint32_t>(block.log_revenues(place)[i].raw());
        hash += mixed(mixed(name) ^ state);
      }
    }
  return hash;
}

}  // namespace agglomera::sim

// Firms of one sector, held by the place they are in: 10 bytes each.
//
// Firms are split into blocks, each a struct of vectors with one segment for every place. How many blocks
// there are depends on how many firms the world begins with, never on threads or ranks; a firm stays in its
// block for good, so threads and ranks that share out whole blocks do not change what happens. Inside a
// segment the order means nothing: whoever leaves is replaced by the last.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/elementary.hpp"
#include "sim/ids.hpp"

namespace agglomera::sim {

// Logarithm of yearly revenue in USD to base 2, in steps of 2⁻²⁰, from 1 USD to 2⁶⁰ USD (1.2·10¹⁸): sums and
// comparisons are exact.
class LogRevenue {
 public:
  static constexpr std::int32_t steps = 1 << 20;  // of a doubling
  static constexpr double ln2 = 0.693147180559945309417;

  constexpr LogRevenue() = default;
  static LogRevenue of_log_usd(double log_usd) {
    const double doublings = log_usd * (1.0 / ln2);
    const double bounded = doublings < 0.0 ? 0.0 : (doublings > 60.0 ? 60.0 : doublings);
    return LogRevenue(static_cast<std::int32_t>(bounded * steps + 0.5));
  }
  static constexpr LogRevenue of_raw(std::int32_t raw) {
    return LogRevenue(raw < 0 ? 0 : (raw > 60 * steps ? 60 * steps : raw));
  }
  double log_usd() const { return static_cast<double>(steps_) * (ln2 / steps); }
  // Whole dollars: integers add up to the same sum in any order.
  std::int64_t usd() const {
    const std::int32_t doublings = steps_ >> 20;
    const auto mantissa =
        static_cast<std::int64_t>(static_cast<std::int32_t>(fraction() * 0x1p23f));
    return (mantissa << (doublings > 23 ? doublings - 23 : 0)) >>
           (doublings < 23 ? 23 - doublings : 0);
  }
  // usd = fraction()·2^(raw >> 20), in [1, 2].
  float fraction() const {
    return power_of_two_fraction(static_cast<float>(steps_ & (steps - 1)) * 0x1p-20f);
  }
  constexpr std::int32_t raw() const { return steps_; }

  friend auto operator<=>(const LogRevenue&, const LogRevenue&) = default;

 private:
  explicit constexpr LogRevenue(std::int32_t raw) : steps_(raw) {}
  std::int32_t steps_ = 0;
};

class Block {
 public:
  explicit Block(std::size_t places = 0) : segments_(places) {}
  // Room for so many firms of each place, none of them there yet.
  explicit Block(std::span<const std::uint32_t> expected);

  std::size_t places() const { return segments_.size(); }
  std::size_t firms() const { return firms_; }
  std::uint32_t firms(PlaceIndex place) const { return segments_[place].count; }

  std::span<const std::uint32_t> numbers(PlaceIndex place) const { return of(number_, place); }
  std::span<const std::int16_t> founded(PlaceIndex place) const { return of(founded_, place); }
  std::span<const LogRevenue> log_revenues(PlaceIndex place) const {
    return of(log_revenue_, place);
  }
  std::span<LogRevenue> log_revenues(PlaceIndex place) {
    const Segment& at = segments_[place];
    return {log_revenue_.data() + at.first, at.count};
  }
  FirmId id(PlaceIndex place, std::uint32_t position) const {
    const std::size_t at = segments_[place].first + position;
    return {number_[at], founded_[at]};
  }

  // At the end of its place.
  void settle(PlaceIndex place, FirmId firm, LogRevenue size) {
    if (segments_[place].count == segments_[place].room) make_room(place);
    Segment& at = segments_[place];
    const std::size_t slot = at.first + at.count++;
    number_[slot] = firm.number;
    founded_[slot] = firm.founded;
    log_revenue_[slot] = size;
    ++firms_;
  }
  // The last firm of the place takes the position.
  void remove(PlaceIndex place, std::uint32_t position);
  void clear(PlaceIndex place);

  // Where a place's values stand in a vector that runs along the block, and how long that is.
  std::size_t first_slot(PlaceIndex place) const { return segments_[place].first; }
  std::size_t slots() const { return log_revenue_.size(); }
  // Exchanges all revenues for others along the block.
  void swap_revenues(std::vector<LogRevenue>& others) { log_revenue_.swap(others); }

 private:
  struct Segment {
    std::uint32_t first = 0, count = 0, room = 0;
  };
  template <typename T>
  std::span<const T> of(const std::vector<T>& values, PlaceIndex place) const {
    const Segment& at = segments_[place];
    return {values.data() + at.first, at.count};
  }
  void make_room(PlaceIndex place);
  void pack(PlaceIndex more);
  void move_segment(Segment& segment, std::size_t to);

  std::vector<Segment> segments_;
  std::vector<std::uint32_t> number_;  // with `founded`: the firm's id
  std::vector<std::int16_t> founded_;  // year
  std::vector<LogRevenue> log_revenue_;
  std::size_t firms_ = 0;
  std::size_t used_ = 0;  // slots before the first that no segment has had
};

struct Firms {
  std::size_t blocks_in_all = 1;
  std::size_t first_block = 0;  // of those held here
  std::vector<Block> blocks;

  std::int64_t count() const;  // held here
};

// One for a world below 2¹⁷ firms; else at least 16, of about 2¹⁷ firms, or of more where places are so many
// that a block would hold but a few firms of each.
std::size_t blocks_for(double firms, std::size_t places);

// The first block of a rank's share; that of the rank behind the last is the number of blocks.
inline std::size_t first_block_of(int rank, int ranks, std::size_t blocks) {
  return blocks * static_cast<std::size_t>(rank) / static_cast<std::size_t>(ranks);
}

// Every field of every firm, in whatever block, folded into 64 bits: equal worlds, equal hash. A sum over
// firms, so that ranks may add up theirs.
std::uint64_t state_hash(const Firms& firms);

}  // namespace agglomera::sim

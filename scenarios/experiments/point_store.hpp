// Where the points of a sweep are kept while it runs: OUT.parts, a folder of parts, each of many points,
// whole or not there. What a killed, interrupted or smaller sweep left is taken up with `resume`: from the
// parts, and from OUT.h5 where that holds points of the same origin. A point is known by its values, so a
// larger design computes only what is missing.
//
// A full disk: room for the next part is held in reserve from the beginning, so that what is finished when
// the disk fills up is still kept. The first rank alone has the store.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/experiments/finished_parts.hpp"
#include "scenarios/experiments/point_outputs.hpp"
#include "sim/errors.hpp"
#include "sim/parcel.hpp"

namespace agglomera::scenarios {

// Finished points: of each its key, then mean and sd by output, then the number of failed replicates.
struct KeptPoints {
  std::size_t key_words = 0;  // of one point
  std::size_t numbers = 0;    // of one point
  std::vector<std::uint64_t> keys;
  std::vector<double> values;
  std::map<std::uint64_t, std::string> reasons;  // by point

  std::size_t size() const { return key_words == 0 ? 0 : keys.size() / key_words; }
  void add(std::span<const std::uint64_t> key, const PointOutputs& outputs);
  void add(const KeptPoints& others);
  void clear();
};

class PointStore {
 public:
  // Keeps nothing.
  PointStore() = default;
  // `earlier`: points of a finished file of the same origin, with the time of its first start. Throws
  // sim::InputError where the parts are of another origin, and says which key has changed.
  struct Earlier {
    KeptPoints points;
    std::string created;
  };
  PointStore(const std::filesystem::path& out, const std::string& origin, std::string created,
             bool resume, std::optional<Earlier> earlier);

  // What a folder of parts belongs to; nothing where there is none.
  static std::optional<std::string> origin_of_parts(const std::filesystem::path& out);
  // Why points of another origin are not taken up.
  static sim::InputError refusal(const std::filesystem::path& place, const std::string& kept,
                                 const std::string& now);

  bool keeps() const { return parts_.keeps(); }
  const std::string& created() const { return created_; }
  // All that earlier work left, found by key.
  const KeptPoints& taken_up() const { return taken_up_; }
  std::optional<std::size_t> find(std::span<const std::uint64_t> key) const;

  // Whether so many points are as much as there is room for in the reserve: they had better be kept now.
  bool fills_reserve(const KeptPoints& points) const;
  // Makes a part of the points. Throws sim::InputError when the disk is full: they are kept even so.
  // `left`: points that are still to be run, of which the message says how much room they need.
  void keep(const KeptPoints& points, std::int64_t left);
  // No more parts will be kept: nothing need be held in reserve.
  void close();
  void remove() const { parts_.remove(); }  // once the result is written
  void remove_if_none() { close(), parts_.remove_if_none(); }

 private:
  void take_up_parts();
  void order();
  void hold_reserve(std::size_t bytes);
  [[noreturn]] void complain_full(const KeptPoints& points, std::int64_t left, bool kept) const;

  std::filesystem::path out_;
  std::string created_;
  FinishedParts parts_;
  KeptPoints taken_up_;
  std::vector<std::uint32_t> order_;  // of what was taken up, by key
  int next_part_ = 0;
  std::size_t reserve_bytes_ = 0;
  std::int64_t kept_ = 0;
};

}  // namespace agglomera::scenarios

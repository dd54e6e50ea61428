// Members in progress, kept at the end of a year beside the finished parts (OUT.parts), so that a long run
// goes on from there.
//
// A member has one checkpoint, which the next replaces: a file of each rank that has a share of its world,
// member-M.year-Y.P-of-R. Only a whole set counts, and any number of ranks takes it up. Of a member
// that came to an end no firms are kept, and once it is among the finished members nothing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/member.hpp"
#include "models/world.hpp"
#include "scenarios/experiments/finished_parts.hpp"

namespace agglomera::scenarios {

// What the ensemble holds of one member in one branch.
struct MemberSeries {
  std::span<double> lq_count, lq_revenue;
  std::span<std::int32_t> firms;
  std::span<double> revenue_usd;
};

// The model's member has changed with its world: conditioning, and the first year, move backgrounds.
struct MemberState {
  models::Member& member;
  models::World& world;
  MemberSeries series;
};

class MemberCheckpoints {
 public:
  MemberCheckpoints() = default;  // none are kept or taken up
  // Kept every so many years; 0: none, but those that are there are taken up. All ranks meet here.
  MemberCheckpoints(const FinishedParts& parts, int every_years);

  bool keeps() const { return every_years_ > 0; }
  bool is_due(int years_passed) const { return keeps() && years_passed % every_years_ == 0; }

  // Where ranks share the world they meet here. Throw sim::InputError, as sim/checkpoint.hpp says.
  void keep(int member, const MemberState& state) const;
  void keep_end(int member, sim::Year last, const MemberState& state) const;
  // False, and nothing done, where there is none. The world of one that came to an end has no firms.
  bool take_up(int member, const MemberState& state) const;

  void forget(const std::vector<int>& members) const;
  bool any() const;  // there now

 private:
  struct Set {
    int member;
    sim::Year year;
    int files;
  };
  std::filesystem::path file(const Set& set, int part) const;
  void write(int member, const MemberState& state, bool at_end) const;
  void read_firms(const Set& set, models::World& world) const;
  std::vector<Set> whole_sets() const;

  std::filesystem::path folder_;
  std::uint64_t origin_ = 0;
  int every_years_ = 0;
  std::vector<Set> sets_;  // there at the start: the latest of each member, by member
};

}  // namespace agglomera::scenarios

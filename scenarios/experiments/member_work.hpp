// Members of an ensemble, spread over ranks and threads, gathered at the first rank.
//
// Members pass in rounds. After a round the first rank has what its members left, and the result does not
// depend on who ran which. Where finished members are to be kept (Watch::parts), a round takes a few
// seconds and what is done is written at its end, unless the rest would be done soon.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "scenarios/experiments/ensemble.hpp"
#include "sim/parcel.hpp"

namespace agglomera::scenarios {

struct MemberWork {
  // On a thread of the rank that has the member. False: asked to stop on the way. What it throws makes a
  // failed member.
  std::function<bool(int member)> run;
  std::function<void(int member)> mark_failed;
  // What a member left behind, failed or not.
  std::function<void(int member, sim::Packer& packer)> pack;
  std::function<void(int member, sim::Unpacker& unpacker)> unpack;
};

struct PassedMembers {
  std::vector<Failure> failures;      // by member
  std::vector<int> members_per_rank;  // run now; without those taken up
};

// At the first rank everything is complete afterwards; the others have their own members only.
// Throws Interrupted, and std::runtime_error when fewer than half of the members survive.
PassedMembers pass_members(int members, std::uint64_t seed, const Watch& watch,
                           const MemberWork& work);

// Everything that a model's member holds.
template <typename Passage, typename Member>
void pass_member(Passage& passage, Member& member) {
  auto& [parameters, endowment, technology, culture, amenity, growth, firm_share, revenue_share,
         firms, revenue, listed] = member;  // a field that is added breaks this line
  passage(parameters, endowment, technology, culture, amenity, growth, firm_share, revenue_share,
          firms, revenue, listed);
}

}  // namespace agglomera::scenarios
